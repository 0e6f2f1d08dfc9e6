/** Staff accounts and their sessions. Wrong passwords lock a name and an address for some minutes. */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { GroupCommit } from "./group_commit.ts";
import { STAFF_MAX, STAFF_RENEW_MS, STAFF_SESSION_MS, STAFF_SESSIONS_MAX } from "./limits.ts";
import { cleanName, nameKey } from "./names.ts";
import { PasswordGuard } from "./password_guard.ts";
import { passwordProblem, type Passwords } from "./passwords.ts";
import type { Staff, StaffResult, StaffRole, StorageQuestions } from "./questions.ts";
import { isToken, makeToken, tokenHash } from "./tokens.ts";
import { troubleOf } from "./trouble.ts";

type Input<Q extends keyof StorageQuestions> = StorageQuestions[Q]["input"];
type Output<Q extends keyof StorageQuestions> = StorageQuestions[Q]["output"];

/** What staff accounts work with. */
export interface StaffOptions {
  readonly database: DatabaseSync;
  readonly commit: GroupCommit;
  readonly passwords: Passwords;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Lives as long as its database. */
export class StaffAccounts {
  readonly #options: StaffOptions;
  readonly #guard: PasswordGuard;
  readonly #sql: Readonly<Record<keyof ReturnType<typeof prepare>, StatementSync>>;

  constructor(options: StaffOptions) {
    this.#options = options;
    // The console has no address that many people come from: none is free.
    this.#guard = new PasswordGuard(options.now, () => false);
    this.#sql = prepare(options.database);
  }

  count(): number {
    return Number(this.#sql.count.get()!.count);
  }

  async create(input: Input<"staffCreate">): Promise<Output<"staffCreate">> {
    const name = cleanName(input.name);
    if (name === null) return { ok: false, reason: "name-invalid" };
    const problem = passwordProblem(input.password);
    if (problem !== null) return { ok: false, reason: problem };
    if (input.first && this.count() > 0) return { ok: false, reason: "already-set-up" };
    const hash = await this.#options.passwords.hash(input.password);
    if (hash === "busy") return { ok: false, reason: "busy" };
    return await this.#options.commit.run((): Output<"staffCreate"> => {
      // Two set-ups at the same moment: one of them is the first.
      if (input.first && this.count() > 0) return { ok: false, reason: "already-set-up" };
      if (this.#sql.byKey.get(nameKey(name)) !== undefined) return { ok: false, reason: "name-taken" };
      if (this.count() >= STAFF_MAX) return { ok: false, reason: "busy" };
      const added = this.#sql.add.run(name, nameKey(name), input.role, hash.stored, this.#options.now());
      return { ok: true, staff: { id: Number(added.lastInsertRowid), name, role: input.role } };
    });
  }

  async signIn(input: Input<"staffSignIn">): Promise<Output<"staffSignIn">> {
    const key = nameKey(cleanName(input.name) ?? input.name.slice(0, 100));
    if (!this.#guard.begin(key, input.address)) return { ok: false, reason: "locked" };
    const row = this.#sql.byKey.get(key);
    const stored = row === undefined ? null : String(row.password);
    const tooLong = passwordProblem(input.password) === "password-long";
    const fits = tooLong ? false : await this.#options.passwords.verify(input.password, stored);
    if (fits === "busy") {
      this.#guard.undo(key, input.address);
      return { ok: false, reason: "busy" };
    }
    if (!fits || row === undefined) return { ok: false, reason: "wrong-password" };
    this.#guard.succeed(key, input.address);
    const staff = staffOf(row);
    const token = makeToken();
    const now = this.#options.now();
    const expiresAt = now + STAFF_SESSION_MS;
    return await this.#options.commit.run((): Output<"staffSignIn"> => {
      // The password may have been changed while it was checked.
      if (this.#sql.byKey.get(key)?.password !== stored) return { ok: false, reason: "wrong-password" };
      this.#sql.addSession.run(tokenHash(token), staff.id, now, now, expiresAt);
      this.#sql.trimSessions.run(staff.id, staff.id, STAFF_SESSIONS_MAX);
      return { ok: true, staff, token, expiresAt };
    });
  }

  /** Whose session a token is. While the file cannot be written, a session is not renewed but holds. */
  async session(token: string): Promise<Staff | null> {
    if (!isToken(token)) return null;
    const now = this.#options.now();
    const hash = tokenHash(token);
    const row = this.#sql.bySession.get(hash, now);
    if (row === undefined) return null;
    if (Number(row.used_at) + STAFF_RENEW_MS <= now) {
      try {
        await this.#options.commit.run(() => this.#sql.renewSession.run(now, now + STAFF_SESSION_MS, hash));
      } catch (error) {
        if (troubleOf(error) === null) throw error;
      }
    }
    return staffOf(row);
  }

  async signOut(token: string): Promise<void> {
    if (isToken(token)) await this.#options.commit.run(() => this.#sql.dropSession.run(tokenHash(token)));
  }

  /** Gives an account a new password and ends its sessions. */
  async setPassword(name: string, password: string): Promise<StaffResult<{ readonly name: string }>> {
    const problem = passwordProblem(password);
    if (problem !== null) return { ok: false, reason: problem };
    const hash = await this.#options.passwords.hash(password);
    if (hash === "busy") return { ok: false, reason: "busy" };
    const key = nameKey(cleanName(name) ?? name);
    return await this.#options.commit.run((): StaffResult<{ readonly name: string }> => {
      const row = this.#sql.byKey.get(key);
      if (row === undefined) return { ok: false, reason: "name-unknown" };
      const staff = staffOf(row);
      this.#sql.setPassword.run(hash.stored, staff.id);
      this.#sql.dropSessions.run(staff.id);
      this.#guard.forget(key);
      return { ok: true, name: staff.name };
    });
  }

  /** Names of all staff, the oldest account first. */
  names(): readonly string[] {
    return this.#sql.names.all().map((row) => String(row.name));
  }

  /** Removes expired sessions. */
  async prune(): Promise<void> {
    await this.#options.commit.run(() => this.#sql.pruneSessions.run(this.#options.now()));
  }
}

function prepare(database: DatabaseSync) {
  return {
    count: database.prepare("SELECT count(*) AS count FROM staff"),
    names: database.prepare("SELECT name FROM staff ORDER BY id"),
    byKey: database.prepare("SELECT id, name, role, password FROM staff WHERE name_key = ?"),
    bySession: database.prepare(
      `SELECT staff.id, staff.name, staff.role, staff_session.used_at
       FROM staff_session JOIN staff ON staff.id = staff_session.staff
       WHERE staff_session.hash = ? AND staff_session.expires_at > ?`,
    ),
    add: database.prepare("INSERT INTO staff (name, name_key, role, password, created_at) VALUES (?, ?, ?, ?, ?)"),
    setPassword: database.prepare("UPDATE staff SET password = ? WHERE id = ?"),
    addSession: database.prepare(
      "INSERT INTO staff_session (hash, staff, created_at, used_at, expires_at) VALUES (?, ?, ?, ?, ?)",
    ),
    trimSessions: database.prepare(
      `DELETE FROM staff_session WHERE staff = ? AND hash NOT IN
       (SELECT hash FROM staff_session WHERE staff = ? ORDER BY used_at DESC, created_at DESC LIMIT ?)`,
    ),
    renewSession: database.prepare("UPDATE staff_session SET used_at = ?, expires_at = ? WHERE hash = ?"),
    dropSession: database.prepare("DELETE FROM staff_session WHERE hash = ?"),
    dropSessions: database.prepare("DELETE FROM staff_session WHERE staff = ?"),
    pruneSessions: database.prepare("DELETE FROM staff_session WHERE expires_at <= ?"),
  };
}

function staffOf(row: Record<string, unknown>): Staff {
  return { id: Number(row.id), name: String(row.name), role: row.role as StaffRole };
}
