/** The sign below the map: the region, the rule of its ground, the switch for fights with players, and grace. */
import type { TopicValue } from "../../../../world/topics.ts";
import { byId, make, setText } from "./dom.ts";

/** Paths in a box of 24 by 24: a shield, a flag, crossed swords. */
const PATHS: Readonly<Record<string, string>> = {
  safe: "M12 2 4 5v6c0 5 3.4 9 8 11 4.6-2 8-6 8-11V5Z",
  contested: "M5 2h2v20H5Zm3 1h11l-3 4.5L19 12H8Z",
  free:
    "M3 3h3l15 15v3h-2l-3-3-2 2-1-1 2-2L3 6Zm18 0h-3l-5 5 2 2 6-6ZM9 12l2 2-3 3 2 2-1 1-2-2-3 3H3v-2l3-3-2-2 1-1 2 2Z",
};

const RULES: Readonly<Record<string, string>> = {
  safe: "safe ground",
  contested: "contested ground",
  free: "free ground",
};

/** Lives as long as the page. */
export class GroundSign {
  readonly #button = byId<HTMLButtonElement>("ground");
  readonly #path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  readonly #name = make("b");
  readonly #rule = make("span");
  readonly #switch = make("span", "switch");
  readonly #grace = byId("grace");
  readonly #seconds = make("span");

  /** `toggle` is called when the switch is wanted otherwise. */
  constructor(toggle: () => void) {
    const words = make("span", "ground-words");
    words.append(this.#name, this.#rule, this.#switch);
    this.#button.append(drawPath(this.#path), words);
    this.#button.addEventListener("click", toggle);
    const shield = document.createElementNS("http://www.w3.org/2000/svg", "path");
    shield.setAttribute("d", PATHS["safe"]!);
    this.#grace.append(drawPath(shield), this.#seconds);
  }

  /** Shows how one stands; `left` says how many seconds are left until a tick. */
  show(standing: TopicValue<"pvp"> | undefined, region: string, left: (tick: number) => number): void {
    this.#button.hidden = standing === undefined;
    const grace = standing === undefined ? 0 : Math.ceil(left(standing.graceTick));
    this.#grace.hidden = grace === 0;
    if (grace > 0) {
      setText(this.#seconds, `${grace} s`);
      this.#grace.title = "No player can hurt you yet, unless you attack one";
    }
    if (standing === undefined) return;
    const { rule, on, offTick, fightTick } = standing;
    this.#button.dataset["rule"] = rule;
    if (this.#path.getAttribute("d") !== PATHS[rule]) this.#path.setAttribute("d", PATHS[rule] ?? "");
    setText(this.#name, region);
    setText(this.#rule, RULES[rule] ?? rule);
    const off = Math.ceil(left(offTick));
    const fight = Math.ceil(left(fightTick));
    const state = !on ? "off" : off > 0 ? `off in ${Math.floor(off / 60)}:${String(off % 60).padStart(2, "0")}` : "on";
    setText(this.#switch, fight > 0 ? `in a fight, ${fight} s` : `fights with players: ${state}`);
    this.#button.setAttribute("aria-checked", String(on && offTick === 0));
    this.#button.title = "Fight other players (V)";
  }
}

function drawPath(path: SVGPathElement): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}
