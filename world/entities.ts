/**
 * Entities: versioned ids over the columns of the component table. An id is `version << ENTITY_INDEX_BITS | index`;
 * versions start at 1, so 0 is nobody, and an id of the past is never mistaken for who uses its index now.
 *
 * Free indexes are a stack. Its order decides who gets which index next, so it is part of the state.
 */
import { assert } from "./base/assert.ts";
import { addRow, clearRow, makeTable, reserveRows, type Table, truncateTable } from "./base/table.ts";
import { COMPONENTS, KINDS } from "./components.ts";
import { ENTITIES_MAX, ENTITY_INDEX_BITS } from "./limits.ts";

/** What is kept for each index besides its components. */
const IDENTITY = {
  /** How often the index was used, modulo 2^15, never 0 once used. */
  version: { column: "u16", saved: true },
  alive: { column: "u8", saved: true },
} as const;

/** What can be worked out from the components, kept at hand. */
const DERIVED = {
  velocityX: { column: "i32", saved: false },
  velocityY: { column: "i32", saved: false },
  /** Cell in the overworld plus one; 0 where the entity is in no cell. */
  cellPlusOne: { column: "u32", saved: false },
  /** Neighbours in the cell's list, plus one. */
  nextPlusOne: { column: "u32", saved: false },
  previousPlusOne: { column: "u32", saved: false },
  /** Before this tick nothing is to be decided about a mover, as long as it wants what it wants: systems/motion.ts. */
  steadyUntil: { column: "u32", saved: false },
  /** Place in the list of movers, plus one. */
  moverPlusOne: { column: "u32", saved: false },
  /** Place in the list of those who are awake, plus one. */
  awakePlusOne: { column: "u32", saved: false },
  /** Place in the list of bodies without a connection, plus one. */
  lostPlusOne: { column: "u32", saved: false },
  /** Place in the list of piles that decay, plus one. */
  decayPlusOne: { column: "u32", saved: false },
  /** Place in the list of what grows, plus one. */
  growPlusOne: { column: "u32", saved: false },
  /** What changed since the last flush: see changes.ts. */
  dirty: { column: "u32", saved: false },
  /** Inputs that wait for their tick, and the tick of the last of them. */
  pendingInputs: { column: "u8", saved: false },
  pendingTick: { column: "u32", saved: false },
  pendingSequence: { column: "u16", saved: false },
} as const;

const FREE = { index: { column: "u32", saved: true } } as const;

/** All entities of a world. Row numbers of the tables are entity indexes. */
export interface Entities {
  readonly components: Table<typeof COMPONENTS>;
  readonly identity: Table<typeof IDENTITY>;
  readonly derived: Table<typeof DERIVED>;
  readonly free: Table<typeof FREE>;
  /** Entities alive. */
  count: number;
  /** Entities alive of each kind. */
  readonly countByKind: Uint32Array;
}

const INDEX_MASK = ENTITIES_MAX - 1;
const VERSION_MAX = 0xffff_ffff >>> ENTITY_INDEX_BITS;

/** No entities. */
export function makeEntities(): Entities {
  return {
    components: makeTable(COMPONENTS, ENTITIES_MAX),
    identity: makeTable(IDENTITY, ENTITIES_MAX),
    derived: makeTable(DERIVED, ENTITIES_MAX),
    free: makeTable(FREE, ENTITIES_MAX),
    count: 0,
    countByKind: new Uint32Array(KINDS.length),
  };
}

/** The index of an id. */
export function indexOf(id: number): number {
  return id & INDEX_MASK;
}

/** The id of whoever uses an index; 0 if nobody does. */
export function idAt(entities: Entities, index: number): number {
  const { alive, version } = entities.identity.columns;
  return alive[index] === 1 ? ((version[index]! << ENTITY_INDEX_BITS) | index) >>> 0 : 0;
}

/** Whether an id is that of an entity alive. */
export function isAlive(entities: Entities, id: number): boolean {
  const index = id & INDEX_MASK;
  return id !== 0 && index < entities.identity.length && idAt(entities, index) === id;
}

/** Indexes ever used: 0 to this less one. */
export function indexEnd(entities: Entities): number {
  return entities.identity.length;
}

/** Whether there is room for one more. */
export function hasRoom(entities: Entities): boolean {
  return entities.count < ENTITIES_MAX;
}

/** Makes room for `count` more entities in one step. */
export function reserveEntities(entities: Entities, count: number): void {
  const rows = Math.min(entities.identity.length + count, ENTITIES_MAX);
  reserveRows(entities.components, rows);
  reserveRows(entities.identity, rows);
  reserveRows(entities.derived, rows);
}

/** Makes an entity of a kind, all else zero, and returns its index. Ask `hasRoom` first. */
export function createEntity(entities: Entities, kind: number): number {
  assert(hasRoom(entities), `there is room for one more than ${entities.count} entities`);
  const { identity, free } = entities;
  let index: number;
  if (free.length > 0) {
    index = free.columns.index[free.length - 1]!;
    assert(identity.columns.alive[index] === 0, `index ${index} that is free is nobody's`);
    truncateTable(free, free.length - 1);
  } else {
    index = addRow(identity);
    addRow(entities.components);
    addRow(entities.derived);
  }
  const { version, alive } = identity.columns;
  version[index] = version[index] === VERSION_MAX ? 1 : version[index]! + 1;
  alive[index] = 1;
  entities.components.columns.kind[index] = kind;
  entities.count++;
  entities.countByKind[kind]!++;
  return index;
}

/** Takes an entity out of the world. Its derived columns must be clean already, but for `dirty`. */
export function destroyEntity(entities: Entities, index: number): void {
  const { identity, components, derived, free } = entities;
  assert(identity.columns.alive[index] === 1, `entity ${index} that is to go is alive`);
  entities.count--;
  entities.countByKind[components.columns.kind[index]!]!--;
  identity.columns.alive[index] = 0;
  clearRow(components, index);
  const dirty = derived.columns.dirty[index]!;
  clearRow(derived, index);
  derived.columns.dirty[index] = dirty;
  // The row first: a table that grows has other columns after it.
  const row = addRow(free);
  free.columns.index[row] = index;
}

/** Counts anew, after a load. */
export function recountEntities(entities: Entities): void {
  reserveRows(entities.derived, entities.identity.length);
  entities.derived.length = entities.identity.length;
  entities.count = 0;
  entities.countByKind.fill(0);
  for (let index = 0; index < entities.identity.length; index++) {
    if (entities.identity.columns.alive[index] !== 1) continue;
    entities.count++;
    entities.countByKind[entities.components.columns.kind[index]!]!++;
  }
}
