/** What is remembered of fights. All of it is saved. */
import { makeTable, type Table } from "../base/table.ts";

/** Until when a character waits before it uses an ability again. See PAUSE and FIGHT for what is no ability. */
const COOLDOWNS = {
  character: { column: "u32", saved: true },
  ability: { column: "u16", saved: true },
  untilTick: { column: "u32", saved: true },
} as const;

/** Creatures that are dead, and when they are gone or come back. */
const FALLEN = {
  entity: { column: "u32", saved: true },
  untilTick: { column: "u32", saved: true },
} as const;

/** Abilities under way: cast, or held. One for each body at most. */
const CASTS = {
  entity: { column: "u32", saved: true },
  ability: { column: "u16", saved: true },
  target: { column: "u32", saved: true },
  x: { column: "i32", saved: true },
  y: { column: "i32", saved: true },
  /** When it comes off; of one that is held, when it ends. */
  endTick: { column: "u32", saved: true },
  /** Of one that is held: when it happens next. 0: it is cast. */
  nextTick: { column: "u32", saved: true },
} as const;

/** Blows that go on by themselves. */
const REPEATS = {
  entity: { column: "u32", saved: true },
  ability: { column: "u16", saved: true },
  target: { column: "u32", saved: true },
} as const;

/** What flies: it has come off, and meets its target then. */
const FLIGHTS = {
  source: { column: "u32", saved: true },
  target: { column: "u32", saved: true },
  ability: { column: "u16", saved: true },
  atTick: { column: "u32", saved: true },
} as const;

/** Effects that last on somebody. */
const EFFECTS = {
  bearer: { column: "u32", saved: true },
  effect: { column: "u16", saved: true },
  source: { column: "u32", saved: true },
  stacks: { column: "u8", saved: true },
  /** Level of who put it there: amounts go by it. */
  level: { column: "u8", saved: true },
  /** Attack and spell power of who put it there. */
  power: { column: "u16", saved: true },
  /** 0: until something takes it away. */
  untilTick: { column: "u32", saved: true },
  /** When something happens next by it; 0: nothing does. */
  nextTick: { column: "u32", saved: true },
  /** Damage that it still takes. */
  shield: { column: "u32", saved: true },
} as const;

/** How often somebody was held back in one way lately: each time is shorter. */
const RESISTANCES = {
  bearer: { column: "u32", saved: true },
  control: { column: "u8", saved: true },
  times: { column: "u8", saved: true },
  untilTick: { column: "u32", saved: true },
} as const;

/** In place of an ability's number: the pause between any two abilities; and how long one still fights. */
export const PAUSE = 0;
export const FIGHT = 0xffff;
/** So are these, of fights between players: grace, having fought one, and the switch that is to go off (pvp.ts). */
export const PVP_GRACE = 0xfffe;
export const PVP_FIGHT = 0xfffd;
export const PVP_OFF = 0xfffc;
/** And having had a cast broken off: nothing is cast meanwhile (interrupt.ts). */
export const LOCK = 0xfffb;

/** Whether a wait is none for an ability. */
export function isNoAbility(wait: number): boolean {
  return wait >= LOCK;
}

const COOLDOWNS_MAX = 65_536;
const FALLEN_MAX = 16_384;
const CASTS_MAX = 16_384;
const EFFECTS_MAX = 65_536;

/** All of it. */
export interface Combat {
  readonly cooldowns: Table<typeof COOLDOWNS>;
  readonly fallen: Table<typeof FALLEN>;
  readonly casts: Table<typeof CASTS>;
  readonly repeats: Table<typeof REPEATS>;
  readonly flights: Table<typeof FLIGHTS>;
  readonly effects: Table<typeof EFFECTS>;
  readonly resistances: Table<typeof RESISTANCES>;
  /** Derived: row in `cooldowns` by character × 2^16 + ability. */
  readonly cooldownRow: Map<number, number>;
  /** Derived: row in `casts` by entity. */
  readonly castRow: Map<number, number>;
  /** Derived: rows in `effects` by bearer, in no order. */
  readonly effectRows: Map<number, number[]>;
  /** No part of the state: what came, changed or went in this tick, by bearer (onlookers.ts). */
  readonly effectNews: Map<number, Set<string>>;
}

/** Nobody fights. */
export function makeCombat(): Combat {
  return {
    cooldowns: makeTable(COOLDOWNS, COOLDOWNS_MAX),
    fallen: makeTable(FALLEN, FALLEN_MAX),
    casts: makeTable(CASTS, CASTS_MAX),
    repeats: makeTable(REPEATS, CASTS_MAX),
    flights: makeTable(FLIGHTS, CASTS_MAX),
    effects: makeTable(EFFECTS, EFFECTS_MAX),
    resistances: makeTable(RESISTANCES, EFFECTS_MAX),
    cooldownRow: new Map(),
    castRow: new Map(),
    effectRows: new Map(),
    effectNews: new Map(),
  };
}

/** The key of a row of `cooldowns`. */
export function cooldownKey(character: number, ability: number): number {
  return character * 0x1_0000 + ability;
}

/** Works out what is not saved. */
export function reindexCombat(combat: Combat): void {
  const { cooldowns, casts, effects, cooldownRow, castRow, effectRows } = combat;
  for (const map of [cooldownRow, castRow, effectRows]) map.clear();
  for (let row = 0; row < cooldowns.length; row++) {
    cooldownRow.set(cooldownKey(cooldowns.columns.character[row]!, cooldowns.columns.ability[row]!), row);
  }
  for (let row = 0; row < casts.length; row++) castRow.set(casts.columns.entity[row]!, row);
  for (let row = 0; row < effects.length; row++) noteEffect(combat, row);
}

/** Notes a row of `effects` that was added or moved. */
export function noteEffect({ effects, effectRows }: Combat, row: number): void {
  const bearer = effects.columns.bearer[row]!;
  const rows = effectRows.get(bearer);
  if (rows === undefined) effectRows.set(bearer, [row]);
  else rows.push(row);
}
