/** Journeys: who is taken somewhere by a deed of a talk or a quest (a ferry, a carter), for what it costs. */
import type { PortalRule } from "../content/mod.ts";
import { STATUS } from "../kinds.ts";
import { balanceOf, characterAccount, namedAccount, transfer } from "../ledger/mod.ts";
import type { WorldOutput } from "../output.ts";
import { arriveAt, pointOf } from "../places/mod.ts";
import type { Refusal } from "../refusals.ts";
import { bodyOf } from "../roster.ts";
import type { World } from "../world.ts";
import { allHold } from "./conditions.ts";

/** Whether a journey is open to a character: it leads somewhere in this world, and its conditions hold. */
export function isJourneyOpen(world: World, character: number, id: string): boolean {
  const journey = world.content.portals.byId.get(id);
  return journey !== undefined && pointOf(world, journey.to) !== null && allHold(world, character, journey.when);
}

/** Why a character cannot set out now; null if it can. */
export function whyNotSetOut(world: World, character: number, id: string): Refusal | null {
  const journey = world.content.portals.byId.get(id);
  const body = bodyOf(world.roster, character);
  if (journey === undefined || body < 0 || !isJourneyOpen(world, character, id)) return "gone";
  // Nobody leaves a fight by boat.
  if ((world.entities.components.columns.status[body]! & STATUS.inCombat) !== 0) return "busy";
  return balanceOf(world.ledger, characterAccount(character), 1) < journey.costCoins ? "not-enough" : null;
}

/** Pays for a journey. Who goes is there at the end of the tick (`arriveAll`), when all else of it has been done. */
export function setOut(world: World, character: number, id: string): void {
  const journey = world.content.portals.byId.get(id);
  if (journey === undefined || whyNotSetOut(world, character, id) !== null) return;
  payFor(world, character, journey);
  world.news.push({ type: "setOut", character, journey: id });
}

function payFor(world: World, character: number, { costCoins }: PortalRule): void {
  if (costCoins === 0) return;
  transfer(world.ledger, {
    ...{ from: characterAccount(character), to: namedAccount("fee"), what: 1, amount: costCoins, why: "fee" },
    actor: character,
  });
}

/** Puts whoever set out in this tick where the journey ends. */
export function arriveAll(world: World, output: WorldOutput): void {
  for (const news of world.news) {
    if (news.type !== "setOut") continue;
    const journey = world.content.portals.byId.get(news.journey);
    const point = journey === undefined ? null : pointOf(world, journey.to);
    const body = bodyOf(world.roster, news.character);
    if (point !== null && body >= 0) arriveAt(world, body, point.x, point.y, output);
  }
}
