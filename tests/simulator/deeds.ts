/**
 * What players of the simulator do besides walking and carrying things: all that the table of actions has. Mostly what
 * somebody with eyes would do next (strike who is near, take what is left, buy, sell, offer, agree, answer), so that it
 * comes to something; now and then any action with any numbers, which has to be refused and hurt nobody.
 */
import { ACTION_NAMES, type ActionField, type ActionFields, type ActionName, actionRow } from "../../world/actions.ts";
import type { Prng } from "../../world/base/prng.ts";
import type { Kind } from "../../world/components.ts";
import { ITEM_KIND_MAX } from "../../world/ledger/mod.ts";
import { STATUS } from "../../world/kinds.ts";
import { entityX, entityY, type ReplicaEntity } from "../../net/replica.ts";
import { kindOf } from "./checks.ts";
import { NO_NUMBERS, recipeOf } from "../../world/content/mod.ts";
import { defaultPack } from "../world/_pack.ts";
import { boards, dealAtBoard } from "./market.ts";
import type { Player } from "./player.ts";
import { sharedTerrain } from "./saved.ts";
import { SIMULATED } from "./server.ts";

/** Units of 1/256 m. */
const METRE = 256;
/** Of so many deeds, one is wild. */
const WILD_OF = 8;
/** So long somebody is gone after, in milliseconds. */
const PATIENCE_MS = 8_000;
/** Of the people around, so many of the nearest are gone to. */
const PEOPLE_KNOWN = 10;
/** Doors within this are gone through. */
const DOOR_METRES = 60;
/** Boards within this are gone to. */
const BOARD_METRES = 120;
const COIN = 1;
const CLASSES = 4;

/** One thing that could be done now, and how much it is wanted. */
interface Option {
  readonly weight: number;
  readonly go: () => void;
}

/** A place on the ground plane, in units. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** What somebody goes somewhere for: done when that is within reach, given up after a while or when it is not there. */
interface Errand {
  readonly where: () => Point | null;
  readonly metres: number;
  readonly untilMs: number;
  readonly go: () => void;
}

type Reach = (where: () => Point | null, metres: number, go: () => void) => void;

/** What moves one player. Lifetime: that of its connection. */
export class Mind {
  readonly #player: Player;
  readonly #prng: Prng;
  #errand: Errand | null = null;

  constructor(player: Player, prng: Prng) {
    this.#player = player;
    this.#prng = prng;
  }

  /** One thought, at a moment in milliseconds: goes on with an errand, or does one thing of all that could be done. */
  think(nowMs: number): void {
    if (this.#isOnErrand(nowMs)) return;
    if (this.#prng.below(WILD_OF) === 0) return doWildly(this.#player, this.#prng);
    const at: Reach = (where, metres, go) => {
      const place = where();
      if (place === null) return;
      if (awayFrom(this.#player, place) <= metres * METRE) return go();
      this.#player.goTo(place.x / METRE, place.y / METRE);
      this.#errand = { where, metres, untilMs: nowMs + PATIENCE_MS, go };
    };
    const options = new Deeds(this.#player, this.#prng, at).options();
    let left = this.#prng.below(options.reduce((sum, { weight }) => sum + weight, 0));
    options.find(({ weight }) => (left -= weight) < 0)!.go();
  }

  #isOnErrand(nowMs: number): boolean {
    const errand = this.#errand;
    if (errand === null) return false;
    const place = nowMs < errand.untilMs ? errand.where() : null;
    if (place !== null && awayFrom(this.#player, place) > errand.metres * METRE) return true;
    this.#errand = null;
    if (place === null) return false;
    errand.go();
    return true;
  }
}

/** What can be done, by what the player was told and sees. */
class Deeds {
  readonly #player: Player;
  readonly #prng: Prng;
  readonly #seen: readonly ReplicaEntity[];
  readonly #options: Option[] = [];
  /** Does something where something is within so many metres, or goes there first. */
  readonly #reach: Reach;

  constructor(player: Player, prng: Prng, reach: Reach) {
    this.#player = player;
    this.#prng = prng;
    this.#reach = reach;
    const away = new Map(
      [...player.replica.entities.values()].map((one) => [one, awayFrom(player, placeOf(player, one))]),
    );
    away.delete(player.replica.entities.get(player.entity)!);
    this.#seen = [...away.keys()].sort((a, b) => away.get(a)! - away.get(b)! || a.id - b.id);
  }

  options(): readonly Option[] {
    this.#add(1, () => this.#player.say("partySay", { text: "Over here." }));
    this.#add(1, () => this.#player.say("whisper", { to: "somebody", text: "Are you there?" }));
    const vitals = this.#player.topic("vitals").get("self");
    if (Number(vitals?.class ?? 0) === 0) {
      this.#add(20, () => this.#player.say("chooseClass", { class: 1 + this.#prng.below(CLASSES) }));
    }
    this.#fight();
    this.#deal();
    this.#keep();
    this.#trade();
    this.#meet();
    this.#work();
    this.#market();
    return this.#options;
  }

  #add(weight: number, go: () => void): void {
    this.#options.push({ weight, go });
  }

  #pick<One>(list: readonly One[]): One {
    return list[this.#prng.below(list.length)]!;
  }

  /** The nearest of a kind, dead or alive, or undefined. */
  #nearest(kind: Kind, isDead = false): ReplicaEntity | undefined {
    return this.#seen.find((one) => kindOf(one) === kind && ((statusOf(one) & STATUS.dead) !== 0) === isDead);
  }

  #at(entity: ReplicaEntity, metres: number, go: () => void): void {
    const { entities } = this.#player.replica;
    this.#reach(() => entities.get(entity.id) === entity ? placeOf(this.#player, entity) : null, metres, go);
  }

  #fight(): void {
    const player = this.#player;
    const own = player.replica.entities.get(player.entity);
    if (own !== undefined && (statusOf(own) & STATUS.dead) !== 0) this.#add(60, () => player.say("revive", {}));
    const enemy = this.#nearest("creature");
    this.#add(2, () => player.say("aimAt", { target: enemy?.id ?? 0 }));
    const abilities = [...player.topic("abilities").keys()];
    if (abilities.length > 0) {
      const ability = () => Number(this.#pick(abilities));
      const strike = (target: number) => player.say("useAbility", { ability: ability(), target, x: 0, y: 0 });
      if (enemy !== undefined) this.#add(40, () => this.#at(enemy, 3, () => strike(enemy.id)));
      const mate = this.#nearest("player");
      this.#add(4, () => strike(mate?.id ?? 0));
      this.#add(1, () => player.say("stop", {}));
    }
    const body = this.#nearest("creature", true);
    if (body === undefined) return;
    this.#add(25, () => this.#at(body, 3, () => player.say("takeLoot", { corpse: body.id, what: 0 })));
    this.#add(5, () => this.#at(body, 3, () => player.say("openCorpse", { corpse: body.id })));
    for (const roll of player.topic("rolls").keys()) {
      this.#add(10, () => player.say("roll", { roll: Number(roll), choice: this.#prng.below(3) }));
    }
  }

  /** People who sell, keep, mend, teach and talk. */
  #deal(): void {
    const player = this.#player;
    const people = this.#seen.filter((one) => kindOf(one) === "npc").slice(0, PEOPLE_KNOWN);
    if (people.length === 0) return;
    // Somebody keeps to one for a while: what was opened there is used there.
    const npc = people.find(({ id }) => id === this.#vendor()) ?? this.#pick(people);
    const to = (weight: number, go: () => void) => this.#add(weight, () => this.#at(npc, 3, go));
    to(8, () => player.say("openVendor", { npc: npc.id }));
    to(8, () => player.say("talk", { npc: npc.id }));
    to(1, () => player.say("repair", { npc: npc.id, what: 0 }));
    to(1, () => player.say("learn", { npc: npc.id, recipe: 1 + this.#prng.below(60) }));
    for (const [key, { npc: speaker, list }] of player.topic("dialogue")) {
      if (speaker !== undefined) this.#add(2, () => player.say("endTalk", {}));
      else this.#add(12, () => player.say("answer", { choice: Number(key), list: Number(list ?? this.#list()) }));
    }
    for (const [key, { kind }] of player.topic("vendor")) {
      const [what, number] = key.split(" ");
      if (what === "stock") this.#add(3, () => this.#buy(Number(number ?? kind)));
      if (what === "sold") this.#add(3, () => player.say("buyBack", { npc: this.#vendor(), what: Number(number) }));
    }
    const things = [...player.bag.keys()];
    if (things.length === 0) return;
    const carried = () => this.#pick(things);
    const amount = (what: number) => 1 + this.#prng.below(Math.min(50, player.bag.get(what)! + 1));
    if (player.topic("prices").size > 0) {
      const priced = [...player.topic("prices").keys()];
      this.#add(8, () => {
        const what = Number(this.#pick(priced));
        player.say("sell", { npc: this.#vendor(), what, amount: Math.min(1 + this.#prng.below(3), 9) });
      });
    }
    to(6, () => {
      const what = carried();
      const count = amount(what);
      const done = `put into the bank ${what} ${count} bank ${player.person.character}`;
      player.act("bankPut", { npc: npc.id, what, amount: count }, done);
    });
    for (const [key, { amount: has }] of player.topic("bank")) {
      const [what, count] = [Number(key), 1 + this.#prng.below(Number(has))];
      const done = `taken out of the bank ${what} ${count} character ${player.person.character}`;
      to(4, () => player.act("bankTake", { npc: npc.id, what, amount: count }, done));
    }
  }

  #list(): number {
    return Number(this.#player.topic("dialogue").get("self")?.list ?? 0);
  }

  #vendor(): number {
    return Number(this.#player.topic("vendor").get("self")?.entity ?? 0);
  }

  #buy(what: number): void {
    this.#player.say("buy", { npc: this.#vendor(), what, amount: 1 + this.#prng.below(3) });
  }

  /** What is carried and worn. */
  #keep(): void {
    const player = this.#player;
    for (const what of player.bag.keys()) {
      if (what > ITEM_KIND_MAX) this.#add(6, () => player.say("equip", { what }));
      else if (what !== COIN) this.#add(2, () => player.say("useItem", { what, target: 0 }));
    }
    for (const { what } of player.topic("worn").values()) {
      this.#add(2, () => player.say("unequip", { what: Number(what) }));
    }
    const things = [...player.bag.keys()].filter((what) => what !== COIN);
    if (things.length === 0) return;
    this.#add(1, () => {
      const what = this.#pick(things);
      player.act("destroy", { what, amount: 1 }, `destroyed ${what} 1 decay`);
    });
    this.#add(1, () => player.say("plant", { what: this.#pick(things), x: METRE, y: 0 }));
  }

  /** Deals between two. */
  #trade(): void {
    const player = this.#player;
    const trade = player.topic("trade");
    const mate = this.#nearest("player");
    if (!trade.has("self")) {
      for (const { entity } of player.topic("tradeAsks").values()) {
        if (Number(entity) !== 0) this.#add(30, () => player.say("tradeAsk", { to: Number(entity) }));
      }
      if (mate !== undefined) this.#add(8, () => this.#at(mate, 8, () => player.say("tradeAsk", { to: mate.id })));
      return;
    }
    const things = [...player.bag.keys()];
    if (things.length > 0) {
      this.#add(25, () => {
        const what = this.#pick(things);
        player.say("tradeOffer", { what, amount: this.#prng.below(Math.min(20, player.bag.get(what)!) + 1) });
      });
    }
    this.#add(40, () => player.say("tradeAgree", { yes: this.#prng.below(5) === 0 ? 0 : 1 }));
    this.#add(3, () => player.say("tradeCancel", {}));
  }

  /** Parties, quests, doors. */
  #meet(): void {
    const player = this.#player;
    const mate = this.#nearest("player");
    if (mate !== undefined) this.#add(3, () => player.say("partyInvite", { to: mate.id }));
    for (const from of player.topic("invites").keys()) {
      this.#add(10, () => player.say("partyAnswer", { from: Number(from), yes: this.#prng.below(4) === 0 ? 0 : 1 }));
    }
    const members = [...player.topic("party").keys()].map(Number);
    if (members.length > 0) {
      this.#add(1, () => player.say("partyLeave", {}));
      this.#add(1, () => player.say("partyPromote", { member: this.#pick(members) }));
      this.#add(1, () => player.say("partyRemove", { member: this.#pick(members) }));
    }
    for (const quest of player.topic("quests").keys()) {
      this.#add(1, () => player.say("questWay", { quest: Number(quest), way: 1 + this.#prng.below(2) }));
      if (this.#prng.below(6) === 0) this.#add(1, () => player.say("leaveQuest", { quest: Number(quest) }));
    }
    const away = new Map(doors().map((door) => [door, awayFrom(player, door)]));
    const near = [...away.keys()].filter((door) => away.get(door)! < DOOR_METRES * METRE);
    if (near.length > 0) {
      const door = this.#pick(near);
      this.#add(8, () => this.#reach(() => door, 2, () => player.say("passDoor", {})));
    }
  }

  /** Orders at a market board, for who is not too far from one. */
  #market(): void {
    const player = this.#player;
    const board = boards().find((one) => awayFrom(player, one) < BOARD_METRES * METRE);
    if (board === undefined) return;
    const weight = player.topic("board").has("self") ? 120 : 30;
    this.#add(weight, () => this.#reach(() => board, 4, () => dealAtBoard(player, this.#prng)));
  }

  /** Gathering and making. */
  #work(): void {
    const player = this.#player;
    const node = this.#nearest("node");
    if (node !== undefined) {
      this.#add(15, () => this.#at(node, 2, () => player.say("gather", { node: node.id, x: 0, y: 0 })));
    }
    const away = () => (this.#prng.below(7) - 3) * METRE;
    this.#add(2, () => player.say("gather", { node: 0, x: away(), y: away() }));
    for (const recipe of player.topic("recipes").keys()) {
      this.#add(2, () => player.say("make", { recipe: Number(recipe), times: 1 + this.#prng.below(3) }));
    }
  }
}

/** Any action with any numbers within its ranges: what the gateway lets through, and the world has to judge. */
function doWildly(player: Player, prng: Prng): void {
  // What the ledger's acknowledgements are compared by is asked for where that is noted.
  const noted: readonly ActionName[] = ["pickUp", "drop", "give", "bankPut", "bankTake", "destroy"];
  const names = ACTION_NAMES.filter((name) => !noted.includes(name));
  const name = names[prng.below(names.length)]!;
  const known = [
    ...player.replica.entities.keys(),
    ...player.bag.keys(),
    ...[0, 1, 2, 3, player.entity, player.person.character],
  ];
  const fields = Object.entries(actionRow(name).fields).map(([field, row]) => [field, anyValue(row, known, prng)]);
  player.say(name, Object.fromEntries(fields) as ActionFields<typeof name>);
}

function anyValue(field: ActionField, known: readonly number[], prng: Prng): number | string {
  if (field.type === "text") return "x".repeat(1 + prng.below(Math.min(10, field.lettersMax)));
  const ends = [field.min, field.max, field.min + prng.below(Math.min(2 ** 16, field.max - field.min + 1))];
  const value = prng.below(3) > 0 ? known[prng.below(known.length)]! : ends[prng.below(ends.length)]!;
  return Math.max(field.min, Math.min(field.max, value));
}

function statusOf(entity: ReplicaEntity): number {
  return Number(entity.components.get("status") ?? 0);
}

/** Where an entity is as of the newest frame. */
function placeOf(player: Player, entity: ReplicaEntity): Point {
  return {
    x: entityX(entity, player.tick, SIMULATED.tickRate),
    y: entityY(entity, player.tick, SIMULATED.tickRate),
  };
}

/** How far a place is from the player's own body, in units. */
function awayFrom(player: Player, { x, y }: Point): number {
  const own = player.replica.entities.get(player.entity);
  if (own === undefined) return Infinity;
  const at = placeOf(player, own);
  return Math.hypot(x - at.x, y - at.y);
}

/** The doors of the world, both sides. */
function doors(): readonly Point[] {
  return sharedTerrain(SIMULATED.seed, recipeOf(defaultPack(), NO_NUMBERS)).layout.portals;
}
