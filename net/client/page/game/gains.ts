/**
 * What comes into the bag, said over one's own head: picked up, taken from a corpse, gathered, made, given, paid. Whatever
 * the way, it is seen by what is there and was not before.
 */
import type { WealdClient } from "../../sdk/mod.ts";
import { COINS, type Things } from "../panels/things.ts";
import type { PlayPart } from "./play.ts";

/** What one comes in with has all been told after so long, in milliseconds. */
const SETTLED_MS = 1500;
/** So many kinds are named at once; of more their number is said. */
const NAMED_MAX = 3;

/** How many of each kind somebody has, carried and worn: what is only put on or off is no gain. */
export function totalsOf({ bag, worn }: Pick<WealdClient["own"], "bag" | "worn">): Map<number, number> {
  const totals = new Map<number, number>();
  const add = (kind: number, amount: number) => totals.set(kind, (totals.get(kind) ?? 0) + amount);
  for (const [key, { kind, amount }] of bag) add(kind ?? Number(key), amount);
  for (const [, { kind }] of worn) add(kind, 1);
  return totals;
}

/** What there is more of than before, in order of kinds: things before coins. */
export function gainsOf(before: ReadonlyMap<number, number>, now: ReadonlyMap<number, number>): [number, number][] {
  return [...now].map(([kind, amount]): [number, number] => [kind, amount - (before.get(kind) ?? 0)])
    .filter(([, amount]) => amount > 0)
    .sort(([a], [b]) => Number(a === COINS) - Number(b === COINS) || a - b);
}

/** Lives as long as the page. */
export class GainsPart implements PlayPart {
  readonly #client: WealdClient;
  readonly #things: Things;
  readonly #rise: (entity: number, text: string) => void;
  #before: Map<number, number> | null = null;
  #enteredAt = 0;
  /** Something was told of the bag since the last look: every picture looks, and hardly any finds something new. */
  #isNew = true;

  /** `rise` lets words rise over somebody's head. */
  constructor(client: WealdClient, things: Things, rise: (entity: number, text: string) => void) {
    this.#client = client;
    this.#things = things;
    this.#rise = rise;
    client.on("state", () => this.#begin());
    client.on("entered", () => this.#begin());
    client.on("own", ({ topic }) => {
      if (topic === "bag" || topic === "worn") this.#isNew = true;
    });
  }

  look(): void {
    if (!this.#isNew) return;
    if (this.#client.state.name !== "playing" || performance.now() < this.#enteredAt + SETTLED_MS) return;
    this.#isNew = false;
    const now = totalsOf(this.#client.own);
    const gains = this.#before === null ? [] : gainsOf(this.#before, now);
    this.#before = now;
    if (gains.length === 0) return;
    const words = gains.slice(0, NAMED_MAX).map(([kind, amount]) => this.#things.amountText(kind, amount));
    if (gains.length > NAMED_MAX) words.push(`${gains.length - NAMED_MAX} more`);
    this.#rise(this.#client.ownId, `+ ${words.join(", ")}`);
  }

  #begin(): void {
    this.#before = null;
    this.#isNew = true;
    this.#enteredAt = performance.now();
  }
}
