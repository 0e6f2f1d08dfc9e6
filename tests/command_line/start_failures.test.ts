/** What keeps a server from starting: each ends with code 1 and a sentence, and leaves everything as it was. */
import { DatabaseSync } from "node:sqlite";
import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { makeTestCertificate, writeTestCertificate } from "../net/certificates.ts";
import { type RunningWeald, runWeald, startWeald, withFolder } from "./weald_process.ts";

const PORTS = ["--host", "127.0.0.1", "--port", "0", "--admin-port", "0"];

async function expectFailure(args: string[], words: RegExp): Promise<void> {
  const { code, stdout, stderr } = await runWeald(args);
  match(stderr, words);
  equal(code, 1);
  equal(stdout, "", "nothing says that it was ready");
}

/** Runs with a TCP port that is taken. */
async function withTakenPort(run: (port: number) => Promise<void>): Promise<void> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  try {
    await run(listener.addr.port);
  } finally {
    listener.close();
  }
}

Deno.test("the players' port is in use", () =>
  withFolder((folder) =>
    withTakenPort((port) =>
      expectFailure(
        ["--data", folder, "--host", "127.0.0.1", "--port", `${port}`, "--admin-port", "0"],
        new RegExp(`${port}.*--port`),
      )
    )
  ));

Deno.test("the console's port is in use", () =>
  withFolder((folder) =>
    withTakenPort((port) =>
      expectFailure(
        ["--data", folder, "--host", "127.0.0.1", "--port", "0", "--admin-port", `${port}`],
        new RegExp(`console's port ${port} .*another program uses it.*--admin-port`),
      )
    )
  ));

Deno.test("an address that this machine does not have", () =>
  withFolder((folder) =>
    expectFailure(["--data", folder, "--host", "192.0.2.200", "--port", "0", "--admin-port", "0"], /192\.0\.2\.200/)
  ));

Deno.test("a file stands where the data folder should be", () =>
  withFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/data`, "");
    await expectFailure(["--data", `${folder}/data`, ...PORTS], /Cannot write in the data folder .*--data/);
  }));

Deno.test("the file is not a Weald world", () =>
  withFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/weald.db`, "Something else.\n".repeat(100));
    await expectFailure(["--data", folder, ...PORTS], /is not a Weald world/);
    equal(await Deno.readTextFile(`${folder}/weald.db`), "Something else.\n".repeat(100));
  }));

Deno.test("the file is from a newer Weald", () =>
  withFolder(async (folder) => {
    const first = await startWeald(["--data", folder]);
    await first.stop();
    const file = new DatabaseSync(`${folder}/weald.db`);
    file.exec("PRAGMA user_version = 9999");
    file.close();
    const before = await Deno.readFile(`${folder}/weald.db`);
    await expectFailure(["--data", folder, ...PORTS], /written by a newer Weald .*9999/);
    deepEqual(await Deno.readFile(`${folder}/weald.db`), before);
  }));

Deno.test("the folder is served already: the second one says by whom, the first one goes on", () =>
  withFolder(async (folder) => {
    const first: RunningWeald = await startWeald(["--data", folder]);
    await expectFailure(["--data", folder, ...PORTS], new RegExp(`process ${first.pid} is serving it already`));
    const page = await fetch(first.url);
    await page.body?.cancel();
    ok(page.ok);
    equal((await first.stop()).code, 0);
  }));

Deno.test("a certificate that cannot serve: said before anything is begun", () =>
  withFolder(async (folder) => {
    const data = ["--data", `${folder}/data`, ...PORTS];
    const made = await makeTestCertificate({ endsInDays: 2 });
    const { certFile, keyFile } = await writeTestCertificate(folder, made);
    const withFiles = (cert: string, key: string) => [...data, "--tls-cert", cert, "--tls-key", key];
    await expectFailure(withFiles(`${folder}/none.pem`, keyFile), /no such file\..*--tls-cert and --tls-key/);
    await expectFailure(withFiles(certFile, certFile), /holds no private key/);
    const old = await makeTestCertificate({ startsInDays: -9, endsInDays: -1 });
    await writeTestCertificate(folder, { ...made, key: old.key });
    await expectFailure(withFiles(certFile, keyFile), /does not belong to the certificate/);
    await writeTestCertificate(folder, old);
    await expectFailure(withFiles(certFile, keyFile), /ended on .*Give a renewed one/);
    await rejects(Deno.stat(`${folder}/data`), Deno.errors.NotFound);
  }));
