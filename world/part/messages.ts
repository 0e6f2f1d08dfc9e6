/**
 * What the parts say to one another, one vocabulary per direction. These never leave the process, so their ids may
 * change between versions; commands keep theirs because they will be kept in a file.
 *
 *   gateway ──► world      commands of its sessions, which cells it watches
 *   main ──► world         commands of staff, start and stop, questions of the console, watched cells
 *   storage ──► world      the checkpoint and the journal that are restored, what became of a save, what is on disk
 *   world ──► gateway      cell blocks, private results, the end of a flush
 *   world ──► main         the same for the console, readiness, statistics, answers
 *   world ──► storage      checkpoints, the journal
 *   gateway ◄─► storage    signing in
 *   gateway ◄─► main       start and stop, statistics, lists of players
 *   main ◄─► storage       start and stop, staff accounts, the audit log
 *
 * Statistics and console answers are JSON in `bytes`: they are rare, and only people read them.
 */
import { CHARACTERS_PER_ACCOUNT_MAX } from "../limits.ts";
import { defineVocabulary } from "../base/record.ts";
import { COMMANDS, SESSION_COMMANDS } from "../commands.ts";

const WATCHES = {
  /** Send this cell from now on: its keyframe at the next flush, then what changes. */
  watch: { id: 200, fields: { space: "u16", cellX: "i16", cellY: "i16" } },
  unwatch: { id: 201, fields: { space: "u16", cellX: "i16", cellY: "i16" } },
  /** Every cell of a space that has anyone in it, or none of them any more. Keyframes come spread over some flushes. */
  watchAll: { id: 202, fields: { space: "u16", on: "bool" } },
} as const;

/** Lines for the log, from any part; main prints them. Levels: 0 debug, 1 info, 2 warn, 3 error. */
const LOG = { log: { id: 250, fields: { level: "u8", text: "text" } } } as const;

/** Where a part stands in its life. */
const LIFE = {
  ready: { id: 240, fields: { json: "text" } },
  /** The part cannot start or go on: main says why and ends with a code. `code` is a word such as "port-in-use". */
  failed: { id: 241, fields: { code: "text", message: "text" } },
  stopped: { id: 242, fields: {} },
  /** Once a second: the part's statistics as JSON (see WorldStats, GatewayStats, StorageStats). */
  stats: { id: 243, fields: { json: "bytes" } },
} as const;

const STOP = { stop: { id: 239, fields: {} } } as const;

/** The cell streams and what goes with them, to whoever watches. */
const STREAMS = {
  /** One cell block (replication/cell_block.ts). */
  block: { id: 1, fields: { space: "u16", bytes: "bytes" } },
  /**
   * All blocks and results up to and including this tick have been sent. `late`: by how many ticks it comes later than if
   * no tick had ever waited or been given up.
   */
  flush: { id: 2, fields: { tick: "u32", late: "u32" } },
  /** The ring was full: something was left out. Forget all cells; keyframes of all watched ones follow. */
  restart: { id: 3, fields: { tick: "u32" } },
} as const;

export const gatewayToWorld = defineVocabulary({
  ...SESSION_COMMANDS,
  ...WATCHES,
  /** How a character is by now, for who chooses one; answered by `described` for this session. */
  describe: { id: 203, fields: { session: "u32", character: "u32" } },
});

export const worldToGateway = defineVocabulary({
  ...STREAMS,
  /** The session has its body. Position and segment come with the cell's stream. */
  entered: {
    id: 10,
    fields: { session: "u32", character: "u32", entity: "u32", tick: "u32", space: "u16", x: "i32", y: "i32" },
  },
  /** The session's body was put somewhere else: its view is to follow. */
  placed: { id: 19, fields: { session: "u32", tick: "u32", x: "i32", y: "i32" } },
  /** The last input applied, and how many ticks before its time it came (negative: late). */
  applied: { id: 11, fields: { session: "u32", sequence: "u16", lead: "i8" } },
  /**
   * How a character is: number of its class (0 without one), its level (0: it was never here), whether it has a body,
   * and where that is or was.
   */
  described: {
    id: 18,
    fields: { session: "u32", character: "u32", class: "u8", level: "u8", isHere: "bool", x: "i32", y: "i32" },
  },
  /** The session must end. `reason` is a key of CLOSE_REASONS in net/close_reasons.ts; `text` is for the player. */
  close: { id: 12, fields: { session: "u32", reason: "text", text: "text" } },
  /** A line to read. Session 0: everyone. `kind` is one of LINE_KINDS. */
  line: { id: 13, fields: { session: "u32", kind: "text", from: "text", text: "text" } },
  /** A `goTo` was answered: the way was found, or why not ("unreachable", "too far"). */
  wayFound: { id: 14, fields: { session: "u32", sequence: "u16", found: "bool", reason: "text" } },
  /** An action of the session is done. */
  done: { id: 15, fields: { session: "u32", sequence: "u16" } },
  /** It was not done. `reason` is a word of REFUSALS (world/refusals.ts). */
  refusedAction: { id: 16, fields: { session: "u32", sequence: "u16", reason: "text" } },
  /**
   * The session's private state (world/topics.ts): `topic` is an id of TOPICS, `value` JSON in UTF-8; without bytes the
   * key is gone, or the whole topic where the key is "".
   */
  /** Changes of private state, as JSON: a list of `[topic's id, key, value or null]`. */
  own: { id: 17, fields: { session: "u32", changes: "bytes" } },
});

export const mainToWorld = defineVocabulary({
  ...COMMANDS,
  ...WATCHES,
  ...STOP,
  /** The host's content (world/content/pack.ts): before `start`, or after it if that says so. */
  content: { id: 212, fields: { pack: "bytes" } },
  /** Build or await the world: WorldConfig as JSON. */
  start: { id: 210, fields: { json: "text" } },
  /** All components of an entity, for the inspector; answered by `answer` with EntityReport or null. */
  inspect: { id: 211, fields: { request: "u32", entity: "u32" } },
});

export const worldToMain = defineVocabulary({
  ...STREAMS,
  ...LIFE,
  ...LOG,
  answer: { id: 20, fields: { request: "u32", json: "bytes" } },
  /** The catalog (world/content/catalog.ts), before `ready`. */
  catalog: { id: 21, fields: { hash: "text", json: "bytes" } },
});

export const storageToWorld = defineVocabulary({
  /** A page of the newest checkpoint. */
  restorePage: { id: 1, fields: { section: "text", page: "u32", bytes: "bytes" } },
  /**
   * All pages and rows were sent. `tick` and `hash` are the checkpoint's, `rules` those it was made by (0: not known);
   * `fresh`: there is none, make a new world. `problem`: why the journal cannot be read to its end, or "".
   */
  restored: {
    id: 2,
    fields: { tick: "u32", pages: "u32", fresh: "bool", hash: "text", rules: "u32", problem: "text" },
  },
  saved: { id: 3, fields: { tick: "u32" } },
  /** The checkpoint could not be written. Its pages count as changed again. */
  saveFailed: { id: 4, fields: { tick: "u32", reason: "text" } },
  /** Rows of the journal since the checkpoint, in their order: entries (world/journal.ts) and the versions they are of. */
  restoreRow: { id: 5, fields: { rules: "u32", terrain: "u32", bytes: "bytes" } },
  /** The pages that the terrain follows from were sent: it may be made while the rest is read. */
  restoreLand: { id: 7, fields: {} },
  /** Everything up to and including this tick is on the disk. */
  durable: { id: 6, fields: { tick: "u32" } },
});

export const worldToStorage = defineVocabulary({
  /** A checkpoint follows: only pages that changed since the last one that was saved. */
  checkpointBegin: { id: 1, fields: { tick: "u32", hash: "text", rules: "u32", terrain: "u32" } },
  checkpointPage: { id: 2, fields: { section: "text", page: "u32", bytes: "bytes" } },
  /** One transaction now. `last`: the world has stopped, nothing follows. */
  checkpointEnd: { id: 3, fields: { tick: "u32", pages: "u32", last: "bool" } },
  /**
   * An entry of the journal (world/journal.ts). `last`: the tick is whole with it. `waits`: somebody waits until it is
   * on the disk.
   */
  tickRecord: {
    id: 4,
    fields: {
      tick: "u32",
      last: "bool",
      waits: "bool",
      rules: "u32",
      terrain: "u32",
      bytes: "bytes",
      /** Transfers of the tick (world/ledger/ledger.ts), with its last entry. */
      ledger: "bytes",
    },
  },
  /** The world goes on from the checkpoint of this tick: what the journal has after it counts no more. */
  giveUp: { id: 5, fields: { tick: "u32", reason: "text" } },
});

export const gatewayToStorage = defineVocabulary({
  /**
   * `mode`: "guest" | "password" | "register" | "token"; with the token of somebody who chooses also "play", "make" and
   * "delete". `character`: the name of the one to play, `number`: which one is meant. Unused fields are "", 0 and false.
   * Answered by signedIn, characters or refused.
   */
  signIn: {
    id: 1,
    fields: {
      request: "u32",
      mode: "text",
      name: "text",
      password: "text",
      token: "text",
      look: "u32",
      address: "text",
      character: "text",
      number: "u32",
      choose: "bool",
    },
  },
  /** Forget this token: the player signed out. */
  signOut: { id: 2, fields: { token: "text" } },
});

export const storageToGateway = defineVocabulary({
  /** `token` signs this account in again (a drop, a reload, a restart); it is a secret of the client. */
  signedIn: {
    id: 1,
    fields: {
      ...{ request: "u32", account: "u32", character: "u32", name: "text", look: "u32", guest: "bool", token: "text" },
      /** What the account is called; a character beside its first one is called otherwise. */
      accountName: "text",
    },
  },
  /** `reason`: a key of SIGN_IN_REFUSALS below. */
  refused: { id: 2, fields: { request: "u32", reason: "text" } },
  /** Whom the account has, for its player to choose: CharacterOfAccount[] as JSON. `deleted`: who was deleted just now. */
  characters: { id: 3, fields: { request: "u32", token: "text", json: "text", deleted: "u32" } },
});

/** A character of an account, as storage knows it. */
export interface CharacterOfAccount {
  readonly character: number;
  readonly name: string;
  readonly look: number;
  /** When it was played last, in milliseconds since 1970; right to an hour. */
  readonly playedAt: number;
}

/** Why signing in can be refused, in words for the player. */
export const SIGN_IN_REFUSALS = {
  "name-taken": "That name is taken. Choose another, or sign in with its password.",
  "name-invalid": "A name has 2 to 24 letters or digits; spaces, hyphens and apostrophes may stand between them.",
  "name-reserved": "That name belongs to the server and its staff. Choose another.",
  "password-short": "A password has at least 8 characters.",
  "password-long": "A password has at most 200 characters.",
  "wrong-password": "Name and password do not match.",
  "token-unknown": "This sign-in has expired. Please sign in again.",
  "locked": "Too many wrong passwords. Try again in a few minutes.",
  "busy": "Many people are signing in just now. Try again in a moment.",
  "failed": "Something went wrong on the server. Try again; if it stays, tell whoever runs this world.",
  "closed": "The world cannot take new accounts just now.",
  "too-many-characters":
    `You have ${CHARACTERS_PER_ACCOUNT_MAX} characters, and that is the most. Delete one to make room.`,
  "guest-is-one": "A guest is one character. With a name and a password you can have several.",
  "in-world": "It is in the world just now. Try again when it has left.",
  "character-unknown": "You have no character of that name.",
  "name-differs": "That is not its name. Nothing was deleted.",
} as const;
export type SignInRefusal = keyof typeof SIGN_IN_REFUSALS;

/** The same to who has signed in and chooses a character, where that has other words. */
export const CHOOSING_REFUSALS: Readonly<Partial<Record<SignInRefusal, string>>> = {
  "name-taken": "That name is taken. Choose another.",
};

export const mainToGateway = defineVocabulary({
  ...STOP,
  /** The catalog for clients, before `start`. */
  catalog: { id: 4, fields: { hash: "text", json: "bytes" } },
  /** GatewayConfig as JSON. */
  start: { id: 1, fields: { json: "text" } },
  /** Who is on, filtered by the name of the character or the account; answered by `players`: PlayerList as JSON. */
  list: { id: 2, fields: { request: "u32", find: "text", offset: "u32", count: "u16" } },
  /** Players who are in the world through other gateways, as of a moment ago. */
  elsewhere: { id: 3, fields: { players: "u32" } },
});

export const gatewayToMain = defineVocabulary({
  ...LIFE,
  ...LOG,
  players: { id: 1, fields: { request: "u32", json: "bytes" } },
});

export const mainToStorage = defineVocabulary({
  ...STOP,
  /** Open or make the file: StorageConfig as JSON. */
  start: { id: 1, fields: { json: "text" } },
  /** A question with a JSON answer: `question` is a key of StorageQuestions in persistence/questions.ts. */
  ask: { id: 2, fields: { request: "u32", question: "text", json: "text" } },
});

export const storageToMain = defineVocabulary({
  ...LIFE,
  ...LOG,
  answer: { id: 1, fields: { request: "u32", json: "bytes" } },
});
