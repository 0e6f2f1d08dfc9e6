/** What became of the connection, in words for the player. */
import { CLOSE_REASONS, type CloseReason } from "../../../close_reasons.ts";
import type { ClientState } from "../../sdk/mod.ts";

/** What happened to a connection that is tried again. */
export function lossWords(cause: CloseReason | "unknown"): string {
  switch (cause) {
    case "server-stopping":
      return "The world is closing for a moment.";
    case "world-restarted":
      return "The world was started anew.";
    case "full":
      return "The world is full.";
    case "overloaded":
      return "The world has too much to do.";
    default:
      return "The connection was lost.";
  }
}

/** Why the connection ended for good, said so that it is understood without knowing who wrote it. */
export function partingWords({ reason, text }: Extract<ClientState, { name: "closed" }>): string {
  if (text === "") return "The connection was closed.";
  return reason === "kicked" && text !== CLOSE_REASONS.kicked.text ? `You were asked to leave: ${text}` : text;
}
