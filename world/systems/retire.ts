/**
 * A character that its player deleted: it leaves the world at once, its company, its trade and the market, and what it
 * had in its bag, on its body, at the bank and at the boards goes to `decay`, transfer by transfer, like what is thrown
 * away. What it could buy back stays with the vendors, as ever.
 */
import { cancelTrade, tradeOf } from "../items/mod.ts";
import {
  balanceOf,
  bankAccount,
  boxAccount,
  characterAccount,
  contentsOf,
  DECAY,
  transfer,
  wornAccount,
} from "../ledger/mod.ts";
import type { WorldOutput } from "../output.ts";
import { endOrdersOf } from "../orders/mod.ts";
import { depart } from "../parties/mod.ts";
import { bodyOf } from "../roster.ts";
import type { World } from "../world.ts";
import { leaveWorld, takeAway } from "./enter_leave.ts";

/** Takes a character out of the world for good. Who was never here has nothing to lose. */
export function retire(world: World, character: number, output: WorldOutput): void {
  if (!world.roster.rowOf.has(character)) return;
  const trade = tradeOf(world, character);
  if (trade !== null) cancelTrade(world, trade.row);
  depart(world, character);
  endOrdersOf(world, character);
  const index = bodyOf(world.roster, character);
  if (index >= 0) {
    const session = world.entities.components.columns.session[index]!;
    if (session !== 0) {
      output.close(session, "replaced", "");
      leaveWorld(world, session, false);
    }
    takeAway(world, index);
  }
  const own = [characterAccount(character), wornAccount(character), bankAccount(character), boxAccount(character)];
  for (const from of own) {
    for (const what of [...contentsOf(world.ledger, from)]) {
      const amount = balanceOf(world.ledger, from, what);
      transfer(world.ledger, { from, to: DECAY, what, amount, why: "gone for good", actor: character });
    }
  }
}
