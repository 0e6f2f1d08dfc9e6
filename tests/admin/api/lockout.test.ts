import assert from "node:assert/strict";
import { Lockout, waitInWords } from "../../../admin/api/_lockout.ts";
import { passwordStrength, passwordTrouble } from "../../../admin/api/passwords.ts";

Deno.test("A5 waits double up to a quarter of an hour, end, and are forgiven", () => {
  const lockout = new Lockout();
  let now = 1_000_000;
  const waits = Array.from({ length: 10 }, () => lockout.fail("account ada", 3, now));
  assert.deepEqual(waits, [0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
  assert.equal(lockout.secondsToWait("account ada", now), 900);
  assert.equal(lockout.secondsToWait("account eve", now), 0);
  now += 899_500;
  assert.equal(lockout.secondsToWait("account ada", now), 1);
  now += 500;
  assert.equal(lockout.secondsToWait("account ada", now), 0);
  lockout.forgive("account ada");
  assert.equal(lockout.fail("account ada", 3, now), 0);
});

Deno.test("A5 failures are forgotten after an hour without one", () => {
  const lockout = new Lockout();
  for (let count = 0; count < 4; count++) lockout.fail("a", 3, 0);
  assert.equal(lockout.fail("a", 3, 3_600_001), 0);
});

Deno.test("A5 many keys push out the oldest, never the newest", () => {
  const lockout = new Lockout();
  for (let count = 0; count < 3; count++) lockout.fail("first", 3, 0);
  for (let key = 0; key < 10_000; key++) lockout.fail(`key ${key}`, 1, 0);
  assert.equal(lockout.secondsToWait("first", 0), 0);
  assert.equal(lockout.secondsToWait("key 9999", 0), 30);
});

Deno.test("waits are told in words", () => {
  assert.deepEqual([1, 34, 89, 90, 900].map(waitInWords), [
    "1 second",
    "34 seconds",
    "89 seconds",
    "2 minutes",
    "15 minutes",
  ]);
});

Deno.test("strength follows length and variety, not the name or words everyone tries", () => {
  assert.equal(passwordStrength("password1234", ""), 0);
  assert.equal(passwordStrength("aaaaaaaaaaaaaaaaaa", ""), 0);
  assert.equal(passwordStrength("abcdefghijklmnop", ""), 0);
  assert.ok(passwordStrength("harlow-stone-42", "") > passwordStrength("harlow-stone-42", "Harlow"));
  assert.equal(passwordStrength("correct horse battery staple", ""), 4);
  assert.equal(passwordTrouble("correct horse battery staple", "Ada"), null);
  assert.match(passwordTrouble("x".repeat(300), "Ada") ?? "", /at most 200/);
});
