/** The log of what was said and the line to say something: to all who are near, or to one's party wherever it is. */
import type { WealdClient } from "../../sdk/mod.ts";
import { byId, isTouched, make, setText } from "./dom.ts";

/** Who a line is from. */
export type LineKind = "own" | "player" | "folk" | "staff" | "tell" | "party" | "notice";

/** Who speaks, in words that no player's name can be: a colour alone is not seen by all. */
const MARKS: Readonly<Partial<Record<LineKind, string>>> = {
  staff: "Staff to all",
  tell: "Staff to you",
  party: "Party",
};

/** Typed at the beginning of a line: whom it is for, from then on. */
const TO_PARTY = "/p ";
const TO_ALL = "/a ";

const LINES_MAX = 120;
/** A line is seen for so long by who does not look at the log, in milliseconds; less where it lies over the play. */
const LINE_OLD_MS = 14_000;
const LINE_OLD_NARROW_MS = 8000;
const NARROW = "(max-width: 700px)";

/** The chat of a page. */
export class Chat {
  readonly #section = byId("chat");
  readonly #log = byId<HTMLOListElement>("log");
  readonly #form = byId<HTMLFormElement>("chat-form");
  readonly #input = byId<HTMLInputElement>("chat-input");
  readonly #toggle = byId<HTMLButtonElement>("toggle-chat");
  readonly #world = byId("world");
  readonly #to = byId<HTMLButtonElement>("chat-to");
  readonly #client: WealdClient;
  #wantsParty = false;

  constructor(client: WealdClient) {
    this.#client = client;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.#input.value.trim();
      if (text !== "" && !this.#say(text)) return this.add("notice", "", "Not so fast: one thing after the other.");
      this.#input.value = "";
      this.close();
    });
    this.#to.addEventListener("click", () => {
      this.#speakTo(!this.#isToParty);
      this.#input.focus();
    });
    this.#input.addEventListener("input", () => this.#readPrefix());
    client.on("own", ({ topic }) => {
      if (topic === "party") this.#speakTo(this.#wantsParty);
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
    setTimeout(() => line.classList.add("old"), matchMedia(NARROW).matches ? LINE_OLD_NARROW_MS : LINE_OLD_MS);
    if (atEnd || !this.isOpen) this.#log.scrollTop = this.#log.scrollHeight;
  }

  /** Whether what is said now is for the party alone. */
  get #isToParty(): boolean {
    return this.#wantsParty && this.#client.own.party.size > 0;
  }

  /** Sends a line. False if it could not be sent. */
  #say(text: string): boolean {
    if (!this.#isToParty) return this.#client.say(text);
    this.#client.act("partySay", { text }).then((result) => {
      if (result.type === "refused") this.add("notice", "", result.text);
    });
    return true;
  }

  /** Whom lines are for from now on. Who leaves its party speaks to all, and to the next party again. */
  #speakTo(party: boolean): void {
    this.#wantsParty = party;
    this.#to.hidden = this.#client.own.party.size === 0;
    this.#to.setAttribute("aria-pressed", String(this.#isToParty));
    this.#to.setAttribute("aria-label", this.#isToParty ? "Your party alone hears you" : "All who are near hear you");
    setText(this.#to, this.#isToParty ? "Party" : "All");
    this.#hint();
  }

  #readPrefix(): void {
    const { value } = this.#input;
    const isKnown = value.startsWith(TO_PARTY) || value.startsWith(TO_ALL);
    if (!isKnown || this.#client.own.party.size === 0) return;
    this.#input.value = value.slice(TO_PARTY.length);
    this.#speakTo(value.startsWith(TO_PARTY));
  }

  #setOpen(open: boolean): void {
    this.#section.classList.toggle("open", open);
    this.#toggle.setAttribute("aria-expanded", String(open));
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#hint();
  }

  #hint(): void {
    const say = this.#isToParty ? "Say something to your party" : "Say something";
    const prefixes = this.#to.hidden ? "" : this.#isToParty ? ", /a for all" : ", /p for the party";
    const hint = this.isOpen ? `${say}, Enter sends${prefixes}` : "Press Enter to talk";
    this.#input.placeholder = isTouched() ? say : hint;
  }
}
