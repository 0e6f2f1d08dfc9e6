/** What each role may do. A role that this program does not know may do nothing of it. */
import type { Context } from "hono";
import type { AdminEnvironment } from "./_context.ts";
import type { StaffRole } from "./ports.ts";

/** Rights by what they are for, each with the roles that have it. */
const RIGHTS = {
  "look into the past": ["owner"],
  "export the past": ["owner"],
  "change what is kept of the past": ["owner"],
  "undo transfers": ["owner"],
} as const satisfies Record<string, readonly StaffRole[]>;

export type Right = keyof typeof RIGHTS;

/** Whether a role has a right. */
export function mayDo(role: string, right: Right): boolean {
  return (RIGHTS[right] as readonly string[]).includes(role);
}

/** The answer to an account that may not do something, or null. */
export function forbidden(c: Context<AdminEnvironment>, right: Right): Response | null {
  if (mayDo(c.get("account").role, right)) return null;
  return c.json({ error: `Your role may not ${right}.` }, 403);
}
