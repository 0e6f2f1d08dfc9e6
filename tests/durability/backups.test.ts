/** A backup as the server makes it by the clock: the thread itself, beside a world that is served. */
import { equal, match, ok } from "node:assert/strict";
import { backUpInWorker } from "../../admin/supervisor/parts.ts";
import { verifyFile } from "../../admin/files/mod.ts";
import { startWeald, withFolder } from "../command_line/weald_process.ts";

const THREAD = new URL("../../admin/backup/worker.ts", import.meta.url);

Deno.test("D8 the backup's thread copies and checks a world that is served; what is in its way is said", () =>
  withFolder(async (folder) => {
    const server = await startWeald(["--data", `${folder}/data`, "--seed", "5", "--checkpoint-seconds", "1"]);
    const job = { folder: `${folder}/data`, to: `${folder}/copy.db` };
    const backUp = () => backUpInWorker(new Worker(THREAD, { type: "module" }), job);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const done = await backUp();
    ok(done.ok, JSON.stringify(done));
    equal(verifyFile(job.to, true).ok, true);
    const again = await backUp();
    match(again.ok ? "" : again.message, /Cannot make the backup .*copy\.db: that file exists/);
    await server.stop();
  }));
