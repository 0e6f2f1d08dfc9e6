/**
 * What somebody who knows its abilities does next in a fight: it guards and heals itself when that is needed, holds the
 * second enemy off, strikes several at once, and of blows prefers those that come to most in their time.
 */
import type { Ability, Effect, Numbered, Pack } from "../../world/content/mod.ts";

/** Somebody whom it fights. */
export interface Foe {
  readonly id: number;
  readonly metres: number;
  /** Part of its health that is left. */
  readonly health: number;
}

/** How a fight stands. Of `foes` the first is the one that it fights first. */
export interface Situation {
  readonly seconds: number;
  readonly level: number;
  /** Part of its own health that is left. */
  readonly health: number;
  readonly energy: number;
  readonly foes: readonly Foe[];
}

/** Something to do, and to whom: a foe, or 0 for itself. */
export interface Deed {
  readonly ability: Numbered<Ability>;
  readonly target: number;
}

/** Below these parts of its health it heals, and guards itself. */
const HEALS_BELOW = 0.55;
const GUARDS_BELOW = 0.8;
/** Between two things that are done, where neither is cast longer. */
const PAUSE_MS = 1500;

/** The brain of one fighter. */
export class Brain {
  readonly #effects: ReadonlyMap<string, Effect>;
  /** Second until which what each ability leaves on itself, or on a foe, lasts. */
  readonly #lasts = new Map<string, number>();

  constructor({ entries }: Pack) {
    this.#effects = new Map(entries.effects.map((one) => [one.id, one]));
  }

  /** What it would do, the best first; `known` are those abilities that it has. */
  wishes(known: readonly Numbered<Ability>[], now: Situation): Deed[] {
    const [first, second] = now.foes;
    if (first === undefined) return [];
    const isOver = ({ id }: Ability, target: number) => (this.#lasts.get(`${id} ${target}`) ?? 0) <= now.seconds;
    const wishes: { readonly deed: Deed; readonly rank: number }[] = [];
    const wish = (ability: Numbered<Ability>, target: number, rank: number) =>
      wishes.push({ deed: { ability, target }, rank });
    const isMany = now.foes.length > 1;
    for (const ability of known) {
      if (ability.cost > now.energy || ability.outOfCombat || ability.repeats) continue;
      const left = this.#leaves(ability);
      if (ability.target === "self" || ability.target === "friend") {
        const harms = ability.area?.hits === "enemies";
        const isHeal = ability.acts.some(({ type }) => type === "heal") || left.some(({ heal }) => heal !== null);
        if (harms) {
          const reach = ability.area!.radiusCm / 100;
          const reached = now.foes.filter(({ metres }) => metres < reach).length;
          if (reached > 1) wish(ability, 0, 500 + this.#worth(ability, now.level));
          else if (reached === 1) wish(ability, 0, this.#worth(ability, now.level));
        } else if (isHeal) {
          if (now.health < HEALS_BELOW && ability.channel === null && isOver(ability, 0)) {
            wish(ability, 0, 3000 + worthOfHeal(ability));
          }
        } else if (left.some(isGuard)) {
          if ((isMany || now.health < GUARDS_BELOW) && isOver(ability, 0)) wish(ability, 0, 4000);
        } else if (left.length > 0 && isOver(ability, 0)) wish(ability, 0, 2000);
        continue;
      }
      if (ability.target !== "enemy" && ability.target !== "place") continue;
      const reaches = ({ metres }: Foe) => ability.rangeCm === 0 || metres * 100 <= ability.rangeCm;
      const holds = left.some(({ control }) => control === "root" || control === "stun");
      const breaks = left.some(({ breaksAtDamage }) => breaksAtDamage);
      if (holds && breaks) {
        if (second !== undefined && reaches(second) && isOver(ability, second.id)) wish(ability, second.id, 2500);
        continue;
      }
      if (first.health * 1000 > ability.targetHealthBelowPermille) continue;
      if (!reaches(first) || first.metres * 100 < ability.rangeMinCm) continue;
      // What is held on a place is for several.
      if (ability.channel !== null && !isMany) continue;
      const worth = this.#worth(ability, now.level) * (isMany && ability.area !== null ? 1.6 : 1);
      if (worth > 0) wish(ability, first.id, worth);
    }
    return wishes.sort((a, b) => b.rank - a.rank).map(({ deed }) => deed);
  }

  /** It did something: what that leaves lasts for a while. */
  did({ ability, target }: Deed, seconds: number): void {
    const left = this.#leaves(ability);
    const longest = Math.max(0, ...left.map(({ durationMs, stacking }) => stacking === "add" ? 0 : durationMs));
    this.#lasts.set(`${ability.id} ${target}`, seconds + longest / 1000);
  }

  #leaves({ acts }: Ability): Effect[] {
    return acts.flatMap((act) => act.type === "apply" ? [this.#effects.get(act.effect)!] : []);
  }

  /** About how much harm an ability does in a second of the time that it takes. */
  #worth(ability: Ability, level: number): number {
    const [power, weapon] = [8 + level * 3, 5 + level];
    const sum = (amount: Effect["damage"]) =>
      amount === null ? 0 : (amount.min + amount.max) / 2 + ((level - 1) * amount.perLevelPermille +
            power * Math.max(amount.attackPermille, amount.spellPermille) + weapon * amount.weaponPermille) / 1000;
    const blows = ability.acts.reduce((all, act) => act.type === "damage" ? all + sum(act.amount) : all, 0);
    const ticks = this.#leaves(ability).reduce(
      // What burns for long is not worth all of it: they are dead before.
      (all, one) => one.damage === null ? all : all + sum(one.damage) * Math.min(9000, one.durationMs) / one.tickMs,
      0,
    );
    const { channel, castMs } = ability;
    const times = channel === null ? 1 : channel.durationMs / channel.tickMs;
    return (blows * times + ticks) * 1000 / Math.max(PAUSE_MS, castMs, channel?.durationMs ?? 0);
  }
}

function isGuard({ harmful, shield, stats }: Effect): boolean {
  const helps = stats.some(({ stat, add }) =>
    (stat === "damageTakenPermille" && add < 0) || (stat === "dodgePermille" && add > 0)
  );
  return !harmful && (shield !== null || helps);
}

/** What is there at once comes before what is cast. */
function worthOfHeal({ castMs }: Ability): number {
  return castMs === 0 ? 10 : 0;
}
