/**
 * A bounded single-producer single-consumer queue of byte messages over a SharedArrayBuffer.
 *
 * Layout: 16 Int32 of header, then `capacity` bytes of data used as a circle.
 *
 *   header[0]  head: bytes read so far, modulo 2^32
 *   header[1]  tail: bytes written so far, modulo 2^32
 *   header[2]  bell: 1 while the reader sleeps and wants a doorbell
 *   header[3]  refused: messages the writer could not place, a counter for the console
 *   header[4]  origin: the byte number that stands at the start of the data
 *
 *   message    u32 length | length bytes | padding to a multiple of 4
 *
 * A message is never split: where it does not fit before the end of the data, the rest is skipped with the length
 * 0xffffffff. Lamport's queue: each index has one writer, and Atomics give the order between the data and the index.
 *
 * A ring that is empty begins again at the start of its data once it has come some way: one with little to carry then
 * uses little of its memory, and the system gives no more than is used. The writer moves the origin only while nothing
 * waits, and before the tail; the reader takes it after the tail: all that waits was written from one origin.
 */
import { assert } from "./assert.ts";

const HEADER_BYTES = 64;
const HEAD = 0;
const TAIL = 1;
const BELL = 2;
const REFUSED = 3;
const ORIGIN = 4;
const SKIP = 0xffff_ffff;
/** How far an empty ring may have come before it begins again. */
const HOME_BYTES = 64 * 1024;

/** Allocates the memory of a ring. `capacity` is a power of two, in bytes. */
export function allocateRing(capacity: number): SharedArrayBuffer {
  assert((capacity & (capacity - 1)) === 0 && capacity >= 1024, `ring capacity is a power of two, not ${capacity}`);
  return new SharedArrayBuffer(HEADER_BYTES + capacity);
}

/** The longest message that a ring of this capacity takes: half of it, so that a skip always leaves room. */
export function ringMessageBytesMax(capacity: number): number {
  return capacity / 2 - 8;
}

/** The writing end. One per ring. */
export class RingWriter {
  readonly #header: Int32Array;
  readonly #data: Uint8Array;
  readonly #view: DataView;
  readonly #capacity: number;
  #origin: number;

  constructor(memory: SharedArrayBuffer) {
    this.#header = new Int32Array(memory, 0, HEADER_BYTES / 4);
    this.#data = new Uint8Array(memory, HEADER_BYTES);
    this.#view = new DataView(memory, HEADER_BYTES);
    this.#capacity = this.#data.length;
    this.#origin = Atomics.load(this.#header, ORIGIN) >>> 0;
  }

  /** Bytes that wait to be read. */
  get waiting(): number {
    return (Atomics.load(this.#header, TAIL) - Atomics.load(this.#header, HEAD)) >>> 0;
  }

  get capacity(): number {
    return this.#capacity;
  }

  /** Messages that found no room, since the ring was made. */
  get refused(): number {
    return Atomics.load(this.#header, REFUSED) >>> 0;
  }

  /** Appends a message. False if there is no room: the caller decides what that means, and it is counted. */
  tryWrite(message: Uint8Array): boolean {
    const { length } = message;
    assert(length <= ringMessageBytesMax(this.#capacity), `a message of ${length} bytes fits this ring`);
    const mask = this.#capacity - 1;
    const need = (4 + length + 3) & ~3;
    let tail = Atomics.load(this.#header, TAIL) >>> 0;
    const used = (tail - (Atomics.load(this.#header, HEAD) >>> 0)) >>> 0;
    if (used === 0 && ((tail - this.#origin) & mask) >= HOME_BYTES) {
      this.#origin = tail;
      Atomics.store(this.#header, ORIGIN, tail | 0);
    }
    const toEnd = this.#capacity - ((tail - this.#origin) & mask);
    const skip = toEnd < need ? toEnd : 0;
    if (used + skip + need > this.#capacity) {
      Atomics.add(this.#header, REFUSED, 1);
      return false;
    }
    if (skip > 0) {
      this.#view.setUint32((tail - this.#origin) & mask, SKIP, true);
      tail += skip;
    }
    const at = (tail - this.#origin) & mask;
    this.#view.setUint32(at, length, true);
    this.#data.set(message, at + 4);
    Atomics.store(this.#header, TAIL, (tail + need) | 0);
    return true;
  }

  /** True once after the reader went to sleep: ring its doorbell now. */
  takeBell(): boolean {
    return Atomics.exchange(this.#header, BELL, 0) === 1;
  }
}

/** The reading end. One per ring. */
export class RingReader {
  readonly #header: Int32Array;
  readonly #data: Uint8Array;
  readonly #view: DataView;
  readonly #capacity: number;

  constructor(memory: SharedArrayBuffer) {
    this.#header = new Int32Array(memory, 0, HEADER_BYTES / 4);
    this.#data = new Uint8Array(memory, HEADER_BYTES);
    this.#view = new DataView(memory, HEADER_BYTES);
    this.#capacity = this.#data.length;
    Atomics.store(this.#header, BELL, 1);
  }

  get waiting(): number {
    return (Atomics.load(this.#header, TAIL) - Atomics.load(this.#header, HEAD)) >>> 0;
  }

  get capacity(): number {
    return this.#capacity;
  }

  get refused(): number {
    return Atomics.load(this.#header, REFUSED) >>> 0;
  }

  /**
   * Hands every waiting message to `handle`, at most `messagesMax` of them, and returns how many there were. The bytes
   * are a view of the ring, valid until `handle` returns. Messages written meanwhile are left for the next call once
   * the tail seen at the start is reached.
   */
  drain(handle: (message: Uint8Array) => void, messagesMax = Number.MAX_SAFE_INTEGER): number {
    let left = messagesMax;
    return this.drainUntil((message) => {
      handle(message);
      return --left === 0;
    });
  }

  /** The same, until `handle` says that it was enough: what is left is for a later call. */
  drainUntil(handle: (message: Uint8Array) => boolean): number {
    const mask = this.#capacity - 1;
    const tail = Atomics.load(this.#header, TAIL) >>> 0;
    const origin = Atomics.load(this.#header, ORIGIN) >>> 0;
    let head = Atomics.load(this.#header, HEAD) >>> 0;
    let count = 0;
    let isEnough = false;
    while (head !== tail && !isEnough) {
      const at = (head - origin) & mask;
      const length = this.#view.getUint32(at, true);
      if (length === SKIP) {
        head = (head + this.#capacity - at) >>> 0;
        continue;
      }
      try {
        isEnough = handle(this.#data.subarray(at + 4, at + 4 + length));
      } finally {
        head = (head + ((4 + length + 3) & ~3)) >>> 0;
        Atomics.store(this.#header, HEAD, head | 0);
      }
      count++;
    }
    return count;
  }

  /** Asks for a doorbell at the next write. Returns false if something is waiting already: drain it instead. */
  armBell(): boolean {
    Atomics.store(this.#header, BELL, 1);
    if (this.waiting === 0) return true;
    Atomics.store(this.#header, BELL, 0);
    return false;
  }
}
