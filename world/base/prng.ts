/**
 * Randomness that is part of the world: xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number
 * generators", 2018, public domain), seeded through splitmix32, and a stateless hash for "the same answer for the
 * same place and purpose".
 */

/** A generator whose whole state is four 32-bit words, saved with the world. */
export class Prng {
  readonly state = new Uint32Array(4);

  constructor(seed: number) {
    let mixed = seed >>> 0;
    for (let word = 0; word < 4; word++) {
      mixed = (mixed + 0x9e37_79b9) >>> 0;
      this.state[word] = hash32(mixed);
    }
  }

  /** A whole number from 0 to 2^32 - 1. */
  u32(): number {
    const { state } = this;
    const [a, b, c, d] = state as unknown as [number, number, number, number];
    const scrambled = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const c1 = c ^ a;
    const d1 = d ^ b;
    state[1] = b ^ c1;
    state[0] = a ^ d1;
    state[2] = c1 ^ (b << 9);
    state[3] = rotate(d1, 11);
    return scrambled;
  }

  /** A whole number from 0 to `count - 1`, by multiplication (bias below count / 2^32). */
  below(count: number): number {
    return Math.floor((this.u32() * count) / 0x1_0000_0000);
  }
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

/** Mixes one 32-bit word thoroughly (the finalizer "lowbias32" by Chris Wellons, public domain). */
export function hash32(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x7feb_352d);
  value = Math.imul(value ^ (value >>> 15), 0x846c_a68b);
  return (value ^ (value >>> 16)) >>> 0;
}

/** A 32-bit hash of up to four words: the same words, the same answer, for ever. */
export function hashWords(a: number, b = 0, c = 0, d = 0): number {
  return hash32(hash32(hash32(hash32(a) + b | 0) + c | 0) + d | 0);
}
