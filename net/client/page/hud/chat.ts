/**
 * The log of what was said and the line to say something: to all who are near, to one's party wherever it is, or to one
 * player alone.
 */
import type { WealdClient } from "../../sdk/mod.ts";
import { byId, isTouched, make, setText } from "./dom.ts";

/** Who a line is from. */
export type LineKind = "own" | "player" | "folk" | "staff" | "tell" | "party" | "whisper" | "whispered" | "notice";

/** Whom a line is for: all who are near, the party, or the player of a name. */
type Hearers = { readonly type: "all" } | { readonly type: "party" } | { readonly type: "one"; readonly name: string };

/** Who speaks, in words that no player's name can be: a colour alone is not seen by all. */
const MARKS: Readonly<Partial<Record<LineKind, string>>> = {
  staff: "Staff to all",
  tell: "Staff to you",
  party: "Party",
  whisper: "To you alone",
  whispered: "You, alone to",
};

/** Typed at the beginning of a line: whom it is for, from then on. A name of several words stands in quotes. */
const PREFIXES: readonly (readonly [RegExp, (chat: { lastOther: string }, name: string) => Hearers | null])[] = [
  [/^\/a\s/i, () => TO_ALL],
  [/^\/p\s/i, () => ({ type: "party" })],
  [/^\/w\s+(?:"([^"]+)"|([^\s"]+))\s/i, (_chat, name) => ({ type: "one", name })],
  [/^\/r\s/i, ({ lastOther }) => lastOther === "" ? null : { type: "one", name: lastOther }],
];
const TO_ALL: Hearers = { type: "all" };
const NO_SUCH_PREFIX =
  "Nobody heard that. Lines begin with /a for all, /p for your party, /w and a name for one player, or /r to answer.";

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
  #hearers: Hearers = TO_ALL;
  /** Who whispered last, or was whispered to; "" as long as nobody was. */
  lastOther = "";

  constructor(client: WealdClient) {
    this.#client = client;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#readPrefix();
      const text = this.#input.value.trim();
      // What was meant for one may not be heard by all because of a slip.
      if (text.startsWith("/")) return this.add("notice", "", NO_SUCH_PREFIX);
      if (text !== "" && !this.#say(text)) return this.add("notice", "", "Not so fast: one thing after the other.");
      this.#input.value = "";
      this.close();
    });
    this.#to.addEventListener("click", () => {
      this.#speakTo(this.#nextHearers());
      this.#input.focus();
    });
    this.#input.addEventListener("input", () => this.#readPrefix());
    client.on("own", ({ topic }) => {
      if (topic === "party") this.#speakTo(this.#hearers);
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

  /** Opens the line to write to one player alone. */
  whisperTo(name: string): void {
    this.lastOther = name;
    this.#speakTo({ type: "one", name });
    this.open();
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
    if (kind === "whisper" || kind === "whispered") {
      this.lastOther = from;
      this.#speakTo(this.#hearers);
    }
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

  get #hasParty(): boolean {
    return this.#client.own.party.size > 0;
  }

  /** Who hears what is said now: without a party all, until there is one again. */
  get #hearing(): Hearers {
    return this.#hearers.type === "party" && !this.#hasParty ? TO_ALL : this.#hearers;
  }

  /** Who it is for after a touch of the button: all, the party, who was whispered with last, and round again. */
  #nextHearers(): Hearers {
    const one: Hearers | null = this.lastOther === "" ? null : { type: "one", name: this.lastOther };
    const { type } = this.#hearing;
    if (type === "all" && this.#hasParty) return { type: "party" };
    return type === "one" ? TO_ALL : one ?? TO_ALL;
  }

  /** Sends a line. False if it could not be sent. */
  #say(text: string): boolean {
    const hearing = this.#hearing;
    if (hearing.type === "all") return this.#client.say(text);
    const said = hearing.type === "party"
      ? this.#client.act("partySay", { text })
      : this.#client.act("whisper", { to: hearing.name, text });
    said.then((result) => {
      if (result.type === "refused") this.add("notice", "", result.text);
    });
    return true;
  }

  /** Whom lines are for from now on. Who leaves its party speaks to all, and to the next party again. */
  #speakTo(hearers: Hearers): void {
    this.#hearers = hearers;
    const hearing = this.#hearing;
    this.#to.hidden = !this.#hasParty && this.lastOther === "" && hearing.type === "all";
    this.#to.setAttribute("aria-pressed", String(hearing.type !== "all"));
    this.#to.setAttribute("aria-label", whoHears(hearing));
    setText(this.#to, hearing.type === "all" ? "All" : hearing.type === "party" ? "Party" : hearing.name);
    this.#hint();
  }

  #readPrefix(): void {
    const { value } = this.#input;
    for (const [pattern, whom] of PREFIXES) {
      const found = pattern.exec(value);
      const hearers = found === null ? null : whom(this, found[1] ?? found[2] ?? "");
      if (found === null || hearers === null || (hearers.type === "party" && !this.#hasParty)) continue;
      this.#input.value = value.slice(found[0].length);
      return this.#speakTo(hearers);
    }
  }

  #setOpen(open: boolean): void {
    this.#section.classList.toggle("open", open);
    this.#toggle.setAttribute("aria-expanded", String(open));
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#hint();
  }

  #hint(): void {
    const hearing = this.#hearing;
    const whom = hearing.type === "all"
      ? ""
      : hearing.type === "party"
      ? " to your party"
      : ` to ${hearing.name} alone`;
    const say = `Say something${whom}`;
    const prefix = hearing.type !== "all"
      ? "/a for all"
      : this.#hasParty
      ? "/p for the party"
      : "/w and a name for one";
    const hint = this.isOpen ? `${say}, Enter sends, ${prefix}` : "Press Enter to talk";
    this.#input.placeholder = isTouched() ? say : hint;
  }
}

function whoHears(hearers: Hearers): string {
  switch (hearers.type) {
    case "all":
      return "All who are near hear you";
    case "party":
      return "Your party alone hears you";
    case "one":
      return `${hearers.name} alone hears you`;
  }
}
