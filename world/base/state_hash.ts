import { wordsOf } from "./bytes.ts";

/** A 64-bit hash of the world's state, printed as 16 hex digits. Two lanes of multiply and rotate over 32-bit words. */
export class StateHash {
  #low = 0x243f_6a88;
  #high = 0x85a3_08d3;

  /** Adds one 32-bit word. */
  word(value: number): void {
    this.#low = Math.imul(this.#low ^ value, 0x9e37_79b1);
    this.#low ^= this.#low >>> 15;
    this.#high = Math.imul((this.#high << 13 | this.#high >>> 19) ^ value, 0x85eb_ca77);
    this.#high ^= this.#high >>> 13;
  }

  /** Adds many words: the same as each of them after the other, and several times as fast. */
  words(values: Int32Array): void {
    let low = this.#low;
    let high = this.#high;
    for (let at = 0; at < values.length; at++) {
      const value = values[at]!;
      low = Math.imul(low ^ value, 0x9e37_79b1);
      low ^= low >>> 15;
      high = Math.imul((high << 13 | high >>> 19) ^ value, 0x85eb_ca77);
      high ^= high >>> 13;
    }
    this.#low = low;
    this.#high = high;
  }

  /** Adds bytes, and their length. */
  bytes(bytes: Uint8Array): void {
    this.word(bytes.length);
    const whole = bytes.length & ~3;
    this.words(wordsOf(bytes, whole));
    let rest = 0;
    for (let at = whole; at < bytes.length; at++) rest = rest << 8 | bytes[at]!;
    this.word(rest);
  }

  /** The hash of what was added so far. */
  digest(): string {
    const hex = (word: number) => (word >>> 0).toString(16).padStart(8, "0");
    return hex(this.#high ^ this.#low >>> 16) + hex(this.#low);
  }
}
