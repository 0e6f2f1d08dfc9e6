/**
 * The state of a world. Everything here is either saved (tables and routes, see checkpoint.ts) or worked out from what
 * is (`deriveWorld`); nothing else may decide what a tick does.
 */
import { assert } from "./base/assert.ts";
import { travelled, velocityX, velocityY } from "./base/space.ts";
import { type Content, indexContent, type Numbers, type Pack } from "./content/mod.ts";
import { type Almanac, makeAlmanac } from "./almanac/state.ts";
import { type Changes, makeChanges } from "./changes.ts";
import { type Entities, indexEnd, indexOf, makeEntities, recountEntities } from "./entities.ts";
import { atHomeInWater, paceMaxOf, swimmingOn, walkingOn } from "./footing.ts";
import { deriveGroups, type Groups, makeGroups, WAKEFULNESS } from "./groups.ts";
import { type IndexList, join, makeIndexList } from "./index_list.ts";
import { KIND, PLAN, PRESENCE } from "./kinds.ts";
import { type Combat, makeCombat, reindexCombat } from "./combat/state.ts";
import type { Prng } from "./base/prng.ts";
import { makeChance } from "./chance.ts";
import { type Crafts, makeCrafts, reindexCrafts } from "./crafts/state.ts";
import { type Dungeons, makeDungeons } from "./dungeons/state.ts";
import { type Dealings, makeDealings, makeOpened, type OpenedBy } from "./items/state.ts";
import type { KnownStats } from "./items/stats.ts";
import { type Ledger, makeLedger, reindexLedger } from "./ledger/ledger.ts";
import { Barriers } from "./barriers.ts";
import { type Landmarks, makeLandmarks } from "./landmarks/state.ts";
import { type Life, makeLife } from "./life/life.ts";
import { SPACE_OVERWORLD, TICK_RATE_MAX, TICK_RATE_MIN, WORLD_METRES } from "./limits.ts";
import type { Footing } from "./motion.ts";
import type { News } from "./news.ts";
import { NEWCOMERS, type Newcomers } from "./newcomers.ts";
import type { Answer } from "./output.ts";
import { reindexOrders } from "./orders/books.ts";
import { makeOrders, type Orders } from "./orders/state.ts";
import type { OwnMarks } from "./own_marks.ts";
import { makePendingInputs, type PendingInputs, recountPendingInputs } from "./pending_inputs.ts";
import { makeRoster, notePlayed, reindexRoster, type Roster } from "./roster.ts";
import { makeRoutes, type Routes } from "./routes.ts";
import { makeParties, type Parties, reindexParties } from "./parties/parties.ts";
import { type Doors, sortDoors } from "./places/doors.ts";
import { makeQuests, type Quests, reindexQuests } from "./quests/state.ts";
import { makeRuns, type Runs } from "./places/runs.ts";
import { makeSpawns, reindexSpawns, type Spawns } from "./spawns/state.ts";
import { makeSkills, reindexSkills, type Skills } from "./skills/state.ts";
import { makeSheets, type Sheets } from "./sheets.ts";
import { cellAt, linkCell, makeSpatial, type Spatial } from "./spatial.ts";
import type { Terrain } from "./terrain/types.ts";

/** What a world is made from and keeps for its life. */
export interface WorldFacts {
  readonly seed: number;
  /** Ticks per second. */
  readonly tickRate: number;
  /** Ticks of a day. */
  readonly dayTicks: number;
  /** Where newcomers appear (newcomers.ts), and the side of the square for those that appear anywhere, in metres. */
  readonly newcomers: Newcomers;
  readonly newcomersMetres: number;
}

/** A world between two ticks, or within one. */
export interface World {
  readonly facts: WorldFacts;
  /** Another one comes with content that has other dungeons (`standOn`). */
  terrain: Terrain;
  /** Everything in the game that is data. Another one comes by the command `useContent` alone. */
  content: Content;
  /** The tick that was stepped last; 0 for a new world. */
  tick: number;
  readonly entities: Entities;
  readonly roster: Roster;
  readonly inputs: PendingInputs;
  readonly routes: Routes;
  readonly groups: Groups;
  /** Who owns what. */
  readonly ledger: Ledger;
  /** Who each character of the roster is: rows have the same numbers. */
  readonly sheets: Sheets;
  readonly parties: Parties;
  /** What players want, sell and have made. */
  readonly orders: Orders;
  /** Which copies of dungeons are taken. */
  readonly runs: Runs;
  /** What is remembered of dealing in things, besides who owns what. */
  readonly dealings: Dealings;
  /** What is remembered of fights. */
  readonly combat: Combat;
  /** Who lives in the land by the rules of content. */
  readonly spawns: Spawns;
  /** What characters have to do, and whom they talk to. */
  readonly quests: Quests;
  /** What characters have learned. */
  readonly skills: Skills;
  /** Who works at what, and where things grow. */
  readonly crafts: Crafts;
  /** What is in the dungeons that somebody is in. */
  readonly dungeons: Dungeons;
  /** What stands on the land. */
  readonly landmarks: Landmarks;
  /** What it remembers of itself. */
  readonly almanac: Almanac;
  /** The generator of all that is left to chance; ask chance.ts. */
  readonly chance: Prng;
  /** The doors of the terrain. */
  doors: Doors;

  // Derived, below.
  readonly spatial: Spatial;
  readonly changes: Changes;
  /** What of players' private state changed in the tick that is stepped. */
  readonly ownMarks: OwnMarks;
  /** What came of the tick's actions, to be told at its end, after the private state that changed by them. */
  readonly answers: Answer[];
  /** What characters did in the tick that is stepped, as far as somebody counts it. */
  readonly news: News[];
  /** What players have open: what they are told of. */
  readonly opened: OpenedBy;
  /** Stats of characters, as far as they were asked for. */
  readonly knownStats: KnownStats;
  /** Entities that move or want to. */
  readonly movers: IndexList;
  /** Bodies without a connection. */
  readonly lost: IndexList;
  /** Members of groups that are awake. */
  readonly awake: IndexList;
  /** Piles that decay. */
  readonly decaying: IndexList;
  /** What grows, and what was emptied and grows again. */
  readonly growing: IndexList;
  /** What schedules remember. */
  readonly life: Life;
  /** Index of each session's body. */
  readonly sessions: Map<number, number>;
  /** `terrain.isBlocked`, as a function. */
  isBlocked: (x: number, y: number) => boolean;
  /** The ground under who walks, under who swims as well, and under who is at home in the water. */
  walking: Footing;
  swimming: Footing;
  inWater: Footing;
  /** What sight goes through: over deep water one sees, and past what only holds feet. */
  sight: Footing;
  /** What stands in the way of all three. Derived, at the beginning of each tick. */
  readonly barriers: Barriers;
  /** The quickest ground of the terrain, in eighths of the wanted speed. */
  paceMax: number;
  /** No group falls asleep; for tests. */
  sleepless: boolean;
}

/** What a world is made of besides its facts: the content, and the numbers that its entries have already. */
export interface WorldContent {
  readonly pack: Pack;
  readonly numbers: Numbers;
}

/** A world of these facts with nobody in it. */
export function makeWorld(facts: WorldFacts, terrain: Terrain, { pack, numbers }: WorldContent): World {
  const { tickRate, seed, dayTicks, newcomers, newcomersMetres } = facts;
  assert(tickRate >= TICK_RATE_MIN && tickRate <= TICK_RATE_MAX, `tick rate ${tickRate} is within 5 to 60`);
  assert(Number.isInteger(seed) && seed >= 0 && seed <= 0xffff_ffff, `seed ${seed} is a whole number below 2^32`);
  assert(Number.isInteger(dayTicks) && dayTicks > 0, `a day has ticks, not ${dayTicks}`);
  assert(NEWCOMERS.includes(newcomers), `there is a rule for newcomers named ${newcomers}`);
  assert(newcomersMetres >= 1 && newcomersMetres <= WORLD_METRES, `${newcomersMetres} m are 1 m to the world's side`);
  const barriers = new Barriers();
  return {
    facts,
    terrain,
    content: indexContent(pack, numbers),
    tick: 0,
    entities: makeEntities(),
    roster: makeRoster(),
    inputs: makePendingInputs(),
    routes: makeRoutes(),
    groups: makeGroups(),
    ledger: makeLedger(),
    sheets: makeSheets(),
    parties: makeParties(),
    runs: makeRuns(),
    dealings: makeDealings(),
    orders: makeOrders(),
    combat: makeCombat(),
    spawns: makeSpawns(),
    quests: makeQuests(),
    skills: makeSkills(),
    crafts: makeCrafts(),
    dungeons: makeDungeons(),
    landmarks: makeLandmarks(),
    almanac: makeAlmanac(),
    chance: makeChance(),
    doors: sortDoors(terrain.layout),
    spatial: makeSpatial(),
    changes: makeChanges(),
    ownMarks: new Map(),
    answers: [],
    news: [],
    opened: makeOpened(),
    knownStats: new Map(),
    movers: makeIndexList("moverPlusOne"),
    lost: makeIndexList("lostPlusOne"),
    awake: makeIndexList("awakePlusOne"),
    decaying: makeIndexList("decayPlusOne"),
    growing: makeIndexList("growPlusOne"),
    life: makeLife(),
    sessions: new Map(),
    isBlocked: (x, y) => terrain.isBlocked(x, y),
    barriers,
    walking: barriers.on(walkingOn(terrain)),
    swimming: barriers.on(swimmingOn(terrain)),
    inWater: barriers.on(atHomeInWater(terrain)),
    sight: atHomeInWater(terrain),
    paceMax: paceMaxOf(terrain),
    sleepless: false,
  };
}

/** Puts a world on another terrain of its seed. */
export function standOn(world: World, terrain: Terrain): void {
  world.terrain = terrain;
  world.doors = sortDoors(terrain.layout);
  world.isBlocked = (x, y) => terrain.isBlocked(x, y);
  world.walking = world.barriers.on(walkingOn(terrain));
  world.swimming = world.barriers.on(swimmingOn(terrain));
  world.inWater = world.barriers.on(atHomeInWater(terrain));
  world.sight = atHomeInWater(terrain);
  world.paceMax = paceMaxOf(terrain);
}

/** Works out everything that is not saved, after a load into a world just made. */
export function deriveWorld(world: World): void {
  const { entities, facts } = world;
  recountEntities(entities);
  reindexRoster(world.roster);
  reindexLedger(world.ledger);
  reindexParties(world.parties);
  reindexCombat(world.combat);
  reindexSpawns(world.spawns);
  reindexQuests(world.quests);
  reindexSkills(world.skills);
  reindexCrafts(world.crafts);
  reindexOrders(world.orders);
  recountPendingInputs(world.inputs, entities, indexOf);
  deriveGroups(world.groups, entities, PLAN.schedule);
  const { wakefulness } = world.groups.table.columns;
  const { alive } = entities.identity.columns;
  const columns = entities.components.columns;
  const derived = entities.derived.columns;
  for (let index = 0; index < indexEnd(entities); index++) {
    if (alive[index] !== 1) continue;
    const heading = columns.heading[index]!;
    const speed = columns.speed[index]!;
    derived.velocityX[index] = velocityX(heading, speed, facts.tickRate);
    derived.velocityY[index] = velocityY(heading, speed, facts.tickRate);
    if (speed > 0 || columns.wantSpeed[index]! > 0) join(world.movers, entities, index);
    if (columns.presence[index] === PRESENCE.lost) join(world.lost, entities, index);
    const group = columns.group[index]!;
    if (group !== 0 && wakefulness[group - 1] === WAKEFULNESS.awake) join(world.awake, entities, index);
    const isGrowing = columns.kind[index] === KIND.node || columns.kind[index] === KIND.crop;
    if (isGrowing && columns.lingerUntil[index]! > 0) join(world.growing, entities, index);
    if (columns.kind[index] === KIND.pile && columns.lingerUntil[index]! > 0) join(world.decaying, entities, index);
    if (columns.session[index] !== 0) {
      world.sessions.set(columns.session[index]!, index);
      notePlayed(world.roster, columns.character[index]!);
    }
    if (columns.space[index] === SPACE_OVERWORLD) {
      const heads = columns.kind[index] === KIND.player ? world.spatial.players : world.spatial.others;
      linkCell(heads, entities, index, cellAt(positionX(world, index), positionY(world, index)));
    }
  }
}

/** Where an entity is at the world's tick, along x, in units. */
export function positionX(world: World, index: number): number {
  const { originX, startTick } = world.entities.components.columns;
  return originX[index]! + travelled(world.entities.derived.columns.velocityX[index]!, world.tick - startTick[index]!);
}

/** Where an entity is at the world's tick, along y, in units. */
export function positionY(world: World, index: number): number {
  const { originY, startTick } = world.entities.components.columns;
  return originY[index]! + travelled(world.entities.derived.columns.velocityY[index]!, world.tick - startTick[index]!);
}
