/** Choosing a look: one row for each thing that differs, a person who walks in it, and chance. */
import {
  HAIR_COLOURS,
  HAIR_STYLES,
  HATS,
  type Look,
  readLook,
  SHIRTS,
  SKINS,
  TROUSERS,
  writeLook,
} from "../art/look.ts";
import { drawPerson } from "../art/person.ts";
import { byId, make } from "./dom.ts";

/** The rows: what they are called, and how many choices there are. */
const ROWS: readonly (readonly [part: keyof Look, label: string, choices: number])[] = [
  ["skin", "Skin", SKINS.length],
  ["hairStyle", "Hair", HAIR_STYLES.length],
  ["hairColour", "Hair colour", HAIR_COLOURS.length],
  ["shirt", "Shirt", SHIRTS.length],
  ["trousers", "Trousers", TROUSERS.length],
  ["hat", "Hat", HATS.length],
  ["build", "Build", 8],
];

const TURN_SECONDS = 6;

/** The editor of the welcome. */
export class LookEditor {
  readonly #canvas = byId<HTMLCanvasElement>("look-preview");
  #look: Look;

  constructor(bits: number | null, changed: (bits: number) => void) {
    this.#look = readLook(bits ?? randomBits());
    const rows = byId("look-rows");
    for (const [part, label, choices] of ROWS) {
      const row = make("div", "look-row");
      const step = (by: number) => {
        this.#look = { ...this.#look, [part]: (this.#look[part] + by + choices) % choices };
        changed(this.bits);
      };
      row.append(this.#arrow("‹", `${label}: the one before`, -1, step), make("span", "", label));
      row.append(this.#arrow("›", `${label}: the next`, 1, step));
      rows.append(row);
    }
    const chance = make("button", "look-random", "Surprise me");
    chance.type = "button";
    chance.addEventListener("click", () => {
      this.#look = readLook(randomBits());
      changed(this.bits);
    });
    byId("look").append(chance);
  }

  /** The look chosen. */
  get bits(): number {
    return writeLook(this.#look);
  }

  /** Draws the person in its look, walking in a circle. */
  draw(seconds: number, calm: boolean): void {
    const context = this.#canvas.getContext("2d")!;
    const { width, height } = this.#canvas;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.setTransform(104, 0, 0, 104, width / 2, height * 0.86);
    const facing = calm ? Math.PI / 2 : Math.PI / 2 + Math.sin(seconds * Math.PI * 2 / TURN_SECONDS) * 1.35;
    const activity = calm ? "idle" : "walking";
    drawPerson(context, this.#look, { facing, speed: calm ? 0 : 1.6, phase: seconds * 1.6, seconds, activity });
  }

  #arrow(sign: string, label: string, by: number, step: (by: number) => void): HTMLButtonElement {
    const button = make("button", "", sign);
    button.type = "button";
    button.setAttribute("aria-label", label);
    button.addEventListener("click", () => step(by));
    return button;
  }
}

function randomBits(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]!;
}
