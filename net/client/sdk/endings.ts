/** What the codes of a closed connection mean to a client. */
import { CLOSE_REASONS, type CloseReason } from "../../close_reasons.ts";

/** Closed for one of these, trying again is of no use, or not wanted. */
export const FINAL: ReadonlySet<string> = new Set<CloseReason>([
  "replaced",
  "kicked",
  "signed-out",
  "protocol-version",
]);

/** The reason that a code stands for. */
export function reasonOf(code: number): CloseReason | "unknown" {
  for (const reason of Object.keys(CLOSE_REASONS) as CloseReason[]) {
    if (CLOSE_REASONS[reason].code === code) return reason;
  }
  return "unknown";
}
