/**
 * What is remembered of dealing in things, besides who owns what: vendors' stock, what can be bought back, trades, and
 * who may take what from whom. All of it is saved.
 */
import { addRow, clearRow, copyRow, makeTable, type Table, truncateTable } from "../base/table.ts";
import type { ColumnDeclarations } from "../base/table.ts";
import {
  BUYBACKS_TOTAL_MAX,
  CORPSE_RIGHTS_MAX,
  CORPSES_MAX,
  ROLLS_MAX,
  STOCKS_MAX,
  TRADES_MAX,
  WAITS_MAX,
} from "./limits.ts";

/** A line of a vendor's stock that is not full: what was there at `sinceTick`, from when on it fills up. */
const STOCKS = {
  vendor: { column: "u16", saved: true },
  item: { column: "u16", saved: true },
  count: { column: "u16", saved: true },
  sinceTick: { column: "u32", saved: true },
} as const;

/** What a character sold and may buy back, the oldest first: it is in the vendor's account of that character. */
const BUYBACKS = {
  character: { column: "u32", saved: true },
  what: { column: "u32", saved: true },
  amount: { column: "u32", saved: true },
  coins: { column: "u32", saved: true },
  untilTick: { column: "u32", saved: true },
} as const;

/** A trade: what `from` offers is in the escrow account `number`, what `to` offers in `number + 1`. */
const TRADES = {
  number: { column: "u32", saved: true },
  from: { column: "u32", saved: true },
  to: { column: "u32", saved: true },
  /** Who agrees: bit 0 `from`, bit 1 `to`. */
  agreed: { column: "u8", saved: true },
} as const;

/** Somebody asks somebody to trade. */
const TRADE_ASKS = {
  from: { column: "u32", saved: true },
  to: { column: "u32", saved: true },
  untilTick: { column: "u32", saved: true },
} as const;

/** A dead body with something in its account. */
const CORPSES = {
  corpse: { column: "u32", saved: true },
  /** From here on it is everybody's. */
  freeTick: { column: "u32", saved: true },
} as const;

/** Who may take from a corpse before it is everybody's. */
const RIGHTS = {
  corpse: { column: "u32", saved: true },
  character: { column: "u32", saved: true },
} as const;

/** A thing of a corpse that a party rolls for, or that somebody has won and not taken yet. */
const ROLLS = {
  number: { column: "u32", saved: true },
  corpse: { column: "u32", saved: true },
  what: { column: "u32", saved: true },
  amount: { column: "u32", saved: true },
  untilTick: { column: "u32", saved: true },
  /** Who has won it; 0: it is being rolled for. */
  winner: { column: "u32", saved: true },
} as const;

/** What somebody chose in a roll. */
const CHOICES = {
  roll: { column: "u32", saved: true },
  character: { column: "u32", saved: true },
  choice: { column: "u8", saved: true },
} as const;

/** Until when somebody waits before it uses things of a kind again. */
const WAITS = {
  character: { column: "u32", saved: true },
  item: { column: "u16", saved: true },
  untilTick: { column: "u32", saved: true },
} as const;

/** All of it. `numbers`: the last number that was given to a trade or a roll; escrow accounts are among them. */
export interface Dealings {
  readonly stocks: Table<typeof STOCKS>;
  readonly buybacks: Table<typeof BUYBACKS>;
  readonly trades: Table<typeof TRADES>;
  readonly tradeAsks: Table<typeof TRADE_ASKS>;
  readonly corpses: Table<typeof CORPSES>;
  readonly rights: Table<typeof RIGHTS>;
  readonly rolls: Table<typeof ROLLS>;
  readonly choices: Table<typeof CHOICES>;
  readonly waits: Table<typeof WAITS>;
  numbers: number;
}

/** Nobody deals with anybody. */
export function makeDealings(): Dealings {
  return {
    stocks: makeTable(STOCKS, STOCKS_MAX),
    buybacks: makeTable(BUYBACKS, BUYBACKS_TOTAL_MAX),
    trades: makeTable(TRADES, TRADES_MAX),
    tradeAsks: makeTable(TRADE_ASKS, TRADES_MAX),
    corpses: makeTable(CORPSES, CORPSES_MAX),
    rights: makeTable(RIGHTS, CORPSE_RIGHTS_MAX),
    rolls: makeTable(ROLLS, ROLLS_MAX),
    choices: makeTable(CHOICES, CORPSE_RIGHTS_MAX),
    waits: makeTable(WAITS, WAITS_MAX),
    numbers: 0,
  };
}

/** What a player can have open, and whom it aims at. It decides only what its client is told, and is no part of the state. */
export const OPENED = ["vendor", "loot", "bank", "timeline", "aim"] as const;
export type Opened = (typeof OPENED)[number];

/** Entities that are open, by the index of the body. */
export type OpenedBy = Readonly<Record<Opened, Map<number, number>>>;

/** Nobody has anything open. */
export function makeOpened(): OpenedBy {
  return { vendor: new Map(), loot: new Map(), bank: new Map(), timeline: new Map(), aim: new Map() };
}

/**
 * A new number: of a roll, and with the one after it the escrow accounts of a trade, an order, a sale. Numbers begin anew
 * after 2^32: by then nothing of the first ones is left.
 */
export function newNumber(dealings: Dealings): number {
  dealings.numbers = dealings.numbers >= 0xffff_fff0 ? 2 : dealings.numbers + 2;
  return dealings.numbers;
}

/** Adds a row with these values; false where the table is full. */
export function putRow<D extends ColumnDeclarations>(
  table: Table<D>,
  values: { readonly [Column in keyof D]: number },
): boolean {
  if (table.length >= table.rowsMax) return false;
  const row = addRow(table);
  for (const column in table.declarations) (table.columns[column] as Uint32Array)[row] = values[column];
  return true;
}

/** Takes a row out; the last takes its place. Walk from the last row to the first where rows are taken out. */
export function dropRow<D extends ColumnDeclarations>(table: Table<D>, row: number): void {
  const last = table.length - 1;
  if (row !== last) copyRow(table, last, row);
  clearRow(table, last);
  truncateTable(table, last);
}

/** Values that a row is looked for by; one column at least. */
type Wanted<D extends ColumnDeclarations> = { readonly [Column in keyof D]?: number };

/** The first row for which all these columns have these values, or -1. */
export function findRow<D extends ColumnDeclarations>(table: Table<D>, wanted: Wanted<D>): number {
  return nextRow(table, columnsWanted(table, wanted), 0);
}

/** All rows for which these columns have these values, from the first to the last. */
export function rowsOf<D extends ColumnDeclarations>(table: Table<D>, wanted: Wanted<D>): number[] {
  const columns = columnsWanted(table, wanted);
  const rows: number[] = [];
  for (let row = nextRow(table, columns, 0); row >= 0; row = nextRow(table, columns, row + 1)) rows.push(row);
  return rows;
}

type WantedColumn = readonly [values: ArrayLike<number | string>, wanted: number];

function columnsWanted<D extends ColumnDeclarations>(table: Table<D>, wanted: Wanted<D>): WantedColumn[] {
  return Object.keys(wanted).map((column) => [table.columns[column]!, wanted[column]!]);
}

function nextRow({ length }: { readonly length: number }, columns: readonly WantedColumn[], from: number): number {
  const [[values, first]] = columns as [WantedColumn];
  for (let row = from; row < length; row++) {
    if (values[row] === first && columns.every(([others, wanted]) => others[row] === wanted)) return row;
  }
  return -1;
}
