/** `weald admin reset-password`: a new password for somebody of the staff. */
import { randomInt } from "node:crypto";

/** How the password is set: persistence's function, given by main.ts. */
export type ResetPassword = (
  folder: string,
  name: string,
  password: string,
) => Promise<{ readonly ok: true; readonly name: string } | { readonly ok: false; readonly message: string }>;

/** What the command was given. */
export interface ResetArguments {
  readonly name: string;
  readonly data: string;
  readonly passwordStdin: boolean;
}

/** Runs the command; answers its exit code. */
export async function runResetPassword(reset: ResetPassword, given: ResetArguments): Promise<number> {
  const password = given.passwordStdin ? await readLine() : makePassword();
  const result = await reset(given.data, given.name, password);
  if (!result.ok) {
    console.error(result.message);
    return 1;
  }
  console.log(`The password of ${result.name} was changed. All its sessions have ended.`);
  if (!given.passwordStdin) console.log(`\n  New password   ${password}\n`);
  return 0;
}

/** Letters and digits that nobody mistakes for others: no 0, 1, i, l, o. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

/** Four groups of five: 31^20 is 2^99 passwords, readable over a telephone. */
export function makePassword(): string {
  const group = () => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}

/** The first line of standard input, without its end. */
async function readLine(): Promise<string> {
  const text = await new Response(Deno.stdin.readable).text();
  return text.split(/\r?\n/, 1)[0] ?? "";
}
