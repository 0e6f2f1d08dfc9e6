/**
 * What tick the server is at, by the freshest frames that this process has read. A frame that was read late only says
 * that the server is at least that far, so the largest reading of the last second or two counts. Of more it must not: a world
 * that lost time does not catch up.
 */

const WINDOW_MS = 1_000;

/** A process's idea of the server's clock. */
export class TickClock {
  tickRate = 20;
  #offset = -Infinity;
  #offsetBefore = -Infinity;
  #windowEnd = 0;

  /** A frame of `tick` was read now. */
  heard(tick: number): void {
    const now = performance.now();
    if (now > this.#windowEnd) {
      this.#offsetBefore = this.#offset;
      this.#offset = -Infinity;
      this.#windowEnd = now + WINDOW_MS;
    }
    const offset = tick - now * this.tickRate / 1000;
    if (offset > this.#offset) this.#offset = offset;
  }

  /** The tick that the server is at now; 0 before the first frame. */
  now(): number {
    const offset = Math.max(this.#offset, this.#offsetBefore);
    return offset === -Infinity ? 0 : Math.floor(offset + performance.now() * this.tickRate / 1000);
  }
}
