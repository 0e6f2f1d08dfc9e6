/** The audit log in words. */
import type { IconName } from "./icons.ts";
import { formatDuration } from "./format.ts";
import type { AuditRow } from "../api/ports.ts";

interface ActionWords {
  readonly label: string;
  readonly icon: IconName;
  readonly tone: "" | "warn" | "danger";
}

const ACTIONS: Readonly<Record<string, ActionWords>> = {
  "setup": { label: "Setup", icon: "check", tone: "" },
  "sign-in": { label: "Signed in", icon: "signIn", tone: "" },
  "sign-out": { label: "Signed out", icon: "signOut", tone: "" },
  "locked-out": { label: "Locked out", icon: "warning", tone: "warn" },
  "broadcast": { label: "Broadcast", icon: "broadcast", tone: "" },
  "message": { label: "Message", icon: "message", tone: "" },
  "kick": { label: "Kick", icon: "kick", tone: "danger" },
  "watch": { label: "Watched", icon: "eye", tone: "" },
  "past": { label: "Looked back", icon: "past", tone: "" },
  "export": { label: "Export", icon: "download", tone: "" },
  "history": { label: "History", icon: "disk", tone: "" },
  "undo": { label: "Undo", icon: "undo", tone: "danger" },
  "undo-refused": { label: "Not undone", icon: "warning", tone: "warn" },
  "character-deleted": { label: "Character deleted", icon: "trash", tone: "warn" },
  "alarm": { label: "Alarm", icon: "warning", tone: "danger" },
  "not-delivered": { label: "Not delivered", icon: "warning", tone: "warn" },
};

/** An action's label, icon and tone. */
export function actionWords(action: string): ActionWords {
  return ACTIONS[action] ?? { label: action, icon: "audit", tone: "" };
}

/** What was said or meant: the text of a message, the reason of a kick, other details as "name value". */
export function detailWords({ details }: AuditRow): string {
  const { text, reason, seconds, address: _address, ...rest } = details;
  if (typeof text === "string") return text;
  if (typeof reason === "string") return reason;
  if (typeof seconds === "number") return `too many wrong passwords; has to wait ${formatDuration(seconds)}`;
  return Object.entries(rest)
    .filter(([name]) => name !== "character" && name !== "account")
    .map(([name, value]) => `${name} ${typeof value === "object" ? JSON.stringify(value) : value}`)
    .join(", ");
}

/** Where it was done from, or "". */
export function addressWords({ details }: AuditRow): string {
  return typeof details.address === "string" ? details.address : "";
}
