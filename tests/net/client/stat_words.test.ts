import assert from "node:assert/strict";
import { addedWords } from "../../../net/client/page/panels/stat_list.ts";

Deno.test("stats: what a thing adds is told in plain words, shares in percent", () => {
  assert.equal(addedWords("armour", 6), "+6 armour");
  assert.equal(addedWords("hitPermille", 25), "+2.5 % to hit");
  assert.equal(addedWords("damageTakenPermille", -40), "-4 % of damage taken");
  assert.equal(addedWords("healthPerMinute", 12), "+12 health a minute");
});
