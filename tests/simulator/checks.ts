/** What must hold at a quiet point, when everything that was told has arrived. */
import type { EntityReport } from "../../world/part/types.ts";
import { type Kind, KINDS } from "../../world/components.ts";
import { escrowOf } from "../../world/items/trades.ts";
import { balanceOf, characterAccount, contentsOf } from "../../world/ledger/mod.ts";
import type { World } from "../../world/mod.ts";
import { DEFAULT_LIMITS } from "../../net/limits.ts";
import { CELL_COLUMNS, CELL_ROWS } from "../../world/limits.ts";
import { cellOf, type CellReplica, entityX, entityY, type ReplicaEntity } from "../../net/replica.ts";
import { checkCrowd } from "./crowd_check.ts";
import type { Player } from "./player.ts";
import { SIMULATED, type SimulatedServer } from "./server.ts";

/**
 * How far a client's position may be from the world's, in units of 1/256 m: each time a motion is told anew (by the
 * world, and by the gateway to a newcomer) its origin is rounded down by less than one unit.
 */
const UNITS_OFF_MAX = 2;
/** Flushes until a view that moved is whole again: the gateway asks the world, the world answers, both with delays. */
const FLUSHES_WAITED_MAX = 10;
/** Flushes in which somebody is told something, where anything happens at all. */
const TELLING_FLUSHES_MAX = 40;
/** Entities of the map that are compared with the world itself at one check. */
const INSPECTED_MAX = 40;

/** Throws if anything of what players, map and world say differs. Everybody in `players` plays and reads. */
export async function checkEverything(server: SimulatedServer, players: readonly Player[]): Promise<void> {
  let tick = await server.untilFlush();
  for (const player of players) player.takeAll();
  // Whoever just came into another cell waits for the keyframes of those that came into view; some walk on meanwhile.
  const wasWhole = new Set(players.filter(hasWholeView));
  for (let left = FLUSHES_WAITED_MAX; left > 0 && wasWhole.size < players.length; left--) {
    tick = await server.untilFlush();
    for (const player of players) player.takeAll();
    for (const player of players) if (hasWholeView(player)) wasWhole.add(player);
  }
  for (const player of players) {
    if (!wasWhole.has(player)) throw new Error(`${player.person.name} sees ${player.replica.cells.size} cells`);
  }
  const { map } = server;
  const playing = players.filter((player) => player.state === "playing");
  // Who was told nothing at this flush may wait for what is far, and so at the next one: what is new there may wait then.
  // It is looked at as of a flush that told it something, for then it was told all.
  const told = playing.filter((player) => player.tick === tick);
  for (const player of told) if (hasWholeView(player)) checkView(server, player, tick);
  tick = await server.untilFlush();
  for (const player of playing) player.takeAll();
  for (const player of playing) {
    if (told.includes(player)) continue;
    // Where nothing happens for so long, there is nothing that waits either.
    for (let left = TELLING_FLUSHES_MAX; left > 0 && player.tick !== tick; left--) {
      tick = await server.untilFlush();
      for (const other of playing) other.takeAll();
    }
    if (player.state === "playing" && hasWholeView(player)) checkView(server, player, tick);
  }
  const others = [...map.entities.keys()].filter((id) => !isPlayer(map.entities.get(id)!)).slice(0, INSPECTED_MAX);
  const ids = [...[...map.entities.values()].filter(isPlayer).map(({ id }) => id), ...others];
  const reports = await server.inspect(ids);
  ids.forEach((id, at) => checkReport(map.entities.get(id)!, reports[at]!, tick));
  checkBodies(reports);
}

/** Whether a player holds all cells around one that its body is in or, for the slack of views, beside. */
function hasWholeView(player: Player): boolean {
  if (player.state !== "playing") return true;
  const own = player.replica.entities.get(player.entity);
  if (own === undefined) return false;
  if (player.replica.crowd !== null) return true;
  const x = cellOf(entityX(own, player.tick, SIMULATED.tickRate));
  const y = cellOf(entityY(own, player.tick, SIMULATED.tickRate));
  for (const column of [x, x - 1, x + 1]) {
    for (const row of [y, y - 1, y + 1]) if (holdsSquare(player.replica, column, row)) return true;
  }
  return false;
}

/** Whether a replica holds exactly the cells around a middle one, as far as the plane goes. */
function holdsSquare({ cells }: CellReplica, x: number, y: number): boolean {
  const reach = DEFAULT_LIMITS.viewCells;
  const [left, right] = [Math.max(0, x - reach), Math.min(CELL_COLUMNS - 1, x + reach)];
  const [top, bottom] = [Math.max(0, y - reach), Math.min(CELL_ROWS - 1, y + reach)];
  if (cells.size !== (right - left + 1) * (bottom - top + 1)) return false;
  return [...cells.values()].every((cell) => cell.x >= left && cell.x <= right && cell.y >= top && cell.y <= bottom);
}

/** What an entity is seen to be. */
export function kindOf(entity: ReplicaEntity): Kind {
  return KINDS[Number(entity.components.get("kind") ?? 0)] ?? "none";
}

function isPlayer(entity: ReplicaEntity): boolean {
  return kindOf(entity) === "player";
}

/**
 * What a player was told that it carries and offers is what its character has in the saved world, or has in a trade that
 * goes on there; every action was answered.
 */
export function checkBag(player: Player, world: World): void {
  const { person, asked } = player;
  const told = new Map(player.bag);
  for (const [key, { what, amount }] of player.topic("trade")) {
    if (key.startsWith("mine ")) told.set(Number(what), (told.get(Number(what)) ?? 0) + Number(amount));
  }
  const has = new Map<number, number>();
  for (const account of [characterAccount(person.character), escrowOf(world, person.character)]) {
    if (account === null) continue;
    for (const what of contentsOf(world.ledger, account)) {
      has.set(what, (has.get(what) ?? 0) + balanceOf(world.ledger, account, what));
    }
  }
  const text = (things: ReadonlyMap<number, number>) =>
    [...things].map(([what, amount]) => `${what}: ${amount}`).sort().join(", ");
  expectSame(`what ${person.name} carries`, text(told), text(has));
  expectSame(`actions of ${person.name} without an answer`, asked.size, 0);
}

/** A client sees its own body, the cells around it, and in each of them exactly who is there. */
function checkView(server: SimulatedServer, player: Player, tick: number): void {
  const { map } = server;
  const { person: { name }, replica } = player;
  const own = replica.entities.get(player.entity);
  if (own === undefined) throw new Error(`${name} does not see its own body ${player.entity} at tick ${tick}`);
  if (replica.crowd !== null) return checkCrowd(server, player, tick);
  for (const cell of replica.cells.values()) {
    const there = map.cell(cell.x, cell.y)?.slots.filter((entity) => entity !== undefined) ?? [];
    const seen = cell.slots.filter((entity) => entity !== undefined);
    const ids = (entities: readonly ReplicaEntity[]) => entities.map(({ id }) => id).sort((a, b) => a - b).join();
    expectSame(`who ${name} sees in cell ${cell.x}, ${cell.y} at tick ${tick}`, ids(seen), ids(there));
    for (const entity of seen) compareEntities(`${name}'s view of`, entity, map.entities.get(entity.id)!, tick);
  }
}

function compareEntities(what: string, seen: ReplicaEntity, there: ReplicaEntity, tick: number): void {
  const about = `${what} entity ${seen.id} at tick ${tick}`;
  expectNear(`${about}: x`, placeX(seen, tick), placeX(there, tick));
  expectNear(`${about}: y`, placeY(seen, tick), placeY(there, tick));
  expectSame(`${about}: heading`, seen.heading, there.heading);
  expectSame(`${about}: speed`, seen.speed, there.speed);
  const told = (entity: ReplicaEntity) =>
    JSON.stringify([...entity.components].filter(([, value]) => value !== 0 && value !== "").sort());
  expectSame(`${about}: components`, told(seen), told(there));
}

/** The map shows an entity as the world itself says it is. */
function checkReport(shown: ReplicaEntity, report: EntityReport | null, tick: number): void {
  const about = `the map's entity ${shown.id} at tick ${tick}`;
  if (report === null) throw new Error(`${about} is not in the world`);
  expectSame(`${about}: tick of the report`, report.tick, tick);
  // Where somebody asleep would be is worked out for the report; the streams are told when it wakes.
  if (report.asleep) return;
  expectNear(`${about}: x`, placeX(shown, tick), report.x);
  expectNear(`${about}: y`, placeY(shown, tick), report.y);
  const value = (name: string) => report.components.find((component) => component.name === name)!.value;
  for (const name of ["kind", "name", "look", "activity", "presence"] as const) {
    const missing = name === "name" ? "" : 0;
    expectSame(`${about}: ${name}`, shown.components.get(name) ?? missing, value(name));
  }
  expectSame(`${about}: speed`, shown.speed, value("speed"));
}

/** No character has two bodies, and no session two characters. */
function checkBodies(reports: readonly (EntityReport | null)[]): void {
  const characters = new Map<unknown, number>();
  const sessions = new Map<unknown, number>();
  for (const report of reports) {
    if (report === null) continue;
    const value = (name: string) => report.components.find((component) => component.name === name)!.value;
    for (
      const [map, key, what] of [[characters, value("character"), "character"], [
        sessions,
        value("session"),
        "session",
      ]] as const
    ) {
      if (key === 0) continue;
      const other = map.get(key);
      if (other !== undefined) throw new Error(`${what} ${key} has two bodies: ${other} and ${report.entity}`);
      map.set(key, report.entity);
    }
  }
}

function placeX(entity: ReplicaEntity, tick: number): number {
  return entityX(entity, tick, SIMULATED.tickRate);
}
function placeY(entity: ReplicaEntity, tick: number): number {
  return entityY(entity, tick, SIMULATED.tickRate);
}

function expectSame<T extends number | string | undefined>(what: string, actual: T, wanted: T): void {
  if (actual !== wanted) throw new Error(`${what}: ${actual}, wanted ${wanted}`);
}

function expectNear(what: string, actual: number, wanted: number): void {
  if (Math.abs(actual - wanted) > UNITS_OFF_MAX) {
    throw new Error(`${what}: ${actual}, wanted ${wanted}, at most ${UNITS_OFF_MAX} off`);
  }
}
