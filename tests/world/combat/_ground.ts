/** Safe, contested and free ground side by side, with players on it, for the tests of fights between players. */
import assert from "node:assert/strict";
import { setSegment } from "../../../world/bodies.ts";
import type { Pack } from "../../../world/content/mod.ts";
import { idAt } from "../../../world/entities.ts";
import { createWorld, type World } from "../../../world/mod.ts";
import { setEnergy, setHealth, setLevel } from "../../../world/vitals.ts";
import { makeFlat, SPAWN } from "../_flat.ts";
import { enter, type OutputLog, step } from "../_fixtures.ts";
import { defaultPack } from "../_pack.ts";
import { act, setClass, toldOf } from "../items/_fixtures.ts";

/** Metres east of the middle: on the ground of each rule, and to both sides of where one begins. */
export const SAFE = 0;
export const CONTESTED = 150;
export const FREE = 400;
export const LAST_CONTESTED = 201;
export const FIRST_FREE = 219;

const TOWN = { index: 0, kind: "town", name: "Middle", ...SPAWN, radius: 20 * 256, buildings: [] } as const;

/** The default pack with three regions: safe for 100 m, contested for 210 m, and free beyond. */
function pack(): Pack {
  const whole = defaultPack();
  const region = whole.entries.regions[0]!;
  const around = (metres: number) => ({ type: "around", settlement: 0, metres }) as const;
  const regions: Pack["entries"]["regions"] = [
    { ...region, id: "free", shape: { type: "everywhere" }, priority: 0, pvp: "free" },
    { ...region, id: "contested", shape: around(210), priority: 1, pvp: "contested" },
    { ...region, id: "safe", shape: around(100), priority: 2, pvp: "safe" },
  ];
  return { ...whole, entries: { ...whole.entries, regions } };
}

/** A world with so many players on one kind of ground, of a level and a class, whose grace is over. */
export function makeGround(metres: number, { players = 2, level = 10, of = "warden" } = {}): World {
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, life: 0 }, makeFlat([TOWN]), pack());
  step(world, Array.from({ length: players }, (_, at) => enter(at + 1)));
  for (let session = 1; session <= players; session++) {
    setClass(world, session, of);
    setLevel(world, bodyOf(world, session), level);
    stand(world, session, metres);
  }
  rest(world, 11);
  for (let session = 1; session <= players; session++) heal(world, session);
  return world;
}

/** The body of a session, or of its character when that has gone. */
export function bodyOf(world: World, character: number): number {
  const index = world.sessions.get(character);
  if (index !== undefined) return index;
  const entity = world.roster.table.columns.entity[world.roster.rowOf.get(character)!]!;
  assert.notEqual(entity, 0, "it has a body");
  return entity & 0x1_ffff;
}

/** The entity of a session's character. */
export function entityOf(world: World, character: number): number {
  return idAt(world.entities, bodyOf(world, character));
}

/** Puts a character so many metres east of the middle, as if it had walked there. */
export function stand(world: World, character: number, metres: number): void {
  setSegment(world, bodyOf(world, character), SPAWN.x + metres * 256, SPAWN.y + 1024, 0, 0, world.tick);
}

/** Steps for so many seconds. */
export function rest(world: World, seconds: number): OutputLog {
  const log: OutputLog = [];
  for (let tick = 0; tick < seconds * world.facts.tickRate; tick++) log.push(...step(world));
  return log;
}

/** Makes a character whole. */
export function heal(world: World, character: number): void {
  const { healthMax, energyMax } = world.entities.components.columns;
  const index = bodyOf(world, character);
  setHealth(world, index, healthMax[index]!);
  setEnergy(world, index, energyMax[index]!);
}

/** Puts on or off a character's switch. */
export function flag(world: World, character: number, on = 1): string {
  return act(world, character, "setPvp", { on });
}

/** One does an ability to another. "done", or why not. */
export function use(world: World, by: number, ability: string, at: number): string {
  return act(world, by, "useAbility", {
    ability: world.content.abilities.byId.get(ability)!.number,
    ...{ target: at === 0 ? 0 : entityOf(world, at), x: 0, y: 0 },
  });
}

/** One blow as its class strikes, that does not go on by itself. "done", or why not. */
export function strike(world: World, by: number, at: number): string {
  heal(world, by);
  const number = world.sheets.columns.class[world.roster.rowOf.get(by)!]!;
  const answer = use(world, by, world.content.classes.byNumber[number]!.attack, at);
  act(world, by, "stop");
  return answer;
}

/** What a character's own client knows of its standing, as it was told last. */
export function told(world: World, session: number): Record<string, unknown> {
  const log = step(world, [enter(session + 100, session)]);
  const body = world.sessions.get(session + 100)!;
  world.sessions.delete(session + 100);
  world.sessions.set(session, body);
  world.entities.components.columns.session[body] = session;
  return toldOf(log, session + 100, "pvp").at(-1)![1] as Record<string, unknown>;
}

/** Who was struck by whom in a log, as entities. */
export function struck(log: OutputLog): { source: number; target: number }[] {
  return log.filter(([what, , happening]) => what === "happened" && (happening as { type: string }).type === "struck")
    .map(([, , happening]) => happening as { source: number; target: number });
}
