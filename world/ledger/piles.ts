/**
 * Piles: things that lie on the ground. A pile is an entity; what is in it is its balance, of one kind or one instance,
 * and its components say which kind and how many.
 */
import { assert } from "../base/assert.ts";
import { UNITS_PER_METRE } from "../base/space.ts";
import { addBody, removeBody, setAmount } from "../bodies.ts";
import { hasRoom, idAt } from "../entities.ts";
import { join } from "../index_list.ts";
import { KIND } from "../kinds.ts";
import { PILE_SECONDS, SPACE_OVERWORLD } from "../limits.ts";
import { cellAt } from "../spatial.ts";
import { positionX, positionY, type World } from "../world.ts";
import { type Account, pileAccount } from "./accounts.ts";
import { balanceOf, contentsOf, kindOf, transfer, type Transferred } from "./ledger.ts";
import { type Cause, isInstance } from "./things.ts";

/** What is put on the ground, by whom and where. */
export interface Putting {
  readonly from: Account;
  readonly what: number;
  readonly amount: number;
  readonly why: Cause;
  readonly actor: number;
  readonly x: number;
  readonly y: number;
  /** Whether it stays until somebody takes it; else it decays. */
  readonly stays: boolean;
}

/** Puts something on the ground: onto a pile of the same that decays like it within a metre, or as a new pile. */
export function putDown(world: World, putting: Putting): Transferred {
  const { ledger, entities } = world;
  const { from, what, amount, why, actor, x, y, stays } = putting;
  const near = stays || isInstance(what) ? -1 : pileNear(world, what, x, y);
  if (near >= 0) {
    const done = transfer(ledger, { from, to: pileAccount(idAt(entities, near)), what, amount, why, actor });
    if (done === "done") {
      setAmount(world, near, balanceOf(ledger, pileAccount(idAt(entities, near)), what));
      decayLater(world, near);
    }
    return done;
  }
  if (!hasRoom(entities)) return "full";
  if (from.kind !== 0 && balanceOf(ledger, from, what) < amount) return "not-enough";
  const index = addBody(world, { kind: KIND.pile, space: SPACE_OVERWORLD, x, y, heading: 0, name: "", look: 0 });
  const { columns } = entities.components;
  columns.thing[index] = kindOf(ledger, what);
  columns.amount[index] = amount;
  const done = transfer(ledger, { from, to: pileAccount(idAt(entities, index)), what, amount, why, actor });
  if (done !== "done") removeBody(world, index);
  else if (!stays) decayLater(world, index);
  return done;
}

/** Takes all of a pile into an account; the pile is gone then. */
export function takeUp(world: World, index: number, to: Account, why: Cause, actor: number): Transferred {
  const from = pileAccount(idAt(world.entities, index));
  const { amount } = world.entities.components.columns;
  const [what] = contentsOf(world.ledger, from);
  assert(what !== undefined, `pile ${from.id} holds something`);
  const done = transfer(world.ledger, { from, to, what, amount: amount[index]!, why, actor });
  if (done === "done") removeBody(world, index);
  return done;
}

function decayLater(world: World, index: number): void {
  const { lingerUntil, thing } = world.entities.components.columns;
  const own = world.content.items.byNumber[thing[index]!]?.decaySeconds ?? 0;
  const seconds = own > 0 ? own : PILE_SECONDS;
  lingerUntil[index] = world.tick + seconds * world.facts.tickRate;
  join(world.decaying, world.entities, index);
}

/** The pile of a thing that decays and is nearest by index within a metre, or -1. */
function pileNear(world: World, what: number, x: number, y: number): number {
  const { components, derived } = world.entities;
  const { kind, thing, lingerUntil } = components.columns;
  let found = -1;
  const head = world.spatial.others[cellAt(x, y)]!;
  for (let next = head; next !== 0; next = derived.columns.nextPlusOne[next - 1]!) {
    const index = next - 1;
    if (kind[index] !== KIND.pile || thing[index] !== what || lingerUntil[index] === 0) continue;
    if (balanceOf(world.ledger, pileAccount(idAt(world.entities, index)), what) === 0) continue;
    const dx = positionX(world, index) - x;
    const dy = positionY(world, index) - y;
    if (dx * dx + dy * dy > UNITS_PER_METRE * UNITS_PER_METRE) continue;
    // The order of the cell's list is an accident; the lowest index is not.
    if (found < 0 || index < found) found = index;
  }
  return found;
}
