/**
 * The message table of the players' protocol `weald.v1`: every message, declared once. The gateway, the SDK, the JSON
 * subprotocol and docs/protocol.md follow it.
 *
 * Binary subprotocol `weald.v1`: one WebSocket message is `u8 id` and a body. The body is MessagePack (a map with the
 * fields below) except for `input` and `frame`, whose bytes are drawn in frame.ts.
 *
 * JSON subprotocol `weald.v1.json`: one text message is an object with `type` and the same fields.
 *
 * Units: positions x and y are metres (multiples of 1/256), headings 0 to 255 (0 = east, 64 = south, clockwise),
 * speeds in steps of 1/8 m/s, times of the world in ticks.
 */
import type { ActionMessage } from "../../world/actions.ts";
import type { LineKind } from "../../world/output.ts";
import type { OwnValue, TopicName } from "../../world/topics.ts";
import { ACTION_RULES } from "./action_messages.ts";

/** The names of the two subprotocols, as offered in Sec-WebSocket-Protocol. */
export const SUBPROTOCOL_BINARY = "weald.v1";
export const SUBPROTOCOL_JSON = "weald.v1.json";

/** The path of the WebSocket on the server's port. */
export const SOCKET_PATH = "/play";
/** Where a client asks for WebTransport, by POST. */
export const TRANSPORT_PATH = "/transport";

/** Where a session stands. A message is allowed only in the states that its row names. */
export type SessionState = "opening" | "greeted" | "signingIn" | "choosing" | "entering" | "playing";

/** What a client may send: id, states, bytes at most (binary or JSON text), messages per second (and burst) at most. */
export interface ClientMessageRule {
  readonly id: number;
  readonly states: readonly SessionState[];
  readonly bytesMax: number;
  readonly perSecondMax: number;
  readonly burst: number;
}

const ALWAYS: readonly SessionState[] = ["greeted", "signingIn", "choosing", "entering", "playing"];

export const CLIENT_MESSAGES = {
  hello: { id: 1, states: ["opening"], bytesMax: 512, perSecondMax: 1, burst: 1 },
  signIn: { id: 2, states: ["greeted"], bytesMax: 2048, perSecondMax: 1, burst: 5 },
  input: { id: 3, states: ["entering", "playing"], bytesMax: 256, perSecondMax: 30, burst: 60 },
  goTo: { id: 4, states: ["playing"], bytesMax: 256, perSecondMax: 5, burst: 10 },
  say: { id: 5, states: ["playing"], bytesMax: 1536, perSecondMax: 1, burst: 5 },
  ping: { id: 6, states: ALWAYS, bytesMax: 256, perSecondMax: 4, burst: 8 },
  signOut: { id: 7, states: ["playing"], bytesMax: 64, perSecondMax: 1, burst: 1 },
  play: { id: 11, states: ["choosing"], bytesMax: 64, perSecondMax: 2, burst: 5 },
  makeCharacter: { id: 12, states: ["choosing"], bytesMax: 2048, perSecondMax: 1, burst: 8 },
  deleteCharacter: { id: 13, states: ["choosing"], bytesMax: 2048, perSecondMax: 1, burst: 8 },
  // Ids from 100 to 199. 8, 9 and 10 were used before there was a table of actions.
  ...ACTION_RULES,
} as const satisfies Record<string, ClientMessageRule>;

/** What clients send. */
export type ClientMessage =
  /** First of all. `client` names the program and its version, for the host's eyes. */
  | { type: "hello"; protocol: 1; client: string }
  | { type: "signIn"; mode: "guest"; name?: string; look?: number }
  /** `character`: the name of the one to play, where the account has several. `choose`: 1 tells them all instead. */
  | { type: "signIn"; mode: "password"; name: string; password: string; character?: string; choose?: number }
  | { type: "signIn"; mode: "register"; name: string; password: string; look?: number }
  /** With the token of an earlier `signedIn`: after a drop, a reload, another day. */
  | { type: "signIn"; mode: "token"; token: string; character?: string; choose?: number }
  /** Play this one of the `characters`. */
  | { type: "play"; character: number }
  | { type: "makeCharacter"; name: string; look?: number }
  /** For good; `name` is its own, so that nobody does it by a slip. */
  | { type: "deleteCharacter"; character: number; name: string }
  /** Walk: heading 0 to 255, speed in 1/8 m/s (0 stands), from world tick `tick` on. `sequence` counts modulo 65,536. */
  | { type: "input"; sequence: number; tick: number; heading: number; speed: number }
  /** Walk to (x, y) by the server's path finding; the next `input` ends it. */
  | { type: "goTo"; sequence: number; x: number; y: number }
  | { type: "say"; text: string }
  /** `time` is any number of the client's; it comes back in `pong`. Also the heartbeat: at least every 10 s. */
  | { type: "ping"; time: number }
  /** Leave now, and forget the token; with `keep` 1 the token stays good, to come back as somebody else. */
  | { type: "signOut"; keep?: number }
  /**
   * What a player does besides walking and talking (world/actions.ts). Answered by `done` or `refusedAction` with the same
   * `sequence`, any number of the client's.
   */
  | ActionMessage;

/** A character as its account's player is told of it. */
export interface ListedCharacter {
  readonly character: number;
  readonly name: string;
  readonly look: number;
  /** Number of its class in the catalog, 0 without one; its level, 0 if it was never in the world. */
  readonly class: number;
  readonly level: number;
  /** When it was played last, in milliseconds since 1970, right to an hour; 0: never. */
  readonly playedAt: number;
  /** Whether its body is in the world just now. */
  readonly here: boolean;
  /** Where it is or was when it left, in metres; not of one that was never in the world. */
  readonly x?: number;
  readonly y?: number;
}

/** Ids of what the server sends. */
export const SERVER_MESSAGES = {
  welcome: 64,
  signedIn: 65,
  refused: 66,
  entered: 67,
  frame: 68,
  line: 69,
  pong: 70,
  wayFound: 71,
  done: 72,
  refusedAction: 73,
  // 74 was used before there were topics.
  own: 75,
  placed: 76,
  characters: 77,
} as const;

/** What the server sends, besides `frame`. In `playing`, lines and found ways come in frames; answers to actions may. */
export type ServerMessage =
  /** The answer to hello. Motions are computed with `tickRate`; frames come every `flushTicks` ticks when there is news. */
  | {
    type: "welcome";
    protocol: 1;
    world: string;
    version: string;
    tickRate: number;
    flushTicks: number;
    /** What the client needs to make the same terrain: world/terrain. */
    seed: number;
    terrainVersion: number;
    /** Ticks of a day in the world; tick 0 is the morning of day 1 (world/calendar.ts). */
    dayTicks: number;
    /** Hash of the catalog of its content, which is at /content.json (world/content/catalog.ts). */
    content: string;
    online: number;
  }
  /** The token is a secret: it signs this account in again. */
  | { type: "signedIn"; name: string; character: number; guest: boolean; look: number; token: string }
  /** Whom the account has, the one played last first, for its player to choose; `most` it can have. */
  | { type: "characters"; token: string; most: number; characters: ListedCharacter[] }
  /** What was asked failed, and may be asked in another way. `reason` is a word, `text` a sentence for the player. */
  | { type: "refused"; reason: string; text: string }
  /** The character has its body in the world. `entity` is its id in the cell streams. */
  | { type: "entered"; entity: number; tick: number; space: number; x: number; y: number }
  /** The body was put somewhere else, at once, and stands there: forget what it was about to do. A frame tells all anew. */
  | { type: "placed"; tick: number; x: number; y: number }
  /** A line to show: from staff to all ("broadcast") or to you ("tell"), from the world ("notice"), from your party. */
  | { type: "line"; kind: LineKind; from: string; text: string }
  /** `tick` is the world's at the moment of answering. */
  | { type: "pong"; time: number; tick: number }
  | { type: "wayFound"; sequence: number; found: boolean; reason: string }
  /** The action with this sequence is done; where it is about something to keep, it is on the server's disk. */
  | { type: "done"; sequence: number }
  /** It was not done, and nothing changed. `reason` is a word of REFUSALS, `text` its sentence for the player. */
  | { type: "refusedAction"; sequence: number; reason: string; text: string }
  /**
   * Your private state: what `key` of a topic is by now, null if it is no more. With the key "" forget the topic: all of
   * it follows, as after `entered`.
   */
  | { type: "own"; topic: TopicName; key: string; value: OwnValue | null };
