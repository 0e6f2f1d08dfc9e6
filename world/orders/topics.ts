/** The topics `board`, `orders` and `kept`. */
import { accountTopic, anyValue } from "../items/mod.ts";
import { boxAccount, isInstance } from "../ledger/mod.ts";
import type { TopicReader } from "../systems/topic_readers.ts";
import { ONLY_KEY } from "../topics.ts";
import type { World } from "../world.ts";
import { isAtBoard, pageOf } from "./board.ts";
import { daysMaxOf, feePermilleOf } from "./deal.ts";
import { isTaken } from "./end.ts";
import { BOARD_LINES } from "./limits.ts";
import { type BoardView, type Order, orderOf, SIDE, SIDE_WORDS } from "./state.ts";

/** What waits for one at the boards. */
export const KEPT_TOPIC: TopicReader<"kept"> = accountTopic(boxAccount);

/** What is told of an order, whoever sees it. */
function orderValue(world: World, order: Order) {
  const { side, what, kind, left, price, quality, recipe, untilTick } = order;
  const isSingle = side === SIDE.sell && isInstance(what);
  return {
    ...(isSingle ? anyValue(world, what, left) : { amount: left, kind }),
    ...{ side: SIDE_WORDS[side as 1 | 2 | 3], what, coins: price, least: quality, recipe, untilTick },
  };
}

function nameOf(world: World, character: number): string {
  const row = world.roster.rowOf.get(character);
  return row === undefined ? "" : world.roster.table.columns.name[row]!;
}

/** The page of the board that one looks at; nothing for who looks at none. */
export const BOARD_TOPIC: TopicReader<"board"> = {
  keys: (world, index) => {
    const view = viewOf(world, index);
    return view === null ? [] : [ONLY_KEY, ...pageOf(world, view).numbers.map(String)];
  },
  read: (world, index, key) => {
    const view = viewOf(world, index);
    if (view === null) return null;
    const { numbers, all } = pageOf(world, view);
    if (key === ONLY_KEY) {
      const pages = Math.max(1, Math.ceil(all / BOARD_LINES));
      return {
        ...view,
        side: SIDE_WORDS[view.side as 0],
        all,
        pages,
        feePermille: feePermilleOf(world),
        daysMax: daysMaxOf(world),
      };
    }
    const order = orderOf(world.orders, Number(key));
    const place = numbers.indexOf(Number(key));
    if (order === null || place < 0) return null;
    const mine = order.owner === world.entities.components.columns.character[index];
    return { ...orderValue(world, order), place, name: nameOf(world, order.owner), mine, taken: isTaken(world, order) };
  },
};

function viewOf(world: World, index: number): BoardView | null {
  const view = world.orders.views.get(index);
  return view !== undefined && isAtBoard(world, index) ? view : null;
}

/** One's own orders, and the commissions that one has taken on. */
export const ORDERS_TOPIC: TopicReader<"orders"> = {
  keys: ({ orders, entities }, index) => {
    const character = entities.components.columns.character[index]!;
    const own = [...orders.ownOf.get(character) ?? [], ...orders.takenBy.get(character) ?? []];
    return own.sort((a, b) => a - b).map(String);
  },
  read: (world, index, key) => {
    const character = world.entities.components.columns.character[index]!;
    const order = orderOf(world.orders, Number(key));
    if (order === null || (order.owner !== character && order.taker !== character)) return null;
    const mine = order.owner === character;
    const name = nameOf(world, mine ? order.taker : order.owner);
    return { ...orderValue(world, order), mine, name, takenUntil: order.takenUntil };
  },
};
