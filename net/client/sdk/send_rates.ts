/** Keeps to the server's limits on messages a second: beyond them it would close the connection. */
import { type ClientMessage, ruleOf } from "../../protocol/mod.ts";
import { TokenBucket } from "../../token_bucket.ts";

/** Of the rates that the server allows, these parts are used: on the way, messages can catch up with each other. */
const RATE_PART = 0.9;
const BURST_PART = 0.7;

/** One client's. Lives as long as the client. */
export class SendRates {
  readonly #buckets = new Map<ClientMessage["type"], TokenBucket>();

  /** Whether one more of a kind keeps the server's limits now, in milliseconds of any clock; if so, it counts. */
  maySend(type: ClientMessage["type"], nowMs: number): boolean {
    let bucket = this.#buckets.get(type);
    if (bucket === undefined) {
      const { perSecondMax, burst } = ruleOf(type);
      bucket = new TokenBucket(perSecondMax * RATE_PART, Math.max(1, Math.floor(burst * BURST_PART)), nowMs);
      this.#buckets.set(type, bucket);
    }
    return bucket.take(nowMs);
  }
}
