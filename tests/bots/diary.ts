/** What a bot says of what happens to it. */
import { STATUS } from "../../world/kinds.ts";
import type { SeenEntity, WealdClient } from "../../net/client/sdk/mod.ts";
import { away } from "./legs.ts";
import type { BotReport, Doing } from "./report.ts";

/** Whoever fights within this fights the bot. */
const ENEMY_METRES = 20;

/** Whom a bot was fighting, in words; "" if nobody. */
export function againstWhom(
  entities: Iterable<SeenEntity>,
  own: SeenEntity,
  nameOf: (species: number) => string | undefined,
): string {
  const names: string[] = [];
  for (const entity of entities) {
    const fights = entity.kind === "creature" && (entity.status & (STATUS.inCombat | STATUS.dead)) === STATUS.inCombat;
    if (!fights || away(entity, own) > ENEMY_METRES) continue;
    names.push(`${nameOf(entity.species) ?? "somebody"} of level ${entity.level}`);
  }
  return names.length === 0 ? "" : `, against ${names.join(", ")}`;
}

/** What a bot does at the moment. */
export function doingOf(
  { own: { work, dialogue } }: WealdClient,
  { status, speed }: SeenEntity,
  rests: boolean,
): Doing {
  if ((status & STATUS.dead) !== 0) return "lies";
  if ((status & STATUS.inCombat) !== 0) return "fights";
  if (speed > 0) return "walks";
  if (rests) return "rests";
  return work.has("self") || dialogue.has("self") ? "deals" : "stands";
}

/** The quests that a bot takes and hands in. */
export class Diary {
  readonly #had = new Set<string>();
  readonly #nameOf: (number: number) => string | undefined;
  readonly #log: (text: string) => void;

  constructor(nameOf: (number: number) => string | undefined, log: (text: string) => void) {
    [this.#nameOf, this.#log] = [nameOf, log];
  }

  /** Notes which it has by now. */
  note(keys: Iterable<string>, report: BotReport): void {
    const has = new Set(keys);
    for (const key of has) {
      if (this.#had.has(key)) continue;
      this.#had.add(key);
      this.#log(`takes “${this.#nameOf(Number(key))}”`);
    }
    for (const key of [...this.#had]) {
      if (has.has(key)) continue;
      this.#had.delete(key);
      const name = this.#nameOf(Number(key)) ?? key;
      report.quests.push(name);
      this.#log(`hands in “${name}”`);
    }
  }
}
