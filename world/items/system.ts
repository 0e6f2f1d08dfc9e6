/** What time does to dealings: trades whose sides went away, rolls and waits that are over, what is sold for good. */
import type { WorldOutput } from "../output.ts";
import type { World } from "../world.ts";
import { endCorpses } from "./loot.ts";
import { closeWhatIsFar } from "./open.ts";
import { endRolls } from "./rolls.ts";
import { watchTrades } from "./trades.ts";
import { endWaits } from "./use.ts";
import { letGoOfSold, tellStock } from "./vendors.ts";

/** Stock that has come in is told to whoever looks at it this often, in seconds. */
const STOCK_TOLD_SECONDS = 10;

/** Each tick the trades, for who left in it must not be traded with; the rest once a second. */
export function watchDealings(world: World, output: WorldOutput): void {
  watchTrades(world);
  if (world.tick % world.facts.tickRate !== 0) return;
  endCorpses(world);
  endRolls(world, output);
  endWaits(world);
  letGoOfSold(world);
  closeWhatIsFar(world);
  if (world.tick % (STOCK_TOLD_SECONDS * world.facts.tickRate) !== 0) return;
  tellStock(world);
}
