/** Gathering and crafting in play: what can be gathered here, going there to do it, who teaches, what was learned. */
import { UNITS_PER_METRE } from "../../../../world/base/space.ts";
import { STATUS } from "../../../../world/kinds.ts";
import { CHUNK_METRES, PROP, type Prop } from "../../../../world/terrain/types.ts";
import type { SeenEntity, WealdClient } from "../../sdk/mod.ts";
import type { Offer } from "../hud/prompt.ts";
import { CraftsPanel } from "../panels/crafts.ts";
import type { Panels } from "../panels/panels.ts";
import type { Things } from "../panels/things.ts";
import type { Service } from "../panels/services.ts";
import { TrainerPanel } from "../panels/trainer.ts";
import type { Going } from "./going.ts";
import type { Lore, NodeLore } from "./lore.ts";
import type { Around, PlayPart } from "./play.ts";
import { soon } from "../soon.ts";

/** How near one has to be, in metres: a little less than the world's own. */
const REACH_METRES = 2.7;
const FISH_METRES = 8.5;
const TRAINER_METRES = 4.6;
/** A touch within this of something means it, in metres. */
const TOUCH_METRES = 0.9;

const VERBS = { ore: "Mine", herb: "Pick", tree: "Fell", fish: "Fish for", forage: "Pick", crop: "Reap" } as const;
const WORDS = ["bag", "skills", "recipes", "vitals", "orders"];

/** Something to gather: where it is in metres, and the fields of the action from a place in metres. */
interface Source {
  readonly text: string;
  readonly about: string;
  readonly x: number;
  readonly y: number;
  readonly reach: number;
  readonly fields: (x: number, y: number) => { readonly node: number; readonly x: number; readonly y: number };
}

/** What it needs of the rest of the page. */
export interface CraftsNeeds {
  readonly things: Things;
  readonly going: Going;
  readonly say: (text: string) => void;
}

/** All of it. Lives as long as the page. */
export class CraftsPart implements PlayPart {
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #needs: CraftsNeeds;
  readonly #crafts: CraftsPanel;
  readonly #trainer: TrainerPanel;
  readonly #points = new Map<string, number>();
  /** Many values come with one frame: the panels are drawn once after all of them. */
  readonly #drawSoon = soon(() => {
    this.#crafts.draw();
    this.#trainer.draw();
  });

  constructor(client: WealdClient, lore: Lore, panels: Panels, needs: CraftsNeeds) {
    this.#client = client;
    this.#lore = lore;
    this.#needs = needs;
    this.#crafts = new CraftsPanel(client, lore, needs.things, panels);
    this.#trainer = new TrainerPanel(client, lore, needs.things, panels);
    lore.listen(() => this.#drawSoon());
    client.on("own", ({ topic, key, value }) => {
      if (WORDS.includes(topic)) this.#drawSoon();
      if (topic === "skills" && value !== null) this.#hearOfSkill(key, Number(value["points"]));
    });
  }

  look(around: Around): void {
    const npc = this.#trainer.entity;
    if (npc !== 0 && this.#distance(npc, around) > TRAINER_METRES + 1) this.#trainer.panel.close();
  }

  offers(around: Around): Offer[] {
    const offers: Offer[] = [];
    for (const source of this.#sources(around)) {
      const metres = Math.hypot(source.x - around.x, source.y - around.y);
      if (metres > source.reach) continue;
      // What one stands at comes before what one could fish for over there.
      offers.push({
        text: source.text,
        about: source.about,
        metres: metres * REACH_METRES / source.reach,
        act: () => this.#gather(source),
      });
    }
    for (const { id, kind, species, x, y } of this.#client.entities) {
      const metres = Math.hypot(x - around.x, y - around.y);
      const npc = kind === "npc" && metres < TRAINER_METRES ? this.#lore.npc(species) : undefined;
      if (npc === undefined || (npc.trains?.crafts.length ?? 0) === 0) continue;
      const act = () => this.#trainer.openAt(id, species);
      offers.push({ text: `Learn from ${npc.name}`, metres: metres + 0.01, act });
    }
    return offers;
  }

  /** What a person teaches besides a talk. */
  servicesOf(entity: number): Service[] {
    const seen = [...this.#client.entities].find(({ id }) => id === entity);
    if (seen === undefined || (this.#lore.npc(seen.species)?.trains?.crafts.length ?? 0) === 0) return [];
    const act = () => this.#trainer.openAt(entity, seen.species);
    return [{ deed: "", text: "What can I learn from you?", act }];
  }

  tap(x: number, y: number, around: Around): boolean {
    let nearest: Source | null = null;
    let least = TOUCH_METRES;
    for (const source of this.#sources({ ...around, x, y })) {
      const metres = Math.min(Math.hypot(source.x - x, source.y - y), Math.hypot(source.x - x, source.y - 0.4 - y));
      if (metres < least) [nearest, least] = [source, metres];
    }
    if (nearest === null) return false;
    const source = nearest;
    const act = () => this.#gather(source);
    this.#needs.going.to({ place: () => source, reach: source.reach, stands: true, act }, around);
    return true;
  }

  /** Everything near a place that gives something. */
  *#sources(around: Around): Generator<Source> {
    const stumps = new Set<string>();
    for (const entity of this.#client.entities) {
      const source = this.#sourceOf(entity);
      if (source !== null) yield source;
      if (entity.kind === "node") stumps.add(`${entity.x} ${entity.y}`);
    }
    yield* this.#trees(around, stumps);
  }

  #sourceOf({ id, kind, species, amount, status, x, y }: SeenEntity): Source | null {
    const fields = () => ({ node: id, x: 0, y: 0 });
    if (kind === "node" || kind === "crop") {
      const node = this.#lore.nodes.get(species);
      if (node === undefined || amount === 0 || amount < (kind === "crop" ? node.crop?.stages ?? 1 : 1)) return null;
      const reach = node.type === "fish" ? FISH_METRES : REACH_METRES;
      return { text: this.#textOf(node), about: node.text, x, y, reach, fields };
    }
    if (kind !== "creature" || (status & STATUS.dead) === 0 || (status & STATUS.skinned) !== 0) return null;
    const creature = this.#lore.creature(species);
    if (creature === undefined || creature.skins === null) return null;
    const { craft, skill } = creature.skins;
    const text = `Skin: ${creature.name}${this.#lacking(craft, skill)}`;
    return { text, about: "", x, y, reach: REACH_METRES, fields };
  }

  /** Trees are offered to who has something to fell them with. */
  *#trees({ terrain, x, y }: Around, stumps: ReadonlySet<string>): Generator<Source> {
    if (x < 0 || y < 0 || x >= terrain.layout.metres || y >= terrain.layout.metres) return;
    const trees = [...this.#lore.nodes.values()].filter(({ where, tool }) =>
      where.props.length > 0 && (tool === null || this.#hasTool(tool))
    );
    if (trees.length === 0) return;
    const near = new Set<Prop>();
    for (const [dx, dy] of [[-3, -3], [3, -3], [-3, 3], [3, 3]] as const) {
      const chunk = terrain.chunk(Math.floor((x + dx) / CHUNK_METRES), Math.floor((y + dy) / CHUNK_METRES));
      for (const prop of chunk.props) near.add(prop);
    }
    for (const prop of near) {
      const [atX, atY] = [prop.x / UNITS_PER_METRE, prop.y / UNITS_PER_METRE];
      if (Math.hypot(atX - x, atY - y) > REACH_METRES || stumps.has(`${atX} ${atY}`)) continue;
      const node = trees.find(({ where }) => where.props.some((name) => PROP[name] === prop.kind));
      if (node === undefined) continue;
      const clamp = (units: number) => Math.max(-16_384, Math.min(16_384, Math.round(units)));
      const fields = (fromX: number, fromY: number) => ({
        ...{ node: 0, x: clamp(prop.x - fromX * UNITS_PER_METRE), y: clamp(prop.y - fromY * UNITS_PER_METRE) },
      });
      yield { text: this.#textOf(node), about: node.text, x: atX, y: atY, reach: REACH_METRES, fields };
    }
  }

  #hasTool({ craft, tier }: { readonly craft: string; readonly tier: number }): boolean {
    const { own } = this.#client;
    const { things } = this.#needs;
    const kinds = [...own.bag].map(([key, { kind }]) => kind ?? Number(key));
    for (const { kind } of own.worn.values()) kinds.push(kind);
    return kinds.some((kind) => {
      const tool = things.item(kind)?.tool ?? null;
      return tool !== null && tool.craft === craft && tool.tier >= tier;
    });
  }

  #textOf({ name, type, craft, skill, tool }: NodeLore): string {
    const lacking = this.#lacking(craft, skill);
    const without = lacking === "" && tool !== null && !this.#hasTool(tool) ? " (you need a tool)" : "";
    return `${VERBS[type]}: ${name}${lacking}${without}`;
  }

  #lacking(craftId: string, skill: number): string {
    const craft = this.#lore.craft(craftId);
    if (craft === undefined || (this.#client.own.skills.get(String(craft.number))?.points ?? 0) >= skill) return "";
    return ` (needs ${craft.name} ${skill})`;
  }

  #gather(source: Source): void {
    const { body } = this.#client;
    if (body === null) return;
    this.#client.act("gather", source.fields(body.x, body.y)).then((result) => {
      if (result.type === "refused") this.#needs.say(result.text);
    });
  }

  #hearOfSkill(key: string, points: number): void {
    const before = this.#points.get(key);
    this.#points.set(key, points);
    const name = this.#lore.crafts.get(Number(key))?.name;
    if (before !== undefined && points > before && name !== undefined) this.#needs.say(`${name}: skill ${points}.`);
  }

  #distance(id: number, { x, y }: Around): number {
    for (const entity of this.#client.entities) if (entity.id === id) return Math.hypot(entity.x - x, entity.y - y);
    return Infinity;
  }
}
