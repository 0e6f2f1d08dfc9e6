/** Coming and going of players: bodies are made, taken over, left behind and taken away. */
import { addBody, removeBody, setLook, setName, setPresence, stopBody } from "../bodies.ts";
import { UNITS_PER_METRE } from "../base/space.ts";
import { hasRoom, idAt, indexEnd, indexOf } from "../entities.ts";
import { join, part } from "../index_list.ts";
import { endEffectsOf, fightsPlayers } from "../combat/mod.ts";
import { KIND, PLAN, PRESENCE } from "../kinds.ts";
import { LINGER_SECONDS, SPACE_OVERWORLD } from "../limits.ts";
import { showGear } from "../items/mod.ts";
import { newcomerPlace } from "../newcomers.ts";
import { placeOnReturn } from "../places/mod.ts";
import type { WorldOutput } from "../output.ts";
import { bodyOf, hasRosterRow, notePlayed, rosterRow } from "../roster.ts";
import { beginSheet, bodyToSheet, sheetToBody } from "../vitals.ts";
import { positionX, positionY, type World } from "../world.ts";
import { dropInputs } from "./inputs.ts";
import { dropRoute } from "./route_requests.ts";
import { markAllOwn } from "./tell_own.ts";
import { wakeAround } from "./wake.ts";

/** A session that takes its character's body. */
export interface Entering {
  readonly session: number;
  readonly account: number;
  readonly character: number;
  readonly name: string;
  readonly look: number;
}

/** Gives a session its character's body: the one that is there, or a new one where the character was last. */
export function enterWorld(world: World, entering: Entering, output: WorldOutput): void {
  const { session, character, name, look } = entering;
  const before = world.sessions.get(session);
  const { columns } = world.entities.components;
  if (before !== undefined && columns.character[before] !== character) leaveWorld(world, session, false);
  endOther(world, entering, output);
  if (!hasRosterRow(world.roster, character)) return output.close(session, "full", "");
  const row = rosterRow(world.roster, character);
  const roster = world.roster.table.columns;
  const isNew = roster.lastSeenTick[row] === 0 && roster.entity[row] === 0 && roster.name[row] === "";
  roster.account[row] = entering.account;
  roster.name[row] = name;
  roster.look[row] = look;
  beginSheet(world, row);
  let index: number;
  if (roster.entity[row] !== 0) index = takeOver(world, indexOf(roster.entity[row]!), entering, output);
  else if (!hasRoom(world.entities)) {
    output.close(session, "full", "");
    return;
  } else index = makeBody(world, row, isNew);
  const now = world.entities.components.columns;
  now.session[index] = session;
  now.character[index] = character;
  now.lingerUntil[index] = 0;
  now.appliedInput[index] = 0;
  setPresence(world, index, PRESENCE.here);
  part(world.lost, world.entities, index);
  world.sessions.set(session, index);
  notePlayed(world.roster, character);
  const id = idAt(world.entities, index);
  const x = positionX(world, index);
  const y = positionY(world, index);
  wakeAround(world, x, y);
  roster.entity[row] = id;
  roster.lastSeenTick[row] = world.tick;
  output.entered(session, character, id, now.space[index]!, x, y);
  markAllOwn(world, index);
}

/** Who plays another character of the same account does so no more; the body is left as if its connection had dropped. */
function endOther(world: World, { account, character }: Entering, output: WorldOutput): void {
  const { roster } = world;
  const other = account === 0 ? undefined : roster.playedOf.get(account);
  if (other === undefined || other === character) return;
  const body = bodyOf(roster, other);
  const session = body < 0 ? 0 : world.entities.components.columns.session[body]!;
  if (session === 0) return;
  output.close(session, "replaced", "");
  leaveWorld(world, session, false);
}

function takeOver(world: World, index: number, entering: Entering, output: WorldOutput): number {
  const { columns } = world.entities.components;
  const earlier = columns.session[index]!;
  if (earlier !== 0 && earlier !== entering.session) {
    world.sessions.delete(earlier);
    output.close(earlier, "replaced", "");
  }
  standStill(world, index);
  setName(world, index, entering.name);
  setLook(world, index, entering.look);
  return index;
}

function makeBody(world: World, row: number, isNew: boolean): number {
  const roster = world.roster.table.columns;
  const place = isNew
    ? newcomerPlace(world, roster.character[row]!)
    : placeOnReturn(world, roster.character[row]!, roster.x[row]!, roster.y[row]!);
  // What was free when the character left may be built over by now.
  const free = world.isBlocked(place.x, place.y)
    ? world.terrain.nearestFree(place.x, place.y, 64 * UNITS_PER_METRE) ?? spawnPoint(world)
    : place;
  const index = addBody(world, {
    kind: KIND.player,
    space: SPACE_OVERWORLD,
    x: free.x,
    y: free.y,
    heading: isNew ? 64 : roster.heading[row]!,
    name: roster.name[row]!,
    look: roster.look[row]!,
  });
  sheetToBody(world, row, index);
  showGear(world, index, roster.character[row]!);
  return index;
}

function spawnPoint(world: World): { x: number; y: number } {
  const { spawnX, spawnY } = world.terrain.layout;
  return { x: spawnX, y: spawnY };
}

/** Takes a session from its body, which lingers, or goes now. Sessions that the world does not know are none. */
export function leaveWorld(world: World, session: number, atOnce: boolean): void {
  const index = world.sessions.get(session);
  if (index === undefined) return;
  const { columns } = world.entities.components;
  world.sessions.delete(session);
  columns.session[index] = 0;
  standStill(world, index);
  // Nobody signs out of a fight with players: the body stays until that is over (linger.ts).
  if (atOnce && !fightsPlayers(world, index)) takeAway(world, index);
  else linger(world, index, atOnce ? 0 : LINGER_SECONDS);
}

/** The body stays for a while without anybody in it. */
export function linger(world: World, index: number, seconds = LINGER_SECONDS): void {
  const { columns } = world.entities.components;
  setPresence(world, index, PRESENCE.lost);
  columns.lingerUntil[index] = world.tick + seconds * world.facts.tickRate;
  join(world.lost, world.entities, index);
}

/** Takes a player's body out of the world; the roster keeps its place. */
export function takeAway(world: World, index: number): void {
  const { columns } = world.entities.components;
  const roster = world.roster.table.columns;
  const row = rosterRow(world.roster, columns.character[index]!);
  roster.space[row] = columns.space[index]!;
  roster.x[row] = positionX(world, index);
  roster.y[row] = positionY(world, index);
  roster.heading[row] = columns.heading[index]!;
  roster.lastSeenTick[row] = world.tick;
  roster.entity[row] = 0;
  bodyToSheet(world, index, row);
  endEffectsOf(world, index);
  removeBody(world, index);
}

function standStill(world: World, index: number): void {
  dropInputs(world, index);
  endRoute(world, index);
  stopBody(world, index);
}

/** Ends a player's walk along a way; the request for one too. */
export function endRoute(world: World, index: number): void {
  dropRoute(world, index);
  world.entities.components.columns.plan[index] = PLAN.none;
}

/** After a restart no session is what it was: every body is left as if its connection had dropped just now. */
export function forgetSessions(world: World): void {
  const { alive } = world.entities.identity.columns;
  const { kind, session } = world.entities.components.columns;
  for (let index = 0; index < indexEnd(world.entities); index++) {
    if (alive[index] !== 1 || kind[index] !== KIND.player) continue;
    session[index] = 0;
    standStill(world, index);
    linger(world, index);
  }
  world.sessions.clear();
}
