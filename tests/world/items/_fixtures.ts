/** Worlds with players, vendors and corpses side by side, for the tests of things. */
import assert from "node:assert/strict";
import type { ActionName } from "../../../world/actions.ts";
import { addBody, setSegment, setSpecies } from "../../../world/bodies.ts";
import type { Command } from "../../../world/commands.ts";
import { idAt } from "../../../world/entities.ts";
import { supply } from "../../../world/items/mod.ts";
import { KIND } from "../../../world/kinds.ts";
import { balanceOf, characterAccount, ledgerProblem } from "../../../world/ledger/mod.ts";
import { positionX, positionY, type World } from "../../../world/mod.ts";
import { enter, makeTestWorld, type OutputLog, step } from "../_fixtures.ts";

/** A world with so many players in one place: session and character n, n from 1 on. */
export function makeMarket(players = 2): World {
  const world = makeTestWorld();
  step(world, Array.from({ length: players }, (_, at) => enter(at + 1)));
  for (let session = 2; session <= players; session++) moveTo(world, session, 1);
  return world;
}

/** Puts a player's body so many metres east of another's. */
export function moveTo(world: World, session: number, other: number, metres = 0): void {
  const [index, at] = [world.sessions.get(session)!, world.sessions.get(other)!];
  setSegment(world, index, positionX(world, at) + metres * 256, positionY(world, at), 0, 0, world.tick);
}

/** The number of an item of the default pack. */
export function itemNumber(world: World, id: string): number {
  const item = world.content.items.byId.get(id);
  assert.ok(item !== undefined, `there is an item ${id}`);
  return item.number;
}

/** Gives a character so many of something. The numbers of the things. */
export function have(world: World, character: number, id: string, amount = 1): number[] {
  const to = characterAccount(character);
  return supply(world, { kind: itemNumber(world, id), amount, from: "mint", to, why: "new world", actor: 0 });
}

/** How many of something a character carries. */
export function has(world: World, character: number, what: number): number {
  return balanceOf(world.ledger, characterAccount(character), what);
}

/** A person of the default pack beside the first player. Its entity. */
export function placeNpc(world: World, id: string): number {
  return placeBody(world, KIND.npc, world.content.npcs.byId.get(id)!.number);
}

/** A body of a kind beside the first player. Its entity. */
export function placeBody(world: World, kind: number, species: number): number {
  const at = world.sessions.get(1)!;
  const [x, y] = [positionX(world, at) + 256, positionY(world, at)];
  const index = addBody(world, { kind, space: 0, x, y, heading: 0, name: "", look: 0 });
  setSpecies(world, index, species);
  return idAt(world.entities, index);
}

/** An action's fields, whatever they are: tests try what no client may send, too. */
export type Fields = Readonly<Record<string, number>>;

/** The command of an action. */
export function action(session: number, type: ActionName, fields: Fields = {}, sequence = 1): Command {
  return { type, session, sequence, ...fields } as unknown as Command;
}

/** Does one action. "done", or the reason why not; the ledger adds up afterwards. */
export function act(world: World, session: number, type: ActionName, fields: Fields = {}): string {
  const [answer] = answersTo(step(world, [action(session, type, fields)]), session);
  assert.equal(ledgerProblem(world.ledger), "");
  assert.ok(answer !== undefined, `${type} is answered`);
  return answer;
}

/** What a session was answered in a tick, in order. */
export function answersTo(log: OutputLog, session: number): string[] {
  return log.filter(([what, to]) => (what === "done" || what === "refusedAction") && to === session)
    .map(([what, , , reason]) => what === "done" ? "done" : String(reason));
}

/** What a session was told of a topic in a tick, as [key, value]. */
export function toldOf(log: OutputLog, session: number, topic: string): unknown[][] {
  return log.filter(([what, to, of]) => what === "own" && to === session && of === topic)
    .map(([, , , key, value]) => [key, value]);
}

/** Gives a character a class, by its id. */
export function setClass(world: World, character: number, id: string): void {
  world.sheets.columns.class[world.roster.rowOf.get(character)!] = world.content.classes.byId.get(id)!.number;
}
