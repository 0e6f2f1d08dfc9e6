import { deepEqual, equal, ok } from "node:assert/strict";
import { AUDIT_TEXT_MAX } from "../../persistence/limits.ts";
import { START_MS, withStore } from "./_fixture.ts";

Deno.test("rows come newest first, in pages", () =>
  withStore(async ({ store: { audit, commit } }) => {
    for (let count = 1; count <= 5; count++) {
      await commit.run(() =>
        audit.append({ actor: "Olga", action: "kick", target: `Anna ${count}`, details: { count } })
      );
    }
    const first = audit.list(null, 2).rows;
    deepEqual(first[0], {
      id: 5,
      at: START_MS,
      actor: "Olga",
      action: "kick",
      target: "Anna 5",
      details: { count: 5 },
    });
    deepEqual(audit.list(first.at(-1)!.id, 2).rows.map((row) => row.id), [3, 2]);
    deepEqual(audit.list(2, 100).rows.map((row) => row.id), [1]);
  }));

Deno.test("long texts are cut, and details stay an object", () =>
  withStore(async ({ store: { audit, commit } }) => {
    const long = "x".repeat(AUDIT_TEXT_MAX * 2);
    await commit.run(() => audit.append({ actor: long, action: "a", target: long, details: { long } }));
    const row = audit.list(null, 1).rows[0]!;
    equal(row.actor.length, AUDIT_TEXT_MAX);
    ok(typeof row.details.cut === "string" && row.details.cut.length === AUDIT_TEXT_MAX);
  }));
