/** What skill is good for: better things of the same stuff. And fishing, from the shore. */
import assert from "node:assert/strict";
import { setSegment } from "../../../world/bodies.ts";
import { addNode } from "../../../world/crafts/wilds.ts";
import { NO_NUMBERS, recipeOf } from "../../../world/content/mod.ts";
import { idAt } from "../../../world/entities.ts";
import { KIND } from "../../../world/kinds.ts";
import { createWorld, makeTerrain, positionX, positionY, SILENT_OUTPUT, type World } from "../../../world/mod.ts";
import { putAt } from "../../../world/places/mod.ts";
import { learnRecipe, setSkill, skillOf } from "../../../world/skills/mod.ts";
import { setAmount } from "../../../world/bodies.ts";
import { enter, step } from "../_fixtures.ts";
import { defaultPack } from "../_pack.ts";
import { act, has, have, itemNumber } from "../items/_fixtures.ts";

function makeLand(): World {
  const terrain = makeTerrain(7, recipeOf(defaultPack(), NO_NUMBERS));
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, life: 0 }, terrain, defaultPack());
  step(world, [enter(1)]);
  return world;
}

function finish(world: World): void {
  for (let tick = 0; tick < 4000 && world.crafts.workOf.has(1); tick++) step(world);
}

/** Of thirty blades that a smith of this skill makes: how many are better than usual. */
function betterOf(skill: number): number {
  const world = makeLand();
  const { buildings } = world.terrain.layout.settlements[0]!;
  const { doorX, doorY } = buildings.find(({ use }) => use === "smithy")!;
  putAt(world, world.sessions.get(1)!, doorX, doorY, SILENT_OUTPUT);
  step(world);
  const recipe = world.content.recipes.byId.get("forge_copper_blade")!;
  const { number } = world.content.crafts.byId.get("smithing")!;
  learnRecipe(world, 1, recipe);
  let better = 0;
  for (let turn = 0; turn < 10; turn++) {
    for (const { item, count } of recipe.inputs) have(world, 1, item, count * 3);
    setSkill(world, 1, number, skill);
    assert.equal(act(world, 1, "make", { recipe: recipe.number, times: 3 }), "done");
    finish(world);
    const { instances } = world.ledger;
    const rows = [...instances.rowOf].filter(([, row]) =>
      instances.table.columns.kind[row] === itemNumber(world, "copper_blade")
    );
    const own = rows.filter(([what]) => has(world, 1, what) === 1);
    for (const [what, row] of own) {
      if (instances.table.columns.quality[row]! > 1) better++;
      assert.equal(act(world, 1, "destroy", { what, amount: 1 }), "done");
    }
  }
  return better;
}

Deno.test("crafting: who is better at it makes better things of the same", () => {
  const { skill } = defaultPack().entries.recipes.find(({ id }) => id === "forge_copper_blade")!;
  const [begun, able] = [betterOf(skill), betterOf(300)];
  assert.ok(able >= begun + 5, `${begun} of thirty by a beginner, ${able} by a master`);
});

Deno.test("fishing: from the shore, with a rod, and farther than one reaches by hand", () => {
  const world = makeLand();
  const index = world.sessions.get(1)!;
  const node = world.content.nodes.byId.get("trout_shoal")!;
  const [x, y] = [positionX(world, index), positionY(world, index)];
  const at = addNode(world, KIND.node, node, { x: x + 8 * 256, y });
  setAmount(world, at, 2);
  const entity = idAt(world.entities, at);
  const rod = world.content.items.all.find(({ tool }) => tool !== null && tool.craft === node.craft)!;
  assert.equal(act(world, 1, "gather", { node: entity, x: 0, y: 0 }), "no-tool");
  have(world, 1, rod.id);
  setSegment(world, index, x - 3 * 256, y, 0, 0, world.tick);
  assert.equal(act(world, 1, "gather", { node: entity, x: 0, y: 0 }), "too-far");
  setSegment(world, index, x, y, 0, 0, world.tick);
  assert.equal(act(world, 1, "gather", { node: entity, x: 0, y: 0 }), "done");
  finish(world);
  const { rolls } = world.content.loot.byId.get(node.yields)!;
  const caught = world.content.items.all.filter((item) => JSON.stringify(rolls).includes(`"item":"${item.id}"`));
  assert.ok(caught.some(({ number }) => has(world, 1, number) > 0));
  assert.equal(world.entities.components.columns.amount[at], 0, "until it is empty");
  assert.ok(skillOf(world, 1, world.content.crafts.byId.get(node.craft)!.number) > 0);
});
