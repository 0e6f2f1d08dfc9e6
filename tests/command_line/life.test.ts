/** Starting, stopping and starting again, and the command line beside it. */
import { equal, match, ok } from "node:assert/strict";
import { CAN_MOUNT, withDisk } from "../persistence/disk.ts";
import { runWeald, startWeald, withFolder } from "./weald_process.ts";

Deno.test("the first start prints a setup link, and so does each until there is an owner", () =>
  withFolder(async (folder) => {
    const first = await startWeald(["--data", folder, "--seed", "7", "--name", "Elm & Oak"]);
    match(first.greeting, /^Weald is ready: a new world "Elm & Oak", seed 7\./);
    ok(first.setupToken.length >= 32);
    match(first.greeting, /this link works once/);
    ok(first.greeting.includes(folder));
    const { code, stdout } = await first.stop();
    equal(code, 0);
    match(stdout, /Everything is saved\. Goodbye\.\n$/);

    const second = await startWeald(["--data", folder]);
    match(second.greeting, /^Weald is ready: the world "Weald", seed 7\./);
    ok(second.setupToken !== "" && second.setupToken !== first.setupToken);
    await setUp(second.adminUrl, second.setupToken);
    await second.stop();

    const third = await startWeald(["--data", folder]);
    equal(third.setupToken, "");
    match(third.greeting, /Console\s+http:\/\/127\.0\.0\.1:\d+\n/);
    await third.stop();
  }));

/** Makes the owner's account as the console does. */
async function setUp(adminUrl: string, token: string): Promise<void> {
  const response = await fetch(`${adminUrl}/api/setup`, {
    method: "POST",
    headers: { "content-type": "application/json", "origin": adminUrl, "sec-fetch-site": "same-origin" },
    body: JSON.stringify({ token, name: "Olga", password: "quiet meadow at dawn" }),
  });
  equal(await response.text().then((text) => response.ok ? "" : text), "");
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  Deno.test(`${signal} stops it with everything saved`, () =>
    withFolder(async (folder) => {
      const server = await startWeald(["--data", folder]);
      server.signal(signal);
      const { code, stdout } = await server.ended;
      equal(code, 0);
      match(stdout, new RegExp(`Stopping \\(${signal}\\)`));
    }));
}

Deno.test("a second signal ends it at once, and the world still opens", () =>
  withFolder(async (folder) => {
    const server = await startWeald(["--data", folder]);
    server.signal("SIGTERM");
    server.signal("SIGINT");
    const { code } = await server.ended;
    // The first one may have been quicker: then everything was saved.
    ok(code === 130 || code === 0, `code ${code}`);
    await (await startWeald(["--data", folder])).stop();
  }));

Deno.test("a killed server leaves a folder that opens again", () =>
  withFolder(async (folder) => {
    const server = await startWeald(["--data", folder, "--seed", "7", "--checkpoint-seconds", "1"]);
    server.signal("SIGKILL");
    await server.ended;
    const again = await startWeald(["--data", folder]);
    await again.stop();
  }));

Deno.test("everything runs in one thread as well", () =>
  withFolder(async (folder) => {
    const server = await startWeald(["--data", folder, "--single-thread"]);
    const page = await fetch(server.url);
    equal(page.status, 200);
    await page.body?.cancel();
    equal((await server.stop()).code, 0);
  }));

Deno.test("a world keeps its seed, and says so", () =>
  withFolder(async (folder) => {
    await (await startWeald(["--data", folder, "--seed", "7"])).stop();
    const again = await startWeald(["--data", folder, "--seed", "8"]);
    match(again.greeting, /seed 7\./);
    match((await again.stop()).stderr, /made with --seed 7 and keeps it; --seed 8 is not used/);
  }));

Deno.test("options come from a file, and flags beat it", () =>
  withFolder(async (folder) => {
    const config = `${folder}/weald.json`;
    await Deno.writeTextFile(config, JSON.stringify({ data: `${folder}/data`, seed: 7, name: "From the file" }));
    const server = await startWeald(["--config", config, "--name", "From a flag"]);
    match(server.greeting, /a new world "From a flag", seed 7\./);
    await server.stop();
  }));

Deno.test("a password is reset while the world is served, and while it is not", () =>
  withFolder(async (folder) => {
    const server = await startWeald(["--data", folder]);
    await setUp(server.adminUrl, server.setupToken);
    const served = await runWeald(["admin", "reset-password", "--data", folder]);
    match(served.stdout, /password of Olga was changed.*\n\n {2}New password {3}\w{5}-\w{5}-\w{5}-\w{5}\n/);
    equal(await signIn(server.adminUrl, "quiet meadow at dawn"), false);
    equal(await signIn(server.adminUrl, /New password\s+(\S+)/.exec(served.stdout)![1]!), true);
    await server.stop();
    const args = ["admin", "reset-password", "olga", "--data", folder, "--password-stdin"];
    const offline = await runWeald(args, { stdin: "another meadow\n" });
    equal(offline.code, 0);
    ok(!offline.stdout.includes("another meadow"));
    const again = await startWeald(["--data", folder]);
    equal(await signIn(again.adminUrl, "another meadow"), true);
    await again.stop();
    const short = await runWeald(args, { stdin: "short\n" });
    equal(short.code, 1);
    match(short.stderr, /at least 8 characters/);
  }));

async function signIn(adminUrl: string, password: string): Promise<boolean> {
  const response = await fetch(`${adminUrl}/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", "origin": adminUrl, "sec-fetch-site": "same-origin" },
    body: JSON.stringify({ name: "Olga", password }),
  });
  await response.body?.cancel();
  ok(response.ok || response.status === 401 || response.status === 403, `status ${response.status}`);
  return response.ok;
}

/** What needs a disk of its own: elsewhere tests/persistence/checkpoints.test.ts has a full disk that SQLite plays. */
if (CAN_MOUNT) {
  Deno.test("the world goes on without being saved, says so, and does not claim at its stop that it was", () =>
    withDisk(4 * 1024 * 1024, async (folder) => {
      // A world that was saved once, so that there is one to come back to.
      await (await startWeald(["--data", folder])).stop();
      const server = await startWeald(["--data", folder, "--checkpoint-seconds", "1"]);
      fill(`${folder}/filler`);
      const page = await fetch(server.url);
      equal(page.status, 200);
      await page.body?.cancel();
      const full = await server.stop();
      equal(full.code, 1);
      match(full.stderr, /Saving does not work: the disk is full/);
      match(full.stderr, /What happened last is not saved/);
      ok(!full.stdout.includes("Everything is saved. Goodbye."));
      Deno.removeSync(`${folder}/filler`);
      const again = await startWeald(["--data", folder]);
      match(again.greeting, /Weald is ready: the world/);
      equal((await again.stop()).code, 0);
    }));
} else {
  console.log("not run here: a full disk (it takes root on Linux to mount a small one)");
}

/** Writes until nothing more fits. */
function fill(path: string): void {
  const file = Deno.openSync(path, { create: true, write: true });
  try {
    for (const chunk of [65_536, 4096, 512]) {
      const bytes = new Uint8Array(chunk);
      for (;;) {
        try {
          if (file.writeSync(bytes) < chunk) break;
        } catch (error) {
          if (!(error instanceof Error && /space/i.test(error.message))) throw error;
          break;
        }
      }
    }
  } finally {
    file.close();
  }
}
