/** When a session has to end because something did not happen, or did not happen soon enough. */
import { unreachable } from "../../world/base/assert.ts";
import type { CloseReason } from "../close_reasons.ts";
import type { NetLimits } from "../limits.ts";
import type { Session } from "../sessions/session.ts";
import type { Viewer } from "./viewer.ts";

/** Why a session has to end now, or null. */
export function overdueReason(session: Session<Viewer>, limits: NetLimits, nowMs: number): CloseReason | null {
  const { phase, connection } = session;
  if (nowMs - session.lastHeardAtMs > limits.silenceMs) return "silent";
  if (connection.bufferedBytes > limits.closeBytes) return "too-far-behind";
  switch (phase.name) {
    case "opening":
    case "greeted":
    case "signingIn":
      return nowMs - session.openedAtMs > limits.openingMs ? "too-slow-opening" : null;
    case "choosing":
      return nowMs - session.openedAtMs > limits.choosingMs ? "too-slow-opening" : null;
    case "playing":
      return nowMs - (phase.seat.behindSinceMs ?? nowMs) > limits.behindMsMax ? "too-far-behind" : null;
    case "entering":
    case "closed":
      return null;
    default:
      return unreachable(phase);
  }
}
