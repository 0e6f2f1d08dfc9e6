import { deepEqual, equal, rejects } from "node:assert/strict";
import { withStore } from "./_fixture.ts";

Deno.test("writes that come together are in one transaction, and each is told its own result", () =>
  withStore(async ({ store }) => {
    const { commit, audit } = store;
    const append = (action: string) =>
      commit.run(() => audit.append({ actor: "Ann", action, target: "", details: {} }));
    const both = [append("one"), append("two")];
    equal(audit.list(null, 10).rows.length, 0, "nothing is written before its turn");
    deepEqual((await Promise.all(both)).map((row) => row.id), [1, 2]);
  }));

Deno.test("a write that fails takes none of its neighbours with it", () =>
  withStore(async ({ store }) => {
    const { commit, audit, database } = store;
    const good = (action: string) => commit.run(() => audit.append({ actor: "Ann", action, target: "", details: {} }));
    const first = good("first");
    const bad = commit.run(() => database.exec("INSERT INTO character (account, look, created_at) VALUES (99, 0, 0)"));
    const last = good("last");
    await rejects(bad, /FOREIGN KEY/);
    await Promise.all([first, last]);
    deepEqual(audit.list(null, 10).rows.map((row) => row.action), ["last", "first"]);
  }));
