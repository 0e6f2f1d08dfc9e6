/**
 * Orders between players. An order has a side: somebody wants to buy, to sell, or to have something made. What its owner
 * gives for it lies in the order's own account (`order n`) until it is filled, taken back or over; what comes of it waits
 * in the owner's box (`box n`), at every board.
 */
import { makeTable, type Table } from "../base/table.ts";
import { ORDERS_TOTAL_MAX } from "./limits.ts";

/** What an order is. */
export const SIDE = { buy: 1, sell: 2, make: 3 } as const;
/** Sides in words, by their numbers. */
export const SIDE_WORDS = ["", "buy", "sell", "make"] as const;

/** Numbers of orders go up and are never given twice. */
const ORDERS = {
  number: { column: "u32", saved: true },
  owner: { column: "u32", saved: true },
  /** Values of SIDE. */
  side: { column: "u8", saved: true },
  kind: { column: "u16", saved: true },
  /** Of what is sold: the number of the thing, which is that of its kind or of a single thing. */
  what: { column: "u32", saved: true },
  /** Of single things that are wanted: the least quality. */
  quality: { column: "u8", saved: true },
  /** Of what is to be made: by which recipe. */
  recipe: { column: "u16", saved: true },
  /** How many are open: things, or how often something is to be made. */
  left: { column: "u16", saved: true },
  /** Coins for each. */
  price: { column: "u32", saved: true },
  untilTick: { column: "u32", saved: true },
  /** Who has taken on to make it, and until when. */
  taker: { column: "u32", saved: true },
  takenUntil: { column: "u32", saved: true },
} as const;

/** What somebody looks at on a board: 0 is any side, kind or craft. */
export interface BoardView {
  readonly side: number;
  readonly kind: number;
  readonly craft: number;
  readonly page: number;
}

/** All of it. */
export interface Orders {
  readonly table: Table<typeof ORDERS>;
  /** The number that was given last. */
  last: number;
  /** Derived: row by number. */
  readonly rowOf: Map<number, number>;
  /** Derived: numbers of a side's orders of a kind, the best for whoever looks first (`bookKey`). */
  readonly books: Map<number, number[]>;
  /** Derived: numbers of a character's own orders, from low to high. */
  readonly ownOf: Map<number, number[]>;
  /** Derived: numbers of commissions that a character has taken on, from low to high. */
  readonly takenBy: Map<number, number[]>;
  /** What bodies look at, by index. It decides only what they are told, and is no part of the state. */
  readonly views: Map<number, BoardView>;
  /** Books that changed since it was told: no part of the state either. */
  readonly changed: Set<number>;
}

/** Nobody wants anything. */
export function makeOrders(): Orders {
  return {
    table: makeTable(ORDERS, ORDERS_TOTAL_MAX),
    last: 0,
    rowOf: new Map(),
    books: new Map(),
    ownOf: new Map(),
    takenBy: new Map(),
    views: new Map(),
    changed: new Set(),
  };
}

/** An order as it is. */
export interface Order {
  readonly number: number;
  readonly owner: number;
  readonly side: number;
  readonly kind: number;
  readonly what: number;
  readonly quality: number;
  readonly recipe: number;
  readonly left: number;
  readonly price: number;
  readonly untilTick: number;
  readonly taker: number;
  readonly takenUntil: number;
}

/** The order of a number, or null. */
export function orderOf({ table, rowOf }: Orders, number: number): Order | null {
  const row = rowOf.get(number);
  if (row === undefined) return null;
  const { columns } = table;
  return {
    number,
    owner: columns.owner[row]!,
    side: columns.side[row]!,
    kind: columns.kind[row]!,
    what: columns.what[row]!,
    quality: columns.quality[row]!,
    recipe: columns.recipe[row]!,
    left: columns.left[row]!,
    price: columns.price[row]!,
    untilTick: columns.untilTick[row]!,
    taker: columns.taker[row]!,
    takenUntil: columns.takenUntil[row]!,
  };
}
