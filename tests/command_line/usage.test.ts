import { equal, match } from "node:assert/strict";
import project from "../../deno.json" with { type: "json" };
import { runWeald, withFolder } from "./weald_process.ts";

/** Expects a usage error: code 2, nothing on standard output, and these words. */
async function expectUsageError(args: string[], words: RegExp): Promise<void> {
  const { code, stdout, stderr } = await runWeald(args);
  match(stderr, words);
  equal(code, 2);
  equal(stdout, "");
}

Deno.test("an unknown flag is an error with the nearest one", () =>
  expectUsageError(["--prot", "8000"], /There is no option --prot\. Did you mean --port\?/));

Deno.test("a bad value is an error with the option, the value and what is wanted", () =>
  expectUsageError(["--port", "70000"], /--port "70000": wanted a whole number from 0 to 65535/));

Deno.test("a certificate without its key, or a key alone, is an error", async () => {
  await expectUsageError(["--tls-cert", "a.pem"], /Cannot use --tls-cert without --tls-key/);
  await expectUsageError(["--tls-key", "a.pem"], /Cannot use --tls-key without --tls-cert/);
});

Deno.test("a missing configuration file is an error", () =>
  expectUsageError(["--config", "nowhere.json"], /Cannot read the configuration file nowhere\.json/));

Deno.test("a configuration file with an unknown option is an error with the nearest one", () =>
  withFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/weald.json`, '{"admin-prot": 8001}');
    await expectUsageError(["--config", `${folder}/weald.json`], /no option "admin-prot"\. Did you mean admin-port\?/);
  }));

Deno.test("version and help answer on standard output", async () => {
  equal((await runWeald(["version"])).stdout, `Weald ${project.version}\n`);
  const { code, stdout } = await runWeald(["help"]);
  equal(code, 0);
  match(stdout, /--data FOLDER .*weald-data/);
});
