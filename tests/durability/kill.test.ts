import { ok } from "node:assert/strict";
import { withFolder } from "../command_line/weald_process.ts";
import { killRounds } from "./rounds.ts";

Deno.test("D1 D3 D4: a server that is killed has everything that it acknowledged, once", () =>
  withFolder(async (folder) => {
    const report = await killRounds(folder, 4, 1);
    ok(report.acknowledged > 20, `${report.acknowledged} actions were acknowledged`);
  }));
