/** Several characters of one account: made, chosen, deleted; whose names are whose. */
import { deepEqual, equal, ok } from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { Accounts, Choice, SignedIn, SignIn } from "../../persistence/accounts.ts";
import { DAY_MS, DELETED_NAME_DAYS } from "../../persistence/limits.ts";
import { CHARACTERS_PER_ACCOUNT_MAX } from "../../world/limits.ts";
import { migrate, MIGRATIONS } from "../../persistence/migrations.ts";
import { withStore } from "./_fixture.ts";

const NOTHING: SignIn = {
  ...{ mode: "", name: "", password: "", token: "", look: 0, address: "192.0.2.1" },
  ...{ character: "", number: 0, choose: false },
};
const PASSWORD = "quiet meadow";
const register = (name: string): SignIn => ({ ...NOTHING, mode: "register", name, password: PASSWORD });
const byPassword = (name: string, more: Partial<SignIn> = {}): SignIn => ({
  ...{ ...NOTHING, mode: "password", name, password: PASSWORD },
  ...more,
});
const byToken = (token: string, more: Partial<SignIn> = {}): SignIn => ({ ...NOTHING, mode: "token", token, ...more });
const make = (token: string, name: string, look = 3): SignIn => ({ ...NOTHING, mode: "make", token, name, look });
const play = (token: string, number: number): SignIn => ({ ...NOTHING, mode: "play", token, number });
const remove = (token: string, number: number, name: string): SignIn => ({
  ...{ ...NOTHING, mode: "delete", token, number, name },
});

async function signedIn(accounts: Accounts, request: SignIn): Promise<SignedIn> {
  const result = await accounts.signIn(request);
  ok(result.ok, `${request.mode} works, not ${"reason" in result ? result.reason : ""}`);
  return result;
}

async function choice(accounts: Accounts, request: SignIn): Promise<Choice> {
  const result = await accounts.signIn(request);
  ok(!result.ok && result.reason === "choose", `there is a choice, not ${JSON.stringify(result)}`);
  return result as Choice;
}

async function refusal(accounts: Accounts, request: SignIn): Promise<string> {
  const result = await accounts.signIn(request);
  ok(!result.ok, `${request.mode} is refused`);
  return result.reason;
}

const namesOf = ({ characters }: Choice) => characters.map(({ name }) => name);

Deno.test("characters: who has one goes straight in; who has more chooses, or says which", () =>
  withStore(async ({ store: { accounts }, clock }) => {
    const first = await signedIn(accounts, register("Anna"));
    deepEqual(namesOf(await choice(accounts, byToken(first.token, { choose: true }))), ["Anna"]);
    clock.now += 1000;
    deepEqual(namesOf(await choice(accounts, make(first.token, "Berta"))), ["Anna", "Berta"]);
    // The device goes on as who it played; a new sign-in has to say.
    equal((await signedIn(accounts, byToken(first.token))).name, "Anna");
    deepEqual(namesOf(await choice(accounts, byPassword("Anna"))), ["Anna", "Berta"]);
    const berta = await signedIn(accounts, byPassword("Anna", { character: "berta" }));
    equal(berta.name, "Berta");
    equal(berta.account, first.account);
    deepEqual([first.accountName, berta.accountName], ["Anna", "Anna"], "both come with the name of the account");
    ok(berta.character !== first.character);
    equal((await signedIn(accounts, byToken(berta.token))).name, "Berta", "the token plays whom it was made for");
    equal((await signedIn(accounts, byToken(first.token))).name, "Anna", "the other device still plays Anna");
    deepEqual(namesOf(await choice(accounts, byToken(first.token, { choose: true }))), ["Berta", "Anna"]);
    equal((await signedIn(accounts, play(first.token, berta.character))).name, "Berta");
    equal((await signedIn(accounts, byToken(first.token))).name, "Berta", "and from now on Berta");
    equal(await refusal(accounts, byPassword("Anna", { character: "Carl" })), "character-unknown");
    equal(await refusal(accounts, play(first.token, 9999)), "character-unknown");
    equal(await refusal(accounts, play("x".repeat(43), first.character)), "token-unknown");
  }));

Deno.test("characters: accounts and characters share one list of names", () =>
  withStore(async ({ store: { accounts } }) => {
    const anna = await signedIn(accounts, register("Anna"));
    const other = await signedIn(accounts, register("Dora"));
    await choice(accounts, make(anna.token, "Berta"));
    for (
      const [token, name, reason] of [
        [anna.token, "Dora", "name-taken"],
        [anna.token, "BERTA", "name-taken"],
        [anna.token, "Anna", "name-taken"],
        [other.token, "Berta", "name-taken"],
        [other.token, "Admin", "name-reserved"],
        [other.token, "<b>", "name-invalid"],
      ] as const
    ) equal(await refusal(accounts, make(token, name)), reason, name);
    equal(await refusal(accounts, { ...register("berta") }), "name-taken");
    equal(await refusal(accounts, { ...NOTHING, mode: "guest", name: "Berta" }), "name-taken");
    equal(await refusal(accounts, byPassword("Berta")), "wrong-password", "a character's name signs nobody in");
  }));

Deno.test("characters: so many of one account, and a guest is one", () =>
  withStore(async ({ store: { accounts } }) => {
    const { token } = await signedIn(accounts, register("Anna"));
    for (let count = 1; count < CHARACTERS_PER_ACCOUNT_MAX; count++) {
      await choice(accounts, make(token, `Berta ${"abcdefgh"[count]}x`));
    }
    equal(await refusal(accounts, make(token, "One more")), "too-many-characters");
    const guest = await signedIn(accounts, { ...NOTHING, mode: "guest", name: "Gast" });
    equal(await refusal(accounts, make(guest.token, "Zweiter")), "guest-is-one");
  }));

Deno.test("characters: what is asked for at the same moment is judged one after the other", () =>
  withStore(async ({ store: { accounts } }) => {
    const { token, character } = await signedIn(accounts, register("Anna"));
    await Promise.all(Array.from("abcdefghi", (letter) => accounts.signIn(make(token, `Berta ${letter}x`))));
    const { characters } = await choice(accounts, byToken(token, { choose: true }));
    equal(characters.length, CHARACTERS_PER_ACCOUNT_MAX);
    const other = characters.find((one) => one.character !== character)!;
    const [gone, played] = await Promise.all([
      accounts.signIn(remove(token, other.character, other.name)),
      accounts.signIn(play(token, other.character)),
    ]);
    ok(!gone.ok && gone.reason === "choose");
    ok(!played.ok && played.reason === "character-unknown", "nobody plays who is deleted");
  }));

Deno.test("characters: that one was deleted is written down once, with who did it, and stays told whose it was", () =>
  withStore(async ({ store: { accounts, audit }, clock }) => {
    const anna = await signedIn(accounts, register("Anna"));
    const { character, name } = (await choice(accounts, make(anna.token, "Berta"))).characters[1]!;
    equal(await refusal(accounts, remove(anna.token, character, "Bertha")), "name-differs");
    deepEqual(audit.list(null, 10).rows, [], "what was refused is nothing that was done");
    clock.now += 5000;
    const twice = [
      accounts.signIn(remove(anna.token, character, name)),
      accounts.signIn(remove(anna.token, character, name)),
    ];
    deepEqual((await Promise.all(twice)).map((result) => "reason" in result && result.reason), [
      "choose",
      "character-unknown",
    ]);
    const guest = await signedIn(accounts, { ...NOTHING, mode: "guest", name: "Gast" });
    await choice(accounts, remove(guest.token, guest.character, "Gast"));
    deepEqual(audit.list(null, 10).rows.map(({ actor, action, target }) => [actor, action, target]), [
      ["Gast (guest)", "character-deleted", `Gast (character ${guest.character})`],
      ["Anna (player)", "character-deleted", `Berta (character ${character})`],
    ]);
    const row = audit.list(null, 10).rows[1]!;
    equal(row.at, clock.now);
    deepEqual(row.details, { character, account: anna.account, address: "192.0.2.1" });
    equal(accounts.finder.ownerOf(character)!.accountName, "Anna");
  }));

Deno.test("characters: one is deleted by its name alone, its number is never given again, its name not soon", () =>
  withStore(async ({ store: { accounts }, clock }) => {
    const anna = await signedIn(accounts, register("Anna"));
    await choice(accounts, make(anna.token, "Berta"));
    const [, berta] = (await choice(accounts, byToken(anna.token, { choose: true }))).characters;
    equal(await refusal(accounts, remove(anna.token, berta!.character, "Bertha")), "name-differs");
    const other = await signedIn(accounts, register("Dora"));
    equal(await refusal(accounts, remove(other.token, berta!.character, "Berta")), "character-unknown");
    const left = await choice(accounts, remove(anna.token, berta!.character, "berta"));
    deepEqual(namesOf(left), ["Anna"]);
    equal(left.deleted, berta!.character);
    equal(await refusal(accounts, play(anna.token, berta!.character)), "character-unknown");
    equal(await refusal(accounts, make(other.token, "Berta")), "name-taken", "for a while nobody can pass for it");
    clock.now += DELETED_NAME_DAYS * DAY_MS + 1;
    const again = (await choice(accounts, make(other.token, "Berta"))).characters.find(({ name }) => name === "Berta");
    ok(again !== undefined && again.character > berta!.character);
  }));

Deno.test("characters: who deletes the only one, or the one that its token plays, chooses anew", () =>
  withStore(async ({ store: { accounts } }) => {
    const anna = await signedIn(accounts, register("Anna"));
    deepEqual(namesOf(await choice(accounts, remove(anna.token, anna.character, "Anna"))), []);
    deepEqual(namesOf(await choice(accounts, byToken(anna.token))), []);
    deepEqual(namesOf(await choice(accounts, make(anna.token, "Berta"))), ["Berta"]);
    equal((await signedIn(accounts, byToken(anna.token))).name, "Berta");
    equal(
      accounts.finder.find({ find: "anna", offset: 0, count: 10 }).rows[0]!.name,
      "Berta",
      "found by the account's name",
    );
  }));

Deno.test("characters: a file from before keeps its characters, with their accounts' names", () => {
  using database = new DatabaseSync(":memory:");
  migrate(database, 0, MIGRATIONS.slice(0, 4));
  database.exec(`INSERT INTO account VALUES (1, 'Anna', 'anna', NULL, 5, 7), (2, 'Dora', 'dora', 'x', 6, 8)`);
  database.exec(`INSERT INTO character VALUES (3, 1, 11, 5), (4, 2, 22, 6)`);
  database.exec(`INSERT INTO token VALUES (x'00', 2, 1, 2, 3)`);
  migrate(database, 4);
  deepEqual(
    database.prepare("SELECT id, account, look, name, name_key, played_at, deleted_at FROM character").all().map((
      row,
    ) => Object.values(row)),
    [[3, 1, 11, "Anna", "anna", 7, null], [4, 2, 22, "Dora", "dora", 8, null]],
  );
  equal(database.prepare("SELECT character FROM token").get()!.character, 4);
});
