/** A player that the generator plays: its connection, its walk and its counters. */
import { ClientSocket } from "./client_socket.ts";
import type { Adventurer } from "./adventurer.ts";
import { newWalker, type Walker } from "./walker.ts";

/** Where a client stands. `away`: no connection at present. */
export type ClientState = "away" | "connecting" | "signingIn" | "playing";

/** A client. Lifetime: the run; connections come and go. */
export interface Client {
  readonly number: number;
  state: ClientState;
  socket: ClientSocket | null;
  readonly walker: Walker;
  /** Who plays, in the play scenario; of this connection. */
  adventurer: Adventurer | null;
  /** Signs the same character in again; "" for a newcomer. */
  token: string;
  character: number;
  entity: number;
  sequence: number;
  /** Counts the connections, so that what was planned for an earlier one can be dropped. */
  connection: number;
  /** Tick of the last frame of this connection; 0 before the first. */
  tick: number;
  /** What this client received since the counters were last cleared. Bytes with WebSocket headers. */
  frames: number;
  bytes: number;
  /** When it last began to play and when it last began to connect, `performance.now`. */
  playingSince: number;
  connectingSince: number;
  refusals: number;
}

/** A client that has not connected yet. */
export function newClient(number: number): Client {
  return {
    number,
    state: "away",
    socket: null,
    walker: newWalker(),
    adventurer: null,
    token: "",
    character: 0,
    entity: 0,
    sequence: 0,
    connection: 0,
    tick: 0,
    frames: 0,
    bytes: 0,
    playingSince: 0,
    connectingSince: 0,
    refusals: 0,
  };
}

/** What all clients of a process counted together since the counters were last cleared. */
export interface Counts {
  frames: number;
  bytes: number;
  inputs: number;
  said: number;
  /** Frames that said that this connection is slowed, or no longer. */
  slowedFrames: number;
  /** Frames that told a client to forget everything: it was behind. */
  resets: number;
  refused: Record<string, number>;
  /** Actions that were done, by name; and those that were not, by name and why. */
  done: Record<string, number>;
  notDone: Record<string, number>;
  /** Connections that ended without the client's will, by close code and reason. */
  dropped: Record<string, number>;
}

/** Counters at zero. */
export function newCounts(): Counts {
  return {
    ...{ frames: 0, bytes: 0, inputs: 0, said: 0, slowedFrames: 0, resets: 0 },
    ...{ refused: {}, done: {}, notDone: {}, dropped: {} },
  };
}

/** One more of `what`. */
export function countOne(counts: Record<string, number>, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}
