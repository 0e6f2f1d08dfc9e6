/**
 * Players' accounts: how somebody signs in, and what is written for it. Answers come when they are on the disk.
 *
 * While the file cannot be written (a full disk), whoever has an account or a token still comes in; only new accounts
 * are refused.
 */
import type { DatabaseSync } from "node:sqlite";
import type { CharacterOfAccount, SignInRefusal } from "../world/part/messages.ts";
import { isLoopback } from "../world/base/address.ts";
import { CHARACTERS_PER_ACCOUNT_MAX } from "../world/limits.ts";
import { type AccountFound, accountOf, type AccountsSql, prepareAccounts } from "./accounts_sql.ts";
import { AccountFinder } from "./account_finder.ts";
import type { Audit } from "./audit.ts";
import { AttemptLimiter } from "./attempt_limiter.ts";
import type { GroupCommit } from "./group_commit.ts";
import {
  ACCOUNTS_MAX,
  DAY_MS,
  LIMITER_KEYS_MAX,
  LOCK_MS,
  NEW_ACCOUNTS_PER_ADDRESS_MAX,
  NEW_ACCOUNTS_WINDOW_MS,
  TOKEN_DAYS,
  TOKEN_RENEW_MS,
  TOKENS_PER_ACCOUNT_MAX,
} from "./limits.ts";
import { cleanName, isReservedName, nameKey } from "./names.ts";
import { PlayerNames } from "./player_names.ts";
import { PasswordGuard } from "./password_guard.ts";
import { passwordProblem, type Passwords } from "./passwords.ts";
import type { StaffResult } from "./questions.ts";
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
  /** The name of the character to play, of those of the account; "": the only one, or the one that the token plays. */
  readonly character: string;
  /** Which one is meant, where somebody chooses. */
  readonly number: number;
  /** Its player wants to choose, whoever there is. */
  readonly choose: boolean;
}

/** Who signed in. */
export interface SignedIn {
  readonly ok: true;
  readonly account: number;
  readonly accountName: string;
  readonly character: number;
  readonly name: string;
  readonly look: number;
  readonly guest: boolean;
  readonly token: string;
}

/** Whom somebody may choose from, the one played last first. */
export interface Choice {
  readonly ok: false;
  readonly reason: "choose";
  readonly token: string;
  readonly characters: readonly CharacterOfAccount[];
  /** Who was deleted just now, or 0. */
  readonly deleted: number;
}

/** What came of it. `reason` is a key of SIGN_IN_REFUSALS, or "choose". */
export type SignInResult = SignedIn | Choice | { readonly ok: false; readonly reason: SignInRefusal };

/** What accounts work with. */
export interface AccountsOptions {
  readonly database: DatabaseSync;
  readonly commit: GroupCommit;
  readonly passwords: Passwords;
  readonly audit: Audit;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told when the file cannot be written, with what it was. */
  readonly onTrouble: (trouble: Trouble) => void;
}

/** Lives as long as its database. */
export class Accounts {
  readonly #options: AccountsOptions;
  readonly #guard: PasswordGuard;
  readonly #newAccounts: AttemptLimiter;
  readonly #names: PlayerNames;
  readonly finder: AccountFinder;
  readonly #sql: AccountsSql;
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
    this.#sql = prepareAccounts(options.database);
    this.#names = new PlayerNames(this.#sql, options.now);
    this.finder = new AccountFinder(this.#sql);
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
      case "play":
      case "make":
      case "delete":
        return this.#choose(request, request.mode);
      default:
        // The gateway checks the mode; a client's new word for it is no reason to fall.
        return Promise.resolve({ ok: false, reason: "token-unknown" });
    }
  }

  /** Forgets a token. */
  async signOut(token: string): Promise<void> {
    if (isToken(token)) await this.#options.commit.run(() => this.#sql.dropToken.run(tokenHash(token)));
  }

  /** Gives an account a new password and ends its sessions. */
  async setPassword(name: string, password: string): Promise<StaffResult<{ readonly name: string }>> {
    const problem = passwordProblem(password);
    if (problem !== null) return { ok: false, reason: problem };
    const hash = await this.#options.passwords.hash(password);
    if (hash === "busy") return { ok: false, reason: "busy" };
    const key = nameKey(cleanName(name) ?? name);
    return await this.#options.commit.run(() => {
      const found = this.#names.accountOf(key);
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
    return await this.#create(request.look, null, () => name ?? this.#names.freeGuestName());
  }

  async #register(request: SignIn): Promise<SignInResult> {
    const name = cleanName(request.name);
    if (name === null) return { ok: false, reason: "name-invalid" };
    const problem = passwordProblem(request.password);
    if (problem !== null) return { ok: false, reason: problem };
    if (isReservedName(name)) return { ok: false, reason: "name-reserved" };
    if (this.#names.isTaken(name)) return { ok: false, reason: "name-taken" };
    if (!this.#mayMakeAccount(request.address)) return { ok: false, reason: "busy" };
    const hash = await this.#options.passwords.hash(request.password);
    if (hash === "busy") return { ok: false, reason: "busy" };
    return await this.#create(request.look, hash.stored, () => name);
  }

  async #password(request: SignIn): Promise<SignInResult> {
    const key = nameKey(cleanName(request.name) ?? request.name.slice(0, 100));
    if (!this.#guard.begin(key, request.address)) return { ok: false, reason: "locked" };
    const found = this.#names.accountOf(key);
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
      if (this.#names.accountOf(key)?.password !== found.password) return false;
      this.#putToken(found.account, token);
      return true;
    });
    if (written === false) return { ok: false, reason: "wrong-password" };
    return await this.#enter(found, written === null ? "" : token, request);
  }

  async #token(request: SignIn): Promise<SignInResult> {
    const known = this.#byToken(request.token);
    if (known === null) return { ok: false, reason: "token-unknown" };
    const { found, usedAt, plays } = known;
    const now = this.#options.now();
    if (usedAt + TOKEN_RENEW_MS <= now) {
      await this.#tryWrite(() => {
        this.#sql.renewToken.run(now, now + TOKEN_DAYS * DAY_MS, tokenHash(request.token));
        this.#sql.signedIn.run(now, found.account);
        if (plays !== 0) this.#sql.played.run(now, plays);
      });
    }
    return await this.#enter(found, request.token, request, plays);
  }

  /** What somebody does who chooses a character; the token says who that is. */
  async #choose(request: SignIn, mode: "play" | "make" | "delete"): Promise<SignInResult> {
    const known = this.#byToken(request.token);
    if (known === null) return { ok: false, reason: "token-unknown" };
    const { found } = known;
    const own = this.#charactersOf(found.account);
    const meant = own.find(({ character }) => character === request.number);
    if (mode === "make") return await this.#makeCharacter(found, request);
    if (meant === undefined) return { ok: false, reason: "character-unknown" };
    if (mode === "play") return await this.#play(found, meant, request.token);
    if (nameKey(cleanName(request.name) ?? "") !== nameKey(meant.name)) return { ok: false, reason: "name-differs" };
    const now = this.#options.now();
    const done = await this.#tryWrite(() => {
      // It may have been deleted at the same moment.
      if (this.#sql.deleteCharacter.run(now, meant.character).changes === 0) return false;
      // Staff are asked where a character has gone: what is not undone is written down with what did it.
      this.#options.audit.append({
        actor: `${found.name} (${found.password === null ? "guest" : "player"})`,
        action: "character-deleted",
        target: `${meant.name} (character ${meant.character})`,
        details: { character: meant.character, account: found.account, address: request.address },
      });
      return true;
    });
    if (done === false) return { ok: false, reason: "character-unknown" };
    return done === null ? { ok: false, reason: "closed" } : this.#choice(found, request.token, meant.character);
  }

  async #makeCharacter(found: AccountFound, request: SignIn): Promise<SignInResult> {
    const name = cleanName(request.name);
    if (name === null) return { ok: false, reason: "name-invalid" };
    if (isReservedName(name)) return { ok: false, reason: "name-reserved" };
    const now = this.#options.now();
    const made = await this.#tryWrite((): SignInResult => {
      // Counted here: another one may have been asked for at the same moment.
      const count = this.#charactersOf(found.account).length;
      // A guest is a name without a password: there is nobody to come back to several.
      if (found.password === null && count > 0) return { ok: false, reason: "guest-is-one" };
      if (count >= CHARACTERS_PER_ACCOUNT_MAX) return { ok: false, reason: "too-many-characters" };
      if (this.#names.isTaken(name, found.account)) return { ok: false, reason: "name-taken" };
      this.#names.free(name, found.account);
      this.#sql.addCharacter.run(found.account, request.look, now, name, nameKey(name), 0);
      return this.#choice(found, request.token);
    });
    return made ?? { ok: false, reason: "closed" };
  }

  /** Lets somebody in whose account is known: as whom it asked for, as the only one, or to choose. */
  async #enter(
    found: AccountFound,
    token: string,
    { character, choose }: SignIn,
    plays = 0,
  ): Promise<SignInResult> {
    const own = this.#charactersOf(found.account);
    const key = nameKey(cleanName(character) ?? character);
    const named = character === "" ? undefined : own.find(({ name }) => nameKey(name) === key);
    if (character !== "" && named === undefined) return { ok: false, reason: "character-unknown" };
    const usual = own.find((one) => one.character === plays) ?? (own.length === 1 ? own[0] : undefined);
    const chosen = named ?? (choose ? undefined : usual);
    return chosen === undefined ? this.#choice(found, token) : await this.#play(found, chosen, token);
  }

  async #play(found: AccountFound, chosen: CharacterOfAccount, token: string): Promise<SignInResult> {
    const now = this.#options.now();
    const known = token === "" ? undefined : this.#sql.byToken.get(tokenHash(token), now);
    if (known !== undefined && known.plays !== chosen.character) {
      const isThere = await this.#tryWrite(() => {
        // It may have been deleted at the same moment.
        if (!this.#charactersOf(found.account).some(({ character }) => character === chosen.character)) return false;
        this.#sql.chooseCharacter.run(chosen.character, tokenHash(token));
        this.#sql.played.run(now, chosen.character);
        return true;
      });
      if (isThere === false) return { ok: false, reason: "character-unknown" };
    }
    return signedIn(found, chosen, token);
  }

  #choice({ account }: AccountFound, token: string, deleted = 0): Choice {
    return { ok: false, reason: "choose", token, characters: this.#charactersOf(account), deleted };
  }

  #charactersOf(account: number): CharacterOfAccount[] {
    return this.#sql.charactersOf.all(account).map((row) => ({
      character: Number(row.character),
      name: String(row.name),
      look: Number(row.look),
      playedAt: Number(row.played_at),
    }));
  }

  async #create(look: number, password: string | null, chooseName: () => string): Promise<SignInResult> {
    const token = makeToken();
    const now = this.#options.now();
    const made = await this.#tryWrite((): SignInResult => {
      if (this.#count >= ACCOUNTS_MAX) return { ok: false, reason: "closed" };
      const name = chooseName();
      if (this.#names.isTaken(name)) return { ok: false, reason: "name-taken" };
      this.#names.free(name);
      const key = nameKey(name);
      const account = Number(this.#sql.addAccount.run(name, key, password, now, now).lastInsertRowid);
      const character = Number(this.#sql.addCharacter.run(account, look, now, name, key, now).lastInsertRowid);
      this.#putToken(account, token);
      this.#sql.chooseCharacter.run(character, tokenHash(token));
      return signedIn(
        { account, name, password, lastSignInAt: now },
        { character, name, look, playedAt: now },
        token,
      );
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

  #byToken(token: string): { found: AccountFound; usedAt: number; plays: number } | null {
    const row = isToken(token) ? this.#sql.byToken.get(tokenHash(token), this.#options.now()) : undefined;
    if (row === undefined) return null;
    return { found: accountOf(row), usedAt: Number(row.used_at), plays: Number(row.plays ?? 0) };
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

function signedIn(found: AccountFound, of: CharacterOfAccount, token: string): SignedIn {
  const { account, name: accountName, password } = found;
  const { character, name, look } = of;
  return { ok: true, account, accountName, character, name, look, guest: password === null, token };
}
