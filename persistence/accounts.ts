/**
 * Players' accounts: how somebody signs in, and what is written for it. Answers come when they are on the disk.
 *
 * While the file cannot be written (a full disk), whoever has an account or a token still comes in; only new accounts
 * are refused.
 */
import { randomInt } from "node:crypto";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { SignInRefusal } from "../world/part/messages.ts";
import { isLoopback } from "../world/base/address.ts";
import { AttemptLimiter } from "./attempt_limiter.ts";
import type { GroupCommit } from "./group_commit.ts";
import {
  ACCOUNTS_MAX,
  DAY_MS,
  GUEST_NAME_DAYS,
  LIMITER_KEYS_MAX,
  LOCK_MS,
  NEW_ACCOUNTS_PER_ADDRESS_MAX,
  NEW_ACCOUNTS_WINDOW_MS,
  ROWS_PER_ANSWER_MAX,
  TOKEN_DAYS,
  TOKEN_RENEW_MS,
  TOKENS_PER_ACCOUNT_MAX,
} from "./limits.ts";
import { cleanName, guestName, isReservedName, nameKey } from "./names.ts";
import { PasswordGuard } from "./password_guard.ts";
import { passwordProblem, type Passwords } from "./passwords.ts";
import type { StaffResult, StorageQuestions } from "./questions.ts";
import { isToken, makeToken, tokenHash } from "./tokens.ts";
import { type Trouble, troubleOf } from "./trouble.ts";

/** What somebody signs in with. Unused fields are "". */
export interface SignIn {
  readonly mode: string;
  readonly name: string;
  readonly password: string;
  readonly token: string;
  readonly look: number;
  readonly address: string;
}

/** Who signed in. */
export interface SignedIn {
  readonly ok: true;
  readonly character: number;
  readonly name: string;
  readonly look: number;
  readonly guest: boolean;
  readonly token: string;
}

/** What came of it. `reason` is a key of SIGN_IN_REFUSALS. */
export type SignInResult = SignedIn | { readonly ok: false; readonly reason: SignInRefusal };

/** What accounts work with. */
export interface AccountsOptions {
  readonly database: DatabaseSync;
  readonly commit: GroupCommit;
  readonly passwords: Passwords;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told when the file cannot be written, with what it was. */
  readonly onTrouble: (trouble: Trouble) => void;
}

interface AccountFound {
  readonly account: number;
  readonly name: string;
  readonly password: string | null;
  readonly character: number;
  readonly look: number;
  readonly lastSignInAt: number;
}

const ACCOUNT_COLUMNS =
  `account.id AS account, account.name, account.password, account.last_sign_in_at, character.id AS character, character.look
  FROM account JOIN character ON character.account = account.id`;

/** Lives as long as its database. */
export class Accounts {
  readonly #options: AccountsOptions;
  readonly #guard: PasswordGuard;
  readonly #newAccounts: AttemptLimiter;
  readonly #sql: Readonly<Record<keyof ReturnType<typeof prepare>, StatementSync>>;
  #count: number;

  constructor(options: AccountsOptions) {
    this.#options = options;
    this.#guard = new PasswordGuard(options.now, isLoopback);
    this.#newAccounts = new AttemptLimiter({
      attemptsMax: NEW_ACCOUNTS_PER_ADDRESS_MAX,
      windowMs: NEW_ACCOUNTS_WINDOW_MS,
      lockMs: LOCK_MS,
      keysMax: LIMITER_KEYS_MAX,
    }, options.now);
    this.#sql = prepare(options.database);
    this.#count = Number(this.#sql.count.get()!.count);
  }

  /** Accounts, guests included. */
  get count(): number {
    return this.#count;
  }

  /** Signs somebody in. */
  signIn(request: SignIn): Promise<SignInResult> {
    switch (request.mode) {
      case "guest":
        return this.#guest(request);
      case "register":
        return this.#register(request);
      case "password":
        return this.#password(request);
      case "token":
        return this.#token(request);
      default:
        // The gateway checks the mode; a client's new word for it is no reason to fall.
        return Promise.resolve({ ok: false, reason: "token-unknown" });
    }
  }

  /** Forgets a token. */
  async signOut(token: string): Promise<void> {
    if (isToken(token)) await this.#options.commit.run(() => this.#sql.dropToken.run(tokenHash(token)));
  }

  /** Accounts whose name contains `find`, by name. */
  find(query: StorageQuestions["accountFind"]["input"]): StorageQuestions["accountFind"]["output"] {
    // LIKE's own signs stand for themselves.
    const like = `%${nameKey(query.find).replace(/[\\%_]/g, "\\$&")}%`;
    const count = Math.max(1, Math.min(query.count, ROWS_PER_ANSWER_MAX));
    return {
      total: Number(this.#sql.findCount.get(like)!.count),
      rows: this.#sql.find.all(like, count, Math.max(0, query.offset)).map((row) => ({
        account: Number(row.account),
        character: Number(row.character),
        name: String(row.name),
        guest: row.guest === 1,
        createdAt: Number(row.created_at),
        lastSignInAt: Number(row.last_sign_in_at),
      })),
    };
  }

  /** Gives an account a new password and ends its sessions. */
  async setPassword(name: string, password: string): Promise<StaffResult<{ readonly name: string }>> {
    const problem = passwordProblem(password);
    if (problem !== null) return { ok: false, reason: problem };
    const hash = await this.#options.passwords.hash(password);
    if (hash === "busy") return { ok: false, reason: "busy" };
    const key = nameKey(cleanName(name) ?? name);
    return await this.#options.commit.run(() => {
      const found = this.#byKey(key);
      if (found === null) return { ok: false, reason: "name-unknown" };
      this.#sql.setPassword.run(hash.stored, found.account);
      this.#sql.dropTokens.run(found.account);
      this.#guard.forget(key);
      return { ok: true, name: found.name };
    });
  }

  /** Removes expired tokens, then guests who have none left. */
  async prune(): Promise<void> {
    const now = this.#options.now();
    this.#count = await this.#options.commit.run(() => {
      this.#sql.pruneTokens.run(now);
      this.#sql.pruneGuests.run(now - TOKEN_DAYS * DAY_MS);
      return Number(this.#sql.count.get()!.count);
    });
  }

  async #guest(request: SignIn): Promise<SignInResult> {
    const name = request.name === "" ? null : cleanName(request.name);
    if (request.name !== "" && name === null) return { ok: false, reason: "name-invalid" };
    if (name !== null && isReservedName(name)) return { ok: false, reason: "name-reserved" };
    if (!this.#mayMakeAccount(request.address)) return { ok: false, reason: "busy" };
    return await this.#create(request.look, null, () => name ?? this.#freeGuestName());
  }

  async #register(request: SignIn): Promise<SignInResult> {
    const name = cleanName(request.name);
    if (name === null) return { ok: false, reason: "name-invalid" };
    const problem = passwordProblem(request.password);
    if (problem !== null) return { ok: false, reason: problem };
    if (isReservedName(name)) return { ok: false, reason: "name-reserved" };
    if (this.#isTaken(name)) return { ok: false, reason: "name-taken" };
    if (!this.#mayMakeAccount(request.address)) return { ok: false, reason: "busy" };
    const hash = await this.#options.passwords.hash(request.password);
    if (hash === "busy") return { ok: false, reason: "busy" };
    return await this.#create(request.look, hash.stored, () => name);
  }

  async #password(request: SignIn): Promise<SignInResult> {
    const key = nameKey(cleanName(request.name) ?? request.name.slice(0, 100));
    if (!this.#guard.begin(key, request.address)) return { ok: false, reason: "locked" };
    const found = this.#byKey(key);
    const fits = await this.#verify(request.password, found?.password ?? null);
    if (fits === "busy") {
      this.#guard.undo(key, request.address);
      return { ok: false, reason: "busy" };
    }
    if (!fits || found === null) return { ok: false, reason: "wrong-password" };
    this.#guard.succeed(key, request.address);
    const token = makeToken();
    const written = await this.#tryWrite(() => {
      // The password may have been changed while it was checked.
      if (this.#byKey(key)?.password !== found.password) return false;
      this.#putToken(found.account, token);
      return true;
    });
    if (written === false) return { ok: false, reason: "wrong-password" };
    return signedIn(found, written === null ? "" : token);
  }

  async #token(request: SignIn): Promise<SignInResult> {
    const now = this.#options.now();
    const hash = isToken(request.token) ? tokenHash(request.token) : null;
    const row = hash === null ? undefined : this.#sql.byToken.get(hash, now);
    if (hash === null || row === undefined) return { ok: false, reason: "token-unknown" };
    const found = accountOf(row);
    if (Number(row.used_at) + TOKEN_RENEW_MS <= now) {
      await this.#tryWrite(() => {
        this.#sql.renewToken.run(now, now + TOKEN_DAYS * DAY_MS, hash);
        this.#sql.signedIn.run(now, found.account);
      });
    }
    return signedIn(found, request.token);
  }

  async #create(look: number, password: string | null, chooseName: () => string): Promise<SignInResult> {
    const token = makeToken();
    const now = this.#options.now();
    const made = await this.#tryWrite((): SignInResult => {
      if (this.#count >= ACCOUNTS_MAX) return { ok: false, reason: "closed" };
      const name = chooseName();
      if (this.#isTaken(name)) return { ok: false, reason: "name-taken" };
      this.#freeName(name);
      const account = Number(this.#sql.addAccount.run(name, nameKey(name), password, now, now).lastInsertRowid);
      const character = Number(this.#sql.addCharacter.run(account, look, now).lastInsertRowid);
      this.#putToken(account, token);
      return signedIn({ account, name, password, character, look, lastSignInAt: now }, token);
    });
    if (made === null) return { ok: false, reason: "closed" };
    if (made.ok) this.#count++;
    return made;
  }

  /** Inside a transaction. */
  #putToken(account: number, token: string): void {
    const now = this.#options.now();
    this.#sql.addToken.run(tokenHash(token), account, now, now, now + TOKEN_DAYS * DAY_MS);
    this.#sql.trimTokens.run(account, account, TOKENS_PER_ACCOUNT_MAX);
    this.#sql.signedIn.run(now, account);
  }

  #byKey(key: string): AccountFound | null {
    const row = this.#sql.byKey.get(key);
    return row === undefined ? null : accountOf(row);
  }

  /** Whether a name is somebody's. A guest who has gone for good, or has been away for long, does not keep it. */
  #isTaken(name: string): boolean {
    const found = this.#byKey(nameKey(name));
    if (found === null) return false;
    if (found.password !== null) return true;
    const now = this.#options.now();
    const canReturn = Number(this.#sql.countTokens.get(found.account, now)!.count) > 0;
    return canReturn && found.lastSignInAt > now - GUEST_NAME_DAYS * DAY_MS;
  }

  /** Gives the guest who had a name until now another one. Inside a transaction, for a name that is not taken. */
  #freeName(name: string): void {
    const found = this.#byKey(nameKey(name));
    if (found === null) return;
    const other = this.#freeGuestName();
    this.#sql.rename.run(other, nameKey(other), found.account);
  }

  #freeGuestName(): string {
    for (let attempt = 0;; attempt++) {
      const name = guestName(randomInt, attempt);
      if (cleanName(name) !== null && this.#byKey(nameKey(name)) === null) return name;
    }
  }

  #mayMakeAccount(address: string): boolean {
    return isLoopback(address) || this.#newAccounts.begin(address);
  }

  async #verify(password: string, stored: string | null): Promise<boolean | "busy"> {
    // Nothing longer was ever taken as a password, and hashing it would only cost.
    if (passwordProblem(password) === "password-long") return false;
    return await this.#options.passwords.verify(password, stored);
  }

  /** Writes, or says what was in the way and answers null: signing in goes on without it where it can. */
  async #tryWrite<T>(work: () => T): Promise<T | null> {
    try {
      return await this.#options.commit.run(work);
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === null) throw error;
      this.#options.onTrouble(trouble);
      return null;
    }
  }
}

function prepare(database: DatabaseSync) {
  return {
    count: database.prepare("SELECT count(*) AS count FROM account"),
    byKey: database.prepare(`SELECT ${ACCOUNT_COLUMNS} WHERE account.name_key = ?`),
    byToken: database.prepare(
      `SELECT token.used_at, ${ACCOUNT_COLUMNS} JOIN token ON token.account = account.id
       WHERE token.hash = ? AND token.expires_at > ?`,
    ),
    addAccount: database.prepare(
      "INSERT INTO account (name, name_key, password, created_at, last_sign_in_at) VALUES (?, ?, ?, ?, ?)",
    ),
    addCharacter: database.prepare("INSERT INTO character (account, look, created_at) VALUES (?, ?, ?)"),
    addToken: database.prepare(
      "INSERT INTO token (hash, account, created_at, used_at, expires_at) VALUES (?, ?, ?, ?, ?)",
    ),
    trimTokens: database.prepare(
      `DELETE FROM token WHERE account = ? AND hash NOT IN
       (SELECT hash FROM token WHERE account = ? ORDER BY used_at DESC, created_at DESC LIMIT ?)`,
    ),
    renewToken: database.prepare("UPDATE token SET used_at = ?, expires_at = ? WHERE hash = ?"),
    dropToken: database.prepare("DELETE FROM token WHERE hash = ?"),
    dropTokens: database.prepare("DELETE FROM token WHERE account = ?"),
    signedIn: database.prepare("UPDATE account SET last_sign_in_at = ? WHERE id = ?"),
    countTokens: database.prepare("SELECT count(*) AS count FROM token WHERE account = ? AND expires_at > ?"),
    rename: database.prepare("UPDATE account SET name = ?, name_key = ? WHERE id = ?"),
    setPassword: database.prepare("UPDATE account SET password = ? WHERE id = ?"),
    findCount: database.prepare("SELECT count(*) AS count FROM account WHERE name_key LIKE ? ESCAPE '\\'"),
    find: database.prepare(
      `SELECT account.id AS account, character.id AS character, account.name, account.password IS NULL AS guest,
         account.created_at, account.last_sign_in_at
       FROM account JOIN character ON character.account = account.id
       WHERE account.name_key LIKE ? ESCAPE '\\' ORDER BY account.name_key LIMIT ? OFFSET ?`,
    ),
    pruneTokens: database.prepare("DELETE FROM token WHERE expires_at <= ?"),
    pruneGuests: database.prepare(
      `DELETE FROM account WHERE password IS NULL AND last_sign_in_at <= ?
       AND NOT EXISTS (SELECT 1 FROM token WHERE token.account = account.id)`,
    ),
  };
}

function accountOf(row: Record<string, unknown>): AccountFound {
  return {
    account: Number(row.account),
    name: String(row.name),
    password: row.password === null ? null : String(row.password),
    character: Number(row.character),
    look: Number(row.look),
    lastSignInAt: Number(row.last_sign_in_at),
  };
}

function signedIn(found: AccountFound, token: string): SignedIn {
  const { character, name, look, password } = found;
  return { ok: true, character, name, look, guest: password === null, token };
}
