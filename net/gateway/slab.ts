/**
 * Memory for outgoing frames: handed out piece by piece from large blocks and never written again, because sockets
 * send from it without copying. A block is freed when the last frame in it has been sent.
 */
import { Buffer } from "node:buffer";
import { HEADROOM_BYTES } from "../limits.ts";

/**
 * Small ones die young: the engine frees what outlives two of its small collections only at a large one, and waits with
 * that until tens of megabytes lie about.
 */
const SLAB_BYTES = 64 * 1024;

/** Hands out memory for frames. */
export class SlabAllocator {
  /** The block that the last `reserve` took from. */
  bytes: Buffer = Buffer.allocUnsafeSlow(SLAB_BYTES);
  #end = 0;

  /** Takes room for `length` bytes of a frame, with headroom before it, and returns the offset of the frame. */
  reserve(length: number): number {
    const need = HEADROOM_BYTES + length;
    if (this.#end + need > this.bytes.length) {
      this.bytes = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, need));
      this.#end = 0;
    }
    const start = this.#end + HEADROOM_BYTES;
    this.#end = start + length;
    return start;
  }
}
