/**
 * Tickets: what binds a WebTransport connection to an HTTP request made before. The upgrade of a connection shows
 * nothing but its path; the ticket in it was given out over HTTP, is good for one connection and for a short time.
 */
import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import type { NetLimits } from "../limits.ts";
import type { Clock, Speech } from "./connection.ts";

const TICKET_BYTES = 24;

interface Issued {
  readonly speech: Speech;
  readonly untilMs: number;
}

/** The tickets that are out. Their lifetime is the server's. */
export class Tickets {
  readonly #limits: NetLimits;
  readonly #clock: Clock;
  // In order of their time.
  readonly #issued = new Map<string, Issued>();

  constructor(limits: NetLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** A new ticket, or null where too many are out. */
  issue(speech: Speech): string | null {
    this.#forgetOld();
    if (this.#issued.size >= this.#limits.ticketsMax) return null;
    const ticket = Buffer.from(randomBytes(TICKET_BYTES)).toString("base64url");
    this.#issued.set(ticket, { speech, untilMs: this.#clock() + this.#limits.ticketMs });
    return ticket;
  }

  /** Takes a ticket back: what it was given out for, or null if it is not good. */
  redeem(ticket: string): { readonly speech: Speech } | null {
    this.#forgetOld();
    const issued = this.#issued.get(ticket);
    if (issued === undefined) return null;
    this.#issued.delete(ticket);
    return { speech: issued.speech };
  }

  #forgetOld(): void {
    const now = this.#clock();
    for (const [ticket, { untilMs }] of this.#issued) {
      if (untilMs > now) return;
      this.#issued.delete(ticket);
    }
  }
}
