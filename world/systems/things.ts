/** Picking up, dropping and giving: what players do with things; and how what lies about decays. */
import { UNITS_PER_METRE } from "../base/space.ts";
import type { ActionCommandOf } from "../commands.ts";
import { indexOf, isAlive } from "../entities.ts";
import { KIND } from "../kinds.ts";
import { balanceOf, characterAccount, DECAY, putDown, takeUp, transfer } from "../ledger/mod.ts";
import { AMOUNT_MAX, REACH_METRES, SPACE_OVERWORLD } from "../limits.ts";
import type { Refusal } from "../refusals.ts";
import { positionX, positionY, type World } from "../world.ts";
import type { ActionHandlers } from "./actions.ts";

/** The actions that are about things. */
export const THING_ACTIONS: ActionHandlers<"pickUp" | "drop" | "give"> = { pickUp, drop, give };

function pickUp(world: World, index: number, { pile }: ActionCommandOf<"pickUp">): Refusal | null {
  const { columns } = world.entities.components;
  const at = indexOf(pile);
  if (!isAlive(world.entities, pile) || columns.kind[at] !== KIND.pile) return "gone";
  if (!isNear(world, index, at)) return "too-far";
  const character = columns.character[index]!;
  return takeUp(world, at, characterAccount(character), "picked up", character) === "done" ? null : "full";
}

function drop(world: World, index: number, { what, amount }: ActionCommandOf<"drop">): Refusal | null {
  const { columns } = world.entities.components;
  const character = columns.character[index]!;
  if (!hasThing(world, character, what, amount)) return "not-enough";
  if (columns.space[index] !== SPACE_OVERWORLD) return "not-here";
  const from = characterAccount(character);
  const [x, y] = [positionX(world, index), positionY(world, index)];
  const putting = { from, what, amount, why: "dropped", actor: character, x, y, stays: false } as const;
  return putDown(world, putting) === "done" ? null : "full";
}

function give(world: World, index: number, { to, what, amount }: ActionCommandOf<"give">): Refusal | null {
  const { columns } = world.entities.components;
  const character = columns.character[index]!;
  if (!hasThing(world, character, what, amount)) return "not-enough";
  const at = indexOf(to);
  if (!isAlive(world.entities, to) || columns.kind[at] !== KIND.player) return "gone";
  if (at === index || !isNear(world, index, at)) return "too-far";
  const [from, into] = [characterAccount(character), characterAccount(columns.character[at]!)];
  const done = transfer(world.ledger, { from, to: into, what, amount, why: "given", actor: character });
  return done === "done" ? null : "full";
}

function hasThing(world: World, character: number, what: number, amount: number): boolean {
  if (amount === 0 || amount > AMOUNT_MAX) return false;
  return balanceOf(world.ledger, characterAccount(character), what) >= amount;
}

function isNear(world: World, a: number, b: number): boolean {
  const { space } = world.entities.components.columns;
  if (space[a] !== space[b]) return false;
  const dx = positionX(world, a) - positionX(world, b);
  const dy = positionY(world, a) - positionY(world, b);
  const reach = REACH_METRES * UNITS_PER_METRE;
  return dx * dx + dy * dy <= reach * reach;
}

const due: number[] = [];

/** Takes away the piles that lay about for too long, in the order of their indexes. Looked at once a second. */
export function decayPiles(world: World): void {
  if (world.tick % world.facts.tickRate !== 0) return;
  const { decaying, tick } = world;
  const { lingerUntil } = world.entities.components.columns;
  for (let at = 0; at < decaying.count; at++) {
    const index = decaying.indexes[at]!;
    if (lingerUntil[index]! <= tick) due.push(index);
  }
  due.sort((a, b) => a - b);
  for (const index of due) takeUp(world, index, DECAY, "decayed", 0);
  due.length = 0;
}
