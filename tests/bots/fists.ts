/** How a bot fights: it strikes back, goes after what it aims at, uses what it can, and takes what is left. */
import type { CatalogEntryOf } from "../../world/content/mod.ts";
import { STATUS } from "../../world/kinds.ts";
import type { SeenEntity, WealdClient } from "../../net/client/sdk/mod.ts";
import { away, type Legs } from "./legs.ts";
import type { BotReport } from "./report.ts";

type AbilityLore = CatalogEntryOf<"abilities">;

const REACH_METRES = 2.2;
/** What reaches no farther is done by hand. */
const HAND_CM_MAX = 500;
const ACT_EVERY_SECONDS = 0.6;
/** Below this part of its health it sees to itself. */
const HURT = 0.5;
/** Whoever is not beaten in this time is left alone. */
const PATIENCE_SECONDS = 90;

/** The fists of one bot. */
export class Fists {
  readonly #client: WealdClient;
  readonly #legs: Legs;
  readonly #abilities: ReadonlyMap<number, AbilityLore>;
  readonly #attack: AbilityLore;
  readonly #report: BotReport;
  readonly #looted = new Set<number>();
  #target = 0;
  #since = 0;
  #seconds = 0;
  #nextAct = 0;

  constructor(
    client: WealdClient,
    legs: Legs,
    abilities: ReadonlyMap<number, AbilityLore>,
    { attack }: CatalogEntryOf<"classes">,
    report: BotReport,
    beaten: (species: number) => void,
  ) {
    this.#client = client;
    this.#legs = legs;
    this.#abilities = abilities;
    this.#attack = [...abilities.values()].find(({ id }) => id === attack)!;
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
        (entity.status & STATUS.dead) === 0;
      if (isFighting && away(entity, own) < Math.min(15, nearest === null ? 15 : away(nearest, own))) nearest = entity;
    }
    return nearest;
  }

  /** Chooses whom to fight. */
  aim({ id }: SeenEntity, seconds: number): void {
    if (this.#target === id) return;
    this.#target = id;
    this.#since = seconds;
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
    if (this.#seconds - this.#since > PATIENCE_SECONDS) {
      this.#target = 0;
      return false;
    }
    const attack = this.#attack;
    const reachCm = this.#client.own.abilities.get(String(attack.number))?.rangeCm ?? 0;
    const reach = reachCm <= HAND_CM_MAX ? REACH_METRES : reachCm / 100 * 0.85;
    if (away(own, target) > reach) {
      this.#legs.goTo(target, reach * 0.7);
      return true;
    }
    this.#legs.stop();
    if (own.speed > 0) return true;
    const { energy, health, healthMax } = this.#client.own.vitals.get("self")!;
    // What is for oneself is done when it is needed, and then before anything else.
    const isHurt = health < healthMax * HURT;
    const suits = ({ target }: AbilityLore) =>
      target === "enemy" || (isHurt && (target === "self" || target === "friend"));
    const { own: topics, tick } = this.#client;
    const ready = (number: number) =>
      Math.max(
        topics.cooldowns.get(String(number))?.untilTick ?? 0,
        this.#abilities.get(number)!.offGlobal ? 0 : topics.cooldowns.get("0")?.untilTick ?? 0,
      ) <= tick;
    const usable = [...topics.abilities].map(([key, { cost }]) => ({
      ability: this.#abilities.get(Number(key))!,
      cost,
    }))
      .filter(({ ability, cost }) => suits(ability) && cost <= energy && ready(ability.number))
      .sort((a, b) => b.cost - a.cost);
    if (topics.casting.has("self") || usable.length === 0) return true;
    if (this.#seconds < this.#nextAct) return true;
    this.#nextAct = this.#seconds + ACT_EVERY_SECONDS;
    const { ability } = usable.find((one) => one.ability.target !== "enemy") ?? usable[0]!;
    const at = ability.target === "enemy" ? target.id : 0;
    void this.#client.act("useAbility", { ability: ability.number, target: at, x: 0, y: 0 });
    return true;
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
