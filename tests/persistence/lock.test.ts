import { equal, match, ok } from "node:assert/strict";
import { openDatabase } from "../../persistence/database.ts";
import { lockFolder } from "../../persistence/lock.ts";
import { open, withFolder } from "./_fixture.ts";

const HOLDER = new URL("./_hold_folder.ts", import.meta.url).pathname;

/** A process that serves the folder; it has the lock when this resolves. */
async function holdFolder(folder: string): Promise<Deno.ChildProcess> {
  const args = ["run", "--no-lock", "-A", HOLDER, folder];
  const holder = new Deno.Command(Deno.execPath(), { args, stdout: "piped", stdin: "piped" }).spawn();
  const reader = holder.stdout.getReader();
  const first = await reader.read();
  reader.releaseLock();
  equal(new TextDecoder().decode(first.value).trim(), "held");
  return holder;
}

async function end(holder: Deno.ChildProcess): Promise<void> {
  await holder.stdin.close();
  await holder.stdout.cancel();
  await holder.status;
}

Deno.test("a folder has one lock, which can be taken again after it was released", () =>
  withFolder((folder) => {
    const lock = lockFolder(folder);
    ok(lock !== null);
    equal(lockFolder(folder), null);
    lock.release();
    const again = lockFolder(folder);
    ok(again !== null);
    again.release();
  }));

Deno.test("a second process is refused and told which one serves the folder", () =>
  withFolder(async (folder) => {
    const holder = await holdFolder(folder);
    const opened = openDatabase(folder, { mode: "serve", version: "0.0.0" });
    ok(!opened.ok);
    equal(opened.code, "folder-in-use");
    match(opened.message, new RegExp(`process ${holder.pid} is serving it already`));
    holder.kill("SIGTERM");
    await end(holder);
  }));

Deno.test("a killed process leaves no lock behind, and what it committed", () =>
  withFolder(async (folder) => {
    const holder = await holdFolder(folder);
    holder.kill("SIGKILL");
    await end(holder);
    const store = open(folder);
    equal(store.accounts.count, 1);
    store.close();
  }));
