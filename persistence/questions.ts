/**
 * What main asks storage: a name, an input and an output, both JSON. Main sends `ask` with the question's key and its
 * input as JSON; storage answers with `Answered` of the output as JSON. Answers come in the order in which they are
 * ready, not of asking: those with a password take a quarter of a second.
 *
 * Times are milliseconds since 1970. Names are cleaned and checked here; everything else that people typed is kept as
 * it came, up to the limits in limits.ts.
 */

/** What a staff account may do. */
export const STAFF_ROLES = ["owner"] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** A staff account, without its secrets. */
export interface Staff {
  readonly id: number;
  readonly name: string;
  readonly role: StaffRole;
}

/** Why a staff account or a password was not taken. Sentences are in STAFF_REFUSALS. */
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

/** Refusals in words for staff. */
export const STAFF_REFUSALS: Readonly<Record<StaffRefusal, string>> = {
  "name-taken": "There is an account of that name already.",
  "name-invalid": "A name has 2 to 24 letters or digits; spaces, hyphens and apostrophes may stand between them.",
  "name-unknown": "There is no account of that name.",
  "password-short": "A password has at least 8 characters.",
  "password-long": "A password has at most 200 characters.",
  "wrong-password": "Name and password do not match.",
  "already-set-up": "This world has an owner already. Sign in with that account.",
  "locked": "Too many wrong passwords. Try again in a few minutes.",
  "busy": "Many passwords are being checked just now. Try again in a moment.",
};

/** The outcome of a question about a staff account. */
export type StaffResult<T> = { readonly ok: true } & T | { readonly ok: false; readonly reason: StaffRefusal };

/** A row of the audit log. `details` is any JSON object that the action wants to keep. */
export interface AuditRow {
  readonly id: number;
  readonly at: number;
  /** The staff account's name, "system", or whose player it was: "Ada (player)", "Guest 7 (guest)". */
  readonly actor: string;
  /** A word such as "kick". */
  readonly action: string;
  /** Whom or what it was done to, for reading; "" for nothing in particular. */
  readonly target: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** A character with its account, without its secrets; an account without any is a row with character 0. */
export interface AccountRow {
  readonly account: number;
  readonly character: number;
  /** The character's name, and the one that its player signs in with. */
  readonly name: string;
  readonly accountName: string;
  readonly guest: boolean;
  readonly createdAt: number;
  readonly lastSignInAt: number;
}

/** Whose a character is. */
export interface AccountOfCharacter {
  readonly account: number;
  readonly accountName: string;
  readonly guest: boolean;
}

/** Every question: what goes in, what comes out. */
export interface StorageQuestions {
  /** How many staff accounts there are: 0 before the setup. */
  staffCount: { input: Record<string, never>; output: { readonly count: number } };
  /** Makes a staff account. `first`: only as the very first one (the setup); refused with "already-set-up" after. */
  staffCreate: {
    input: { name: string; password: string; role: StaffRole; first: boolean };
    output: StaffResult<{ readonly staff: Staff }>;
  };
  /** Checks a staff password and opens a session. `token` is the secret of its cookie. */
  staffSignIn: {
    input: { name: string; password: string; address: string };
    output: StaffResult<{ readonly staff: Staff; readonly token: string; readonly expiresAt: number }>;
  };
  /** Whose session a token is, or null. Using a session renews it. */
  staffSession: { input: { token: string }; output: { readonly staff: Staff | null } };
  /** Ends a session. A token that is none is no error. */
  staffSignOut: { input: { token: string }; output: Record<string, never> };
  /** Appends to the audit log. Answered when it is on disk. */
  auditAppend: {
    input: { actor: string; action: string; target: string; details: Readonly<Record<string, unknown>> };
    output: { readonly id: number };
  };
  /** Rows with an id below `before` (null: from the newest), newest first, at most `count` (1 to 500). */
  auditList: { input: { before: number | null; count: number }; output: { readonly rows: readonly AuditRow[] } };
  /** Another budget for the past. Answered when it is on disk; what is too much is forgotten with the next checkpoints. */
  historySet: { input: { megabytes: number }; output: { readonly megabytes: number } };
  /** Characters of accounts where either name contains `find`, by the account's name. */
  accountFind: {
    input: { find: string; offset: number; count: number };
    output: { readonly total: number; readonly rows: readonly AccountRow[] };
  };
  /** Whose a character is; null where there is no such character. One that was deleted still says it. */
  accountOf: { input: { character: number }; output: { readonly account: AccountOfCharacter | null } };
  /** Gives an account a new password and ends all its sessions. A guest becomes an account with a password. */
  setPassword: {
    input: { kind: "player" | "staff"; name: string; password: string };
    output: StaffResult<{ readonly name: string }>;
  };
}

export type StorageQuestion = keyof StorageQuestions;

/** What comes back as JSON: the output, or why storage could not (a full disk, say), as a sentence for people. */
export type Answered<T> = { readonly value: T } | { readonly failed: string };

/** How main asks. Rejects with an Error whose message is a sentence for people when storage could not answer. */
export type AskStorage = <Q extends StorageQuestion>(
  question: Q,
  input: StorageQuestions[Q]["input"],
) => Promise<StorageQuestions[Q]["output"]>;

/** What storage says when it is ready. */
export interface StorageReady {
  /** The newest checkpoint's tick; null: the world is new. */
  readonly tick: number | null;
  /** Staff accounts: 0 before the setup. */
  readonly staff: number;
}
