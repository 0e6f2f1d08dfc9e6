/**
 * Who lives in a new world: herds where the ground suits them, people in the houses. A function of the seed; it looks
 * at the overview of the terrain alone, so it is done at once. What the ground is like in detail is seen when a herd
 * first wakes.
 */
import { hashWords, Prng } from "../base/prng.ts";
import { HEADING_COS, HEADING_SIN, UNITS_PER_METRE } from "../base/space.ts";
import { addBody } from "../bodies.ts";
import type { Kind } from "../components.ts";
import { hasRoom, reserveEntities } from "../entities.ts";
import { addGroup, deriveGroups, GROUP_TYPE } from "../groups.ts";
import { ACTIVITY, KIND, PLAN } from "../kinds.ts";
import { GROUPS_MAX, SPACE_INDOORS, SPACE_OVERWORLD, WORLD_METRES } from "../limits.ts";
import type { Ground, Overview, Settlement } from "../terrain/types.ts";
import type { World } from "../world.ts";
import { type AnimalKind, HABITS, type Habits } from "./habits.ts";

/** Metres of one sample of the overview. */
const SAMPLE_METRES = 16;
/** Places that are looked at for a herd before there is none of it. */
const HOME_TRIES = 60;
/** Herds keep this far from the middle of settlements, in metres beyond their radius; those near people are within it. */
const SETTLEMENT_MARGIN_METRES = 70;
const FOLK_PER_HOUSE_MAX = 5;
const FOLK_MAX = 250;
/** People of a settlement are within this of its middle beyond its radius, in metres. */
const FOLK_MARGIN_METRES = 24;

/** Fills a new world. `factor` multiplies the herds: 1 is usual, 0 leaves the world without anybody. */
export function populate(world: World, factor: number): void {
  if (factor > 0) {
    reserveEntities(world.entities, Math.ceil(3500 * factor));
    populateSettlements(world);
    for (const kind of Object.keys(HABITS) as AnimalKind[]) populateKind(world, kind, factor);
  }
  deriveGroups(world.groups, world.entities, PLAN.schedule);
}

function populateKind(world: World, kind: AnimalKind, factor: number): void {
  const habits = HABITS[kind];
  const prng = new Prng(hashWords(world.facts.seed, KIND[kind], 0x6865_7264));
  const overview = world.terrain.overview();
  const herds = Math.round(habits.herds * factor);
  for (let herd = 0; herd < herds && world.groups.table.length < GROUPS_MAX; herd++) {
    const home = findHome(world, overview, habits, prng);
    const size = habits.sizeMin + prng.below(habits.sizeMax - habits.sizeMin + 1);
    if (home === null) continue;
    const group = addGroup(world.groups, {
      type: GROUP_TYPE.herd,
      kind: KIND[kind],
      ...home,
      range: (habits.roamMetres + habits.spreadMetres) * UNITS_PER_METRE,
      settlement: 0,
    });
    for (let member = 0; member < size && hasRoom(world.entities); member++) {
      const hash = hashWords(world.facts.seed, group, member, 0x6269_7274);
      const away = ((hash >>> 8) % habits.spreadMetres) * UNITS_PER_METRE;
      addMember(world, group, member, {
        kind,
        name: "",
        space: SPACE_OVERWORLD,
        x: home.x + ((HEADING_COS[hash & 255]! * away) >> 14),
        y: home.y + ((HEADING_SIN[hash & 255]! * away) >> 14),
        hash,
      });
    }
  }
}

interface Member {
  readonly kind: Kind;
  readonly name: string;
  readonly space: number;
  readonly x: number;
  readonly y: number;
  readonly hash: number;
}

function addMember(world: World, group: number, member: number, { kind, name, space, x, y, hash }: Member): void {
  const index = addBody(world, {
    kind: KIND[kind],
    space,
    x,
    y,
    heading: hash >>> 24,
    name,
    look: hashWords(hash, 0x6c6f_6f6b),
  });
  const { columns } = world.entities.components;
  columns.group[index] = group + 1;
  columns.member[index] = member;
  columns.plan[index] = PLAN.schedule;
  columns.activity[index] = kind === "townsfolk" ? ACTIVITY.asleep : ACTIVITY.resting;
  world.groups.table.columns.members[group] = member + 1;
}

/** A place that suits, in units, or null if none was found. */
function findHome(world: World, overview: Overview, habits: Habits, prng: Prng): { x: number; y: number } | null {
  const { settlements } = world.terrain.layout;
  for (let attempt = 0; attempt < HOME_TRIES; attempt++) {
    let x: number;
    let y: number;
    if (habits.nearPeople && settlements.length > 0) {
      const settlement = settlements[prng.below(settlements.length)]!;
      const heading = prng.below(256);
      const away = settlement.radius + prng.below(4 * SETTLEMENT_MARGIN_METRES * UNITS_PER_METRE);
      x = settlement.x + Math.floor((HEADING_COS[heading]! * away) / 16384);
      y = settlement.y + Math.floor((HEADING_SIN[heading]! * away) / 16384);
    } else {
      x = prng.below(WORLD_METRES * UNITS_PER_METRE);
      y = prng.below(WORLD_METRES * UNITS_PER_METRE);
      if (settlements.some((settlement) => isNear(settlement, x, y))) continue;
    }
    if (suits(overview, habits, x, y)) return { x, y };
  }
  return null;
}

function isNear(settlement: Settlement, x: number, y: number): boolean {
  const dx = settlement.x - x;
  const dy = settlement.y - y;
  const reach = settlement.radius + SETTLEMENT_MARGIN_METRES * UNITS_PER_METRE;
  return dx * dx + dy * dy < reach * reach;
}

/** Whether the sample at a point and one of those around it are what a kind looks for. */
function suits(overview: Overview, habits: Habits, x: number, y: number): boolean {
  const column = Math.floor(x / (SAMPLE_METRES * UNITS_PER_METRE));
  const row = Math.floor(y / (SAMPLE_METRES * UNITS_PER_METRE));
  const { size, ground } = overview;
  if (column < 3 || row < 3 || column >= size - 3 || row >= size - 3) return false;
  if (!habits.ground.includes(ground[row * size + column] as Ground)) return false;
  for (let down = -3; down <= 3; down += 3) {
    for (let right = -3; right <= 3; right += 3) {
      if (down === 0 && right === 0) continue;
      if (habits.near.includes(ground[(row + down) * size + column + right] as Ground)) return true;
    }
  }
  return false;
}

/** What somebody is called: a first and a last name of the content's, the same for the same hash; "" if it has none. */
function personName({ content }: World, hash: number): string {
  const names = content.names.byId.get("townsfolk");
  if (names === undefined) return "";
  const mixed = hashWords(hash, 0x7065_7273);
  const { first, last } = names;
  const given = first[mixed % first.length]!;
  return last.length === 0 ? given : `${given} ${last[(mixed >>> 16) % last.length]!}`;
}

/** People in the houses, a few in each: all at home, unseen, until their first walk. */
function populateSettlements(world: World): void {
  const { settlements } = world.terrain.layout;
  const housesOf = ({ buildings }: Settlement) => buildings.filter(({ use }) => use === "house");
  const houses = settlements.reduce((sum, settlement) => sum + housesOf(settlement).length, 0);
  const perHouse = Math.max(1, Math.min(FOLK_PER_HOUSE_MAX, Math.floor(FOLK_MAX / Math.max(1, houses))));
  for (const settlement of settlements) {
    const homes = housesOf(settlement);
    if (homes.length === 0) continue;
    const group = addGroup(world.groups, {
      type: GROUP_TYPE.settlement,
      kind: KIND.townsfolk,
      x: settlement.x,
      y: settlement.y,
      range: settlement.radius + FOLK_MARGIN_METRES * UNITS_PER_METRE,
      settlement: settlement.index,
    });
    for (let member = 0; member < homes.length * perHouse && hasRoom(world.entities); member++) {
      const hash = hashWords(world.facts.seed, settlement.index, member, 0x6e61_6d65);
      const { doorX, doorY } = homes[member % homes.length]!;
      const name = personName(world, hash);
      addMember(world, group, member, { kind: "townsfolk", name, space: SPACE_INDOORS, x: doorX, y: doorY, hash });
    }
  }
}
