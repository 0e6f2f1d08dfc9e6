/** A saved world in which the first two players have things, stand by vendors, and somebody dead lies before them. */
import { TERRAIN_VERSION } from "../../world/terrain/mod.ts";
import { RULES_VERSION } from "../../world/rules.ts";
import { addBody, setLevelShown, setSegment, setSpecies, setStatus } from "../../world/bodies.ts";
import { idAt } from "../../world/entities.ts";
import { equip, fitsBag, giveBeginning, leaveLoot, supply, wearAll } from "../../world/items/mod.ts";
import { corpseAccount } from "../../world/items/corpses.ts";
import { beginRoll } from "../../world/items/rolls.ts";
import { KIND, STATUS } from "../../world/kinds.ts";
import { characterAccount, makeInstance, MINT } from "../../world/ledger/mod.ts";
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
import { setHealthMax } from "../../world/vitals.ts";
import { open } from "../persistence/_fixture.ts";
import { defaultPack } from "../world/_pack.ts";

/** Names of the two, as they have to sign in: the first guest first. */
export const PLAYERS = ["Ada", "Bob"] as const;
const CARRIED = ["weapon", "jewellery", "potion", "food", "drink", "material", "bag"];
/** Stands for so many things of kinds that nobody has: as many places stay free. */
const ROOM_LEFT = Array.from({ length: 6 }, (_, at) => ({ what: 60_000 + at, amount: 1 }));
const FAR_TICK = 1_000_000;

/** Writes the world into a folder that has none yet. */
export function saveMarket(folder: string): void {
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, life: 0 }, makeTerrain(7), defaultPack());
  const enter = (character: number) => {
    return {
      type: "enter",
      account: 0,
      session: character,
      character,
      name: PLAYERS[character - 1]!,
      look: 99 * character,
    } as const;
  };
  stepWorld(world, [enter(1), enter(2)], SILENT_OUTPUT);
  const [ada, bob] = [world.sessions.get(1)!, world.sessions.get(2)!];
  setSegment(world, bob, positionX(world, ada) + 512, positionY(world, ada), 0, 0, world.tick);
  equipPlayers(world, ada, bob);
  placeBody(world, KIND.npc, world.content.npcs.byId.get("greta_amble")!.number, -1.5, -1);
  placeBody(world, KIND.npc, world.content.npcs.byId.get("ives_tallow")!.number, 3, 3);
  placeCorpse(world);
  stepWorld(world, [1, 2].map((session) => ({ type: "leave", session, atOnce: true })), SILENT_OUTPUT);
  const store = open(folder);
  store.checkpoints.begin(world.tick, hashWorld(world), RULES_VERSION, TERRAIN_VERSION);
  const pages = new CheckpointKeeper().capture(world);
  for (const page of pages) store.checkpoints.page(page);
  const ended = store.checkpoints.end(world.tick, pages.length);
  store.close();
  if (!ended.ok) throw new Error("the market is not saved");
}

function equipPlayers(world: World, ada: number, bob: number): void {
  const have = (character: number, id: string, amount = 1) => {
    const { number: kind } = world.content.items.byId.get(id)!;
    const to = characterAccount(character);
    return supply(world, { kind, amount, from: "mint", to, why: "new world", actor: 0 });
  };
  [ada, bob].forEach((index, at) => {
    world.sheets.columns.class[world.roster.rowOf.get(at + 1)!] = world.content.classes.byId.get("warden")!.number;
    giveBeginning(world, index);
    have(at + 1, "coin", 240);
  });
  const { number: kind } = world.content.items.byId.get("plank_shield")!;
  const made = { kind, quality: 3, durability: 40, flags: 0, maker: "Greta Amble", madeTick: 1 };
  const shield = makeInstance(world.ledger, made, { from: MINT, to: characterAccount(1), why: "crafted", actor: 0 });
  equip(world, ada, shield);
  wearAll(world, 1, 400);
  // The blade first, which is picked; of the rest what leaves room for dealing.
  have(1, "copper_blade");
  for (const { id, category, number } of world.content.items.all) {
    if (id === "copper_blade" || !CARRIED.includes(category)) continue;
    const amount = category === "material" ? 7 : 1;
    if (fitsBag(world, 1, [{ what: number, amount }, ...ROOM_LEFT])) have(1, id, amount);
  }
  have(2, "apple", 12);
}

function placeCorpse(world: World): void {
  const creature = world.content.creatures.all.find(({ loot }) => loot !== null)!;
  const corpse = placeBody(world, KIND.creature, creature.number, 0.5, 2);
  setHealthMax(world, corpse, 40);
  setLevelShown(world, corpse, 2);
  setStatus(world, corpse, STATUS.dead, true);
  leaveLoot(world, corpse, creature.loot!, [1, 2]);
  const entity = idAt(world.entities, corpse);
  const common = { from: "loot", to: corpseAccount(entity), why: "left at death", actor: 0 } as const;
  supply(world, { ...common, kind: 1, amount: 9 });
  const blade = world.content.items.byId.get("copper_blade")!.number;
  const [rolled] = supply(world, { ...common, kind: blade, amount: 1 });
  beginRoll(world, entity, rolled!, [1, 2]);
  world.dealings.rolls.columns.untilTick.fill(FAR_TICK, 0, world.dealings.rolls.length);
  world.dealings.corpses.columns.freeTick.fill(FAR_TICK, 0, world.dealings.corpses.length);
}

/** A body so many metres from the first player. Its index. */
function placeBody(world: World, kind: number, species: number, east: number, south: number): number {
  const at = world.sessions.get(1)!;
  const x = positionX(world, at) + Math.round(east * 256);
  const y = positionY(world, at) + Math.round(south * 256);
  const index = addBody(world, { kind, space: 0, x, y, heading: 64, name: "", look: species * 4_321_987 });
  setSpecies(world, index, species);
  return index;
}
