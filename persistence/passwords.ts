/**
 * Passwords: hashed with scrypt off this thread, a few at a time, with a bounded queue. The parameters are stored with
 * each hash, so that they can be raised later without locking anyone out.
 *
 *   scrypt$log2(N)$r$p$salt$hash      salt and hash in base64
 */
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { Buffer } from "node:buffer";
import { assert } from "../world/base/assert.ts";
import {
  PASSWORD_HASH_BYTES,
  PASSWORD_LETTERS_MAX,
  PASSWORD_LETTERS_MIN,
  PASSWORD_SALT_BYTES,
  PASSWORDS_AT_ONCE,
  PASSWORDS_WAITING_MAX,
  SCRYPT_LOG_N,
  SCRYPT_MEMORY_MAX,
  SCRYPT_P,
  SCRYPT_R,
} from "./limits.ts";

/** Parameters of scrypt: log2 of N, block size, parallel lanes. */
export interface PasswordCost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

const COST: PasswordCost = { logN: SCRYPT_LOG_N, r: SCRYPT_R, p: SCRYPT_P };

/** What is wrong with the length of a password, or null. Letters are code points. */
export function passwordProblem(password: string): "password-short" | "password-long" | null {
  // Two UTF-16 units a letter at most: no need to count the letters of a very long text.
  if (password.length > 2 * PASSWORD_LETTERS_MAX) return "password-long";
  const letters = [...password].length;
  if (letters < PASSWORD_LETTERS_MIN) return "password-short";
  return letters > PASSWORD_LETTERS_MAX ? "password-long" : null;
}

/** Makes and checks hashes. One per process: it bounds how many run at once. */
export class Passwords {
  readonly #cost: PasswordCost;
  readonly #queue: (() => void)[] = [];
  #running = 0;

  /** `cost` is for tests; the default is the product's. */
  constructor(cost: PasswordCost = COST) {
    this.#cost = cost;
  }

  /** Passwords that wait for their turn. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** The text to store for a password, or "busy". */
  async hash(password: string): Promise<{ readonly stored: string } | "busy"> {
    const salt = randomBytes(PASSWORD_SALT_BYTES);
    const hash = await this.#take(password, salt, this.#cost);
    if (hash === "busy") return "busy";
    const { logN, r, p } = this.#cost;
    return { stored: `scrypt$${logN}$${r}$${p}$${salt.toString("base64")}$${hash.toString("base64")}` };
  }

  /**
   * Whether a password fits what is stored. Null (no such account, or a guest) costs the same time and is false: the
   * clock does not tell which names exist.
   */
  async verify(password: string, stored: string | null): Promise<boolean | "busy"> {
    if (stored === null) {
      const hash = await this.#take(password, Buffer.alloc(PASSWORD_SALT_BYTES), this.#cost);
      return hash === "busy" ? "busy" : false;
    }
    const [kind, logN, r, p, salt, wanted] = stored.split("$");
    assert(kind === "scrypt" && salt !== undefined && wanted !== undefined, "a stored password is of a known kind");
    const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
    const hash = await this.#take(password, Buffer.from(salt, "base64"), cost);
    if (hash === "busy") return "busy";
    const wantedBytes = Buffer.from(wanted, "base64");
    return hash.length === wantedBytes.length && timingSafeEqual(hash, wantedBytes);
  }

  async #take(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer | "busy"> {
    if (this.#running >= PASSWORDS_AT_ONCE) {
      if (this.#queue.length >= PASSWORDS_WAITING_MAX) return "busy";
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    } else {
      this.#running++;
    }
    try {
      return await derive(password, salt, cost);
    } finally {
      // The place goes to the next in line without becoming free in between.
      const next = this.#queue.shift();
      if (next === undefined) this.#running--;
      else next();
    }
  }
}

function derive(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  const options = { N: 2 ** cost.logN, r: cost.r, p: cost.p, maxmem: SCRYPT_MEMORY_MAX };
  return new Promise((resolve, reject) => {
    // NFC: the same letters typed on two systems are the same password.
    scrypt(password.normalize("NFC"), salt, PASSWORD_HASH_BYTES, options, (error, key) => {
      if (error) reject(error);
      else resolve(Buffer.from(key));
    });
  });
}
