import { deepEqual, equal, match, notEqual, ok } from "node:assert/strict";
import type { Accounts, SignedIn, SignIn } from "../../persistence/accounts.ts";
import {
  ADDRESS_FAILURES_MAX,
  DAY_MS,
  GUEST_NAME_DAYS,
  LOCK_MS,
  NAME_FAILURES_MAX,
  NEW_ACCOUNTS_PER_ADDRESS_MAX,
  TOKEN_DAYS,
  TOKENS_PER_ACCOUNT_MAX,
} from "../../persistence/limits.ts";
import { SIGN_IN_REFUSALS } from "../../world/part/messages.ts";
import { fillDisk, open, withFolder, withStore } from "./_fixture.ts";

const NOTHING: SignIn = {
  ...{ mode: "", name: "", password: "", token: "", look: 0, address: "192.0.2.1" },
  ...{ character: "", number: 0, choose: false },
};
const PASSWORD = "quiet meadow";

const guest = (name = "", more: Partial<SignIn> = {}): SignIn => ({ ...NOTHING, mode: "guest", name, ...more });
const register = (name: string, password = PASSWORD): SignIn => ({ ...NOTHING, mode: "register", name, password });
const byPassword = (name: string, password = PASSWORD, more: Partial<SignIn> = {}): SignIn => ({
  ...NOTHING,
  mode: "password",
  name,
  password,
  ...more,
});
const byToken = (token: string): SignIn => ({ ...NOTHING, mode: "token", token });

async function signedIn(accounts: Accounts, request: SignIn): Promise<SignedIn> {
  const result = await accounts.signIn(request);
  ok(result.ok, `signing in as ${request.name} works, not ${"reason" in result ? result.reason : ""}`);
  return result;
}

async function refusal(accounts: Accounts, request: SignIn): Promise<string> {
  const result = await accounts.signIn(request);
  ok(!result.ok, "signing in is refused");
  ok(Object.hasOwn(SIGN_IN_REFUSALS, result.reason));
  return result.reason;
}

Deno.test("a guest gets a character, and comes back to it with the token, also after a restart", () =>
  withFolder(async (folder) => {
    const store = open(folder);
    const first = await signedIn(store.accounts, guest("Anna", { look: 77 }));
    equal(first.name, "Anna");
    equal(first.guest, true);
    deepEqual(await signedIn(store.accounts, byToken(first.token)), first);
    store.close();
    const again = open(folder);
    deepEqual(await signedIn(again.accounts, byToken(first.token)), first);
    again.close();
  }));

Deno.test("a guest without a name gets one of its own", () =>
  withStore(async ({ store: { accounts } }) => {
    const names = new Set<string>();
    for (let count = 0; count < 20; count++) names.add((await signedIn(accounts, guest())).name);
    equal(names.size, 20);
  }));

Deno.test("a name belongs to one account, however it is spelled", () =>
  withStore(async ({ store: { accounts } }) => {
    await signedIn(accounts, guest("Anna"));
    equal(await refusal(accounts, guest("anna")), "name-taken");
    equal(await refusal(accounts, register("ANNA")), "name-taken");
    equal(await refusal(accounts, guest("x")), "name-invalid");
    equal(await refusal(accounts, register("no\u202etes")), "name-invalid");
  }));

Deno.test("a guest's name is free when the guest signed out, or stayed away for long; the character is kept", () =>
  withStore(async ({ store: { accounts }, clock }) => {
    const gone = await signedIn(accounts, guest("Anna"));
    await accounts.signOut(gone.token);
    const away = await signedIn(accounts, guest("anna"));
    notEqual(away.character, gone.character);
    clock.now += (GUEST_NAME_DAYS - 1) * DAY_MS;
    equal(await refusal(accounts, guest("Anna")), "name-taken");
    clock.now += DAY_MS;
    const here = await signedIn(accounts, register("Anna"));
    const back = await signedIn(accounts, byToken(away.token));
    equal(back.character, away.character);
    notEqual(back.name.toLowerCase(), "anna");
    clock.now += 2 * GUEST_NAME_DAYS * DAY_MS;
    equal(await refusal(accounts, guest("Anna")), "name-taken", "who has a password keeps the name");
    equal((await signedIn(accounts, byPassword("Anna"))).character, here.character);
  }));

Deno.test("names of staff and the server are nobody's", () =>
  withStore(async ({ store: { accounts } }) => {
    for (const name of ["admin", "Adm1n", "STAFF", "Server", "Weald", "Admin Anna", "Mods", "аdmin", "Admin 2"]) {
      equal(await refusal(accounts, guest(name)), "name-reserved", name);
      equal(await refusal(accounts, register(name)), "name-reserved", name);
    }
    for (const name of ["Adminka", "Hosta", "Roots of Oak", "Modesty", "Stafford", "1st Anna"]) {
      equal((await signedIn(accounts, guest(name))).name, name);
    }
  }));

Deno.test("two who want one name at the same moment: one gets it", () =>
  withStore(async ({ store: { accounts } }) => {
    const both = await Promise.all([accounts.signIn(register("Anna")), accounts.signIn(register("anna"))]);
    deepEqual(both.map((result) => result.ok).sort(), [false, true]);
  }));

Deno.test("a registered account signs in with its password, and each device has its own token", () =>
  withStore(async ({ store: { accounts } }) => {
    const made = await signedIn(accounts, register("Bert"));
    const back = await signedIn(accounts, byPassword("bert"));
    equal(back.character, made.character);
    equal(back.guest, false);
    notEqual(back.token, made.token);
    await signedIn(accounts, byToken(made.token));
  }));

Deno.test("passwords have a length, and wrong ones and unknown names are told alike", () =>
  withStore(async ({ store: { accounts } }) => {
    equal(await refusal(accounts, register("Bert", "1234567")), "password-short");
    equal(await refusal(accounts, register("Bert", "x".repeat(201))), "password-long");
    await signedIn(accounts, register("Bert"));
    await signedIn(accounts, guest("Gus"));
    equal(await refusal(accounts, byPassword("Bert", "wrong one")), "wrong-password");
    equal(await refusal(accounts, byPassword("Nobody", "wrong one")), "wrong-password");
    equal(await refusal(accounts, byPassword("Gus", "")), "wrong-password");
  }));

Deno.test("too many wrong passwords lock a name for some minutes, known or not, but not its tokens", () =>
  withStore(async ({ store: { accounts }, clock }) => {
    const { token } = await signedIn(accounts, register("Bert"));
    for (const name of ["Bert", "Nobody"]) {
      for (let attempt = 0; attempt < NAME_FAILURES_MAX; attempt++) {
        equal(await refusal(accounts, byPassword(name, "wrong one")), "wrong-password");
      }
      equal(await refusal(accounts, byPassword(name)), "locked");
    }
    await signedIn(accounts, byToken(token));
    clock.now += LOCK_MS;
    await signedIn(accounts, byPassword("Bert"));
  }));

Deno.test("many wrong passwords at the same moment are counted before they are checked", () =>
  withStore(async ({ store: { accounts } }) => {
    await signedIn(accounts, register("Bert"));
    const tries = Array.from({ length: 30 }, () => accounts.signIn(byPassword("Bert", "wrong one")));
    const reasons = (await Promise.all(tries)).map((result) => result.ok ? "" : result.reason);
    equal(reasons.filter((reason) => reason === "wrong-password").length, NAME_FAILURES_MAX);
    equal(reasons.filter((reason) => reason === "locked").length, 30 - NAME_FAILURES_MAX);
  }));

Deno.test("too many wrong passwords from one address lock it, and a right one in between does not help", () =>
  withStore(async ({ store: { accounts } }) => {
    await signedIn(accounts, register("Bert"));
    for (let attempt = 0; attempt < ADDRESS_FAILURES_MAX; attempt++) {
      equal(await refusal(accounts, byPassword(`Name${attempt}`, "wrong one")), "wrong-password");
      if (attempt % 10 === 0) await signedIn(accounts, byPassword("Bert"));
    }
    equal(await refusal(accounts, byPassword("Bert")), "locked");
    await signedIn(accounts, byPassword("Bert", PASSWORD, { address: "192.0.2.2" }));
  }));

Deno.test("wrong passwords through a gate on this machine lock the names they are for, and nobody else", () =>
  withStore(async ({ store: { accounts } }) => {
    const local = { address: "::ffff:127.0.0.1" };
    await signedIn(accounts, register("Bert"));
    for (let attempt = 0; attempt <= ADDRESS_FAILURES_MAX; attempt++) {
      equal(await refusal(accounts, byPassword(`Name${attempt}`, "wrong one", local)), "wrong-password");
    }
    await signedIn(accounts, byPassword("Bert", PASSWORD, local));
    for (let attempt = 0; attempt < NAME_FAILURES_MAX; attempt++) {
      equal(await refusal(accounts, byPassword("Bert", "wrong one", local)), "wrong-password");
    }
    equal(await refusal(accounts, byPassword("Bert", PASSWORD, local)), "locked");
  }));

Deno.test("an address makes only so many accounts in a while; this machine itself is free of it", () =>
  withStore(async ({ store: { accounts }, clock }) => {
    for (let count = 0; count < NEW_ACCOUNTS_PER_ADDRESS_MAX; count++) await signedIn(accounts, guest());
    equal(await refusal(accounts, guest()), "busy");
    for (let count = 0; count <= NEW_ACCOUNTS_PER_ADDRESS_MAX; count++) {
      await signedIn(accounts, guest("", { address: "127.0.0.1" }));
    }
    clock.now += LOCK_MS + 1;
    await signedIn(accounts, guest());
  }));

Deno.test("more passwords than can wait are refused as busy, and are no failures", () =>
  withStore(async ({ store: { accounts } }) => {
    await signedIn(accounts, register("Bert"));
    const names = Array.from({ length: 60 }, (_, index) => `Name${index}`);
    const results = await Promise.all(
      names.map((name, index) => accounts.signIn(byPassword(name, "wrong one", { address: `192.0.2.${index}` }))),
    );
    const reasons = results.map((result) => result.ok ? "" : result.reason);
    deepEqual(new Set(reasons), new Set(["wrong-password", "busy"]));
    await signedIn(accounts, byPassword("Bert"));
  }));

Deno.test("tokens expire unless they are used, and are forgotten when the player signs out", () =>
  withStore(async ({ store: { accounts }, clock }) => {
    const { token } = await signedIn(accounts, guest("Anna"));
    for (let use = 0; use < 3; use++) {
      clock.now += TOKEN_DAYS * DAY_MS - 1;
      await signedIn(accounts, byToken(token));
    }
    clock.now += TOKEN_DAYS * DAY_MS;
    equal(await refusal(accounts, byToken(token)), "token-unknown");
    const other = await signedIn(accounts, guest("Berta"));
    await accounts.signOut(other.token);
    equal(await refusal(accounts, byToken(other.token)), "token-unknown");
    for (const rubbish of ["", "x", "x".repeat(43), "'; DROP TABLE token"]) {
      equal(await refusal(accounts, byToken(rubbish)), "token-unknown");
    }
  }));

Deno.test("an account has so many tokens and forgets the oldest", () =>
  withStore(async ({ store: { accounts }, clock }) => {
    const tokens = [(await signedIn(accounts, register("Bert"))).token];
    for (let count = 0; count < TOKENS_PER_ACCOUNT_MAX; count++) {
      clock.now++;
      tokens.push((await signedIn(accounts, byPassword("Bert"))).token);
    }
    equal(await refusal(accounts, byToken(tokens[0]!)), "token-unknown");
    for (const token of tokens.slice(1)) await signedIn(accounts, byToken(token));
  }));

Deno.test("the file holds neither tokens nor passwords", () =>
  withFolder(async (folder) => {
    const store = open(folder);
    const { token } = await signedIn(store.accounts, register("Bert", "a very secret word"));
    store.close();
    const bytes = new TextDecoder("latin1").decode(Deno.readFileSync(`${folder}/weald.db`));
    ok(bytes.includes("Bert"));
    ok(!bytes.includes(token) && !bytes.includes("a very secret word"));
  }));

Deno.test("guests who are gone for good free their names; accounts with a password stay, ids are never used twice", () =>
  withStore(async ({ store: { accounts }, clock }) => {
    const gone = await signedIn(accounts, guest("Anna"));
    await signedIn(accounts, register("Bert"));
    clock.now += TOKEN_DAYS * DAY_MS;
    await accounts.prune();
    equal(accounts.count, 1);
    await signedIn(accounts, byPassword("Bert"));
    const next = await signedIn(accounts, guest("Anna"));
    ok(next.character > gone.character + 1);
  }));

Deno.test("a new password ends all sessions of the account", () =>
  withStore(async ({ store: { accounts } }) => {
    const { token } = await signedIn(accounts, register("Bert"));
    deepEqual(await accounts.setPassword("bert", "another meadow"), { ok: true, name: "Bert" });
    equal(await refusal(accounts, byToken(token)), "token-unknown");
    equal(await refusal(accounts, byPassword("Bert")), "wrong-password");
    await signedIn(accounts, byPassword("Bert", "another meadow"));
    deepEqual(await accounts.setPassword("Nobody", "another meadow"), { ok: false, reason: "name-unknown" });
    deepEqual(await accounts.setPassword("Bert", "short"), { ok: false, reason: "password-short" });
  }));

Deno.test("on a full disk whoever has an account comes in; new ones are refused", () =>
  withStore(async ({ store, troubles }) => {
    const { accounts } = store;
    const { token } = await signedIn(accounts, register("Bert"));
    fillDisk(store, 0);
    let refused = "";
    for (let count = 0; count < 500 && refused === ""; count++) {
      const result = await accounts.signIn(guest("", { address: "::1" }));
      if (!result.ok) refused = result.reason;
    }
    equal(refused, "closed");
    match(troubles[0]!.text, /the disk is full/);
    equal((await signedIn(accounts, byToken(token))).name, "Bert");
    equal((await signedIn(accounts, byPassword("Bert"))).name, "Bert");
  }));

Deno.test("accounts are found by a part of their name, in pages", () =>
  withStore(async ({ store: { accounts } }) => {
    for (const name of ["Anna", "Hanna", "Bert", "Joanna"]) await signedIn(accounts, guest(name));
    const found = accounts.finder.find({ find: "ANN", offset: 1, count: 2 });
    equal(found.total, 3);
    deepEqual(found.rows.map((row) => row.name), ["Hanna", "Joanna"]);
    equal(accounts.finder.find({ find: "%", offset: 0, count: 10 }).total, 0);
    equal(accounts.finder.find({ find: "", offset: 0, count: 10 }).total, 4);
  }));

Deno.test("D12 a clock that was set back by a year locks nobody out, and the past is kept on", () =>
  withStore(async ({ store, clock }) => {
    const before = await signedIn(store.accounts, register("Ada"));
    const save = (tick: number) => {
      store.checkpoints.begin(tick, `hash ${tick}`);
      equal(store.checkpoints.end(tick, 0).ok, true);
    };
    save(10);
    clock.now -= 365 * DAY_MS;
    save(20);
    equal((await signedIn(store.accounts, byToken(before.token))).character, before.character);
    equal((await signedIn(store.accounts, byPassword("Ada"))).character, before.character);
    await store.accounts.prune();
    equal((await signedIn(store.accounts, byToken(before.token))).character, before.character);
    deepEqual(store.history.checkpoints().map(({ tick }) => tick), [10, 20]);
    equal(store.checkpoints.newest()?.tick, 20);
  }));
