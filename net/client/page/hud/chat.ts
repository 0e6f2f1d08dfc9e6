/** The log of what was said and the line to say something. */
import { byId, make, within } from "./dom.ts";

/** Who a line is from. */
export type LineKind = "own" | "player" | "folk" | "staff" | "tell" | "party" | "notice";

/** Who speaks, in words that no player's name can be: a colour alone is not seen by all. */
const MARKS: Readonly<Partial<Record<LineKind, string>>> = { staff: "Staff to all", tell: "Staff to you" };

const LINES_MAX = 120;
const LINE_OLD_MS = 14_000;

/** The chat of a page. */
export class Chat {
  readonly #section = byId("chat");
  readonly #log = byId<HTMLOListElement>("log");
  readonly #form = byId<HTMLFormElement>("chat-form");
  readonly #input = byId<HTMLInputElement>("chat-input");
  readonly #toggle = byId<HTMLButtonElement>("toggle-chat");
  readonly #world = byId("world");

  /** `say` sends a text; false if it could not. */
  constructor(say: (text: string) => boolean) {
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.#input.value.trim();
      if (text !== "" && !say(text)) return this.add("notice", "", "Not so fast: one thing after the other.");
      this.#input.value = "";
      this.close();
    });
    this.#input.addEventListener("focus", () => this.#setOpen(true));
    this.#input.addEventListener("blur", () => {
      // Within a moment the focus may come back, or be on the button beside.
      setTimeout(() => {
        if (!this.#section.contains(document.activeElement)) this.#setOpen(false);
      }, 120);
    });
    this.#toggle.addEventListener("click", () => this.isOpen ? this.close() : this.open());
  }

  get isOpen(): boolean {
    return this.#section.classList.contains("open");
  }

  /** Opens the line to write in. */
  open(): void {
    this.#setOpen(true);
    this.#input.focus();
  }

  /** Gives the keys back to walking. */
  close(): void {
    this.#setOpen(false);
    this.#input.blur();
    this.#world.focus({ preventScroll: true });
  }

  /** Adds a line. `from` may be empty. */
  add(kind: LineKind, from: string, text: string): void {
    const atEnd = this.#log.scrollTop + this.#log.clientHeight > this.#log.scrollHeight - 30;
    const line = make("li", kind);
    const mark = MARKS[kind];
    if (mark !== undefined) line.append(make("em", "", mark));
    if (from !== "") line.append(make("b", "", from));
    line.append(document.createTextNode(text));
    this.#log.append(line);
    while (this.#log.childElementCount > LINES_MAX) this.#log.firstElementChild?.remove();
    setTimeout(() => line.classList.add("old"), LINE_OLD_MS);
    if (atEnd || !this.isOpen) this.#log.scrollTop = this.#log.scrollHeight;
  }

  #setOpen(open: boolean): void {
    this.#section.classList.toggle("open", open);
    this.#toggle.setAttribute("aria-expanded", String(open));
    this.#log.scrollTop = this.#log.scrollHeight;
    const isTouch = matchMedia("(pointer: coarse)").matches;
    const hint = open ? "Say something, Enter sends, Esc leaves" : "Press Enter to talk";
    within<HTMLInputElement>(this.#form, "input").placeholder = isTouch ? "Say something" : hint;
  }
}
