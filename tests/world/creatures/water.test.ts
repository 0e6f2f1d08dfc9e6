/** Creatures that are at home in the water go into it; others stay on its shore. */
import assert from "node:assert/strict";
import { setSegment } from "../../../world/bodies.ts";
import { indexOf } from "../../../world/entities.ts";
import { createWorld, positionX, positionY, type World } from "../../../world/mod.ts";
import { addCreature } from "../../../world/spawns/mod.ts";
import { GROUND, type Terrain } from "../../../world/terrain/types.ts";
import { makeFlat } from "../_flat.ts";
import { enter, step } from "../_fixtures.ts";
import { defaultPack } from "../_pack.ts";

/** Metres from where the player is in the water, and where the creature is, to the shore between them. */
const SHORE_METRES = 4;

/** A player swims eight metres from a shore; a creature sees it from the land. How near it has come, in metres. */
function hunt(id: string): { readonly metres: number; readonly hurt: boolean; readonly speeds: ReadonlySet<number> } {
  const flat = makeFlat();
  const shore = flat.layout.spawnX - 2048;
  const terrain: Terrain = {
    ...flat,
    isBlocked: (x, y) => x > shore || flat.isBlocked(x, y),
    groundAt: (x) => x > shore ? GROUND.deepWater : GROUND.grass,
  };
  const world: World = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, life: 0 }, terrain, defaultPack());
  step(world, [enter(1)]);
  const own = world.sessions.get(1)!;
  const y = flat.layout.spawnY + 2048;
  setSegment(world, own, shore + 2 * SHORE_METRES * 256, y, 0, 0, world.tick);
  const entry = world.content.creatures.byId.get(id)!;
  const entity = addCreature(world, entry, { x: shore - SHORE_METRES * 64, y, heading: 0, area: -1 });
  const { health, healthMax, speed } = world.entities.components.columns;
  const speeds = new Set<number>();
  let [least, hurt] = [Infinity, false];
  for (let tick = 0; tick < 120; tick++) {
    step(world);
    least = Math.min(least, Math.abs(positionX(world, own) - positionX(world, indexOf(entity))) / 256);
    hurt ||= health[own]! < healthMax[own]!;
    if (positionX(world, indexOf(entity)) > shore) speeds.add(speed[indexOf(entity)]!);
  }
  assert.equal(Math.abs(positionY(world, own) - y), 0, "the player stays where it is");
  return { metres: least, hurt, speeds };
}

Deno.test("water: who is at home in it comes after a swimmer, as quick as on land, and bites", () => {
  const { metres, hurt, speeds } = hunt("salt_lurker");
  assert.ok(metres < 2.5, `${metres} m`);
  assert.ok(hurt);
  assert.ok(speeds.has(defaultPack().entries.creatures.find(({ id }) => id === "salt_lurker")!.runSpeed));
});

Deno.test("water: who is not stays on the shore", () => {
  const { metres, hurt } = hunt("lane_wolf");
  assert.ok(metres > 7, `${metres} m`);
  assert.ok(!hurt);
});
