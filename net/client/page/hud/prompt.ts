/** The prompt: what can be done here and now with one key or one touch. The nearest thing to do wins. */
import { byId, make, setText } from "./dom.ts";

/** Something that can be done here. */
export interface Offer {
  /** What it is, for the button: "Enter the tavern". */
  readonly text: string;
  /** How near it is, in metres. */
  readonly metres: number;
  act(): void;
}

/** The button above the dock. */
export class Prompt {
  readonly #button = byId<HTMLButtonElement>("prompt");
  readonly #text = make("span");
  #offer: Offer | null = null;

  constructor() {
    this.#button.append(make("kbd", "", "E"), this.#text);
    this.#button.addEventListener("click", () => this.act());
  }

  /** Shows the nearest of what is offered, or nothing. */
  show(offers: readonly Offer[]): void {
    let nearest: Offer | null = null;
    for (const offer of offers) if (nearest === null || offer.metres < nearest.metres) nearest = offer;
    this.#offer = nearest;
    this.#button.hidden = nearest === null;
    if (nearest !== null) setText(this.#text, nearest.text);
  }

  /** Does what is shown. False if nothing is. */
  act(): boolean {
    this.#offer?.act();
    return this.#offer !== null;
  }
}
