/** What the routes share. Lifetime: the listener's. */
import type { HistoryRing } from "./_history.ts";
import type { Lockout } from "./_lockout.ts";
import type { ReachedAt } from "./_origin.ts";
import type { RequestBindings } from "./_http.ts";
import type { Sessions } from "./_sessions.ts";
import type { SetupToken } from "./_setup_token.ts";
import type { AdminPorts, AuditAction, StaffAccount, WorldInfo } from "./ports.ts";
import type { PreparedExports } from "./_exports.ts";
import type { KnownCharacters } from "./_known_characters.ts";

/** Shared by all routes and the live channel. */
export interface AdminContext {
  readonly ports: AdminPorts;
  readonly info: WorldInfo;
  readonly reached: ReachedAt;
  readonly secure: boolean;
  readonly sessions: Sessions;
  readonly setup: SetupToken;
  readonly lockout: Lockout;
  readonly history: HistoryRing;
  readonly characters: KnownCharacters;
  readonly exports: PreparedExports;
  /** Ends the live channels of a session that signed out. */
  closeLive: (token: string) => void;
  readonly log: (level: "info" | "warn" | "error", text: string) => void;
}

/** Hono's types of our routes. */
export interface AdminEnvironment {
  Bindings: RequestBindings;
  Variables: { account: StaffAccount; token: string };
}

/** Appends an audit row of an account's action from an address. */
export function audit(
  context: AdminContext,
  who: { readonly actor: string; readonly address: string },
  action: AuditAction,
  target: string,
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  return context.ports.audit.append({
    actor: who.actor,
    action,
    target,
    details: { ...details, address: who.address },
  });
}
