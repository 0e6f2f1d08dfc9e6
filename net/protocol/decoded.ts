import type { CloseReason } from "../close_reasons.ts";

/** What reading a peer's bytes gave: a message, or why the session ends and what was wrong with it. */
export type Decoded<Message> =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly reason: CloseReason; readonly text: string };

/** The peer's fault, with a sentence for whoever writes the client. */
export function fault(reason: CloseReason, text: string): { ok: false; reason: CloseReason; text: string } {
  return { ok: false, reason, text };
}
