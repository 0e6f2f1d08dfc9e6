/** A span of the past in a file of its own: made, checked, replayed, and without anything about people's accounts. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { runWeald, withFolder } from "../command_line/weald_process.ts";
import { makePast } from "../admin/past/_fixture.ts";

const rows = (path: string, sql: string) => {
  const file = new DatabaseSync(path, { readOnly: true });
  const found = file.prepare(sql).all();
  file.close();
  return found;
};

Deno.test("D13: a span is exported, verified and replayed on its own; it has no accounts; bad spans are said", () =>
  withFolder(async (folder) => {
    const past = makePast(folder);
    past.run(30);
    past.save();
    past.run(400);
    past.save();
    past.run(300);
    past.save();
    const { accounts, commit, audit } = past.store;
    await accounts.signIn({
      mode: "register",
      name: "Mira",
      password: "a long password",
      token: "",
      look: 1,
      address: "",
      ...{ character: "", number: 0, choose: false },
    });
    await commit.run(() =>
      audit.append({ actor: "Ada", action: "kick", target: "Mira", details: { address: "10.9.8.7" } })
    );
    past.store.close();
    const out = `${folder}/span.db`;
    const exportSpan = (from: string, to: string, file = out) =>
      runWeald(["export", "--data", folder, "--from", from, "--to", to, "--out", file]);
    match((await exportSpan("29", "100")).stderr, /Tick 29 is no longer kept: the past begins at tick 30/);
    match((await exportSpan("100", "99")).stderr, /ends \(tick 99\) before it begins \(tick 100\)/);
    match((await exportSpan("100", "9999")).stderr, /Tick 9999 is not on the disk/);
    match((await exportSpan("25:00", "99")).stderr, /--from and --to take a tick, a time such as "21:14"/);
    const made = await exportSpan("500", "601");
    equal(made.stderr, "");
    match(made.stdout, /Ticks 500 to 601 are in .*span\.db .* with the state of tick 430/);
    match((await exportSpan("500", "601")).stderr, /that file exists/);

    match(
      (await runWeald(["verify", out])).stdout,
      /the past from tick 500 to 601, without accounts\.\n.*all the same/,
    );
    match(
      (await runWeald(["replay", out])).stdout,
      /^Ticks 430 to \d+ with \d+ commands: 1 states and \d+ pulses, all/,
    );
    match((await runWeald(["restore", out, "--data", `${folder}/other`])).stderr, /exported span .* no backup/);
    // Nothing later than its end, and nothing about accounts.
    equal(rows(out, "SELECT max(last_tick) AS last FROM journal")[0]!.last! as number <= 601, true);
    for (const table of ["account", "character", "token", "staff", "staff_session", "audit"]) {
      deepEqual(rows(out, `SELECT * FROM ${table}`), [], table);
    }
    const bytes = new TextDecoder("latin1").decode(Deno.readFileSync(out));
    for (const secret of ["scrypt", "10.9.8.7"]) ok(!bytes.includes(secret), `${secret} is not in the file`);
    // Times are those at which it happened: the ticks of a time are found, and what is damaged is named.
    const spoiled = new DatabaseSync(out);
    spoiled.exec("UPDATE journal SET bytes = zeroblob(9) WHERE id = 3");
    spoiled.close();
    match((await runWeald(["verify", out])).stderr, /is damaged/);
  }));
