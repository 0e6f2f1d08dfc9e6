/** Picking up, dropping and giving: what players do with things. Each is answered, done or with the reason why not. */
import { UNITS_PER_METRE } from "../base/space.ts";
import type { SessionCommand } from "../commands.ts";
import { indexOf, isAlive } from "../entities.ts";
import { KIND } from "../kinds.ts";
import { balanceOf, characterAccount, DECAY, putDown, takeUp, THINGS, transfer } from "../ledger/mod.ts";
import { AMOUNT_MAX, REACH_METRES, SPACE_OVERWORLD } from "../limits.ts";
import type { RefusedAction, WorldOutput } from "../output.ts";
import { positionX, positionY, type World } from "../world.ts";

type ThingCommand = Extract<SessionCommand, { type: "pickUp" | "drop" | "give" }>;

/** Does what a player wants with a thing, and says what came of it. */
export function handleThing(world: World, command: ThingCommand, output: WorldOutput): void {
  const { session, sequence } = command;
  const index = world.sessions.get(session);
  if (index === undefined) return;
  const refused = command.type === "pickUp"
    ? pickUp(world, index, command.pile, output)
    : passOn(world, index, command, output);
  if (refused === null) output.done(session, sequence);
  else output.refusedAction(session, sequence, refused);
}

function pickUp(world: World, index: number, pile: number, output: WorldOutput): RefusedAction | null {
  const { columns } = world.entities.components;
  const at = indexOf(pile);
  if (!isAlive(world.entities, pile) || columns.kind[at] !== KIND.pile) return "gone";
  if (!isNear(world, index, at)) return "too-far";
  const what = columns.thing[at]!;
  const character = columns.character[index]!;
  if (takeUp(world, at, characterAccount(character), "picked up", character) !== "done") return "full";
  tellBalance(world, index, what, output);
  return null;
}

function passOn(
  world: World,
  index: number,
  command: Extract<ThingCommand, { type: "drop" | "give" }>,
  output: WorldOutput,
): RefusedAction | null {
  const { columns } = world.entities.components;
  const { what, amount } = command;
  if (what === 0 || what >= THINGS.length || amount === 0 || amount > AMOUNT_MAX) return "not-enough";
  const character = columns.character[index]!;
  const from = characterAccount(character);
  if (balanceOf(world.ledger, from, what) < amount) return "not-enough";
  if (command.type === "drop") {
    if (columns.space[index] !== SPACE_OVERWORLD) return "not-here";
    const [x, y] = [positionX(world, index), positionY(world, index)];
    const putting = { from, what, amount, why: "dropped", actor: character, x, y, stays: false } as const;
    if (putDown(world, putting) !== "done") return "full";
  } else {
    const at = indexOf(command.to);
    if (!isAlive(world.entities, command.to) || columns.kind[at] !== KIND.player) return "gone";
    if (at === index || !isNear(world, index, at)) return "too-far";
    const to = characterAccount(columns.character[at]!);
    const done = transfer(world.ledger, { from, to, what, amount, why: "given", actor: character });
    if (done !== "done") return "full";
    tellBalance(world, at, what, output);
  }
  tellBalance(world, index, what, output);
  return null;
}

function isNear(world: World, a: number, b: number): boolean {
  const { space } = world.entities.components.columns;
  if (space[a] !== space[b]) return false;
  const dx = positionX(world, a) - positionX(world, b);
  const dy = positionY(world, a) - positionY(world, b);
  const reach = REACH_METRES * UNITS_PER_METRE;
  return dx * dx + dy * dy <= reach * reach;
}

/** Tells a player what it has of a thing. */
function tellBalance(world: World, index: number, what: number, output: WorldOutput): void {
  const { session, character } = world.entities.components.columns;
  if (session[index] === 0) return;
  output.carries(session[index]!, what, balanceOf(world.ledger, characterAccount(character[index]!), what));
}

/** Tells a player everything that it has. */
export function tellBalances(world: World, index: number, output: WorldOutput): void {
  for (let what = 1; what < THINGS.length; what++) {
    const { character } = world.entities.components.columns;
    if (balanceOf(world.ledger, characterAccount(character[index]!), what) > 0) tellBalance(world, index, what, output);
  }
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
