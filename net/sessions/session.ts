/**
 * A session: one client from its connection to its end. Where it stands is a union of states, each with exactly what
 * is known then:
 *
 *   opening ─hello─► greeted ─signIn─► signingIn ─signedIn─► entering ─entered─► playing
 *                       ▲─────refused─────┤  ▲
 *                                characters  play, makeCharacter, deleteCharacter
 *                                         ▼  │
 *                                       choosing
 *   any ─► closed
 */
import type { CloseReason } from "../close_reasons.ts";
import type { NetLimits } from "../limits.ts";
import {
  type ClientMessage,
  encodeServerJson,
  encodeServerMessage,
  type ListedCharacter,
  ruleOf,
  type ServerMessage,
  type SessionState,
} from "../protocol/mod.ts";
import { TokenBucket } from "../token_bucket.ts";
import type { Connection } from "../transport/connection.ts";

/** Who signed in. */
export interface Account {
  readonly account: number;
  readonly accountName: string;
  readonly character: number;
  readonly name: string;
  readonly look: number;
  readonly guest: boolean;
  /** A secret: it signs the account in again. */
  readonly token: string;
}

/** Whom somebody may choose from; it is told when the world has said how each of them is. */
export interface Choice {
  /** A secret: it signs the account in again. */
  readonly token: string;
  readonly characters: ListedCharacter[];
  /** Of whom the world has not said it yet. */
  readonly unknown: Set<number>;
  /** Who is to be deleted if the world says that it is not there; `name` as its player typed it, cleaned. */
  doomed: { readonly number: number; readonly name: string } | null;
}

/** Where a session stands. `Seat` is what the gateway keeps of a playing client: where it is and what it sees. */
export type SessionPhase<Seat> =
  | { readonly name: "opening" }
  | { readonly name: "greeted"; readonly client: string }
  /** `choice` is there for who chooses: what is refused leads back to it. */
  | { readonly name: "signingIn"; readonly client: string; readonly request: number; readonly choice: Choice | null }
  | { readonly name: "choosing"; readonly client: string; readonly choice: Choice }
  | { readonly name: "entering"; readonly client: string; readonly account: Account }
  | { readonly name: "playing"; readonly client: string; readonly account: Account; readonly seat: Seat }
  | { readonly name: "closed"; readonly reason: CloseReason | "peer" };

/** Lifetime: from the connection until it has ended. */
export class Session<Seat> {
  /** Unique in the life of the process, over all gateways. */
  readonly number: number;
  readonly connection: Connection;
  readonly openedAtMs: number;
  phase: SessionPhase<Seat> = { name: "opening" };
  lastHeardAtMs: number;
  lastProbeAtMs: number;
  /** Wall clock, for people: milliseconds since 1970. */
  since = 0;
  /** The newest input that came in a datagram: what the stream brings of the same time or before is an echo. */
  datagramInput: number | null = null;
  bytesOut = 0;
  /** `bytesOut` at the last look of the statistics, and the rate since the look before. */
  bytesOutSeen = 0;
  bytesPerSecond = 0;
  readonly #messages: TokenBucket;
  /** By message id; made when the first message of a type comes. */
  readonly #buckets: (TokenBucket | undefined)[] = [];

  constructor(number: number, connection: Connection, limits: NetLimits, nowMs: number) {
    this.number = number;
    this.connection = connection;
    this.openedAtMs = nowMs;
    this.lastHeardAtMs = nowMs;
    // Probes of many sessions are spread: a step of 37 ms is coprime to the usual intervals.
    this.lastProbeAtMs = nowMs - (number * 37) % limits.probeMs;
    this.#messages = new TokenBucket(limits.messagesPerSecond, limits.messagesBurst, nowMs);
  }

  /** The state, as the table of messages names it; null once closed. */
  get state(): SessionState | null {
    return this.phase.name === "closed" ? null : this.phase.name;
  }

  /** Whether one more message of whatever type is in order now. */
  takeAny(nowMs: number): boolean {
    return this.#messages.take(nowMs);
  }

  /** Whether one more message of this type is in order now. */
  take(type: ClientMessage["type"], nowMs: number): boolean {
    const { id, perSecondMax, burst } = ruleOf(type);
    return (this.#buckets[id] ??= new TokenBucket(perSecondMax, burst, nowMs)).take(nowMs);
  }

  /** Whether a sequence number is no newer than what a datagram brought (modulo 2^16, by less than half of it). */
  isOvertaken(sequence: number): boolean {
    return this.datagramInput !== null && ((this.datagramInput - sequence) & 0xffff) < 0x8000;
  }

  /** Sends a message by itself, outside of frames. */
  send(message: ServerMessage): void {
    if (this.connection.speech === "json") {
      const text = encodeServerJson(message);
      this.bytesOut += text.length;
      this.connection.sendText(text);
    } else {
      const bytes = encodeServerMessage(message);
      this.bytesOut += bytes.length;
      this.connection.sendBytes(bytes);
    }
  }
}
