/** A thing as a square with its picture: pressed, it is picked. */
import { drawIconOn } from "../art/icon.ts";
import { make } from "../hud/dom.ts";
import { QUALITY_WORDS, type Thing, type Things } from "./things.ts";

/** How a tile is shown. */
export interface TileOptions {
  readonly picked?: boolean;
  /** A word to it: a price. */
  readonly note?: string;
  /** What of the word stands on the picture, which is to be seen: the number of a price. */
  readonly shown?: string;
  onPick(): void;
}

/** A tile of a thing. */
export function makeTile(
  things: Things,
  thing: Thing,
  { picked = false, note = "", shown = note, onPick }: TileOptions,
): HTMLElement {
  const tile = make("button", `tile quality-${QUALITY_WORDS[thing.quality] ?? "common"}`);
  tile.type = "button";
  tile.dataset.what = String(thing.what);
  const name = things.name(thing.kind);
  const label = thing.amount > 1 ? `${thing.amount} × ${name}` : name;
  tile.setAttribute("aria-label", note === "" ? label : `${label}, ${note}`);
  tile.setAttribute("aria-pressed", String(picked));
  tile.title = note === "" ? label : `${label}, ${note}`;
  const picture = make("canvas");
  drawIconOn(picture, things.icon(thing.kind));
  tile.append(picture);
  if (thing.amount > 1) tile.append(make("b", "", amountText(thing.amount)));
  const whole = things.item(thing.kind)?.durability ?? 0;
  if (thing.durability >= 0 && whole > 0 && thing.durability < whole) {
    const bar = make("i", thing.durability === 0 ? "worn-out" : "");
    bar.style.setProperty("--left", `${Math.round(100 * thing.durability / whole)}%`);
    tile.append(bar);
  }
  if (shown !== "") tile.append(make("span", "", shown));
  tile.addEventListener("click", onPick);
  return tile;
}

/** An empty place. */
export function makePlace(label = "", text = ""): HTMLElement {
  const place = make("div", "tile place-free", text);
  if (label === "") place.setAttribute("aria-hidden", "true");
  else place.setAttribute("aria-label", label);
  return place;
}

/** Tiles of things in a grid, with as many empty places as there are. Focus stays where it was. */
export function fillGrid(grid: HTMLElement, tiles: readonly HTMLElement[], free: number): void {
  const held = grid.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.what : undefined;
  grid.replaceChildren(...tiles, ...Array.from({ length: Math.max(0, free) }, () => makePlace()));
  if (held !== undefined) grid.querySelector<HTMLElement>(`[data-what="${held}"]`)?.focus({ preventScroll: true });
}

function amountText(amount: number): string {
  return amount < 10_000 ? String(amount) : `${Math.floor(amount / 1000)}k`;
}
