/** The prompts: what can be done here and now with one key or one touch. The nearest things to do win. */
import { byId, make, setText } from "./dom.ts";

/** Something that can be done here. */
export interface Offer {
  /** What it is, for the button: "Enter the tavern". */
  readonly text: string;
  /** What is to be known of it before, on a line of its own. */
  readonly about?: string;
  /** How near it is, in metres. */
  readonly metres: number;
  act(): void;
}

/** Keys of the buttons, the nearest offer's first. */
const KEYS = ["E", "F"] as const;

/** The buttons above the dock: the two nearest things to do. */
export class Prompt {
  readonly #rows = KEYS.map((key) => {
    const button = byId<HTMLButtonElement>(`prompt-${key.toLowerCase()}`);
    const [words, text, about] = [make("span", "prompt-words"), make("span"), make("small")];
    words.append(text, about);
    button.append(make("kbd", "", key), words);
    return { key, button, text, about };
  });
  #offers: readonly Offer[] = [];

  constructor() {
    this.#rows.forEach(({ button }, at) => button.addEventListener("click", () => this.#offers[at]?.act()));
    // On a phone the log stands over them, however many rows they take.
    const all = byId("prompts");
    new ResizeObserver(() => byId("hud").style.setProperty("--prompts-height", `${all.offsetHeight}px`)).observe(all);
  }

  /** Shows the nearest of what is offered, or nothing. Of several that are called the same the nearest stands for all. */
  show(offers: readonly Offer[]): void {
    const nearest = [...offers].sort((a, b) => a.metres - b.metres);
    this.#offers = nearest.filter(({ text }, at) => nearest.findIndex((one) => one.text === text) === at)
      .slice(0, KEYS.length);
    this.#rows.forEach(({ button, text, about }, at) => {
      const offer = this.#offers[at];
      button.hidden = offer === undefined;
      if (offer !== undefined) setText(text, offer.text);
      setText(about, offer?.about ?? "");
    });
  }

  /** Does what the key's button shows. False if it is no such key, or shows nothing. */
  press(key: string): boolean {
    const offer = this.#offers[KEYS.findIndex((one) => one === key.toUpperCase())];
    offer?.act();
    return offer !== undefined;
  }
}
