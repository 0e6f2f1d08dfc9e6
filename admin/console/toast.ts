/** Short words on what was done or failed, at the edge of the screen. They are read aloud, too. */
import { element } from "./dom.ts";
import { icon } from "./icons.ts";

const SHOWN_MS = 5_000;
const place = element("div", { class: "toasts", role: "status", "aria-live": "polite" });

/** Says it for some seconds. */
export function toast(kind: "done" | "failed", text: string): void {
  if (!place.isConnected) document.body.append(place);
  const note = element("div", { class: `toast toast-${kind}` }, icon(kind === "done" ? "check" : "warning"), text);
  place.append(note);
  while (place.children.length > 3) place.firstElementChild!.remove();
  setTimeout(() => note.remove(), SHOWN_MS);
}
