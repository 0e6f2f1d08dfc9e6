/**
 * Coming back to life, and what that costs. Who is dead comes back at its shrine (where it is bound to, else where
 * newcomers appear) for a fee in coins and some wear of what it wears, or goes there as a spirit and walks back to its
 * body, which costs nothing but the way. Below the content's `deathFreeBelow` nothing costs anything.
 */
import { setStatus } from "../bodies.ts";
import { distance, UNITS_PER_METRE } from "../base/space.ts";
import type { Effect, Numbered } from "../content/mod.ts";
import { idAt } from "../entities.ts";
import { COIN, isDead, isLying, wearAll } from "../items/mod.ts";
import { STATUS } from "../kinds.ts";
import { balanceOf, characterAccount, namedAccount, transfer } from "../ledger/mod.ts";
import { newcomerPlace } from "../newcomers.ts";
import type { WorldOutput } from "../output.ts";
import { arriveAt, onTheMap, type Point } from "../places/mod.ts";
import type { Refusal } from "../refusals.ts";
import { sheetOf } from "../sheets.ts";
import type { TopicReader } from "../systems/topic_readers.ts";
import { ONLY_KEY } from "../topics.ts";
import { positionX, positionY, type World } from "../world.ts";
import { standUp } from "./death.ts";
import { applyEffect } from "./effects.ts";
import { CORPSE_REACH_METRES } from "./limits.ts";
import { leaveFight } from "./pvp.ts";

/** What coming back at the shrine costs by now. */
export interface DeathCost {
  readonly coins: number;
  /** Thousandths of its durability that all that is worn loses. */
  readonly wearPermille: number;
  /** What lasts on who does not carry the coins, in their place: nothing is taken then. null: it carries them. */
  readonly weakness: Numbered<Effect> | null;
}

/** Of health, in thousandths, at the body where the content says nothing. */
const CORPSE_HEALTH_PERMILLE = 500;
const FREE: DeathCost = { coins: 0, wearPermille: 0, weakness: null };

/** What coming back at the shrine costs a character of a level that carries what it does. */
export function deathCost(world: World, index: number): DeathCost {
  const economy = world.content.economy.all[0];
  const { character, level } = world.entities.components.columns;
  if (economy === undefined || level[index]! < (economy.deathFreeBelow ?? 1)) return FREE;
  const coins = economy.deathFeePerLevelCoins * level[index]!;
  const canPay = balanceOf(world.ledger, characterAccount(character[index]!), COIN) >= coins;
  const weakness = canPay ? null : world.content.effects.byId.get(economy.deathWeakness ?? "") ?? null;
  return { coins: canPay ? coins : 0, wearPermille: economy.deathDurabilityPermille, weakness };
}

/** The action `revive`: a spirit near its body comes back there; else one comes back at the shrine, for what it costs. */
export function revive(world: World, index: number, _action: unknown, output: WorldOutput): Refusal | null {
  const row = sheetOf(world, index);
  if (row < 0 || !isDead(world, index)) return "already-done";
  if (world.sheets.columns.deadUntil[row]! > world.tick) return "not-ready";
  const corpse = corpseOf(world, index, row);
  const isAtCorpse = corpse !== null && isNear(world, index, corpse);
  const permille = isAtCorpse ? world.content.economy.all[0]?.corpseRunHealthPermille ?? CORPSE_HEALTH_PERMILLE : 500;
  const cost = isAtCorpse ? FREE : deathCost(world, index);
  if (cost.coins > 0 && !pay(world, index, cost.coins)) return "not-enough";
  const at = isAtCorpse ? corpse : shrineOf(world, index, row);
  standUp(world, index, row, Math.floor(world.entities.components.columns.healthMax[index]! * permille / 1000), output);
  leaveFight(world, index);
  arriveAt(world, index, at.x, at.y, output);
  wearAll(world, world.entities.components.columns.character[index]!, cost.wearPermille);
  if (cost.weakness !== null) {
    applyEffect(world, index, cost.weakness, { entity: idAt(world.entities, index), level: 1, power: 0 });
  }
  return null;
}

/** The action `walkBack`: who lies dead goes to its shrine as a spirit. Its body stays where it can be reached. */
export function walkBack(world: World, index: number, _action: unknown, output: WorldOutput): Refusal | null {
  const row = sheetOf(world, index);
  if (row < 0 || !isLying(world, index)) return "already-done";
  const { deadUntil, corpseX, corpseY } = world.sheets.columns;
  if (deadUntil[row]! > world.tick) return "not-ready";
  const shrine = shrineOf(world, index, row);
  // Who died in a dungeon or a house finds itself before its door: the run may be over until it is there.
  const corpse = onTheMap(world, { x: positionX(world, index), y: positionY(world, index) }, shrine);
  [corpseX[row], corpseY[row]] = [corpse.x, corpse.y];
  setStatus(world, index, STATUS.dead, false);
  setStatus(world, index, STATUS.spirit, true);
  arriveAt(world, index, shrine.x, shrine.y, output);
  return null;
}

/** The topic `death`. */
export const DEATH_TOPIC: TopicReader<"death"> = {
  keys: (world, index) => isDead(world, index) ? [ONLY_KEY] : [],
  read: (world, index) => {
    const row = sheetOf(world, index);
    if (row < 0 || !isDead(world, index)) return null;
    const { coins, wearPermille, weakness } = deathCost(world, index);
    const corpse = corpseOf(world, index, row);
    return {
      tick: world.sheets.columns.deadUntil[row]!,
      ...{ coins, wearPermille, weakness: weakness?.number ?? 0, spirit: corpse !== null },
      ...{ x: corpse?.x ?? 0, y: corpse?.y ?? 0, metres: CORPSE_REACH_METRES },
    };
  },
};

function pay(world: World, index: number, coins: number): boolean {
  const character = world.entities.components.columns.character[index]!;
  const fee = { from: characterAccount(character), to: namedAccount("fee"), what: COIN, amount: coins } as const;
  return transfer(world.ledger, { ...fee, why: "fee", actor: character }) === "done";
}

function shrineOf(world: World, index: number, row: number): Point {
  const { bindX, bindY } = world.sheets.columns;
  const isBound = bindX[row] !== 0 || bindY[row] !== 0;
  return isBound
    ? { x: bindX[row]!, y: bindY[row]! }
    : newcomerPlace(world, world.entities.components.columns.character[index]!);
}

/** Where the body of a spirit lies; null of who is none. */
function corpseOf(world: World, index: number, row: number): Point | null {
  if (isLying(world, index)) return null;
  const { corpseX, corpseY } = world.sheets.columns;
  return { x: corpseX[row]!, y: corpseY[row]! };
}

function isNear(world: World, index: number, { x, y }: Point): boolean {
  const away = distance(positionX(world, index) - x, positionY(world, index) - y);
  return away <= CORPSE_REACH_METRES * UNITS_PER_METRE;
}
