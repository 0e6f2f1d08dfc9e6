/**
 * What the admin API needs from the rest of the server, as narrow ports. The supervisor satisfies them with its links;
 * tests fake them. Nothing here may block: every port answers at once or with a promise.
 */
import type { StaffCommand } from "../../world/commands.ts";
import type { AskPast, CommandFilter } from "../past/mod.ts";
import type { LedgerRow } from "../../world/ledger/mod.ts";
import type { TerrainRecipe } from "../../world/terrain/mod.ts";
import type { MapView } from "./live_messages.ts";
import type {
  EntityReport,
  GatewayStats,
  LogLevel,
  PlayerList,
  StorageStats,
  WorldStats,
} from "../../world/part/types.ts";

/** Everything `startAdmin` is given by the supervisor. */
export interface AdminPorts {
  readonly world: WorldPort;
  readonly players: PlayersPort;
  readonly accounts: AccountsPort;
  readonly stats: StatsPort;
  readonly staff: StaffStore;
  readonly audit: AuditStore;
  readonly logs: LogPort;
  readonly past: PastPort;
  readonly history: HistoryPort;
}

/** How much of the past is kept. */
export interface HistoryPort {
  /** Another budget, in MB. Resolves when it is on disk, with the one that holds. */
  setBudget(megabytes: number): Promise<{ readonly megabytes: number }>;
}

/** A span of the past in a file, ready to be sent. */
export interface PreparedSpan {
  readonly path: string;
  readonly bytes: number;
  readonly transfers: number;
  /** Removes the file. */
  remove(): void;
}

/** The past, as staff look into it: in threads of their own, which end when nobody looks. */
export interface PastPort {
  /** Answers in the thread that is shared by all. Rejects with a `PortError` if it is too busy. */
  readonly ask: AskPast;
  /** Copies a span to a file of its own. A sentence if it cannot be. Rejects with a `PortError` likewise. */
  prepare(fromTick: number, toTick: number): Promise<PreparedSpan | { readonly error: string }>;
  /** A thread for somebody who looks, or null: as many look as may at once. */
  look(who: string, listener: PastListener): PastLook | null;
  /** Who looks at present. */
  readonly lookers: readonly string[];
}

/** Hears what somebody who looks is shown. Bytes are views of a ring: they are copied before the call returns. */
export interface PastListener {
  /** A picture: `u32 tick` and blocks (past/_picture.ts). To be followed by `taken` when it is out. */
  frame(bytes: Uint8Array): void;
  fresh(): void;
  /** These are JSON: CellRectangle, PastState, EntityReport or null, ToldCommands. */
  cells(json: string): void;
  state(json: string): void;
  entity(entity: number, json: string): void;
  commands(json: string): void;
  /** The thread is no more; `why` is a sentence for people. */
  ended(why: string): void;
}

/** A thread that shows the past to somebody. False: it has too much to do, and heard nothing. */
export interface PastLook {
  seek(tick: number): boolean;
  play(speed: number): boolean;
  view(view: MapView | null): boolean;
  inspect(entity: number | null): boolean;
  commands(filter: CommandFilter | null): boolean;
  taken(): boolean;
  close(): void;
}

/** The world part, as staff reach it. */
export interface WorldPort {
  /** Puts a command into the world's list. False if its ring is full: nothing was sent. */
  send(command: StaffCommand): boolean;
  /** Streams every cell of the overworld that has anyone in it (`watchAll`), or stops. The API calls it once per change. */
  watchAll(on: boolean): void;
  /** Reverses transfers as a command of somebody's. Resolves when it is on disk, or with the reason why it was not done. */
  undo(actor: string, rows: readonly LedgerRow[]): Promise<{ readonly problem: string }>;
  /** All components of an entity, or null if it is not there. Rejects if the world does not answer in time. */
  inspect(entity: number): Promise<EntityReport | null>;
  /** Who hears the streams that `watchAll` starts. The API sets it once, at its start. */
  setStreamListener(listener: StreamListener): void;
}

/** Hears the world's cell streams. Bytes are views of a ring: they are copied before the call returns. */
export interface StreamListener {
  block(space: number, bytes: Uint8Array): void;
  flush(tick: number): void;
  restart(tick: number): void;
}

/** Who is on, over all gateways. */
export interface PlayersPort {
  /** Rows by name, filtered by a part of it or of the account's. Rejects if a gateway does not answer in time. */
  list(query: { readonly find: string; readonly offset: number; readonly count: number }): Promise<PlayerList>;
}

/** Whose a character is. */
export interface AccountOfCharacter {
  /** What its player signs in with; of a guest the name it came with. */
  readonly accountName: string;
  readonly guest: boolean;
}

/** A character that was found by its name or its account's; of an account without any the number is 0. */
export interface FoundCharacter extends AccountOfCharacter {
  readonly account: number;
  readonly character: number;
  readonly name: string;
  /** Milliseconds since 1970, right to an hour; 0: never. */
  readonly lastPlayedAt: number;
}

/** Those found, by the account's name: so many of all. */
export interface FoundCharacters {
  readonly total: number;
  readonly rows: readonly FoundCharacter[];
}

/** Players' accounts, whether they are on or not. */
export interface AccountsPort {
  /** Those whose name, or whose account's, has `find` in it. Rejects likewise. */
  find(query: { readonly find: string; readonly offset: number; readonly count: number }): Promise<FoundCharacters>;
  /** Null where there is no such character. Rejects with a `PortError` when storage cannot answer. */
  accountOf(character: number): Promise<AccountOfCharacter | null>;
}

/** Statistics of all parts. */
export interface StatsPort {
  /** The newest of each part; asked for once a second. */
  sample(): StatsSample;
}

/** How backups by the clock stand. Times are milliseconds since 1970. */
export interface BackupReport {
  /** Minutes from one to the next; 0: none are made. */
  readonly everyMinutes: number;
  readonly keep: number;
  readonly folder: string;
  /** Backups that are there. */
  readonly count: number;
  readonly last: { readonly at: number; readonly file: string; readonly bytes: number; readonly ms: number } | null;
  readonly nextAt: number;
  readonly isRunning: boolean;
  /** Why the last one was not made, or "". */
  readonly trouble: string;
}

/** The newest statistics of all parts. A part that has not reported yet is null or missing. */
export interface StatsSample {
  /** Backups by the clock. */
  readonly backup?: BackupReport;
  readonly world: WorldStats | null;
  readonly gateways: readonly GatewayStats[];
  readonly storage: StorageStats | null;
  readonly process: {
    /** Resident memory of the whole process. */
    readonly memoryBytes: number;
    /** Processor time spent in the last second, in cores (0.5: half of one). */
    readonly cores: number;
    /** When the server started, in milliseconds since 1970. */
    readonly startedAt: number;
  };
}

/** What a port rejects with when it cannot do what it was asked. The message is a sentence for people: staff read it. */
export class PortError extends Error {
  override name = "PortError";
}

/** An account of staff. */
export interface StaffAccount {
  readonly name: string;
  readonly role: StaffRole;
}

/** What an account may do: the owner everything. */
export type StaffRole = "owner";

/** Why a staff account or a password was not taken: the words of persistence/questions.ts. */
export type StaffRefusal =
  | "name-taken"
  | "name-invalid"
  | "name-unknown"
  | "password-short"
  | "password-long"
  | "wrong-password"
  | "already-set-up"
  | "locked"
  | "busy";

/** The outcome of a question about an account. */
export type StaffResult<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly reason: StaffRefusal };

/**
 * Accounts and sessions of staff. Storage holds them and hashes the passwords; each call is one of its questions. A
 * promise rejects with a `PortError` when storage cannot answer.
 */
export interface StaffStore {
  /** How many accounts there are: 0 before the setup. */
  count(): Promise<number>;
  /** Makes the first account, the owner's; refused with "already-set-up" if there is one. */
  createOwner(account: { readonly name: string; readonly password: string }): Promise<
    StaffResult<{ readonly staff: StaffAccount }>
  >;
  /** The token is a secret of the browser: it goes into its cookie and nowhere else. */
  signIn(credentials: { readonly name: string; readonly password: string; readonly address: string }): Promise<
    StaffResult<{ readonly staff: StaffAccount; readonly token: string }>
  >;
  /** Whose session this is, or null if there is none or it ended. Asking counts as use. */
  session(token: string): Promise<StaffAccount | null>;
  signOut(token: string): Promise<void>;
}

/** One row of the audit log: who did what, to whom, and the rest of it. */
export interface AuditRow {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The staff account's name, "system", or whose player it was: "Ada (player)", "Guest 7 (guest)". */
  readonly actor: string;
  /** One of AUDIT_ACTIONS, or a word of another part. */
  readonly action: string;
  /** Who or what it was done to, in words; "" for the world as a whole. */
  readonly target: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What is written down: what staff do in the console, what the server does, what players delete. */
export const AUDIT_ACTIONS = [
  "setup",
  "sign-in",
  "sign-out",
  "locked-out",
  "broadcast",
  "message",
  "kick",
  "watch",
  "past",
  "export",
  "history",
  "undo",
  "undo-refused",
  "character-deleted",
  "alarm",
  "not-delivered",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** A row before it is written. */
export interface AuditEntry {
  readonly actor: string;
  readonly action: AuditAction;
  readonly target: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** The audit log. */
export interface AuditStore {
  /** Resolves when the row is on disk. */
  append(entry: AuditEntry): Promise<void>;
  /** Rows with an id below `before` (null: from the newest), newest first, at most `count` (1 to 500). */
  list(query: { readonly before: number | null; readonly count: number }): Promise<readonly AuditRow[]>;
}

/** A line of the server's log. */
export interface LogLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly level: LogLevel;
  /** The part that wrote it: "main", "world", "gateway 1", "storage". */
  readonly part: string;
  readonly text: string;
}

/** The server's log, as it is printed. */
export interface LogPort {
  /** The lines kept, oldest first; at most some hundreds. */
  recent(): readonly LogLine[];
  /** Calls back for each new line, until the answer is called. */
  subscribe(listener: (line: LogLine) => void): () => void;
}

/** What the pages show about the server and need to make the terrain. */
export interface WorldInfo {
  readonly name: string;
  readonly version: string;
  readonly seed: number;
  readonly terrainVersion: number;
  /** What the terrain is made of besides its seed. */
  readonly recipe: TerrainRecipe;
  /** What kinds of things are called, by number. */
  readonly things: readonly string[];
  readonly tickRate: number;
  readonly dayTicks: number;
  /** Where players sign in, as a link for the host to pass on; "" if unknown. */
  readonly playersUrl: string;
}
