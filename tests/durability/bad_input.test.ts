/** What a folder can be like when Weald is started on it, and what can come between its commands. */
import { equal, match } from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { runWeald, startWeald, withFolder } from "../command_line/weald_process.ts";

const SERVE = ["--port", "0", "--admin-port", "0", "--host", "127.0.0.1"];

/** Saves a small world in a folder. */
async function makeWorld(folder: string): Promise<void> {
  await (await startWeald(["--data", folder, "--seed", "5"])).stop();
}

Deno.test("D9 D12 a restore that was cut off begins no new world, and is done by doing it once more", () =>
  withFolder(async (folder) => {
    const [data, backup] = [`${folder}/data`, `${folder}/backup.db`];
    await makeWorld(data);
    const made = await runWeald(["backup", backup, "--data", data]);
    equal(made.code, 0, made.stderr);
    // As if the power went between moving the old world away and putting the new one there.
    Deno.copyFileSync(backup, `${data}/weald.db.unfinished`);
    Deno.renameSync(`${data}/weald.db`, `${data}/weald.db.replaced-2030-01-01T00-00-00`);
    const refused = await runWeald(["--data", data, ...SERVE]);
    equal(refused.code, 1);
    match(refused.stderr, /a restore was not finished here\. Run `weald restore` once more/);
    equal((await runWeald(["restore", backup, "--data", data])).code, 0);
    match(await startedGreeting(data), /seed 5/);
  }));

Deno.test("D9 D12 a log without its file is not taken for that of another one", () =>
  withFolder(async (folder) => {
    const [data, backup] = [`${folder}/data`, `${folder}/backup.db`];
    await makeWorld(data);
    const made = await runWeald(["backup", backup, "--data", data]);
    equal(made.code, 0, made.stderr);
    const server = await startWeald(["--data", data, "--checkpoint-seconds", "1"]);
    server.signal("SIGKILL");
    await server.ended;
    Deno.removeSync(`${data}/weald.db`);
    const refused = await runWeald(["--data", data, ...SERVE]);
    match(refused.stderr, /the file is gone, and its log .*weald\.db-wal is there/);
    match((await runWeald(["restore", backup, "--data", data])).stdout, /kept as .*weald\.db\.replaced-/);
    match((await runWeald(["verify", "--data", data])).stdout, /The file is sound/);
  }));

Deno.test("D12 a truncated, a foreign and a newer file are refused in a sentence, by every command, and stay as they are", () =>
  withFolder(async (folder) => {
    const data = `${folder}/data`;
    await makeWorld(data);
    const path = `${data}/weald.db`;
    const whole = Deno.readFileSync(path);
    const cases: readonly (readonly [name: string, make: () => void, serve: RegExp, look: RegExp])[] = [
      [
        "truncated",
        () => Deno.writeFileSync(path, whole.subarray(0, whole.length >> 1)),
        /damaged/,
        /damaged|malformed/,
      ],
      ["cut in its head", () => Deno.writeFileSync(path, whole.subarray(0, 50)), /damaged|not a Weald/, /damaged|not/],
      [
        "foreign",
        () => Deno.writeTextFileSync(path, "a letter\n".repeat(2000)),
        /not a Weald world/,
        /not a SQLite file/,
      ],
      [
        "another program's",
        () => {
          Deno.removeSync(path);
          const other = new DatabaseSync(path);
          other.exec("CREATE TABLE song (name TEXT)");
          other.close();
        },
        /not a Weald world/,
        /not a Weald world/,
      ],
      [
        "newer",
        () => {
          Deno.writeFileSync(path, whole);
          const file = new DatabaseSync(path);
          file.exec("PRAGMA user_version = 999");
          file.close();
        },
        /newer Weald/,
        /newer Weald/,
      ],
    ];
    for (const [name, make, serve, look] of cases) {
      make();
      const before = Deno.readFileSync(path);
      const served = await runWeald(["--data", data, ...SERVE]);
      equal(served.code, 1, name);
      match(served.stderr, serve, name);
      for (const command of [["verify"], ["replay"], ["backup", `${folder}/${name}.db`]]) {
        const { code, stderr } = await runWeald([...command, "--data", data]);
        equal(code, 1, `${command} of a file that is ${name}`);
        match(stderr, look, `${command} of a file that is ${name}`);
      }
      const restored = await runWeald(["restore", path, "--data", `${folder}/other`]);
      equal(restored.code, 1, name);
      equal(Deno.readFileSync(path).join() === before.join(), true, `${name}: nothing in it was changed`);
    }
  }));

async function startedGreeting(data: string): Promise<string> {
  const server = await startWeald(["--data", data]);
  await server.stop();
  return server.greeting;
}
