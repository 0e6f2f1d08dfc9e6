/** Where what a quest asks for can be done: points for maps, as far as there is one place for it. */
import { allHoldInWorld } from "../almanac/mod.ts";
import { distance } from "../base/space.ts";
import type { Content, Loot, Numbered, Objective, PlaceRule, Quest } from "../content/mod.ts";
import { indexOf, isAlive } from "../entities.ts";
import { KIND } from "../kinds.ts";
import { type Point, pointOf, settlementsOf } from "../places/mod.ts";
import { isInhabited, personOf, spawnOf } from "../spawns/mod.ts";
import { positionX, positionY, type World } from "../world.ts";

/** A point in units, and how far around it that is, in metres. */
export interface Mark extends Point {
  readonly metres: number;
}

const AT_A_PERSON = 3;
const AT_A_HOUSE = 6;
const DEPTH_MAX = 4;

/** Where somebody of the content is; null if it is not about. */
export function markOfPerson(world: World, id: string): Mark | null {
  const npc = world.content.npcs.byId.get(id);
  const entity = npc === undefined ? 0 : personOf(world, npc.number);
  if (entity === 0 || !isAlive(world.entities, entity)) return null;
  const index = indexOf(entity);
  return { x: positionX(world, index), y: positionY(world, index), metres: AT_A_PERSON };
}

/** Where a quest is handed in. */
export function markOfTurnIn(world: World, quest: Quest): Mark | null {
  return markOfPerson(world, quest.turnIn ?? quest.giver);
}

/** Where an objective can be done, the nearest to a point; null where nobody can say. */
export function markOf(world: World, objective: Objective, near: Point): Mark | null {
  switch (objective.type) {
    case "talk":
    case "deliver":
      return markOfPerson(world, objective.npc);
    case "visit":
    case "survive":
      return markOfPlace(world, objective.place, objective.radiusMetres);
    case "escort":
      return markOfPerson(world, objective.npc) ?? markOfPlace(world, objective.to, AT_A_HOUSE);
    case "use":
      return objective.place === null ? null : markOfPlace(world, objective.place, objective.radiusMetres);
    case "region":
      return markOfPlace(world, { type: "spot", region: objective.region, spot: 1, grounds: [] }, 60);
    case "kill":
      return markOfCreatures(world, (id) => {
        const family = world.content.creatures.byId.get(id)?.family;
        return objective.creatures.includes(id) || (family !== undefined && objective.families.includes(family));
      }, near);
    case "group":
      return markOfCreatures(world, (id) => id === objective.creature, near);
    case "collect":
      return markOfItem(world, objective.item, near);
    case "gather":
      return markOfNode(world, world.content.nodes.byId.get(objective.node)?.number ?? 0, near);
    case "craft":
      return markOfStation(world, objective.recipe, near);
  }
}

function markOfPlace(world: World, place: PlaceRule, metres: number): Mark | null {
  const point = pointOf(world, place);
  return point === null ? null : { ...point, metres };
}

function nearest(marks: Iterable<Mark>, { x, y }: Point): Mark | null {
  let found: Mark | null = null;
  let least = Infinity;
  for (const mark of marks) {
    const away = distance(mark.x - x, mark.y - y);
    if (away < least) [found, least] = [mark, away];
  }
  return found;
}

/** Where creatures live, or the door of the dungeon that they are in; where they were only if they are gone everywhere. */
function markOfCreatures(world: World, isMeant: (id: string) => boolean, near: Point): Mark | null {
  const { areas } = world.spawns;
  const marks: Mark[] = [];
  const emptied: Mark[] = [];
  for (let area = 0; area < areas.length; area++) {
    const spawn = spawnOf(world, area);
    // Some are there only at times.
    if (spawn === undefined || !isMeant(spawn.creature) || !allHoldInWorld(world, spawn.when)) continue;
    const { x, y } = areas.columns;
    const mark = { x: x[area]!, y: y[area]!, metres: spawn.where.radiusMetres };
    (isInhabited(world, area) ? marks : emptied).push(mark);
  }
  for (const { id, encounters } of world.content.dungeons.all) {
    if (!encounters.some(({ creatures }) => creatures.some(({ creature }) => isMeant(creature)))) continue;
    const door = markOfPlace(world, { type: "dungeon", dungeon: id }, AT_A_HOUSE);
    if (door !== null) marks.push(door);
  }
  return nearest(marks, near) ?? nearest(emptied, near);
}

/** Where something is to be had: from creatures, else from what grows. */
function markOfItem(world: World, item: string, near: Point): Mark | null {
  const dropping = droppersOf(world, item);
  const found = dropping.size === 0 ? null : markOfCreatures(world, (id) => dropping.has(id), near);
  if (found !== null) return found;
  const node = world.content.nodes.all.find(({ yields }) => gives(world, yields, item));
  return node === undefined ? null : markOfNode(world, node.number, near);
}

const droppers = new WeakMap<Content, Map<string, ReadonlySet<string>>>();

/** The creatures that may leave something, by their ids. */
export function droppersOf(world: World, item: string): ReadonlySet<string> {
  let known = droppers.get(world.content);
  if (known === undefined) droppers.set(world.content, known = new Map());
  let found = known.get(item);
  if (found === undefined) {
    const all = world.content.creatures.all.filter(({ loot }) => gives(world, loot, item));
    known.set(item, found = new Set(all.map(({ id }) => id)));
  }
  return found;
}

function gives(world: World, loot: string | null, item: string): boolean {
  return loot !== null && lootHas(world, world.content.loot.byId.get(loot), item, 0);
}

function lootHas(world: World, loot: Numbered<Loot> | undefined, item: string, depth: number): boolean {
  if (loot === undefined || depth > DEPTH_MAX) return false;
  return loot.rolls.some((roll) => roll.item === item) ||
    loot.choices.some((choice) => choice.some((one) => one.item === item)) ||
    loot.tables.some((table) => lootHas(world, world.content.loot.byId.get(table.loot), item, depth + 1));
}

/** Where something grows: what is known of it nearby, else somewhere in its region. */
function markOfNode(world: World, number: number, near: Point): Mark | null {
  const node = world.content.nodes.byNumber[number];
  if (node === undefined) return null;
  const { kind, species, amount } = world.entities.components.columns;
  const marks: Mark[] = [];
  for (let index = 0; index < world.entities.identity.length; index++) {
    if (kind[index] !== KIND.node || species[index] !== number || amount[index] === 0) continue;
    marks.push({ x: positionX(world, index), y: positionY(world, index), metres: AT_A_HOUSE });
  }
  const found = nearest(marks, near);
  const region = node.where.regions[0];
  if (found !== null || region === undefined) return found;
  return markOfPlace(world, { type: "spot", region, spot: 1, grounds: node.where.grounds }, 60);
}

/** The nearest house in which something can be made. */
function markOfStation(world: World, recipeId: string, near: Point): Mark | null {
  const recipe = world.content.recipes.byId.get(recipeId);
  const uses = new Set(
    world.content.crafts.all.flatMap(({ stations }) =>
      stations.filter(({ station }) => station === recipe?.station).map(({ building }) => building as string)
    ),
  );
  const marks = settlementsOf(world).flatMap(({ buildings }) =>
    buildings.filter(({ use }) => uses.has(use)).map(({ doorX, doorY }) => ({ x: doorX, y: doorY, metres: AT_A_HOUSE }))
  );
  return nearest(marks, near);
}
