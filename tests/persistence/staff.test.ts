import { deepEqual, equal, ok } from "node:assert/strict";
import { ADDRESS_FAILURES_MAX, LOCK_MS, NAME_FAILURES_MAX, STAFF_SESSION_MS } from "../../persistence/limits.ts";
import { resetStaffPassword } from "../../persistence/reset_password.ts";
import type { StaffAccounts } from "../../persistence/staff.ts";
import { open, withFolder, withStore } from "./_fixture.ts";

const OWNER = { name: "Olga", password: "quiet meadow", role: "owner", first: true } as const;

async function signIn(staff: StaffAccounts, password: string = OWNER.password, address = "127.0.0.1"): Promise<string> {
  const result = await staff.signIn({ name: "olga", password, address });
  return result.ok ? result.token : result.reason;
}

Deno.test("the first account is made once, also when two try at the same moment", () =>
  withStore(async ({ store: { staff } }) => {
    equal(staff.count(), 0);
    const both = await Promise.all([staff.create(OWNER), staff.create({ ...OWNER, name: "Otto" })]);
    deepEqual(both.map((result) => result.ok).sort(), [false, true]);
    equal(staff.count(), 1);
    deepEqual(await staff.create({ ...OWNER, name: "Third" }), { ok: false, reason: "already-set-up" });
    // Whose password is hashed first is not ours to say.
    const name = both.flatMap((result) => result.ok ? [result.staff.name] : [])[0]!;
    deepEqual(await staff.create({ ...OWNER, name, first: false }), { ok: false, reason: "name-taken" });
    ok((await staff.create({ ...OWNER, name: "Third", first: false })).ok);
  }));

Deno.test("a session lasts while it is used, and ends when it is ended", () =>
  withStore(async ({ store: { staff }, clock }) => {
    await staff.create(OWNER);
    const token = await signIn(staff);
    for (let use = 0; use < 3; use++) {
      clock.now += STAFF_SESSION_MS - 1;
      deepEqual(await staff.session(token), { id: 1, name: "Olga", role: "owner" });
    }
    const other = await signIn(staff);
    await staff.signOut(token);
    equal(await staff.session(token), null);
    ok(await staff.session(other));
    clock.now += STAFF_SESSION_MS;
    equal(await staff.session(other), null);
    equal(await staff.session("rubbish"), null);
  }));

Deno.test("too many wrong passwords lock the name for some minutes", () =>
  withStore(async ({ store: { staff }, clock }) => {
    await staff.create(OWNER);
    for (let attempt = 0; attempt < NAME_FAILURES_MAX; attempt++) {
      equal(await signIn(staff, "wrong one", `192.0.2.${attempt}`), "wrong-password");
    }
    equal(await signIn(staff), "locked");
    clock.now += LOCK_MS;
    ok(await staff.session(await signIn(staff)));
  }));

Deno.test("knocking at a name that others locked does not lock an address", () =>
  withStore(async ({ store: { staff } }) => {
    await staff.create(OWNER);
    await staff.create({ ...OWNER, name: "Otto", first: false });
    for (let attempt = 0; attempt < NAME_FAILURES_MAX; attempt++) await signIn(staff, "wrong one", "192.0.2.1");
    for (let attempt = 0; attempt <= ADDRESS_FAILURES_MAX; attempt++) {
      equal(await signIn(staff, OWNER.password, "192.0.2.2"), "locked");
    }
    ok((await staff.signIn({ name: "Otto", password: OWNER.password, address: "192.0.2.2" })).ok);
  }));

Deno.test("the command line sets a new password while the world is served, and while it is not", () =>
  withFolder(async (folder) => {
    const store = open(folder);
    await store.staff.create(OWNER);
    const token = await signIn(store.staff);
    deepEqual(await resetStaffPassword(folder, "", "another meadow"), { ok: true, name: "Olga" });
    equal(await store.staff.session(token), null);
    equal(await signIn(store.staff), "wrong-password");
    ok(await store.staff.session(await signIn(store.staff, "another meadow")));
    equal(store.audit.list(null, 1).rows[0]!.action, "reset-password");
    await store.staff.create({ ...OWNER, name: "Otto", first: false });
    store.close();
    const twoNames = await resetStaffPassword(folder, "", "a third meadow");
    ok(!twoNames.ok && twoNames.code === "name-needed");
    deepEqual(await resetStaffPassword(folder, "otto", "a third meadow"), { ok: true, name: "Otto" });
    const unknown = await resetStaffPassword(folder, "Nobody", "a third meadow");
    ok(!unknown.ok && unknown.code === "name-unknown");
    const short = await resetStaffPassword(folder, "Otto", "short");
    ok(!short.ok && short.code === "password-short");
  }));

Deno.test("the command line says so where there is no world or no account", () =>
  withFolder(async (folder) => {
    const nothing = await resetStaffPassword(folder, "", "another meadow");
    ok(!nothing.ok && nothing.code === "no-world");
    open(folder).close();
    const nobody = await resetStaffPassword(folder, "", "another meadow");
    ok(!nobody.ok && nobody.code === "no-staff");
  }));
