/** What a program sees of the client: states, events, entities. */
import type { Activity, Kind, Presence } from "../../../world/components.ts";
import type { CloseReason } from "../../close_reasons.ts";
import type { Happening } from "../../../world/replication/cell_block.ts";
import type { JsonHappening, ListedCharacter, ServerMessage } from "../../protocol/mod.ts";

/** One kind of message of the server. */
export type MessageOfType<Type extends ServerMessage["type"]> = Extract<ServerMessage, { type: Type }>;

/** The answer to `hello`: what the world is. */
export type Welcome = MessageOfType<"welcome">;
/** Who one is now, and the token that signs in again. */
export type SignedIn = MessageOfType<"signedIn">;
/** Why signing in failed. */
export type Refused = MessageOfType<"refused">;
/** A line to show, from staff or from the world. */
export type Line = MessageOfType<"line">;

/** Where a client stands. */
export type ClientState =
  | { readonly name: "connecting" }
  /** The server is there; it waits for `signIn`, or thinks about one. */
  | { readonly name: "signing in"; readonly waiting: boolean }
  /** The account is known; it waits for `play`, or thinks about what it was asked. */
  | {
    readonly name: "choosing";
    readonly waiting: boolean;
    readonly characters: readonly ListedCharacter[];
    /** So many an account can have. */
    readonly most: number;
  }
  | { readonly name: "playing" }
  /**
   * The connection is lost and will be tried again at `at`, by the runtime's clock. `cause` is what ended it at first,
   * also while later attempts find nobody there.
   */
  | {
    readonly name: "reconnecting";
    readonly at: number;
    readonly reason: string;
    readonly cause: CloseReason | "unknown";
  }
  /** Over: no attempt follows. */
  | { readonly name: "closed"; readonly reason: CloseReason | "unknown"; readonly text: string };

/** Ways to sign in; with a token, the account that it belongs to. */
export type Credentials =
  | { readonly mode: "guest"; readonly name?: string; readonly look?: number }
  | ({ readonly mode: "password"; readonly name: string; readonly password: string } & Whom)
  | { readonly mode: "register"; readonly name: string; readonly password: string; readonly look?: number }
  | ({ readonly mode: "token"; readonly token: string } & Whom);

/** Which of an account's characters: the name of the one to play, or with `choose` 1 none yet, to choose from all. */
export interface Whom {
  readonly character?: string;
  readonly choose?: 0 | 1;
}

/** Somebody or something in view, where it is shown. Positions in metres, speed in metres per second. */
export interface SeenEntity {
  readonly id: number;
  readonly kind: Kind;
  readonly name: string;
  readonly look: number;
  readonly activity: Activity;
  readonly presence: Presence;
  /** Of a pile: the number of the thing, and how many. */
  readonly thing: number;
  readonly amount: number;
  /** Its number in the content: of a creature's species, a kind of node, an object or person. 0 for none. */
  readonly species: number;
  readonly level: number;
  /** Health left, 255 for whole. 0 where there is none, or none left. */
  readonly healthShare: number;
  /** Bits of STATUS (world/kinds.ts). */
  readonly status: number;
  /** What is seen to be worn: GEAR_BITS (world/components.ts). */
  readonly gear: number;
  /** The number of the effect that is seen on it, by its `tint` in the catalog; 0 for none. */
  readonly aura: number;
  readonly x: number;
  readonly y: number;
  /** 0 to 255: 0 is east, 64 south. */
  readonly heading: number;
  readonly speed: number;
}

/** Events by name. */
export interface ClientEvents {
  state: ClientState;
  welcome: Welcome;
  signedIn: SignedIn;
  /** Whom the account has; the state is "choosing" by now. The token signs in again. */
  characters: MessageOfType<"characters">;
  refused: Refused;
  /** The character is in the world: at the start and after each reconnection. */
  entered: { readonly entity: number; readonly x: number; readonly y: number };
  /** The own body was put somewhere else, in metres: through a door, say. */
  placed: { readonly x: number; readonly y: number };
  /** A frame was taken in, with what is as of its tick. */
  frame: { readonly tick: number; readonly bytes: number };
  arrive: { readonly id: number };
  depart: { readonly id: number };
  said: { readonly entity: number; readonly name: string; readonly text: string };
  line: Line;
  wayFound: MessageOfType<"wayFound">;
  /** The own character's private state changed: `client.own` has it already. */
  own: MessageOfType<"own">;
  /** Somebody near begins to use an ability; somebody did something to somebody; what became of an entity. */
  cast: Extract<Happening, { type: "cast" }>;
  struck: Extract<JsonHappening, { type: "struck" }>;
  event: Extract<JsonHappening, { type: "event" }>;
  slowed: { readonly slowed: boolean };
  /** So many are in view that those far off are shown to a metre, once a second, and speech is heard from near alone. */
  crowded: { readonly crowded: boolean };
  /** A tick of the own body is about to be decided: the time to steer. */
  tick: { readonly tick: number };
  close: { readonly code: number; readonly reason: CloseReason | "unknown"; readonly text: string };
}
