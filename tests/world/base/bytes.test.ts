import { equal } from "node:assert/strict";
import { isSameBytes } from "../../../world/base/bytes.ts";

Deno.test("bytes: the same, wherever they lie; another one anywhere, or another length, is found", () => {
  const make = (from: number, length: number) => {
    const bytes = new Uint8Array(from + length).subarray(from);
    for (let at = 0; at < length; at++) bytes[at] = at * 31;
    return bytes;
  };
  for (let from = 0; from < 5; from++) {
    for (let length = 0; length < 20; length++) {
      const known = make(0, length);
      equal(isSameBytes(make(from, length), known), true);
      equal(isSameBytes(make(from, length + 1), known), false);
      for (let at = 0; at < length; at++) {
        const other = make(from, length);
        other[at]! ^= 1;
        equal(isSameBytes(other, known), false, `byte ${at} of ${length}`);
      }
    }
  }
});
