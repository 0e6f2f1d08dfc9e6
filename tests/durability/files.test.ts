/** verify, replay, backup and restore, on files of a world that was stepped here. */
import { equal, match, ok } from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { runWeald, startWeald, withFolder } from "../command_line/weald_process.ts";

const damage = (path: string, sql: string) => {
  const file = new DatabaseSync(path);
  file.exec(sql);
  file.close();
};

Deno.test("D6 D8 D9: a served world is verified and backed up; the backup is restored; damage is named", () =>
  withFolder(async (folder) => {
    const [data, other, backup] = [`${folder}/data`, `${folder}/other`, `${folder}/backup.db`];
    const server = await startWeald(["--data", data, "--seed", "5", "--checkpoint-seconds", "1"]);
    // A checkpoint, and some journal after it: the start alone is an entry.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const verified = await runWeald(["verify", "--data", data]);
    match(verified.stdout, /The file is sound\.\n.*all the same\.\nThe ledger adds up: \d+ transfers\.\n/);
    equal((await runWeald(["backup", backup, "--data", data])).code, 0);
    match((await runWeald(["backup", backup, "--data", data])).stderr, /that file exists/);
    match((await runWeald(["restore", backup, "--data", data, "--replace"])).stderr, /is being served/);
    await server.stop();
    match((await runWeald(["restore", backup, "--data", data])).stderr, /there is a world in .*--replace/);
    match((await runWeald(["restore", backup, "--data", data, "--replace"])).stdout, /kept as .*weald\.db\.replaced-/);
    equal((await runWeald(["restore", backup, "--data", other])).code, 0);
    match((await runWeald(["replay", "--data", other])).stdout, /all the same\.\n/);
    const again = await startWeald(["--data", other]);
    match(again.greeting, /the world "Weald", seed 5/);
    equal((await again.stop()).code, 0);

    damage(backup, "DELETE FROM ledger WHERE entry = 3");
    match((await runWeald(["verify", backup])).stderr, /the ledger does not add up: the world counts/);
    const refused = await runWeald(["restore", backup, "--data", other, "--replace"]);
    match(refused.stderr, /the ledger does not add up/);
    damage(`${other}/weald.db`, "UPDATE checkpoint_page SET bytes = zeroblob(8) WHERE section = 'entities.originX'");
    match((await runWeald(["verify", "--data", other])).stderr, /first difference|cannot be read|not the one/i);
    match((await runWeald(["verify", `${folder}/nothing.db`])).stderr, /there is no such file/);
    Deno.writeTextFileSync(`${folder}/text.db`, "not a database ".repeat(100));
    match((await runWeald(["verify", `${folder}/text.db`])).stderr, /Cannot read .*not a SQLite file/);
  }));

Deno.test("D5: a damaged journal is refused with the choice, and given up only when told", () =>
  withFolder(async (folder) => {
    const server = await startWeald(["--data", folder, "--seed", "5", "--checkpoint-seconds", "600"]);
    await new Promise((resolve) => setTimeout(resolve, 800));
    server.signal("SIGKILL");
    await server.ended;
    const second = await startWeald(["--data", folder]);
    second.signal("SIGKILL");
    await second.ended;
    const rows = new DatabaseSync(`${folder}/weald.db`).prepare("SELECT count(*) AS count FROM journal").get()!.count;
    ok(Number(rows) > 0, "the second start is in the journal");
    damage(`${folder}/weald.db`, "UPDATE journal SET bytes = zeroblob(5) WHERE id = (SELECT max(id) FROM journal)");
    const refused = await runWeald(["--data", folder, "--port", "0", "--admin-port", "0"]);
    equal(refused.code, 1);
    match(refused.stderr, /cannot be followed: its row for ticks .* is damaged.*--recover from-checkpoint/);
    const third = await startWeald(["--data", folder, "--recover", "from-checkpoint"]);
    match((await third.stop()).stderr, /is given up, as --recover from-checkpoint says/);
    match((await runWeald(["verify", "--data", folder])).stdout, /all the same/);
  }));
