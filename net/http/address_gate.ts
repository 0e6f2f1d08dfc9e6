/** Who may open another socket: limits per address, so that one of them cannot take the place of everyone. */
import { isIP } from "node:net";
import { isLoopback } from "../../world/base/address.ts";
import type { NetLimits } from "../limits.ts";
import { TokenBucket } from "../token_bucket.ts";

interface AddressRecord {
  open: number;
  readonly accepts: TokenBucket;
  readonly requests: TokenBucket;
}

/** Why a socket is turned away, as counted. */
export type Refusal = "too-many-sockets" | "too-many-from-address" | "too-often-from-address";

/** What the limits take for one address: of IPv6 the /64 network, which is what one subscriber has. */
export function addressGroup(address: string): string {
  const plain = address.toLowerCase().replace(/%.*$/, "");
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain);
  if (mapped) return mapped[1]!;
  if (isIP(plain) !== 6) return plain;
  const [head, tail] = plain.split("::") as [string, string | undefined];
  const front = head === "" ? [] : head.split(":");
  if (tail !== undefined) {
    const back = tail === "" ? [] : tail.split(":");
    while (front.length + back.length < 8) front.push("0");
  }
  return front.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, "")).join(":") + "::/64";
}

/** Counts sockets by address. Its lifetime is the server's. */
export class AddressGate {
  readonly #limits: NetLimits;
  readonly #records = new Map<string, AddressRecord>();
  #open = 0;

  constructor(limits: NetLimits) {
    this.#limits = limits;
  }

  /** Sockets let in and not released. */
  get open(): number {
    return this.#open;
  }

  /** Lets a socket in (null; `release` it when it closes) or says why not. */
  admit(address: string, nowMs: number): Refusal | null {
    const limits = this.#limits;
    if (this.#open >= limits.connectionsMax) return "too-many-sockets";
    if (!this.#isExempt(address)) {
      const record = this.#recordOf(addressGroup(address), nowMs);
      if (record.open >= limits.connectionsPerAddressMax) return "too-many-from-address";
      if (!record.accepts.take(nowMs)) return "too-often-from-address";
      record.open++;
    }
    this.#open++;
    return null;
  }

  /** Whether one more HTTP request of an address is in order now, over whichever of its connections it came. */
  mayAsk(address: string, nowMs: number): boolean {
    return this.#isExempt(address) || this.#recordOf(addressGroup(address), nowMs).requests.take(nowMs);
  }

  /** A socket that was let in is closed. */
  release(address: string): void {
    this.#open--;
    if (this.#isExempt(address)) return;
    const record = this.#records.get(addressGroup(address));
    if (record !== undefined) record.open--;
  }

  #isExempt(address: string): boolean {
    // Runtimes that do not tell the address ("") leave only the limits on all sockets together.
    return address === "" || (this.#limits.loopbackExempt && isLoopback(address));
  }

  #recordOf(group: string, nowMs: number): AddressRecord {
    let record = this.#records.get(group);
    if (record === undefined) {
      if (this.#records.size >= this.#limits.addressesMax) this.#forgetOldestIdle();
      const limits = this.#limits;
      record = {
        open: 0,
        accepts: new TokenBucket(limits.acceptsPerAddressPerSecond, limits.acceptsPerAddressBurst, nowMs),
        requests: new TokenBucket(limits.requestsPerAddressPerSecond, limits.requestsPerAddressBurst, nowMs),
      };
    } else this.#records.delete(group);
    // Set anew, so that the map's order is by last use.
    this.#records.set(group, record);
    return record;
  }

  /** Addresses with open sockets are at most connectionsMax, less than addressesMax: an idle one is found. */
  #forgetOldestIdle(): void {
    for (const [group, record] of this.#records) {
      if (record.open > 0) continue;
      this.#records.delete(group);
      return;
    }
  }
}
