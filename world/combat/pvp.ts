/**
 * Fights between players. Two can hurt each other while both are open to it:
 *
 *     on free ground       everybody is
 *     on contested ground  whose switch is on, from the content's level on
 *     anywhere             who hurt a player, was hurt by one or helped in it within the last PVP_FIGHT_SECONDS; being hurt
 *                          on safe ground does not count
 *
 * Never those of one party, and nobody who has grace: who comes onto free ground has it, until it attacks a player. All
 * that aims, meets or hurts asks `whyNotHurt`, at the moment when it does.
 */
import { setStatus } from "../bodies.ts";
import type { ActionCommandOf } from "../commands.ts";
import type { Region } from "../content/mod.ts";
import { KIND, STATUS } from "../kinds.ts";
import { WORLD_UNITS } from "../limits.ts";
import { markOwn } from "../own_marks.ts";
import { partyOf } from "../parties/mod.ts";
import { regionsOf } from "../places/mod.ts";
import type { Refusal } from "../refusals.ts";
import { bodyOf } from "../roster.ts";
import { sheetOf } from "../sheets.ts";
import type { TopicReader } from "../systems/topic_readers.ts";
import { ONLY_KEY } from "../topics.ts";
import { positionX, positionY, type World } from "../world.ts";
import { PVP_FIGHT_SECONDS, PVP_GRACE_SECONDS, PVP_OFF_SECONDS } from "./limits.ts";
import { PVP_FIGHT, PVP_GRACE, PVP_OFF } from "./state.ts";
import { endWait, wait, waitsUntil } from "./waits.ts";

/** Values of the sheet's `pvp`. */
const SWITCH = { off: 0, on: 1, goesOff: 2 } as const;

/** From which level on the switch can be put on, where the content says nothing. */
const LEVEL_FROM = 1;

/** The rule of the ground that a body is on. Where no region is there is no fight. */
export function groundOf({ content, entities }: World, index: number): Region["pvp"] {
  return content.regions.byNumber[entities.components.columns.region[index]!]?.pvp ?? "safe";
}

/** Why the one may not hurt the other just now; null if it may, and for all that is not between two players. */
export function whyNotHurt(world: World, by: number, at: number): Refusal | null {
  if (!arePlayers(world, by, at)) return null;
  if (isOneParty(world, by, at)) return "own-party";
  if (isWaiting(world, at, PVP_GRACE)) return "protected";
  return whyClosed(world, by, "not-flagged") ?? whyClosed(world, at, "other-not-flagged");
}

/** Whether a player hurt another, was hurt by one or helped in it within the last PVP_FIGHT_SECONDS. */
export function fightsPlayers(world: World, index: number): boolean {
  return isWaiting(world, index, PVP_FIGHT);
}

/** Whether one is in a fight between players that is none of the other's: help for all around passes it over. */
export function isOthersFight(world: World, by: number, at: number): boolean {
  if (!arePlayers(world, by, at) || !fightsPlayers(world, at)) return false;
  return !fightsPlayers(world, by) && !isOneParty(world, by, at);
}

/** The one attacks the other: it has no grace any more. */
export function noteAttack(world: World, by: number, at: number): void {
  if (arePlayers(world, by, at)) endGrace(world, by);
}

/** The one hurt the other, or would have, had it not missed. */
export function noteHurt(world: World, by: number, at: number): void {
  if (!arePlayers(world, by, at)) return;
  endGrace(world, by);
  joinFight(world, by);
  // Who flees to safe ground is left alone in the end, whoever comes after it.
  if (groundOf(world, at) !== "safe") joinFight(world, at);
}

/** The one helps the other. In a fight between players it is part of that from now on, and wants it as the other does. */
export function noteHelp(world: World, by: number, at: number): void {
  if (!arePlayers(world, by, at) || !fightsPlayers(world, at)) return;
  const { pvp } = world.sheets.columns;
  const [own, other] = [sheetOf(world, by), sheetOf(world, at)];
  if (own >= 0 && other >= 0 && pvp[other] !== SWITCH.off && pvp[own] === SWITCH.off && isOfAge(world, by)) {
    pvp[own] = SWITCH.goesOff;
  }
  endGrace(world, by);
  joinFight(world, by);
}

/** The action `setPvp`: on at once, off when PVP_OFF_SECONDS have gone by without a fight. */
export function setPvp(world: World, index: number, { on }: ActionCommandOf<"setPvp">): Refusal | null {
  const row = sheetOf(world, index);
  if (row < 0) return "unknown";
  const { pvp } = world.sheets.columns;
  if ((pvp[row] === SWITCH.on) === (on === 1)) return "already-done";
  if (on === 1 && !isOfAge(world, index)) return "level-too-low";
  if (on !== 1 && pvp[row] !== SWITCH.on) return "already-done";
  pvp[row] = on === 1 ? SWITCH.on : SWITCH.goesOff;
  if (on === 1) endWait(world, characterOf(world, index), PVP_OFF);
  else waitToGoOff(world, index, row);
  show(world, index);
  return null;
}

/** Sees where players have come to by foot, by door or by signing in. */
export function followGround(world: World): void {
  const { region } = world.entities.components.columns;
  const regionAt = regionsOf(world);
  const crossed: { readonly index: number; readonly to: number }[] = [];
  for (const index of world.sessions.values()) {
    const x = positionX(world, index);
    // Nobody leaves a room or a dungeon but by its door.
    if (region[index] !== 0 && x >= WORLD_UNITS) continue;
    const to = regionAt(x, positionY(world, index));
    if (to !== region[index]) crossed.push({ index, to });
  }
  for (const { index, to } of crossed.sort((a, b) => a.index - b.index)) {
    const before = groundOf(world, index);
    region[index] = to;
    if (before !== "free" && groundOf(world, index) === "free" && !fightsPlayers(world, index)) {
      wait(world, index, PVP_GRACE, PVP_GRACE_SECONDS * 1000);
    }
    show(world, index);
  }
}

/** Who comes back to life elsewhere has left the fight. */
export function leaveFight(world: World, index: number): void {
  endWait(world, characterOf(world, index), PVP_FIGHT);
}

/** Grace, a fight or the time until the switch goes off is over. The character may be away. */
export function pvpWaitEnded(world: World, character: number, what: number): void {
  const row = world.roster.rowOf.get(character);
  const { pvp } = world.sheets.columns;
  if (what === PVP_OFF && row !== undefined && pvp[row] === SWITCH.goesOff) pvp[row] = SWITCH.off;
  const index = bodyOf(world.roster, character);
  if (index >= 0) show(world, index);
}

/** The topic `pvp`. */
export const PVP_TOPIC: TopicReader<"pvp"> = {
  keys: () => [ONLY_KEY],
  read: (world, index) => {
    const row = sheetOf(world, index);
    if (row < 0) return null;
    const pvp = world.sheets.columns.pvp[row]!;
    const until = (what: number) =>
      isWaiting(world, index, what) ? waitsUntil(world, characterOf(world, index), what) : 0;
    return {
      rule: groundOf(world, index),
      region: world.entities.components.columns.region[index]!,
      on: pvp !== SWITCH.off,
      offTick: pvp === SWITCH.goesOff ? until(PVP_OFF) : 0,
      graceTick: until(PVP_GRACE),
      fightTick: until(PVP_FIGHT),
      open: whyClosed(world, index, "not-flagged") === null,
    };
  },
};

/** Why a player is not open to fights with others where it is; null if it is. `flag`: the word where its switch is off. */
function whyClosed(world: World, index: number, flag: Refusal): Refusal | null {
  const ground = groundOf(world, index);
  if (ground === "free" || fightsPlayers(world, index)) return null;
  if (ground === "safe") return "safe-ground";
  if (!isOfAge(world, index)) return "newcomer";
  const row = sheetOf(world, index);
  return row >= 0 && world.sheets.columns.pvp[row] !== SWITCH.off ? null : flag;
}

function arePlayers({ entities }: World, by: number, at: number): boolean {
  const { kind } = entities.components.columns;
  return by !== at && kind[by] === KIND.player && kind[at] === KIND.player;
}

function isOneParty(world: World, by: number, at: number): boolean {
  const party = partyOf(world.parties, characterOf(world, by));
  return party !== 0 && party === partyOf(world.parties, characterOf(world, at));
}

function isOfAge(world: World, index: number): boolean {
  const from = world.content.economy.all[0]?.pvpLevelMin ?? LEVEL_FROM;
  return world.entities.components.columns.level[index]! >= from;
}

function characterOf({ entities }: World, index: number): number {
  return entities.components.columns.character[index]!;
}

function isWaiting(world: World, index: number, what: number): boolean {
  return waitsUntil(world, characterOf(world, index), what) > world.tick;
}

function joinFight(world: World, index: number): void {
  wait(world, index, PVP_FIGHT, PVP_FIGHT_SECONDS * 1000);
  const row = sheetOf(world, index);
  if (row >= 0 && world.sheets.columns.pvp[row] === SWITCH.goesOff) waitToGoOff(world, index, row);
  show(world, index);
}

/** Where too many wait already the switch goes off at once, instead of never. */
function waitToGoOff(world: World, index: number, row: number): void {
  wait(world, index, PVP_OFF, PVP_OFF_SECONDS * 1000);
  if (!isWaiting(world, index, PVP_OFF)) world.sheets.columns.pvp[row] = SWITCH.off;
}

function endGrace(world: World, index: number): void {
  if (!isWaiting(world, index, PVP_GRACE)) return;
  endWait(world, characterOf(world, index), PVP_GRACE);
  show(world, index);
}

/** What others see of it, and what its own client is told. */
function show(world: World, index: number): void {
  setStatus(world, index, STATUS.pvp, whyClosed(world, index, "not-flagged") === null);
  setStatus(world, index, STATUS.protected, isWaiting(world, index, PVP_GRACE));
  markOwn(world, index, "pvp", ONLY_KEY);
}
