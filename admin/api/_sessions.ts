/**
 * The cookie of a staff session, and whose it is. Storage holds the sessions; answers are trusted for some seconds, so
 * that a page with many requests asks once. Lifetime: the process.
 */
import { SESSION_IDLE_SECONDS, SESSION_TRUSTED_MS } from "./limits.ts";
import type { StaffAccount, StaffStore } from "./ports.ts";

const TRUSTED_MAX = 256;

/** Reads, makes and ends sessions. */
export class Sessions {
  readonly cookieName: string;
  readonly #store: StaffStore;
  readonly #secure: boolean;
  readonly #trusted = new Map<string, { account: StaffAccount; until: number }>();

  /** `secure`: browsers come by TLS. Cookies do not know ports, so the name does: two worlds on one machine. */
  constructor(store: StaffStore, secure: boolean, port: number) {
    this.#store = store;
    this.#secure = secure;
    this.cookieName = secure ? "__Host-weald_staff" : `weald_staff_${port}`;
  }

  /** The session's token in a Cookie header, or "". */
  token(cookieHeader: string | null | undefined): string {
    for (const part of (cookieHeader ?? "").split(";")) {
      const [name, value] = part.trim().split("=", 2);
      if (name === this.cookieName && value !== undefined && /^[\w-]{16,200}$/.test(value)) return value;
    }
    return "";
  }

  /** Whose session it is, or null. */
  async account(token: string): Promise<StaffAccount | null> {
    if (token === "") return null;
    const now = Date.now();
    const trusted = this.#trusted.get(token);
    if (trusted !== undefined && trusted.until > now) return trusted.account;
    this.#trusted.delete(token);
    const account = await this.#store.session(token);
    if (account === null) return null;
    if (this.#trusted.size >= TRUSTED_MAX) this.#trusted.clear();
    this.#trusted.set(token, { account, until: now + SESSION_TRUSTED_MS });
    return account;
  }

  /** Ends a session everywhere. */
  async end(token: string): Promise<void> {
    this.#trusted.delete(token);
    if (token !== "") await this.#store.signOut(token);
  }

  /** The Set-Cookie that gives a browser its session. */
  cookie(token: string): string {
    return `${this.cookieName}=${token}; Path=/; Max-Age=${SESSION_IDLE_SECONDS}; ${this.#attributes()}`;
  }

  /** The Set-Cookie that takes it away. */
  cookieEnd(): string {
    return `${this.cookieName}=; Path=/; Max-Age=0; ${this.#attributes()}`;
  }

  #attributes(): string {
    return `HttpOnly; SameSite=Strict${this.#secure ? "; Secure" : ""}`;
  }
}
