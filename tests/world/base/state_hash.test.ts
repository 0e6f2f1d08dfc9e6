import { equal } from "node:assert/strict";
import { StateHash } from "../../../world/base/state_hash.ts";

Deno.test("state hash: many words at once are the same as one after the other", () => {
  const words = Uint32Array.from({ length: 1000 }, (_, at) => Math.imul(at, 0x9e37_79b1));
  const [one, many] = [new StateHash(), new StateHash()];
  for (const hash of [one, many]) hash.word(7);
  for (const word of words) one.word(word);
  many.words(words);
  for (const hash of [one, many]) hash.word(8);
  equal(many.digest(), one.digest());
});
