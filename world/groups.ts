/**
 * Groups: herds and the people of settlements. A group sleeps while nobody is near: its members then cost nothing, and
 * where they are is worked out when somebody comes (life/). Sleep is not to be seen from outside, so when exactly a
 * group wakes is of no account; that it is awake before anybody meets it is.
 */
import { assert } from "./base/assert.ts";
import { addRow, makeTable, type Table } from "./base/table.ts";
import { type Entities, indexEnd } from "./entities.ts";
import { GROUPS_MAX, WAKE_MARGIN_METRES, WORLD_METRES } from "./limits.ts";
import { UNITS_PER_METRE } from "./base/space.ts";

const GROUPS = {
  /** Values of GROUP_TYPE. */
  type: { column: "u8", saved: true },
  kind: { column: "u8", saved: true },
  x: { column: "i32", saved: true },
  y: { column: "i32", saved: true },
  /** Members on schedule are within this of (x, y), in units. */
  range: { column: "u32", saved: true },
  /** Index in the layout's settlements, for people. */
  settlement: { column: "u16", saved: true },
  members: { column: "u16", saved: true },
  /** Values of WAKEFULNESS. */
  wakefulness: { column: "u8", saved: true },
  /** When a stirring group is awake. */
  wakeTick: { column: "u32", saved: true },
  /** Awake at least until then: some seconds after somebody was near or staff looked. */
  awakeUntil: { column: "u32", saved: true },
} as const;

export const GROUP_TYPE = { herd: 0, settlement: 1 } as const;

/** `stirring`: about to wake; the time is used to make the terrain around it, a little at each tick. */
export const WAKEFULNESS = { asleep: 0, stirring: 1, awake: 2 } as const;

/** Side of the squares in which groups are looked up, in units: 128 m. */
const REGION_UNITS = 128 * UNITS_PER_METRE;
const REGIONS_PER_SIDE = WORLD_METRES / 128;
export const REGIONS = REGIONS_PER_SIDE * REGIONS_PER_SIDE;

/** All groups. Row numbers plus one are the values of the component `group`. */
export interface Groups {
  readonly table: Table<typeof GROUPS>;

  // Derived, below.
  /** Indexes of members, group after group, by member number; `memberStart[group]` is where a group's begin. */
  memberIndexes: Uint32Array;
  memberStart: Uint32Array;
  /** Members that are not on their schedule, by group. */
  disturbed: Uint16Array;
  /** Groups that somebody in a region wakes, region after region. */
  regionGroups: Uint32Array;
  regionStart: Uint32Array;
  /** Number of the round in which somebody near was found last, by group. */
  wanted: Uint32Array;
  /** Number of the round in which a region was looked at last. */
  readonly regionSeen: Uint32Array;
  round: number;
  readonly stirring: number[];
  readonly awake: number[];
}

/** No groups. */
export function makeGroups(): Groups {
  return {
    table: makeTable(GROUPS, GROUPS_MAX),
    memberIndexes: new Uint32Array(0),
    memberStart: new Uint32Array(1),
    disturbed: new Uint16Array(0),
    regionGroups: new Uint32Array(0),
    regionStart: new Uint32Array(REGIONS + 1),
    wanted: new Uint32Array(0),
    regionSeen: new Uint32Array(REGIONS),
    round: 0,
    stirring: [],
    awake: [],
  };
}

/** A group to be. */
export interface NewGroup {
  readonly type: number;
  readonly kind: number;
  readonly x: number;
  readonly y: number;
  readonly range: number;
  readonly settlement: number;
}

/** Adds a group without members and returns its number. */
export function addGroup(groups: Groups, group: NewGroup): number {
  const row = addRow(groups.table);
  const { columns } = groups.table;
  columns.type[row] = group.type;
  columns.kind[row] = group.kind;
  columns.x[row] = group.x;
  columns.y[row] = group.y;
  columns.range[row] = group.range;
  columns.settlement[row] = group.settlement;
  return row;
}

/** The region of a point, in units. */
export function regionAt(x: number, y: number): number {
  const column = Math.max(0, Math.min(REGIONS_PER_SIDE - 1, Math.floor(x / REGION_UNITS)));
  const row = Math.max(0, Math.min(REGIONS_PER_SIDE - 1, Math.floor(y / REGION_UNITS)));
  return row * REGIONS_PER_SIDE + column;
}

/** Works out everything that is not saved: after making a world and after a load. */
export function deriveGroups(groups: Groups, entities: Entities, scheduledPlan: number): void {
  const { table } = groups;
  const { members, wakefulness } = table.columns;
  const starts = new Uint32Array(table.length + 1);
  for (let group = 0; group < table.length; group++) starts[group + 1] = starts[group]! + members[group]!;
  const indexes = new Uint32Array(starts[table.length]!);
  groups.disturbed = new Uint16Array(table.length);
  const { group: groupOf, member, plan } = entities.components.columns;
  let found = 0;
  for (let index = 0; index < indexEnd(entities); index++) {
    const group = groupOf[index]! - 1;
    if (group < 0) continue;
    indexes[starts[group]! + member[index]!] = index;
    if (plan[index] !== scheduledPlan) groups.disturbed[group]!++;
    found++;
  }
  assert(found === indexes.length, `groups have ${indexes.length} members, found ${found}`);
  groups.memberStart = starts;
  groups.memberIndexes = indexes;
  groups.wanted = new Uint32Array(table.length);
  for (let group = 0; group < table.length; group++) {
    if (wakefulness[group] === WAKEFULNESS.stirring) groups.stirring.push(group);
    else if (wakefulness[group] === WAKEFULNESS.awake) groups.awake.push(group);
  }
  sortIntoRegions(groups);
}

/** For each region, the groups whose circle of range and margin touches it. */
function sortIntoRegions(groups: Groups): void {
  const pairs: number[][] = [];
  let count = 0;
  const { x, y, range } = groups.table.columns;
  for (let group = 0; group < groups.table.length; group++) {
    const reach = range[group]! + WAKE_MARGIN_METRES * UNITS_PER_METRE;
    const corner = regionAt(x[group]! - reach, y[group]! - reach);
    const opposite = regionAt(x[group]! + reach, y[group]! + reach);
    for (let row = Math.floor(corner / REGIONS_PER_SIDE); row <= Math.floor(opposite / REGIONS_PER_SIDE); row++) {
      for (let column = corner % REGIONS_PER_SIDE; column <= opposite % REGIONS_PER_SIDE; column++) {
        const region = row * REGIONS_PER_SIDE + column;
        (pairs[region] ??= []).push(group);
        count++;
      }
    }
  }
  groups.regionGroups = new Uint32Array(count);
  let at = 0;
  for (let region = 0; region < REGIONS; region++) {
    groups.regionStart[region] = at;
    for (const group of pairs[region] ?? []) groups.regionGroups[at++] = group;
  }
  groups.regionStart[REGIONS] = at;
}
