/**
 * Orders in their lists: those of a side and kind by price, those of a character by number. The lists follow from the
 * table alone; what is put into it and taken out of it goes through here.
 */
import { addRow, clearRow, copyRow, truncateTable } from "../base/table.ts";
import { type Order, orderOf, type Orders, SIDE } from "./state.ts";

/** The key of the orders of one side for one kind: by kind, then by side. */
export function bookKey(side: number, kind: number): number {
  return kind * 4 + side;
}

/** The side and the kind of a book. */
export function bookOf(key: number): { readonly side: number; readonly kind: number } {
  return { side: key & 3, kind: key >>> 2 };
}

/** Works out the lists anew, after a load. */
export function reindexOrders(orders: Orders): void {
  const { table, rowOf, books, ownOf, takenBy } = orders;
  for (const map of [rowOf, books, ownOf, takenBy]) map.clear();
  for (let row = 0; row < table.length; row++) {
    rowOf.set(table.columns.number[row]!, row);
    list(orders, orderOf(orders, table.columns.number[row]!)!);
  }
  // Nobody looks yet: there is nothing to tell.
  orders.changed.clear();
}

/** Puts up an order. The caller has asked whether there is room. */
export function addOrder(orders: Orders, order: Omit<Order, "number">): number {
  const { table, rowOf } = orders;
  const number = ++orders.last;
  const row = addRow(table);
  Object.entries({ ...order, number }).forEach(([column, value]) => {
    table.columns[column as keyof Order][row] = value;
  });
  rowOf.set(number, row);
  list(orders, { ...order, number });
  return number;
}

/** Takes an order away. The last row takes its place. */
export function dropOrder(orders: Orders, order: Order): void {
  const { table, rowOf } = orders;
  const row = rowOf.get(order.number)!;
  unlist(orders, order);
  const last = table.length - 1;
  rowOf.delete(order.number);
  if (row !== last) {
    copyRow(table, last, row);
    rowOf.set(table.columns.number[row]!, row);
  }
  clearRow(table, last);
  truncateTable(table, last);
}

/** Sets how many an order has open; with none it is gone. */
export function setLeft(orders: Orders, order: Order, left: number): void {
  if (left === 0) return dropOrder(orders, order);
  orders.table.columns.left[orders.rowOf.get(order.number)!] = left;
  orders.changed.add(bookKey(order.side, order.kind));
}

/** Sets who makes what an order asks for, and until when; 0: nobody. */
export function setTaker(orders: Orders, order: Order, taker: number, untilTick: number): void {
  const { columns } = orders.table;
  const row = orders.rowOf.get(order.number)!;
  remove(orders.takenBy, order.taker, order.number);
  columns.taker[row] = taker;
  columns.takenUntil[row] = untilTick;
  insert(orders.takenBy, taker, order.number, ascending);
  orders.changed.add(bookKey(order.side, order.kind));
}

function list(orders: Orders, order: Order): void {
  const { number, side, kind, owner, taker } = order;
  const price = (one: number) => orders.table.columns.price[orders.rowOf.get(one)!]!;
  // Who looks wants to sell dear and to buy cheap; of equals the older one is first.
  const way = side === SIDE.sell ? 1 : -1;
  insert(orders.books, bookKey(side, kind), number, (a, b) => way * (price(a) - price(b)) || a - b);
  insert(orders.ownOf, owner, number, ascending);
  if (taker !== 0) insert(orders.takenBy, taker, number, ascending);
  orders.changed.add(bookKey(side, kind));
}

function unlist(orders: Orders, { number, side, kind, owner, taker }: Order): void {
  remove(orders.books, bookKey(side, kind), number);
  remove(orders.ownOf, owner, number);
  remove(orders.takenBy, taker, number);
  orders.changed.add(bookKey(side, kind));
}

function ascending(a: number, b: number): number {
  return a - b;
}

function insert(lists: Map<number, number[]>, key: number, number: number, order: (a: number, b: number) => number) {
  if (key === 0) return;
  const numbers = lists.get(key);
  if (numbers === undefined) return void lists.set(key, [number]);
  let low = 0;
  for (let high = numbers.length; low < high;) {
    const middle = (low + high) >>> 1;
    if (order(numbers[middle]!, number) < 0) low = middle + 1;
    else high = middle;
  }
  numbers.splice(low, 0, number);
}

function remove(lists: Map<number, number[]>, key: number, number: number): void {
  const numbers = lists.get(key);
  const at = numbers?.indexOf(number) ?? -1;
  if (numbers === undefined || at < 0) return;
  numbers.splice(at, 1);
  if (numbers.length === 0) lists.delete(key);
}
