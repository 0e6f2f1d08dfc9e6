/** What lasts on somebody, as a row of icons with the time that is left, the newest last. */
import { drawIconOn } from "../art/icon.ts";
import type { Lore } from "../game/lore.ts";
import { make, setText } from "./dom.ts";

/** One of them, as the world tells it. */
export interface Lasting {
  readonly effect: number;
  readonly stacks: number;
  readonly untilTick: number;
}

/** Now, in the world's ticks. */
export interface Clock {
  readonly tick: number;
  readonly tickRate: number;
}

/** One row of icons. Lives as long as the page. */
export class EffectIcons {
  readonly element = make("ul", "effects");
  readonly #lore: Lore;
  readonly #items = new Map<string, HTMLElement>();

  /** `whose` says on whom they are, for who cannot see them. */
  constructor(lore: Lore, whose: string) {
    this.#lore = lore;
    this.element.setAttribute("aria-label", `What lasts on ${whose}`);
  }

  /** Shows these, each by its key: an icon stays the same while its effect lasts. */
  show(effects: Iterable<readonly [string, Lasting]>, { tick, tickRate }: Clock): void {
    const seen = new Set<string>();
    for (const [key, { effect, stacks, untilTick }] of effects) {
      const lore = this.#lore.effects.get(effect);
      if (lore === undefined) continue;
      seen.add(key);
      let item = this.#items.get(key);
      if (item === undefined) {
        item = make("li", lore.harmful ? "harmful" : "");
        const canvas = make("canvas");
        drawIconOn(canvas, lore.icon);
        item.append(canvas, make("span"));
        item.title = `${lore.name}\n${lore.text}`;
        this.element.append(item);
        this.#items.set(key, item);
      }
      const left = untilTick === 0 ? "" : shortTime((untilTick - tick) / tickRate);
      setText(item.lastElementChild!, stacks > 1 ? `${left} ×${stacks}` : left);
    }
    for (const [key, item] of this.#items) {
      if (seen.has(key)) continue;
      item.remove();
      this.#items.delete(key);
    }
  }
}

/** What is left, short enough for an icon: seconds, from two minutes on minutes, from two hours on hours. */
export function shortTime(seconds: number): string {
  if (seconds < 120) return String(Math.max(0, Math.ceil(seconds)));
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} m` : `${Math.ceil(minutes / 60)} h`;
}

/** Of what lasts on others that which lasts on one of them, by its entity. */
export function* lastingOn(
  lasting: ReadonlyMap<string, Lasting>,
  entity: number,
): Generator<readonly [string, Lasting]> {
  for (const entry of lasting) if (entry[0].startsWith(`${entity}/`)) yield entry;
}
