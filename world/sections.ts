/**
 * The saved state as named sections, the same for checkpoint and hash: the columns of the tables, cut in pages of rows,
 * and the one page of `facts`, which says what the rest means.
 *
 *   facts                 a record (FACTS below)
 *   <blob>                what has no fixed shape (routes): u32 byte length and the bytes, cut in pages of PAGE_BYTES
 *   <table>.<column>      page n holds rows n * PAGE_ROWS to (n + 1) * PAGE_ROWS - 1: the numbers little-endian, as the
 *                         column's type says; text as u16 byte length and UTF-8 for each row
 *
 * A page that was never written is all zeros. Rows beyond a table's length are zeros too.
 */
import type { ColumnArrays, ColumnDeclarations, Table } from "./base/table.ts";
import { type ByteReader, ByteWriter, readRecord, type RecordValue, writeRecord } from "./base/record.ts";
import { NO_PACK, writeNumbers } from "./content/mod.ts";
import { readRoutes, writeRoutes } from "./routes.ts";
import { NUMBERS_SECTION, PACK_SECTION } from "./section_names.ts";
import type { World } from "./world.ts";

/** Rows of one page: of names at most 512 * (2 + 48) = 25,600 bytes. */
export const PAGE_ROWS = 512;

/** Bytes of one page of a blob. */
export const PAGE_BYTES = 8192;

/** The version of this layout: one that a program does not know, it refuses. */
export const STATE_VERSION = 1;

const FACTS = {
  stateVersion: "u16",
  seed: "u32",
  tickRate: "u16",
  dayTicks: "u32",
  newcomers: "text",
  newcomersMetres: "u16",
  tick: "u32",
  terrainVersion: "u32",
  /** Lengths of the tables, in the order of `tablesOf`. */
  lengths: "bytes",
} as const;

export type StateFacts = RecordValue<typeof FACTS>;
type AnyTable = Table<ColumnDeclarations>;

/** A saved column: its section's name and how to reach it. */
export interface ColumnSection {
  readonly section: string;
  readonly table: AnyTable;
  readonly column: string;
}

/** The tables of a world by name. The order is that of `lengths`: only add at the end. */
export function tablesOf(world: World): readonly (readonly [name: string, table: AnyTable])[] {
  // Columns are written only through the tables' own types; here they are only copied as wholes.
  const table = (value: unknown) => value as AnyTable;
  return [
    ["entities", table(world.entities.components)],
    ["identity", table(world.entities.identity)],
    ["free", table(world.entities.free)],
    ["roster", table(world.roster.table)],
    ["inputs", table(world.inputs)],
    ["groups", table(world.groups.table)],
    ["balances", table(world.ledger.table)],
    ["sheets", table(world.sheets)],
    ["partyMembers", table(world.parties.members)],
    ["partyInvites", table(world.parties.invites)],
    ["runs", table(world.runs)],
    ["instances", table(world.ledger.instances.table)],
    ["stocks", table(world.dealings.stocks)],
    ["buybacks", table(world.dealings.buybacks)],
    ["trades", table(world.dealings.trades)],
    ["tradeAsks", table(world.dealings.tradeAsks)],
    ["corpses", table(world.dealings.corpses)],
    ["corpseRights", table(world.dealings.rights)],
    ["rolls", table(world.dealings.rolls)],
    ["rollChoices", table(world.dealings.choices)],
    ["itemWaits", table(world.dealings.waits)],
    ["cooldowns", table(world.combat.cooldowns)],
    ["fallen", table(world.combat.fallen)],
    ["casts", table(world.combat.casts)],
    ["repeats", table(world.combat.repeats)],
    ["flights", table(world.combat.flights)],
    ["effects", table(world.combat.effects)],
    ["resistances", table(world.combat.resistances)],
    ["areas", table(world.spawns.areas)],
    ["creatures", table(world.spawns.creatures)],
    ["threats", table(world.spawns.threats)],
    ["creatureWaits", table(world.spawns.waits)],
    ["people", table(world.spawns.people)],
    ["settled", table(world.spawns.settled)],
    ["quests", table(world.quests.table)],
    ["questProgress", table(world.quests.progress)],
    ["flags", table(world.almanac.flags)],
    ["talks", table(world.quests.talks)],
    ["skills", table(world.skills.points)],
    ["learned", table(world.skills.learned)],
    ["works", table(world.crafts.works)],
    ["nodeSquares", table(world.crafts.squares)],
    ["wilds", table(world.crafts.laid)],
    ["running", table(world.almanac.running)],
    ["tasks", table(world.almanac.tasks)],
    ["taskGoals", table(world.almanac.goals)],
    ["taskShares", table(world.almanac.shares)],
    ["towns", table(world.almanac.towns)],
    ["timeline", table(world.almanac.timeline)],
    ["encounters", table(world.dungeons.encounters)],
    ["fighters", table(world.dungeons.fighters)],
    ["escorts", table(world.quests.escorts)],
    ["taught", table(world.skills.taught)],
    ["orders", table(world.orders.table)],
    ["defenders", table(world.almanac.defenders)],
    ["landmarks", table(world.landmarks.standing)],
    ["landmarksLooked", table(world.landmarks.looked)],
  ];
}

/** Every saved column of a world, in a fixed order. */
export function sectionsOf(world: World): ColumnSection[] {
  const sections: ColumnSection[] = [];
  for (const [name, table] of tablesOf(world)) {
    for (const column of Object.keys(table.declarations)) {
      if (table.declarations[column]!.saved) sections.push({ section: `${name}.${column}`, table, column });
    }
  }
  return sections;
}

/** The array of a section, as it is now. */
export function columnOf(section: ColumnSection): ColumnArrays[keyof ColumnArrays] {
  return section.table.columns[section.column]!;
}

/** Pages that a section has at present. */
export function pagesOf(section: ColumnSection): number {
  return Math.ceil(section.table.length / PAGE_ROWS);
}

/** Writes the `facts` page. */
export function writeFacts(writer: ByteWriter, world: World, terrainVersion: number): void {
  const lengths = new ByteWriter(64);
  for (const [, table] of tablesOf(world)) lengths.u32(table.length);
  writeRecord(writer, FACTS, {
    stateVersion: STATE_VERSION,
    ...world.facts,
    tick: world.tick,
    terrainVersion,
    lengths: lengths.view(),
  });
}

/** Reads a `facts` page. Throws `MalformedError` if it is none. */
export function readFacts(reader: ByteReader): StateFacts {
  return readRecord(reader, FACTS);
}

/** A saved part of the state that is no table. */
export interface BlobSection {
  readonly section: string;
  write(writer: ByteWriter): void;
  read(reader: ByteReader): void;
  /** A text that says the same as the bytes and is shorter: they are compared and hashed by it. null: by themselves. */
  readonly stamp: (() => string) | null;
}

/** Every blob of a world, in a fixed order. */
export function blobsOf(world: World): BlobSection[] {
  return [{
    section: "routes",
    write: (writer) => writeRoutes(writer, world.routes),
    read: (reader) => readRoutes(reader, world.routes),
    stamp: null,
  }, {
    section: "ledger",
    write: (writer) => writer.u53(world.ledger.entries),
    read: (reader) => void (world.ledger.entries = reader.u53()),
    stamp: null,
  }, {
    section: "instanceNumbers",
    write: (writer) => writer.u32(world.ledger.instances.last),
    read: (reader) => void (world.ledger.instances.last = reader.u32()),
    stamp: null,
  }, {
    section: "dealingNumbers",
    write: (writer) => writer.u32(world.dealings.numbers),
    read: (reader) => void (world.dealings.numbers = reader.u32()),
    stamp: null,
  }, {
    section: "orderNumbers",
    write: (writer) => writer.u32(world.orders.last),
    read: (reader) => void (world.orders.last = reader.u32()),
    stamp: null,
  }, {
    section: "chance",
    write: (writer) => world.chance.state.forEach((word) => writer.u32(word)),
    read: (reader) => void world.chance.state.forEach((_, place) => world.chance.state[place] = reader.u32()),
    stamp: null,
  }, ...contentBlobs(world)];
}

/** Of a world from before there was content, nothing; it is there when the world is made, so nothing is read here. */
function contentBlobs({ content }: World): BlobSection[] {
  const hasNone = content.pack === NO_PACK;
  return [{
    section: PACK_SECTION,
    write: (writer) => hasNone ? undefined : writer.raw(content.bytes),
    read: () => {},
    stamp: () => hasNone ? "" : content.hash,
  }, {
    section: NUMBERS_SECTION,
    write: (writer) => hasNone ? undefined : writeNumbers(writer, content.numbers),
    read: () => {},
    stamp: null,
  }];
}
