/** Saved worlds in which the first player, a warden, stands by creatures of a low level, or by somebody to talk to. */
import { setSegment } from "../../world/bodies.ts";
import { indexOf } from "../../world/entities.ts";
import { personOf } from "../../world/spawns/mod.ts";
import { giveBeginning } from "../../world/items/mod.ts";
import { NO_NUMBERS, plansOf } from "../../world/content/mod.ts";
import { RULES_VERSION } from "../../world/rules.ts";
import { TERRAIN_VERSION } from "../../world/terrain/mod.ts";
import {
  CheckpointKeeper,
  createWorld,
  hashWorld,
  makeTerrain,
  positionX,
  positionY,
  SILENT_OUTPUT,
  stepWorld,
  type World,
} from "../../world/mod.ts";
import { open } from "../persistence/_fixture.ts";
import { defaultPack } from "../world/_pack.ts";

/** The species that are about. */
export const CAMP_SPAWN = "hearthlands_rats";

/** Writes a world into a folder that has none yet. The player signs in as a guest of this name, among creatures. */
export function saveCamp(folder: string, name: string): void {
  save(folder, name, campOf);
}

/** The same, with the player beside the harbour warden, who has something to do for everybody. */
export function saveSquare(folder: string, name: string): void {
  save(folder, name, (world) => {
    const at = indexOf(personOf(world, world.content.npcs.byId.get("hanna_brine")!.number));
    return { x: positionX(world, at) + 256, y: positionY(world, at) + 256 };
  });
}

function save(folder: string, name: string, placeOf: (world: World) => { x: number; y: number }): void {
  const pack = defaultPack();
  const terrain = makeTerrain(7, plansOf(pack, NO_NUMBERS));
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40 }, terrain, pack);
  for (let tick = 0; tick < 90; tick++) stepWorld(world, [], SILENT_OUTPUT);
  stepWorld(world, [{ type: "enter", session: 1, character: 1, name, look: 99 }], SILENT_OUTPUT);
  const index = world.sessions.get(1)!;
  world.sheets.columns.class[world.roster.rowOf.get(1)!] = world.content.classes.byId.get("warden")!.number;
  giveBeginning(world, index);
  const at = placeOf(world);
  setSegment(world, index, at.x, at.y, 0, 0, world.tick);
  stepWorld(world, [{ type: "leave", session: 1, atOnce: true }], SILENT_OUTPUT);
  const store = open(folder);
  store.checkpoints.begin(world.tick, hashWorld(world), RULES_VERSION, TERRAIN_VERSION);
  const pages = new CheckpointKeeper().capture(world);
  for (const page of pages) store.checkpoints.page(page);
  const ended = store.checkpoints.end(world.tick, pages.length);
  store.close();
  if (!ended.ok) throw new Error("the camp is not saved");
}

/** A free place in an area of the camp's spawn. */
function campOf(world: World): { x: number; y: number } {
  const { areas } = world.spawns;
  const { number } = world.content.spawns.byId.get(CAMP_SPAWN)!;
  for (let row = 0; row < areas.length; row++) {
    if (areas.columns.spawn[row] !== number) continue;
    const at = world.terrain.nearestFree(areas.columns.x[row]!, areas.columns.y[row]!, 2048);
    if (at !== null) return at;
  }
  throw new Error("there is no area of the camp");
}
