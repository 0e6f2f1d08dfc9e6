/** Saved worlds in which the first player, a warden, stands by creatures of a low level, or by somebody to talk to. */
import { setFlag, weatherNow } from "../../world/almanac/mod.ts";
import { setAmount, setSegment } from "../../world/bodies.ts";
import { applyEffect } from "../../world/combat/mod.ts";
import { addNode } from "../../world/crafts/wilds.ts";
import { indexOf } from "../../world/entities.ts";
import { personOf } from "../../world/spawns/mod.ts";
import { landmarkOf } from "../../world/landmarks/mod.ts";
import { giveBeginning, putRow, supply, wearAll } from "../../world/items/mod.ts";
import { KIND } from "../../world/kinds.ts";
import { characterAccount } from "../../world/ledger/mod.ts";
import { putDown } from "../../world/ledger/piles.ts";
import { NO_NUMBERS, recipeOf } from "../../world/content/mod.ts";
import { newcomerPlace } from "../../world/newcomers.ts";
import { pointOf } from "../../world/places/mod.ts";
import { noteActive, QUEST_STATE, questKey } from "../../world/quests/state.ts";
import { setHealth, setLevel } from "../../world/vitals.ts";
import { seasonAt } from "../../world/seasons.ts";
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
  save(folder, [name], campOf);
}

/** The same, with the player beside the harbour warden, who has something to do for everybody. */
export function saveSquare(folder: string, ...names: string[]): void {
  save(folder, names, (world) => {
    const at = indexOf(personOf(world, world.content.npcs.byId.get("hanna_brine")!.number));
    return { x: positionX(world, at) + 256, y: positionY(world, at) + 256 };
  });
}

/** The same, with the player of this level: by 20 it knows all that its class can do. */
export function saveMaster(folder: string, name: string, level: number, ofClass = "warden"): void {
  save(folder, [name], (world) => {
    const index = world.sessions.get(1)!;
    world.sheets.columns.class[world.roster.rowOf.get(1)!] = world.content.classes.byId.get(ofClass)!.number;
    setLevel(world, index, level);
    return campOf(world);
  });
}

/** The same, with so many of these things in the bag. */
export function saveStocked(
  folder: string,
  name: string,
  level: number,
  things: Readonly<Record<string, number>>,
): void {
  save(folder, [name], (world) => {
    for (const [id, amount] of Object.entries(things)) {
      const kind = world.content.items.byId.get(id)!.number;
      supply(world, { kind, amount, from: "mint", to: characterAccount(1), why: "new world", actor: 0 });
    }
    setLevel(world, world.sessions.get(1)!, level);
    return campOf(world);
  });
}

/** The same, with something on her that lasts and has this effect's colour. */
export function saveTinted(folder: string, name: string, effect: string): void {
  save(folder, [name], (world) => {
    const at = indexOf(personOf(world, world.content.npcs.byId.get("hanna_brine")!.number));
    const entry = world.content.effects.byId.get(effect)!;
    if (!applyEffect(world, at, entry, { entity: 0, level: 1, power: 0 })) throw new Error(`${effect} is not on her`);
    world.combat.effects.columns.untilTick[world.combat.effects.length - 1] = 0;
    return { x: positionX(world, at) + 256, y: positionY(world, at) + 256 };
  });
}

/** The same, with the player beside the smith, with coins and with gear that has worn. */
export function saveSmith(folder: string, ...names: string[]): void {
  save(folder, names, (world, character) => {
    const kind = world.content.items.byId.get("coin")!.number;
    supply(world, { kind, amount: 400, from: "mint", to: characterAccount(character), why: "new world", actor: 0 });
    wearAll(world, character, 300);
    const at = indexOf(personOf(world, world.content.npcs.byId.get("greta_amble")!.number));
    return { x: positionX(world, at) + 256, y: positionY(world, at) + 256 };
  });
}

/** The same, with the player beside the keeper of the strongroom. */
export function saveStrongroom(folder: string, ...names: string[]): void {
  save(folder, names, (world) => {
    const at = indexOf(personOf(world, world.content.npcs.byId.get("ives_tallow")!.number));
    return { x: positionX(world, at) + 256, y: positionY(world, at) + 256 };
  });
}

/** The same, with the player of level 6 dead, 60 m from where it comes back to life, with so many coins. */
export function saveGrave(folder: string, name: string, coins: number): void {
  save(folder, [name], (world) => {
    const index = world.sessions.get(1)!;
    const kind = world.content.items.byId.get("coin")!.number;
    supply(world, { kind, amount: coins, from: "mint", to: characterAccount(1), why: "new world", actor: 0 });
    setLevel(world, index, 6);
    setHealth(world, index, 0);
    const { x, y } = newcomerPlace(world, 1);
    return world.terrain.nearestFree(x + 60 * 256, y, 40 * 256) ?? { x, y };
  });
}

/**
 * The same, with the player before the door of a smithy, where nettles, ores, a shoal, a stump and a crop are, and with
 * what is needed to do something about them.
 */
export function saveWorkshop(folder: string, name: string): void {
  save(folder, [name], (world) => {
    const { buildings } = world.terrain.layout.settlements[0]!;
    const { doorX, doorY } = buildings.find(({ use }) => use === "smithy")!;
    const to = characterAccount(1);
    for (const [id, amount] of Object.entries(WORKSHOP_THINGS)) {
      const kind = world.content.items.byId.get(id)!.number;
      supply(world, { kind, amount, from: "mint", to, why: "new world", actor: 0 });
    }
    WORKSHOP_NODES.forEach(([id, right, down, amount], at) => {
      const node = world.content.nodes.byId.get(id)!;
      const place = { x: doorX + right * 256 + at, y: doorY + down * 256 };
      setAmount(world, addNode(world, node.crop === null ? KIND.node : KIND.crop, node, place), amount);
    });
    return { x: doorX, y: doorY };
  });
}

/** The same as on the square, on a day of winter on which snow falls. */
export function saveWinter(folder: string, name: string): void {
  save(folder, [name], (world) => {
    const day = world.facts.dayTicks;
    do world.tick += Math.floor(day / 8); while (
      seasonAt(world)?.snow !== true || weatherNow(world).kind !== "snow" || world.tick % day > day / 3
    );
    for (let tick = 0; tick < 21; tick++) stepWorld(world, [], SILENT_OUTPUT);
    const at = indexOf(personOf(world, world.content.npcs.byId.get("hanna_brine")!.number));
    return { x: positionX(world, at) + 256, y: positionY(world, at) + 256 };
  });
}

/**
 * The same by night, with the player before the door of a dungeon: it has a lantern, another lies there, and it has
 * three quests, two of one story.
 */
export function saveDoor(folder: string, name: string): void {
  save(folder, [name], (world) => {
    world.tick = Math.floor(world.facts.dayTicks * 17 / 24);
    const kind = world.content.items.byId.get("lantern")!.number;
    supply(world, { kind, amount: 2, from: "mint", to: characterAccount(1), why: "new world", actor: 0 });
    setLevel(world, world.sessions.get(1)!, 10);
    for (const id of ["hoppers_in_the_hay", "wolves_at_the_lane", "grandmother_eel_quest"]) haveQuest(world, id);
    const at = pointOf(world, { type: "dungeon", dungeon: "drowned_stair" })!;
    const from = characterAccount(1);
    const down = {
      from,
      what: kind,
      amount: 1,
      why: "dropped",
      actor: 1,
      x: at.x - 6 * 256,
      y: at.y,
      stays: true,
    } as const;
    if (putDown(world, down) !== "done") throw new Error("there is no lantern on the ground");
    return at;
  });
}

/** The player has a quest, whether it may or not. */
function haveQuest(world: World, id: string): void {
  const { table, rowOf } = world.quests;
  const quest = world.content.quests.byId.get(id)!.number;
  const fresh = { character: 1, quest, state: QUEST_STATE.active, stage: 0, times: 0, againTick: 0 };
  if (!putRow(table, { ...fresh, sinceTick: world.tick })) throw new Error(`there is no room for ${id}`);
  rowOf.set(questKey(1, quest), table.length - 1);
  noteActive(world.quests, 1, quest, true);
}

const WORKSHOP_THINGS = { copper_ore: 9, coin: 500, barley_seed: 3 };
/** What grows there: its id, how far to the right and down in metres, how much there is. */
const WORKSHOP_NODES = [
  ...[["nettles", 1, 1, 2], ["copper_rock", -3, 2, 3], ["copper_rock", -4.6, 2, 0], [
    "trout_shoal",
    4.5,
    4,
    3,
  ]] as const,
  ...[["blackberry_hedge", -1.6, 3.6, 2], ["hazel", -3.4, 4.2, 2], ["meadowsweet_bush", 0.6, 3.4, 1]] as const,
  ...[["ghostcaps", 2.6, 2.4, 2], ["fell_silver_seam", -6, 4, 2], ["oak", 3, 5.4, 0], [
    "emberblooms",
    1,
    5,
    2,
  ]] as const,
  ...[["barley_crop", -1, 5.6, 1], ["barley_crop", -2.4, 5.6, 3], ["barley_crop", -3.8, 5.6, 4]] as const,
] as const;

type PlaceOf = (world: World, character: number) => { x: number; y: number };

/** Saves a world with a warden of each name; whoever signs in as the first guest is the first of them. */
function save(folder: string, names: readonly string[], placeOf: PlaceOf): void {
  const pack = defaultPack();
  const terrain = makeTerrain(7, recipeOf(pack, NO_NUMBERS));
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40 }, terrain, pack);
  for (let tick = 0; tick < 90; tick++) stepWorld(world, [], SILENT_OUTPUT);
  names.forEach((name, at) => {
    const character = at + 1;
    const enter = { type: "enter", account: 0, session: character, character, name, look: 99 } as const;
    stepWorld(world, [enter], SILENT_OUTPUT);
    const index = world.sessions.get(character)!;
    const { sheets, roster, content } = world;
    sheets.columns.class[roster.rowOf.get(character)!] = content.classes.byId.get("warden")!.number;
    giveBeginning(world, index);
    const { x, y } = placeOf(world, character);
    setSegment(world, index, x, y, 0, 0, world.tick);
    stepWorld(world, [{ type: "leave", session: character, atOnce: true }], SILENT_OUTPUT);
  });
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

/** The same, with these marks on the world, and the player a few steps south of a landmark. */
export function saveMarked(folder: string, name: string, flags: readonly string[], landmark: string): void {
  save(folder, [name], (world) => {
    for (const flag of flags) setFlag(world, flag, true);
    for (let tick = 0; tick < 100; tick++) stepWorld(world, [], SILENT_OUTPUT);
    const at = indexOf(landmarkOf(world, world.content.landmarks.byId.get(landmark)!.number));
    const [x, y] = [positionX(world, at), positionY(world, at) + 3 * 256];
    return world.terrain.nearestFree(x, y, 2048) ?? { x, y };
  });
}
