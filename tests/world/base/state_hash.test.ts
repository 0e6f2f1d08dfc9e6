import { equal } from "node:assert/strict";
import { StateHash } from "../../../world/base/state_hash.ts";

Deno.test("state hash: many words at once are the same as one after the other", () => {
  const words = Int32Array.from({ length: 1000 }, (_, at) => Math.imul(at, 0x9e37_79b1));
  const [one, many] = [new StateHash(), new StateHash()];
  for (const hash of [one, many]) hash.word(7);
  for (const word of words) one.word(word);
  many.words(words);
  for (const hash of [one, many]) hash.word(8);
  equal(many.digest(), one.digest());
});

Deno.test("state hash: bytes are their length, their words and what is left, wherever they lie", () => {
  const all = Uint8Array.from({ length: 64 }, (_, at) => at * 37);
  for (let from = 0; from < 8; from++) {
    for (let length = 0; length < 20; length++) {
      const bytes = all.subarray(from, from + length);
      const [whole, single] = [new StateHash(), new StateHash()];
      whole.bytes(bytes);
      single.word(length);
      const words = length >> 2;
      for (let at = 0; at < words; at++) {
        single.word(new DataView(all.buffer).getInt32(from + at * 4, true));
      }
      let rest = 0;
      for (const byte of bytes.subarray(words * 4)) rest = rest << 8 | byte;
      single.word(rest);
      equal(whole.digest(), single.digest(), `${length} bytes from ${from}`);
    }
  }
});
