/** A viewer: what the gateway keeps of one playing client, to know what its next frame must hold. */
import { type Refusal, REFUSALS } from "../../world/refusals.ts";
import { type EncodedMessage, encodeServerBody, SERVER_MESSAGES, type ServerMessage } from "../protocol/mod.ts";
import type { ReplicaEntity } from "../replica.ts";
import type { Session } from "../sessions/session.ts";
import type { OwnQueue } from "./own_queue.ts";
import type { View } from "./views.ts";

/** A message for the next frame. One that goes to many is encoded once. */
export interface PrivateMessage {
  readonly message: ServerMessage;
  readonly encoded: () => EncodedMessage;
}

/** Makes a message ready to go to one or many. */
export function privateMessage(message: ServerMessage): PrivateMessage {
  let encoded: EncodedMessage | undefined;
  return {
    message,
    encoded: () => encoded ??= { id: SERVER_MESSAGES[message.type], body: encodeServerBody(message) },
  };
}

/** The answer to an action that was not done, with the sentence of its reason, a word of REFUSALS. */
export function refusedMessage({ sequence, reason }: { sequence: number; reason: string }): ServerMessage {
  return { type: "refusedAction", sequence, reason, text: REFUSALS[reason as Refusal] };
}

/** One playing client. Lifetime: from `entered` to the end of its session. */
export interface Viewer {
  readonly session: Session<Viewer>;
  /** Its place in the list of viewers. */
  index: number;
  entity: number;
  /** Its character in the gateway's replica, once seen there. One without a cell is gone: another may have come. */
  body: ReplicaEntity | null;
  /** The tick of the body's motion when the view last followed it. */
  bodyTick: number;
  view: View;
  /** The next frame starts from nothing: the client is new, was behind, or the world was lost. */
  reset: boolean;
  /** It is told of a crowd, and not of cells. */
  isCrowded: boolean;
  /** In a crowd: how far those are who count as near, in units, and the flush when that was found. */
  reach: number;
  reachFlush: number;
  /** The last input applied, not told yet: its number and how many ticks it came before its time. */
  hasApplied: boolean;
  appliedSequence: number;
  appliedLead: number;
  /** Messages for the next frame, oldest first. */
  messages: PrivateMessage[];
  /** Private state that is to be told; null if there is none. */
  own: OwnQueue | null;
  lastFrameAtMs: number;
  /** The last flush that it was told of. */
  toldFlush: number;
  /** Since when it has been behind without a break, or null. */
  behindSinceMs: number | null;
  /** Until when it counts as slowed; null if it does not. */
  slowedUntilMs: number | null;
  /** What is to be told about slowing with the next frame (SLOWED), or null. */
  tellSlowed: number | null;
}
