/** How a bot fights: it strikes back, goes after what it aims at, does what its brain says, and takes what is left. */
import type { Ability, Numbered, Pack } from "../../world/content/mod.ts";
import type { CatalogEntryOf } from "../../world/content/mod.ts";
import { STATUS } from "../../world/kinds.ts";
import type { SeenEntity, WealdClient } from "../../net/client/sdk/mod.ts";
import { Brain } from "./brain.ts";
import { away, type Legs } from "./legs.ts";
import type { BotReport } from "./report.ts";

const REACH_METRES = 2.2;
/** What reaches no farther is done by hand. */
const HAND_CM_MAX = 500;
const ACT_EVERY_SECONDS = 0.6;
/** Below this part of its health it drinks a draught, so often at most. */
const DRINKS_BELOW = 0.35;
const DRINKS_SECONDS = 61;
/** Who fights the bot is within this. */
const FIGHT_METRES = 22;
/** Whoever is not hurt in this time is left alone, for so long. */
const PATIENCE_SECONDS = 40;
const LEAVES_SECONDS = 180;
/** Who does not see its target from where it stands goes so much of the way nearer. */
const NEARER_PART = 0.6;

/** The fists of one bot. */
export class Fists {
  readonly #client: WealdClient;
  readonly #legs: Legs;
  readonly #abilities: ReadonlyMap<number, Numbered<Ability>>;
  readonly #attack: Numbered<Ability>;
  readonly #brain: Brain;
  readonly #draught: () => number;
  #drunkAt = -DRINKS_SECONDS;
  readonly #report: BotReport;
  readonly #looted = new Set<number>();
  /** Whom its plain blows go at. */
  readonly #strikes = new Set<number>();
  #target = 0;
  #since = 0;
  /** Part of its target's health when it was last seen to be less, and the second of that. */
  #hurt = { health: Infinity, since: 0 };
  /** As near as it has to come to its target, in metres: from further away it did not see it. */
  #nearer = Infinity;
  /** Seconds until which those whom it could not get at are left alone. */
  readonly #left = new Map<number, number>();
  #seconds = 0;
  #nextAct = 0;

  constructor(
    client: WealdClient,
    legs: Legs,
    { pack, numbers, draught }: {
      readonly pack: Pack;
      readonly numbers: ReadonlyMap<string, number>;
      readonly draught: () => number;
    },
    { attack }: CatalogEntryOf<"classes">,
    report: BotReport,
    beaten: (species: number) => void,
  ) {
    this.#client = client;
    this.#legs = legs;
    this.#brain = new Brain(pack);
    this.#draught = draught;
    this.#abilities = new Map(pack.entries.abilities.flatMap((one) => {
      const number = numbers.get(one.id);
      return number === undefined ? [] : [[number, { ...one, number }]];
    }));
    this.#attack = [...this.#abilities.values()].find(({ id }) => id === attack)!;
    this.#report = report;
    client.on("event", ({ entity, what }) => {
      if (what !== "died" || entity !== this.#target) return;
      beaten(this.#seen(entity)?.species ?? 0);
      this.#endFight();
    });
  }

  /** Fights on, or takes what is left of somebody; false if there is nothing of the kind to do. */
  goOn(own: SeenEntity, seconds: number): boolean {
    this.#seconds = seconds;
    const attacker = this.#attacker(own);
    if (attacker !== null) this.aim(attacker, seconds);
    const target = this.#seen(this.#target);
    if (target !== null && (target.status & STATUS.dead) === 0 && this.#fight(own, target)) return true;
    return this.#loot(own);
  }

  #seen(id: number): SeenEntity | null {
    if (id !== 0) { for (const entity of this.#client.entities) if (entity.id === id) return entity; }
    return null;
  }

  /** Whoever fights the bot and is near. */
  #attacker(own: SeenEntity): SeenEntity | null {
    if ((own.status & STATUS.inCombat) === 0) return null;
    let nearest: SeenEntity | null = null;
    for (const entity of this.#client.entities) {
      const isFighting = entity.kind === "creature" && (entity.status & STATUS.inCombat) !== 0 &&
        (entity.status & STATUS.dead) === 0 && !this.leaves(entity, this.#seconds);
      if (isFighting && away(entity, own) < Math.min(15, nearest === null ? 15 : away(nearest, own))) nearest = entity;
    }
    return nearest;
  }

  /** Chooses whom to fight. */
  aim({ id, healthShare }: SeenEntity, seconds: number): void {
    if (this.#target === id) return;
    this.#target = id;
    this.#since = seconds;
    this.#hurt = { health: healthShare, since: seconds };
    this.#nearer = Infinity;
  }

  /** Whether somebody is to be left alone, as it could not be got at a while ago. */
  leaves({ id }: SeenEntity, seconds: number): boolean {
    return (this.#left.get(id) ?? 0) > seconds;
  }

  /** Fights nobody any more. */
  forget(): void {
    this.#target = 0;
  }

  #endFight(): void {
    this.#report.kills++;
    this.#report.fights++;
    this.#report.fightSeconds += this.#seconds - this.#since;
    this.#target = 0;
  }

  /** Goes after its target and strikes. False if it gives it up. */
  #fight(own: SeenEntity, target: SeenEntity): boolean {
    if (target.healthShare < this.#hurt.health) this.#hurt = { health: target.healthShare, since: this.#seconds };
    if (this.#seconds - this.#hurt.since > PATIENCE_SECONDS) {
      this.#left.set(target.id, this.#seconds + LEAVES_SECONDS);
      this.#target = 0;
      return false;
    }
    const attack = this.#attack;
    const reachCm = this.#client.own.abilities.get(String(attack.number))?.rangeCm ?? 0;
    const reach = Math.min(reachCm <= HAND_CM_MAX ? REACH_METRES : reachCm / 100 * 0.85, this.#nearer);
    if (away(own, target) > reach) {
      this.#legs.goTo(target, reach * 0.7);
      return true;
    }
    this.#legs.stop();
    if (own.speed > 0) return true;
    const vitals = this.#client.own.vitals.get("self")!;
    const { energy, health, healthMax } = vitals;
    const { own: topics, tick } = this.#client;
    if (topics.casting.has("self") || this.#seconds < this.#nextAct) return true;
    this.#nextAct = this.#seconds + ACT_EVERY_SECONDS;
    if (health < healthMax * DRINKS_BELOW && this.#seconds - this.#drunkAt >= DRINKS_SECONDS) {
      const what = this.#draught();
      this.#drunkAt = this.#seconds;
      if (what !== 0) {
        void this.#client.act("useItem", { what, target: 0 });
        return true;
      }
    }
    const ready = (number: number) =>
      Math.max(
        topics.cooldowns.get(String(number))?.untilTick ?? 0,
        this.#abilities.get(number)!.offGlobal ? 0 : topics.cooldowns.get("0")?.untilTick ?? 0,
      ) <= tick;
    const known = [...topics.abilities].map(([key, { cost }]) => ({ ...this.#abilities.get(Number(key))!, cost }))
      .filter(({ number }) => ready(number));
    const foes = [target, ...this.#others(own, target)].map((one) => ({
      ...{ id: one.id, metres: away(one, own), health: one.healthShare / 255 },
    }));
    const [deed] = this.#brain.wishes(known, {
      ...{ seconds: this.#seconds, level: vitals.level, health: health / Math.max(1, healthMax), energy, foes },
    });
    // Its plain blows go on by themselves, once begun.
    if (deed === undefined || !this.#strikes.has(target.id)) {
      this.#strikes.clear();
      this.#strikes.add(target.id);
      this.#use(attack.number, target, { target: target.id, x: 0, y: 0 });
    }
    if (deed === undefined) return true;
    const at = deed.ability.target === "place" ? { x: target.x - own.x, y: target.y - own.y } : { x: 0, y: 0 };
    const place = { x: Math.round(at.x * 256), y: Math.round(at.y * 256) };
    const seconds = this.#seconds;
    this.#use(deed.ability.number, target, { target: deed.target, ...place }, () => this.#brain.did(deed, seconds));
    return true;
  }

  /** Does something to somebody. If it does not see its target from where it stands, it comes nearer. */
  #use(
    ability: number,
    { id, x, y }: SeenEntity,
    aim: { readonly target: number; readonly x: number; readonly y: number },
    done?: () => void,
  ): void {
    void this.#client.act("useAbility", { ability, ...aim }).then((result) => {
      if (result.type === "done") return done?.();
      const own = this.#seen(this.#client.ownId);
      if (result.reason !== "not-here" || id !== this.#target || own === null) return;
      this.#nearer = Math.max(REACH_METRES, away(own, { x, y }) * NEARER_PART);
      this.#strikes.clear();
    });
  }

  /** Others that fight the bot. */
  #others(own: SeenEntity, target: SeenEntity): SeenEntity[] {
    return [...this.#client.entities].filter((one) =>
      one !== target && one.kind === "creature" &&
      (one.status & (STATUS.inCombat | STATUS.dead)) === STATUS.inCombat && away(one, own) < FIGHT_METRES
    );
  }

  #loot(own: SeenEntity): boolean {
    for (const entity of this.#client.entities) {
      const isLeft = (entity.kind === "creature" || entity.kind === "object") && (entity.status & STATUS.dead) !== 0 &&
        (entity.status & STATUS.looted) === 0;
      if (!isLeft || away(entity, own) > 12 || this.#looted.has(entity.id)) continue;
      if (away(entity, own) > 3) {
        this.#legs.goTo(entity, 1);
        return true;
      }
      this.#looted.add(entity.id);
      void this.#client.act("takeLoot", { corpse: entity.id, what: 0 });
      return true;
    }
    return false;
  }
}
