import { deepEqual, equal, match, notEqual } from "node:assert/strict";
import { passwordProblem, Passwords } from "../../persistence/passwords.ts";
import { CHEAP } from "./_fixture.ts";

async function stored(passwords: Passwords, password: string): Promise<string> {
  const hash = await passwords.hash(password);
  notEqual(hash, "busy");
  return (hash as { stored: string }).stored;
}

Deno.test("a hash keeps its parameters, and is another one each time", async () => {
  const passwords = new Passwords(CHEAP);
  const one = await stored(passwords, "quiet meadow");
  match(one, /^scrypt\$4\$1\$1\$[^$]{24}\$[^$]{44}$/);
  notEqual(one, await stored(passwords, "quiet meadow"));
  // Checked by the parameters it was made with, whatever is usual now.
  equal(await new Passwords({ logN: 5, r: 2, p: 1 }).verify("quiet meadow", one), true);
  equal(await passwords.verify("quiet  meadow", one), false);
  equal(await passwords.verify("quiet meadow", null), false);
});

Deno.test("a password is the same however its letters are composed", async () => {
  const passwords = new Passwords(CHEAP);
  equal(await passwords.verify("gru\u0308ne Wiese", await stored(passwords, "gr\u00fcne Wiese")), true);
});

Deno.test("the product's own cost is one that OWASP names", async () => {
  match(await stored(new Passwords(), "quiet meadow"), /^scrypt\$15\$8\$3\$/);
});

Deno.test("lengths are counted in letters", () => {
  deepEqual(
    ["1234567", "12345678", "🌲".repeat(7), "🌲".repeat(8), "🌲".repeat(200), "🌲".repeat(201)].map(passwordProblem),
    ["password-short", null, "password-short", null, null, "password-long"],
  );
});
