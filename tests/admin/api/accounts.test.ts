import assert from "node:assert/strict";
import { call, cookieOf, openLive, signIn } from "./_client.ts";
import { OWNER, SETUP_TOKEN, startTestAdmin, type TestAdmin } from "./fakes.ts";

async function withNewWorld(run: (admin: TestAdmin) => Promise<void>): Promise<void> {
  const admin = await startTestAdmin({ setupToken: SETUP_TOKEN });
  try {
    await run(admin);
  } finally {
    await admin.stop();
  }
}

async function withOwner(run: (admin: TestAdmin) => Promise<void>): Promise<void> {
  const admin = await startTestAdmin();
  try {
    await run(admin);
  } finally {
    await admin.stop();
  }
}

const setup = (admin: TestAdmin, body: Record<string, unknown>) => call(admin, "POST", "/api/setup", { body });

Deno.test("A4 the setup link makes the owner's account, signs in, and works once", () =>
  withNewWorld(async (admin) => {
    assert.equal(admin.handle.setupUrl, `${admin.handle.url}/setup#${SETUP_TOKEN}`);
    assert.equal((await call(admin, "GET", "/api/welcome")).json!.setupNeeded, true);
    const made = await setup(admin, { token: SETUP_TOKEN, ...OWNER });
    assert.equal(made.status, 200);
    assert.equal((await call(admin, "GET", "/api/me", { cookie: cookieOf(made) })).json!.name, OWNER.name);
    assert.equal((await call(admin, "GET", "/api/welcome")).json!.setupNeeded, false);
    const again = await setup(admin, { token: SETUP_TOKEN, name: "Eve", password: "four other words there" });
    assert.equal(again.status, 409);
    assert.deepEqual([...admin.fakes.staff.accounts.keys()], [OWNER.name]);
    assert.deepEqual(admin.fakes.auditRows.map((row) => row.action), ["setup", "sign-in"]);
  }));

Deno.test("A4 two uses of the link at once make one account", () =>
  withNewWorld(async (admin) => {
    const answers = await Promise.all(
      ["Ada", "Eve", "Mallory"].map((name) => setup(admin, { token: SETUP_TOKEN, name, password: OWNER.password })),
    );
    assert.equal(answers.filter((answer) => answer.status === 200).length, 1);
    assert.equal(admin.fakes.staff.accounts.size, 1);
  }));

Deno.test("A4 a wrong token makes nothing, and guessing has to wait", () =>
  withNewWorld(async (admin) => {
    for (const token of ["", "x", SETUP_TOKEN.slice(1), `${SETUP_TOKEN} `, 12, null]) {
      assert.equal((await setup(admin, { token, ...OWNER })).status, 403, String(token));
    }
    let status = 403;
    for (let guess = 0; guess < 20 && status === 403; guess++) {
      status = (await setup(admin, { token: `guess ${guess}`, ...OWNER })).status;
    }
    assert.equal(status, 429);
    assert.equal(admin.fakes.staff.accounts.size, 0);
  }));

Deno.test("A4 a password that is too easy is refused and leaves the link as it was", () =>
  withNewWorld(async (admin) => {
    const refused: readonly (readonly [string, RegExp])[] = [
      ["short", /at least 10 characters, not 5/],
      ["aaaaaaaaaaaaaa", /too easy/],
      ["password1234", /too easy/],
      ["Ada Ada Ada Ada", /too easy/],
    ];
    for (const [password, expected] of refused) {
      const answer = await setup(admin, { token: SETUP_TOKEN, name: "Ada", password });
      assert.equal(answer.status, 400, password);
      assert.match(String(answer.json!.error), expected);
    }
    assert.equal((await setup(admin, { token: SETUP_TOKEN, name: "<b>", password: OWNER.password })).status, 400);
    assert.equal((await setup(admin, { token: SETUP_TOKEN, ...OWNER })).status, 200);
  }));

Deno.test("A1 the cookie is out of reach of scripts and of other sites", () =>
  withOwner(async (admin) => {
    const answer = await call(admin, "POST", "/api/sign-in", { body: OWNER });
    const [cookie] = answer.headers["set-cookie"] as string[];
    assert.match(cookie!, /^weald_staff_\d+=[\w-]{32,}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/);
    assert.doesNotMatch(answer.text, /token/i);
  }));

Deno.test("A1 signing out ends the session and its live channels", () =>
  withOwner(async (admin) => {
    const cookie = await signIn(admin);
    const other = await signIn(admin);
    const live = await openLive(admin, { cookie });
    let code = 0;
    live.socket.on("close", (closeCode) => code = closeCode);
    const answer = await call(admin, "POST", "/api/sign-out", { cookie, body: {} });
    assert.match(String(answer.headers["set-cookie"]), /Max-Age=0/);
    await live.until("the live channel closes", () => code !== 0);
    assert.equal(code, 4401);
    assert.equal((await call(admin, "GET", "/api/me", { cookie })).status, 401);
    assert.equal((await call(admin, "GET", "/api/me", { cookie: other })).status, 200, "other sessions go on");
  }));

Deno.test("A5 wrong passwords make the account wait, in words and seconds, the right one included", () =>
  withOwner(async (admin) => {
    const attempt = (password: string) => call(admin, "POST", "/api/sign-in", { body: { name: OWNER.name, password } });
    const statuses: number[] = [];
    for (let count = 0; count < 5; count++) statuses.push((await attempt("wrong password")).status);
    assert.deepEqual(statuses, [401, 401, 401, 401, 429]);
    const asked = admin.fakes.staff.signIns;
    const locked = await attempt(OWNER.password);
    assert.equal(locked.status, 429);
    assert.match(String(locked.json!.error), /^Too many failed attempts\. Try again in \d+ seconds\.$/);
    assert.equal(locked.headers["retry-after"], String(locked.json!.waitSeconds));
    assert.equal(admin.fakes.staff.signIns, asked, "no password is hashed for who has to wait");
    const row = admin.fakes.auditRows.find((one) => one.action === "locked-out");
    assert.deepEqual([row?.actor, row?.target], ["system", OWNER.name]);
  }));

Deno.test("A5 one address that tries many names has to wait, too", () =>
  withOwner(async (admin) => {
    let status = 401;
    let tries = 0;
    for (; status === 401 && tries < 50; tries++) {
      const body = { name: `name ${tries}`, password: "wrong password" };
      status = (await call(admin, "POST", "/api/sign-in", { body })).status;
    }
    assert.deepEqual([status, tries], [429, 10]);
  }));

Deno.test("A1 a session that storage has ended is over", () =>
  withOwner(async (admin) => {
    const cookie = await signIn(admin);
    admin.fakes.staff.tokens.clear();
    assert.equal((await call(admin, "GET", "/api/me", { cookie })).status, 401);
  }));
