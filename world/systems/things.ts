/** Picking up, dropping and giving: what players do with things; and how what lies about decays. */
import type { ActionCommandOf } from "../commands.ts";
import { indexOf, isAlive } from "../entities.ts";
import { KIND } from "../kinds.ts";
import { bind, bodyWithin, carries, fitsBag, isBound, isDead, isWithin, itemOf } from "../items/mod.ts";
import { characterAccount, contentsOf, DECAY, pileAccount, transfer } from "../ledger/mod.ts";
import { putDown, takeUp } from "../ledger/piles.ts";
import { AMOUNT_MAX, REACH_METRES, SPACE_OVERWORLD } from "../limits.ts";
import type { Refusal } from "../refusals.ts";
import { positionX, positionY, type World } from "../world.ts";
import type { ActionHandlers } from "./actions.ts";

/** The actions that are about things. */
export const THING_ACTIONS: ActionHandlers<"pickUp" | "drop" | "give"> = { pickUp, drop, give };

function pickUp(world: World, index: number, { pile }: ActionCommandOf<"pickUp">): Refusal | null {
  const { columns } = world.entities.components;
  const at = indexOf(pile);
  if (isDead(world, index)) return "dead";
  if (!isAlive(world.entities, pile) || columns.kind[at] !== KIND.pile) return "gone";
  if (!isWithin(world, index, at, REACH_METRES)) return "too-far";
  const character = columns.character[index]!;
  const [what] = contentsOf(world.ledger, pileAccount(pile));
  if (!fitsBag(world, character, [{ what: what!, amount: columns.amount[at]! }])) return "full";
  if (takeUp(world, at, characterAccount(character), "picked up", character) !== "done") return "full";
  if (itemOf(world, what!)?.binding === "pickUp") bind(world, what!);
  return null;
}

function drop(world: World, index: number, { what, amount }: ActionCommandOf<"drop">): Refusal | null {
  const { columns } = world.entities.components;
  const character = columns.character[index]!;
  if (isDead(world, index)) return "dead";
  if (amount > AMOUNT_MAX || !carries(world, character, what, amount)) return "not-enough";
  if (isBound(world, what)) return "bound";
  if (columns.space[index] !== SPACE_OVERWORLD) return "not-here";
  if (!fitsBag(world, character, [], [{ what, amount }])) return "full";
  const from = characterAccount(character);
  const [x, y] = [positionX(world, index), positionY(world, index)];
  const putting = { from, what, amount, why: "dropped", actor: character, x, y, stays: false } as const;
  return putDown(world, putting) === "done" ? null : "full";
}

function give(world: World, index: number, { to, what, amount }: ActionCommandOf<"give">): Refusal | null {
  const { columns } = world.entities.components;
  const character = columns.character[index]!;
  if (isDead(world, index)) return "dead";
  if (amount > AMOUNT_MAX || !carries(world, character, what, amount)) return "not-enough";
  if (isBound(world, what)) return "bound";
  const at = bodyWithin(world, index, to, { kind: [KIND.player], metres: REACH_METRES });
  if (typeof at === "string") return at;
  const receiver = columns.character[at]!;
  if (!fitsBag(world, receiver, [{ what, amount }])) return "other-full";
  if (!fitsBag(world, character, [], [{ what, amount }])) return "full";
  const [from, into] = [characterAccount(character), characterAccount(receiver)];
  const done = transfer(world.ledger, { from, to: into, what, amount, why: "given", actor: character });
  return done === "done" ? null : "full";
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
