/** What the generator has to know of a server's protocol. Implementations: Weald's, a bare broadcast's, the peer's. */
import type { ActionMessage } from "../../../../world/actions.ts";
import type { Client } from "./client.ts";

/** What a protocol tells the population that plays. */
export interface PlayEvents {
  /** The client is in the world. */
  playing(client: Client): void;
  /** Signing in was refused; try the same connection again in `againMs`. */
  refused(client: Client, reason: string, again: () => void): void;
  frame(client: Client, wireBytes: number): void;
  slowed(client: Client): void;
  reset(client: Client): void;
  /** The client is about to enter a world of this tick rate: time to give it an adventurer. */
  entering(client: Client, tickRate: number): void;
}

/** A protocol. Lifetime: the process. */
export interface Protocol {
  readonly subprotocol: string;
  /** Whatever has to happen before the socket opens; returns the path to open. */
  prepare(client: Client): Promise<string>;
  /** How many bytes of a message the light client reads. */
  wanted(client: Client, firstByte: number, length: number): number;
  opened(client: Client): void;
  message(client: Client, bytes: Uint8Array, wireBytes: number): void;
  /** Sends the walker's heading and speed. */
  input(client: Client): void;
  say(client: Client, text: string): void;
  act(client: Client, message: ActionMessage): void;
  /** The heartbeat of somebody who does nothing. */
  ping(client: Client): void;
  /** Says that the player leaves for good. */
  signOut(client: Client): void;
}
