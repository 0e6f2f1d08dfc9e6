/** Orders between players: what is wanted, sold and to be made, at the market boards. */
import type { ActionHandlers } from "../systems/actions.ts";
import type { World } from "../world.ts";
import { closeBoard, openBoard, watchBoards } from "./board.ts";
import { takeOrder } from "./commissions.ts";
import { cancelOrder, collect, endOrders } from "./end.ts";
import { fillOrder } from "./fill.ts";
import { postOrder } from "./post.ts";

export { openBoard, WHOLE_BOARD } from "./board.ts";
export { canBePaid, commissionOf, payForOne } from "./commissions.ts";
export { endOrdersOf } from "./end.ts";
export type { Order } from "./state.ts";
export { BOARD_TOPIC, KEPT_TOPIC, ORDERS_TOPIC } from "./topics.ts";

/** The actions at a market board. */
export const ORDER_ACTIONS: ActionHandlers<
  "openBoard" | "closeBoard" | "postOrder" | "fillOrder" | "takeOrder" | "cancelOrder" | "collect"
> = { openBoard, closeBoard, postOrder, fillOrder, takeOrder, cancelOrder, collect };

/** Once a second: orders whose time is over end, and who looks at a board is told what has changed. */
export function watchOrders(world: World): void {
  if (world.tick % world.facts.tickRate !== 0) return;
  endOrders(world);
  watchBoards(world);
}
