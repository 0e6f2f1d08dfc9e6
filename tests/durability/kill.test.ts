import { ok } from "node:assert/strict";
import { FROM_SOURCES, withFolder } from "../command_line/weald_process.ts";
import { killRounds } from "./rounds.ts";

Deno.test("D1 D3 D4: a server that is killed has everything that it acknowledged, once", () =>
  withFolder(async (folder) => {
    const report = await killRounds(folder, { kills: 4, seed: 1, aliveMsMax: 4_000, program: FROM_SOURCES });
    ok(report.acknowledged > 20, `${report.acknowledged} actions were acknowledged`);
  }));
