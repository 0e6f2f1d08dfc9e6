/** Bytes, four at a time: half a megabyte is gone through in a start more than once, by code that is not compiled yet. */
import { assert } from "./assert.ts";

assert(
  new Uint8Array(Uint32Array.of(1).buffer)[0] === 1,
  "columns and words are read as they lie in memory: little-endian",
);

/**
 * The first bytes, as many as `count`, a multiple of four, as words: where they lie, if they begin at a whole word. Words
 * with a sign: without one the engine makes an object of every second of them, until it has compiled who reads them.
 */
export function wordsOf(bytes: Uint8Array, count: number): Int32Array {
  if (bytes.byteOffset % 4 === 0) return new Int32Array(bytes.buffer, bytes.byteOffset, count >> 2);
  return new Int32Array(bytes.slice(0, count).buffer);
}

/** Whether two arrays hold the same bytes. */
export function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  const whole = a.length & ~3;
  const wordsA = wordsOf(a, whole);
  const wordsB = wordsOf(b, whole);
  for (let at = 0; at < wordsA.length; at++) if (wordsA[at] !== wordsB[at]) return false;
  for (let at = whole; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
