/** What tasks for everybody and quests leave behind: each mark on the world is asked for somewhere, and changes it. */
import assert from "node:assert/strict";
import { setFlag } from "../../../world/almanac/mod.ts";
import { NO_NUMBERS, recipeOf } from "../../../world/content/mod.ts";
import { indexOf } from "../../../world/entities.ts";
import { createWorld, makeTerrain, positionX, positionY, SILENT_OUTPUT, type World } from "../../../world/mod.ts";
import { pointOf, putAt } from "../../../world/places/mod.ts";
import { choicesOf, talkOf } from "../../../world/quests/mod.ts";
import { setLevel } from "../../../world/vitals.ts";
import { enter, step } from "../_fixtures.ts";
import { defaultPack } from "../_pack.ts";
import { act, placeNpc } from "../items/_fixtures.ts";

function makeLand(life = 0): World {
  const terrain = makeTerrain(7, recipeOf(defaultPack(), NO_NUMBERS));
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, life }, terrain, defaultPack());
  step(world, [enter(1)]);
  return world;
}

function run(world: World, seconds: number): void {
  for (let tick = 0; tick < seconds * world.facts.tickRate; tick++) step(world);
}

/** The names in all entries of a type: {"type":"setFlag","flag":"…"}. */
function flagsOf(type: string): Set<string> {
  const text = JSON.stringify(defaultPack().entries);
  return new Set([...text.matchAll(new RegExp(`"type":"${type}","flag":"(\\w+)"`, "g"))].map(([, flag]) => flag!));
}

Deno.test("marks on the world: what the pack sets it asks for, and what it asks for it sets", () => {
  assert.ok(flagsOf("setFlag").size > 5);
  assert.deepEqual([...flagsOf("setFlag")].sort(), [...flagsOf("flag")].sort());
});

Deno.test("homes: in the town and in each village somebody lets one come back there", () => {
  const { npcs, dialogues } = defaultPack().entries;
  const binds = new Set(
    dialogues.filter(({ nodes }) =>
      nodes.some(({ choices }) => choices.some(({ does }) => does.some(({ type }) => type === "bindHere")))
    ).map(({ id }) => id),
  );
  const homes = npcs.filter(({ id }) => binds.has(id)).map(({ place }) =>
    "settlement" in place ? place.settlement : -1
  );
  assert.deepEqual([...new Set(homes)].sort(), [0, 1, 2, 3, 4, 5, 6]);
});

Deno.test("the lamps that went out: brambles are in the village, and nowhere in it before", () => {
  const world = makeLand(1);
  const square = pointOf(world, { type: "square", settlement: 3 })!;
  setLevel(world, world.sessions.get(1)!, 20);
  putAt(world, world.sessions.get(1)!, square.x, square.y, SILENT_OUTPUT);
  const shambler = world.content.creatures.byId.get("bramble_shambler")!.number;
  const inVillage = () => {
    const { columns, length } = world.spawns.creatures;
    const { species } = world.entities.components.columns;
    return Array.from({ length }, (_, row) => indexOf(columns.entity[row]!)).filter((index) =>
      species[index] === shambler &&
      Math.hypot(positionX(world, index) - square.x, positionY(world, index) - square.y) < 60 * 256
    ).length;
  };
  run(world, 20);
  assert.equal(inVillage(), 0);
  setFlag(world, "wood_came_in", true);
  run(world, 40);
  assert.ok(inVillage() > 0, "they are in the street");
});

Deno.test("the bridge: who is of the level for the fells is brought over it, once it stands", () => {
  const world = makeLand();
  const tobin = placeNpc(world, "tobin_wharf");
  setLevel(world, world.sessions.get(1)!, 16);
  const offers = () => {
    act(world, 1, "talk", { npc: tobin });
    return choicesOf(world, 1, talkOf(world, 1)!).some(({ text }) => text.includes("over the new bridge"));
  };
  assert.equal(offers(), false);
  setFlag(world, "bridge_stands", true);
  assert.equal(offers(), true);
  setLevel(world, world.sessions.get(1)!, 15);
  assert.equal(offers(), false);
});
