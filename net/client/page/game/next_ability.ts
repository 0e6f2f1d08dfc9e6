/**
 * The ability that is wanted next: pressed during a cast, or a little before it can be done, it is kept and done as soon
 * as that is over. The newest that is wanted takes the place of the one before.
 */
import type { WealdClient } from "../../sdk/mod.ts";
import type { AbilityLore } from "./lore.ts";

/** So long before it can be done an ability may be pressed; during a cast at any time. */
const EARLY_MS = 1500;
/** The world's tick is known nearly, not quite: what was asked for too soon is asked for again, for so long. */
const AGAIN_MS = 450;
/** From one asking to the next. */
const BETWEEN_MS = 120;

/** What it goes by: what the own client was told, the world's tick, and how many of them a second has. */
export interface Waits {
  readonly own: Pick<WealdClient["own"], "cooldowns" | "casting">;
  readonly tick: number;
  readonly tickRate: number;
}

type Waiting = Pick<AbilityLore, "number" | "offGlobal">;

/** Lives as long as the page. `Ability` is whatever has a number and says whether the pause holds for it. */
export class NextAbility<Ability extends Waiting = AbilityLore> {
  #wanted: { readonly ability: Ability; readonly from: number; readonly until: number } | null = null;
  /** What was asked for last, and until when it is asked for again. */
  #asked: { readonly ability: Ability; readonly until: number } | null = null;

  /** The one that waits; null for none. */
  get wanted(): Ability | null {
    return this.#wanted?.ability ?? null;
  }

  /** Whether it is so long until an ability can be done that pressing it now means nothing. */
  isFarOff(ability: Ability, waits: Waits): boolean {
    return msUntilReady(ability, waits) > EARLY_MS + msLeft(waits.own.casting.get("self")?.endTick ?? 0, waits);
  }

  /** Whether an ability that is pressed now, in milliseconds, is to be asked for at once; else it waits. */
  press(ability: Ability, waits: Waits, now: number): boolean {
    const casting = msLeft(waits.own.casting.get("self")?.endTick ?? 0, waits);
    const left = Math.max(casting, msUntilReady(ability, waits));
    if (left > 0 && left - casting <= EARLY_MS) {
      this.#wanted = { ability, from: now, until: now + left + AGAIN_MS };
      return false;
    }
    this.#wanted = null;
    this.#asked = { ability, until: now + AGAIN_MS };
    return true;
  }

  /** The one whose time has come: it waits no more, and is to be asked for. */
  take(waits: Waits, now: number): Ability | null {
    if (this.#wanted === null) return null;
    const { ability, from, until } = this.#wanted;
    if (now > until) this.#wanted = null;
    const casting = msLeft(waits.own.casting.get("self")?.endTick ?? 0, waits);
    if (now < from || this.#wanted === null || Math.max(casting, msUntilReady(ability, waits)) > 0) return null;
    this.#wanted = null;
    this.#asked = { ability, until };
    return ability;
  }

  /** The world says that it is too soon. Whether it is asked for again. */
  tooSoon(ability: Ability, now: number): boolean {
    const asked = this.#asked;
    if (asked?.ability !== ability || now + BETWEEN_MS > asked.until || this.#wanted !== null) return false;
    this.#wanted = { ability, from: now + BETWEEN_MS, until: asked.until };
    return true;
  }

  /** Nothing is wanted any more. */
  forget(): void {
    this.#wanted = null;
    this.#asked = null;
  }
}

function msLeft(untilTick: number, { tick, tickRate }: Waits): number {
  return Math.max(0, untilTick - tick) * 1000 / tickRate;
}

/** How long its own wait and the pause between any two last yet. */
function msUntilReady({ number, offGlobal }: Waiting, waits: Waits): number {
  const { cooldowns } = waits.own;
  const pause = offGlobal ? 0 : cooldowns.get("0")?.untilTick ?? 0;
  return msLeft(Math.max(pause, cooldowns.get(String(number))?.untilTick ?? 0), waits);
}
