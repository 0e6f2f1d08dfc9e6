/**
 * Somebody who plays by quests alone, through the SDK: asks who has something to do, does it, hands it in, and goes on.
 * It knows what a client knows: its own topics, what is in view, the catalog, and the terrain of the seed.
 */
import type { CatalogEntryOf, Pack } from "../../world/content/mod.ts";
import type { Catalog } from "../../world/content/types.ts";
import { STATUS } from "../../world/kinds.ts";
import type { Terrain } from "../../world/terrain/types.ts";
import type { SeenEntity, WealdClient } from "../../net/client/sdk/mod.ts";
import { againstWhom, Diary, doingOf } from "./diary.ts";
import { Fists } from "./fists.ts";
import { Gatherer } from "./gatherer.ts";
import { Land } from "./land.ts";
import { away, Legs, type Point } from "./legs.ts";
import { Outfit } from "./outfit.ts";
import { Patience } from "./patience.ts";
import { choosePrey, isWorthwhile } from "./prey.ts";
import { Prowl } from "./prowl.ts";
import { type BotReport, newReport, noteCoins, noteLevel } from "./report.ts";
import { Shopping } from "./shopping.ts";
import { Talker } from "./talker.ts";
import { Wayside } from "./wayside.ts";

type QuestLore = CatalogEntryOf<"quests">;
type ObjectiveLore = QuestLore["stages"][number]["objectives"][number];

const TALK_METRES = 3.5;
/** What it has no tool or skill for is something for so much later. */
const SKILL_SECONDS = 1200;
/** It keeps out of land that is for those so many levels above it. */
const LEVELS_ABOVE = 1;
/** Quests so far below its level it leaves. */
const LEVELS_BELOW = 3;
/** Below this part of its health it does not begin a fight, and rests up to the other. */
const RESTS_BELOW = 0.8;
const RESTED = 0.95;
const ACT_EVERY_SECONDS = 0.6;
/** What it comes no nearer to for this time is left for something else. */
const PATIENCE_SECONDS = 270;
/** On a long way it fights whom it passes, if they are as near as this. */
const PASSES_METRES = 30;

/** A bot. Call `step` some times a second. */
export class QuestBot {
  readonly report: BotReport;
  readonly #client: WealdClient;
  readonly #terrain: Terrain;
  readonly #legs: Legs;
  readonly #quests: ReadonlyMap<number, QuestLore>;
  readonly #creatures: ReadonlyMap<number, CatalogEntryOf<"creatures">>;
  readonly #gatherer: Gatherer;
  readonly #npcs: ReadonlyMap<number, CatalogEntryOf<"npcs">>;
  readonly #land: Land;
  readonly #outfit: Outfit;
  readonly #fists: Fists;
  readonly #shopping: Shopping;
  readonly #talker: Talker;
  readonly #diary: Diary;
  readonly #prowling: Prowl;
  readonly #wayside = new Wayside();
  readonly #class: CatalogEntryOf<"classes">;
  readonly #log: (text: string) => void;
  readonly #said = new Map<string, number>();
  readonly #shunned = new Map<string, number>();
  #goal = "";
  readonly #patience = new Patience(PATIENCE_SECONDS);
  #nextAct = 0;
  #isResting = false;
  #diedAt = 0;
  #seconds = 0;
  #level = 1;
  #xp = { now: 0, next: 0 };
  #lookedAt = 0;
  /** What it went through a door for. */
  #inside = "";

  constructor(
    client: WealdClient,
    terrain: Terrain,
    { kinds }: Pick<Catalog, "kinds">,
    pack: Pack,
    { name, classId, log }: { readonly name: string; readonly classId: string; readonly log: (text: string) => void },
  ) {
    this.#client = client;
    this.#terrain = terrain;
    this.#legs = new Legs(client, terrain);
    this.#log = log;
    const byNumber = <Entry>(entries: readonly { readonly number: number }[]) =>
      new Map(entries.map((entry) => [entry.number, entry as Entry]));
    this.#quests = byNumber(kinds.quests);
    this.#creatures = byNumber(kinds.creatures);
    this.#gatherer = new Gatherer(client, this.#legs, byNumber(kinds.nodes));
    this.#npcs = byNumber(kinds.npcs);
    this.#land = new Land(terrain, byNumber(kinds.regions));
    this.#outfit = new Outfit(client, byNumber(kinds.items));
    this.#class = kinds.classes.find(({ id }) => id === classId) as unknown as CatalogEntryOf<"classes">;
    this.report = newReport(name, classId);
    const numbers = (of: "items" | "npcs" | "abilities") => new Map(kinds[of].map(({ id, number }) => [id, number]));
    this.#talker = new Talker(client);
    this.#diary = new Diary((number) => this.#quests.get(number)?.name, log);
    this.#prowling = new Prowl(this.#land, this.#legs);
    this.#shopping = new Shopping(client, pack, this.#outfit, classId, numbers);
    const lore = { pack, numbers: numbers("abilities"), draught: () => this.#shopping.draught() };
    this.#fists = new Fists(client, this.#legs, lore, this.#class, this.report, (species) => {
      const name = this.#creatures.get(species)?.name;
      if (name !== undefined) this.#log(`beats ${name}`);
    });
    client.on("event", ({ entity, what }) => {
      if (entity !== client.ownId || what !== "gathered") return;
      this.report.gathered++;
      this.#log("gathers");
    });
    client.on("own", ({ topic, key }) => {
      if (topic === "bag") void this.#outfit.wear(Number(key));
    });
  }

  /** It begins here and now, with this level and what it has. */
  begin(level: number, seconds: number): void {
    [this.#level, this.report.level, this.#seconds] = [level, level, seconds];
    this.report.coins = this.#client.own.bag.get("1")?.amount ?? 0;
    this.report.beganSeconds = seconds;
    const { xp = 0, xpNext = 0 } = this.#client.own.vitals.get("self") ?? {};
    this.#xp = { now: xp, next: xpNext };
  }

  /** One thought, at so many seconds of its time. */
  step(seconds: number): void {
    const passed = seconds - this.#seconds;
    this.#seconds = seconds;
    const vitals = this.#client.own.vitals.get("self");
    const own = this.#seen(this.#client.ownId);
    if (vitals === undefined || own === null || this.#client.state.name !== "playing") return;
    this.report.doing[doingOf(this.#client, own, this.#isResting)] += passed;
    noteCoins(this.report, this.#client.own.bag.get("1")?.amount ?? 0);
    const { xp, xpNext } = vitals;
    this.report.xp += vitals.level > this.#level ? this.#xp.next - this.#xp.now + xp : xp - this.#xp.now;
    this.#xp = { now: xp, next: xpNext };
    this.#noteLevel(vitals.level);
    this.#diary.note(this.#client.own.quests.keys(), this.report);
    if ((own.status & STATUS.dead) !== 0) return this.#beDead(own);
    this.#diedAt = 0;
    if (seconds - this.#lookedAt > 2) {
      this.#lookedAt = seconds;
      this.#shopping.look(({ x }) => x < this.#terrain.layout.metres);
    }
    if (vitals.class === 0) return this.#act("chooseClass", { class: this.#class.number });
    if (this.#fists.goOn(own, seconds)) return;
    if (this.#rest(vitals.health / Math.max(1, vitals.healthMax))) return;
    if (this.#client.own.work.has("self")) return;
    if (this.#client.own.dialogue.has("self") && this.#talk()) return;
    this.#pursue(own);
  }

  #noteLevel(level: number): void {
    if (level <= this.#level) return;
    this.#level = level;
    noteLevel(this.report, level, this.#seconds);
    this.#log(`reaches level ${level}`);
  }

  #beDead(own: SeenEntity): void {
    if (this.#diedAt === 0) {
      this.#diedAt = this.#seconds;
      this.report.deaths++;
      this.#fists.forget();
      this.#legs.stop();
      this.#log(`dies${againstWhom(this.#client.entities, own, (species) => this.#creatures.get(species)?.name)}`);
    }
    if (this.#seconds - this.#diedAt > 6) this.#act("revive", {});
  }

  #rest(health: number): boolean {
    if (health < RESTS_BELOW) this.#isResting = true;
    if (health > RESTED) this.#isResting = false;
    if (this.#isResting) {
      this.#legs.stop();
      if (this.#seconds >= this.#nextAct) this.#outfit.eat(this.#seconds);
    }
    return this.#isResting;
  }

  /** Gives an answer; false if there is nothing more to say. */
  #talk(): boolean {
    const best = this.#talker.best(this.report.coins);
    if (best === null) {
      this.#act("endTalk", {});
      return true;
    }
    if (this.#seconds < this.#nextAct) return true;
    this.#talker.gave(best.text);
    this.#act("answer", { choice: best.choice, list: best.list });
    return true;
  }

  /** The next thing to do: hand in, do, ask. */
  #pursue(own: SeenEntity): void {
    const { quests, marks, errands } = this.#client.own;
    const options: {
      readonly name: string;
      readonly metres: number;
      readonly to: Point;
      readonly go: () => void;
    }[] = [];
    for (const [key, { ready, stage }] of quests) {
      const quest = this.#quests.get(Number(key));
      if (quest === undefined) continue;
      const at = (mark: { readonly x: number; readonly y: number }) => ({ x: mark.x / 256, y: mark.y / 256 });
      if (ready) {
        const mark = marks.get(`${key}/in`);
        if (mark === undefined) continue;
        // What is done is handed in before anything else, if that is not far away.
        const metres = away(own, at(mark)) * 0.5;
        const to = at(mark);
        const go = () => this.#visit(own, to, quest.turnIn ?? quest.giver);
        options.push({ name: `in ${key}`, metres, to, go });
        continue;
      }
      for (const [place, objective] of (quest.stages[stage]?.objectives ?? []).entries()) {
        const mark = marks.get(`${key}/${place}`);
        if (mark === undefined || !this.#isForIt(quest)) continue;
        const metres = away(own, at(mark));
        const radius = mark.metres;
        const to = at(mark);
        options.push({ name: `do ${key}/${place}`, metres, to, go: () => this.#do(own, objective, at(mark), radius) });
      }
    }
    for (const [key, { x, y, ready }] of errands) {
      const npc = this.#npcs.get(Number(key));
      if (npc === undefined || ready) continue;
      if (![...this.#quests.values()].some((one) => one.giver === npc.id && this.#isForIt(one))) continue;
      const point = { x: x / 256, y: y / 256 };
      // To ask costs a detour: what is in hand comes first, if it is no further.
      const go = () => this.#visit(own, point, npc.id);
      options.push({ name: `ask ${key}`, metres: away(own, point) * 1.2 + 10, to: point, go });
    }
    const shop = this.#shopping.wish(own, this.#level, this.report.coins, this.#seconds);
    if (shop !== null) {
      const go = () => this.#visit(own, shop.at, shop.npcId, (npc) => this.#deal(npc));
      options.push({ name: "deal", metres: 0, to: shop.at, go });
    }
    const open = options.filter(({ name, to }) =>
      (this.#shunned.get(name) ?? 0) < this.#seconds && this.#land.levelAt(to) <= this.#level + LEVELS_ABOVE
    );
    open.sort((a, b) => a.metres - b.metres);
    const [next] = open;
    if (next === undefined) return this.#prowl(own);
    if (!this.#patience.isLeft(next.name, away(own, next.to), this.#seconds)) {
      this.#shunned.set(next.name, this.#seconds + 240);
    }
    this.#goal = next.name;
    if (own.x >= this.#terrain.layout.metres && this.#inside === next.name) return next.go();
    if (this.#leave(own, next.to)) return;
    this.#inside = next.name;
    if (this.#wayside.mayFight(own, next.to, this.report.kills) && this.#fightPrey(own, PASSES_METRES)) return;
    next.go();
  }

  /** Whether a quest is of about its level: what is far below is worth little. */
  #isForIt({ level }: QuestLore): boolean {
    return level <= this.#level + 2 && level >= this.#level - LEVELS_BELOW;
  }

  /** Goes to somebody and talks, or does something else there. */
  #visit(own: SeenEntity, at: Point, npcId: string, there?: (npc: SeenEntity) => void): void {
    const npc = [...this.#npcs.values()].find(({ id }) => id === npcId);
    for (const entity of this.#client.entities) {
      if (entity.kind !== "npc" || entity.species !== npc?.number) continue;
      if (away(entity, own) > TALK_METRES) return this.#legs.goTo(entity, 1.5);
      if (own.speed > 0) return this.#legs.stop();
      if (there !== undefined) return there(entity);
      if (this.#seconds >= this.#nextAct) {
        // Who had nothing to say is left alone for a while.
        const name = `ask ${entity.species}`;
        const talks = this.#said.get(name) ?? 0;
        this.#said.set(name, talks + 1);
        if (talks >= 3) {
          this.#said.set(name, 0);
          this.#shunned.set(name, this.#seconds + 300);
        }
        this.#act("talk", { npc: entity.id });
      }
      return;
    }
    // Whoever is not to be seen there is behind the door.
    if (away(own, at) < 2.5 && own.speed === 0) this.#act("passDoor", {});
    this.#legs.goTo(at, 1);
  }

  /** Goes out of a room, if the next thing is not in it. */
  #leave(own: SeenEntity, at: Point): boolean {
    const { metres, portals } = this.#terrain.layout;
    if (own.x < metres || at.x >= metres) return false;
    const doors = portals.filter(({ inward }) => !inward).map(({ x, y }) => ({ x: x / 256, y: y / 256 }));
    doors.sort((a, b) => away(a, own) - away(b, own));
    if (away(doors[0]!, own) < 2.5 && own.speed === 0) this.#act("passDoor", {});
    else this.#legs.goTo(doors[0]!, 0.8);
    return true;
  }

  #do(own: SeenEntity, objective: ObjectiveLore, at: Point, radius: number): void {
    switch (objective.type) {
      case "kill":
      case "collect":
        return this.#hunt(own, objective, at, radius);
      case "gather": {
        const goal = this.#goal;
        return this.#gatherer.goOn(own, objective.node, at, this.#seconds, () => this.#shun(SKILL_SECONDS, goal));
      }
      case "talk":
      case "deliver":
        return this.#visit(own, at, objective.npc);
      case "survive":
      case "visit":
      case "region":
        return away(own, at) > Math.max(2, radius * 0.4) ? this.#legs.goTo(at, 1) : this.#legs.stop();
      default:
        // What needs a bench, company or somebody at one's side is for people.
        this.#shun(100_000);
    }
  }

  /** Leaves what it is at now, or something else, for so long. */
  #shun(seconds: number, goal = this.#goal): void {
    this.#shunned.set(goal, this.#seconds + seconds);
  }

  #hunt(own: SeenEntity, objective: ObjectiveLore, at: Point, radius: number): void {
    const isMeant = (id: string, family: string) =>
      objective.type === "kill"
        ? objective.creatures.includes(id) || objective.families.includes(family as never)
        : true;
    const nearest = choosePrey(this.#client.entities, own, this.#level, (entity) => {
      const lore = this.#creatures.get(entity.species);
      if (lore === undefined || !isMeant(lore.id, lore.family) || !this.#dares(entity)) return false;
      return objective.type !== "collect" || away(entity, at) <= radius + 15;
    });
    if (nearest !== null && away(nearest, own) < 60) return void this.#fight(own, nearest);
    if (away(own, at) > radius + 10) return this.#legs.goTo(at, 2);
    this.#legs.roam(at, radius);
  }

  /** There is nothing to do for anybody: it fights whom it can, in land for its level. */
  #prowl(own: SeenEntity): void {
    if (this.#leave(own, { x: 0, y: 0 })) return;
    if (!this.#fightPrey(own, 70)) this.#prowling.goOn(own, this.#level, this.#seconds);
  }

  /** Fights the best to fight of those so near; false if there is nobody. */
  #fightPrey(own: SeenEntity, metres: number): boolean {
    const suits = (one: SeenEntity) =>
      away(one, own) < metres && isWorthwhile(this.#creatures.get(one.species), one.level, this.#level);
    return this.#fight(
      own,
      choosePrey(this.#client.entities, own, this.#level, (one) => suits(one) && this.#dares(one)),
    );
  }

  #dares(one: SeenEntity): boolean {
    return !this.#fists.leaves(one, this.#seconds);
  }

  #fight(own: SeenEntity, prey: SeenEntity | null): boolean {
    if (prey === null) return false;
    this.#fists.aim(prey, this.#seconds);
    this.#fists.goOn(own, this.#seconds);
    return true;
  }

  #deal(npc: SeenEntity): void {
    if (this.#seconds < this.#nextAct) return;
    this.#nextAct = this.#seconds + ACT_EVERY_SECONDS;
    const done = this.#shopping.deal(npc, this.#level, this.report.coins, this.#seconds);
    if (done !== "" && done !== this.#dealt) this.#log(done);
    this.#dealt = done;
  }
  #dealt = "";

  #seen(id: number): SeenEntity | null {
    if (id !== 0) { for (const entity of this.#client.entities) if (entity.id === id) return entity; }
    return null;
  }

  #act(...[name, fields]: Parameters<WealdClient["act"]>): void {
    if (this.#seconds < this.#nextAct) return;
    this.#nextAct = this.#seconds + ACT_EVERY_SECONDS;
    void this.#client.act(name, fields);
  }
}
