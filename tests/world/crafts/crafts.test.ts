/** Gathering, farming, crafting: what grows where, what it takes, what comes of it, and what is refused. */
import assert from "node:assert/strict";
import { putAt } from "../../../world/places/mod.ts";
import { setStatus } from "../../../world/bodies.ts";
import { NO_NUMBERS, recipeOf } from "../../../world/content/mod.ts";
import { idAt, indexEnd, indexOf, isAlive } from "../../../world/entities.ts";
import { KIND, STATUS } from "../../../world/kinds.ts";
import { ledgerProblem } from "../../../world/ledger/mod.ts";
import {
  createWorld,
  hashWorld,
  makeTerrain,
  positionX,
  positionY,
  SILENT_OUTPUT,
  type World,
} from "../../../world/mod.ts";
import { knowsRecipe, setSkill, skillOf } from "../../../world/skills/mod.ts";
import { GROUND, PROP } from "../../../world/terrain/types.ts";
import { act, action, has, have, itemNumber, placeNpc, toldOf } from "../items/_fixtures.ts";
import { enter, reload, step } from "../_fixtures.ts";
import { defaultPack } from "../_pack.ts";

const terrain = makeTerrain(7, recipeOf(defaultPack(), NO_NUMBERS));

/** A world in which things grow and nobody lives, with one player. */
function makeWild(players = 1): World {
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, life: 0 }, terrain, defaultPack());
  world.crafts.laid.columns.bare[0] = 0;
  step(world, Array.from({ length: players }, (_, at) => enter(at + 1)));
  return world;
}

function go(world: World, x: number, y: number, session = 1): void {
  putAt(world, world.sessions.get(session)!, x, y, SILENT_OUTPUT);
  step(world);
}

function nodesOf(world: World, kind: number = KIND.node): number[] {
  const { alive } = world.entities.identity.columns;
  const columns = world.entities.components.columns;
  return Array.from({ length: indexEnd(world.entities) }, (_, at) => at)
    .filter((at) => alive[at] === 1 && columns.kind[at] === kind);
}

const number = (world: World, id: string) => world.content.nodes.byId.get(id)!.number;
const craft = (world: World, id: string) => world.content.crafts.byId.get(id)!.number;
const recipe = (world: World, id: string) => world.content.recipes.byId.get(id)!;

/** Walks about the land until there is a node of a kind, and stands at it. Its entity. */
function findNode(world: World, id: string): number {
  const { species } = world.entities.components.columns;
  for (let try_ = 0; try_ < 40; try_++) {
    const found = nodesOf(world).find((at) => species[at] === number(world, id));
    if (found !== undefined) {
      go(world, positionX(world, found), positionY(world, found));
      return idAt(world.entities, found);
    }
    const [x, y] = [200 + (try_ % 8) * 480, 300 + Math.floor(try_ / 8) * 700];
    const free = terrain.nearestFree(x * 256, y * 256, 60 * 256);
    if (free !== null) go(world, free.x, free.y);
    for (let tick = 0; tick < 120; tick++) step(world);
  }
  throw new Error(`there is no ${id}`);
}

/** Goes on until a character is at nothing. */
function finish(world: World, character = 1): void {
  for (let tick = 0; tick < 3000 && world.crafts.workOf.has(character); tick++) step(world);
  assert.equal(ledgerProblem(world.ledger), "");
}

Deno.test("nodes: laid out where somebody comes, once, where their rules want them, the same after a load", () => {
  const world = makeWild();
  const again = reload(world);
  for (const one of [world, again]) for (let tick = 0; tick < 300; tick++) step(one);
  const found = nodesOf(world);
  assert.ok(found.length > 5, `${found.length} nodes around the town`);
  assert.equal(hashWorld(again), hashWorld(world));
  const { species, amount } = world.entities.components.columns;
  for (const at of found) {
    const node = world.content.nodes.byNumber[species[at]!]!;
    const ground = terrain.groundAt(positionX(world, at), positionY(world, at));
    assert.ok(node.where.grounds.some((name) => GROUND[name] === ground), `${node.id} on ground ${ground}`);
    assert.ok(amount[at]! >= node.amount.min && amount[at]! <= node.amount.max);
  }
  for (let tick = 0; tick < 300; tick++) step(world);
  assert.equal(nodesOf(world).length, found.length, "no square twice");
});

Deno.test("gathering: until it is empty, with skill by use, and it grows again", () => {
  const world = makeWild();
  const node = findNode(world, "nettles");
  const at = indexOf(node);
  const { amount } = world.entities.components.columns;
  const times = amount[at]!;
  assert.equal(act(world, 1, "gather", { node, x: 0, y: 0 }), "done");
  finish(world);
  assert.equal(amount[at], 0);
  const nettles = has(world, 1, itemNumber(world, "nettle"));
  assert.ok(nettles >= 2 * times, `${nettles} nettles of ${times} times`);
  assert.equal(skillOf(world, 1, craft(world, "herbcraft")), 1 + (times > 1 ? times - 1 : 0), "sure to learn at first");
  assert.equal(act(world, 1, "gather", { node, x: 0, y: 0 }), "not-ready");
  const saved = reload(world);
  for (let tick = 0; tick < 601 * 20; tick++) for (const one of [world, saved]) step(one);
  assert.ok(amount[at]! > 0, "it has grown again");
  assert.equal(hashWorld(saved), hashWorld(world));
});

Deno.test("gathering: not from afar, not without the tool or the skill, not moving, stunned or dead, not with a full bag", () => {
  const world = makeWild();
  const rock = findNode(world, "copper_rock");
  const [x, y] = [positionX(world, indexOf(rock)), positionY(world, indexOf(rock))];
  const { wantSpeed } = world.entities.components.columns;
  const body = world.sessions.get(1)!;
  const ask = (fields: Record<string, number> = { node: rock, x: 0, y: 0 }) => act(world, 1, "gather", fields);
  assert.equal(ask(), "no-tool");
  have(world, 1, world.content.items.all.find(({ tool }) => tool?.craft === "smithing")!.id);
  assert.equal(ask({ node: 12345, x: 0, y: 0 }), "gone");
  assert.equal(ask({ node: idAt(world.entities, body), x: 0, y: 0 }), "gone", "nobody gathers from people");
  go(world, x + 4 * 256, y);
  assert.equal(ask(), "too-far");
  go(world, x, y);
  wantSpeed[body] = 8;
  assert.equal(ask(), "moving");
  wantSpeed[body] = 0;
  step(world);
  setStatus(world, body, STATUS.stunned, true);
  assert.equal(ask(), "held");
  setStatus(world, body, STATUS.stunned, false);
  setStatus(world, body, STATUS.dead, true);
  assert.equal(ask(), "dead");
  setStatus(world, body, STATUS.dead, false);
  const stone = itemNumber(world, "stone");
  for (let full = 0; full < 200 && ask() === "done"; full++) {
    act(world, 1, "stop");
    have(world, 1, "stone", world.content.items.byNumber[stone]!.stack);
  }
  assert.equal(ask(), "full");
  assert.equal(ask({ node: 0, x: 10, y: 0 }), "gone", "no tree there");
});

Deno.test("gathering: who walks off or stops has nothing, and nothing is used up", () => {
  const world = makeWild();
  const node = findNode(world, "nettles");
  const { amount, wantSpeed } = world.entities.components.columns;
  const before = amount[indexOf(node)];
  act(world, 1, "gather", { node, x: 0, y: 0 });
  assert.ok(world.crafts.workOf.has(1));
  wantSpeed[world.sessions.get(1)!] = 8;
  step(world);
  assert.ok(!world.crafts.workOf.has(1));
  wantSpeed[world.sessions.get(1)!] = 0;
  for (let tick = 0; tick < 60; tick++) step(world);
  act(world, 1, "gather", { node, x: 0, y: 0 });
  act(world, 1, "stop");
  for (let tick = 0; tick < 60; tick++) step(world);
  assert.equal(has(world, 1, itemNumber(world, "nettle")), 0);
  assert.equal(amount[indexOf(node)], before);
});

Deno.test("gathering: two at one node share what there is", () => {
  const world = makeWild(2);
  const node = findNode(world, "nettles");
  go(world, positionX(world, indexOf(node)), positionY(world, indexOf(node)), 2);
  world.entities.components.columns.amount[indexOf(node)] = 1;
  const fields = { node, x: 0, y: 0 };
  step(world, [action(1, "gather", fields), action(2, "gather", fields)]);
  finish(world);
  finish(world, 2);
  const kind = itemNumber(world, "nettle");
  assert.ok(has(world, 1, kind) > 0, "the first in order");
  assert.equal(has(world, 2, kind), 0);
});

Deno.test("trees: felled with an axe, a stump for days, then standing again", () => {
  const world = makeWild();
  let tree = null;
  for (let chunk = 0; tree === null; chunk++) {
    tree = terrain.chunk(20 + (chunk % 20), 20 + Math.floor(chunk / 20)).props.find(({ kind }) => kind === PROP.oak) ??
      null;
  }
  const beside = terrain.nearestFree(tree.x, tree.y, 3 * 256)!;
  go(world, beside.x, beside.y);
  const fields = { node: 0, x: tree.x - beside.x, y: tree.y - beside.y };
  assert.equal(act(world, 1, "gather", fields), "no-tool");
  have(world, 1, world.content.items.all.find(({ tool }) => tool?.craft === "foraging")!.id);
  assert.equal(act(world, 1, "gather", { ...fields, x: fields.x + 200 }), "gone");
  assert.equal(act(world, 1, "gather", fields), "done");
  finish(world);
  assert.ok(has(world, 1, itemNumber(world, "oak_log")) >= 2);
  assert.equal(act(world, 1, "gather", fields), "gone", "it is felled");
  const { species } = world.entities.components.columns;
  const stump = nodesOf(world).find((at) => species[at] === number(world, "oak"))!;
  assert.deepEqual([positionX(world, stump), positionY(world, stump)], [tree.x, tree.y]);
  const loaded = reload(world);
  for (const one of [world, loaded]) {
    one.tick += 259_200 * 20;
    for (let tick = 0; tick < 21; tick++) step(one);
    assert.equal(nodesOf(one).filter((at) => species[at] === number(one, "oak")).length, 0);
  }
  assert.equal(act(world, 1, "gather", fields), "done", "it stands again");
});

Deno.test("carcasses: skinned once, by who has a right to it", () => {
  const world = makeWild(2);
  const creature = world.content.creatures.all.find(({ skins }) => skins !== null && skins.skill === 0)!;
  const node = findNode(world, "nettles");
  const at = indexOf(node);
  const { kind, species } = world.entities.components.columns;
  kind[at] = KIND.creature;
  species[at] = creature.number;
  const fields = { node, x: 0, y: 0 };
  assert.equal(act(world, 1, "gather", fields), "wrong-target", "it lives");
  setStatus(world, at, STATUS.dead, true);
  assert.equal(act(world, 1, "gather", fields), "not-yours", "nobody killed it");
  const { corpses, rights } = world.dealings;
  corpses.columns.corpse[corpses.length++] = node;
  corpses.columns.freeTick[0] = world.tick + 10_000;
  rights.columns.corpse[rights.length++] = node;
  rights.columns.character[0] = 1;
  assert.equal(act(world, 1, "gather", fields), "done");
  finish(world);
  assert.equal(skillOf(world, 1, craft(world, creature.skins!.craft)), 1);
  assert.equal(act(world, 1, "gather", fields), "already-done");
});

/** A free point of a field. */
function fieldPoint(): { x: number; y: number } {
  const { size, ground } = terrain.overview();
  for (let sample = 0; sample < ground.length; sample++) {
    const [x, y] = [((sample % size) << 12) + 2048, (Math.floor(sample / size) << 12) + 2048];
    const free = terrain.groundAt(x, y) === GROUND.field ? terrain.nearestFree(x, y, 512) : null;
    if (free !== null && terrain.groundAt(free.x, free.y) === GROUND.field) return free;
  }
  throw new Error("there is no field");
}

Deno.test("farming: sown in a field, reaped by who sowed it when it is ripe, and it withers", () => {
  const world = makeWild(2);
  const [seed] = have(world, 1, "barley_seed", 3);
  const what = seed!;
  assert.equal(act(world, 1, "plant", { what, x: 0, y: 0 }), "not-here");
  const field = fieldPoint();
  go(world, field.x, field.y);
  go(world, field.x, field.y, 2);
  assert.equal(act(world, 1, "plant", { what: itemNumber(world, "stone"), x: 0, y: 0 }), "not-enough");
  assert.equal(act(world, 1, "plant", { what, x: 1000, y: 1000 }), "too-far");
  assert.equal(act(world, 1, "plant", { what, x: 0, y: 0 }), "done");
  assert.equal(act(world, 1, "plant", { what, x: 100, y: 0 }), "full", "too near to the first");
  assert.equal(has(world, 1, what), 2);
  const [crop] = nodesOf(world, KIND.crop);
  const node = idAt(world.entities, crop!);
  const { amount } = world.entities.components.columns;
  assert.equal(act(world, 1, "gather", { node, x: 0, y: 0 }), "not-ready");
  const { crop: rule } = world.content.nodes.byId.get("barley_crop")!;
  for (let stage = 2; stage <= rule!.stages; stage++) {
    world.tick += rule!.growSeconds * 20;
    for (let tick = 0; tick < 21; tick++) step(world);
    assert.equal(amount[crop!], stage);
  }
  assert.equal(act(world, 2, "gather", { node, x: 0, y: 0 }), "not-yours");
  const saved = reload(world);
  assert.equal(act(world, 1, "gather", { node, x: 0, y: 0 }), "done");
  finish(world);
  assert.ok(has(world, 1, itemNumber(world, "barley")) >= 3);
  assert.ok(!isAlive(world.entities, node), "the field is free again");
  saved.tick += rule!.witherSeconds * 20;
  for (let tick = 0; tick < 21; tick++) step(saved);
  assert.ok(!isAlive(saved.entities, node), "withered");
});

/** Stands before the door of a building of some use. */
function goToHouse(world: World, use: string): void {
  const building = terrain.layout.settlements.flatMap(({ buildings }) => buildings).find((one) => one.use === use)!;
  go(world, building.doorX, building.doorY);
}

Deno.test("crafting: what goes in goes, what comes out bears a name, and skill grows with it", () => {
  const world = makeWild();
  const smelt = recipe(world, "smelt_copper");
  const fields = { recipe: smelt.number, times: 3 };
  have(world, 1, "copper_ore", 5);
  assert.equal(act(world, 1, "make", fields), "no-station");
  goToHouse(world, "smithy");
  assert.equal(act(world, 1, "make", { recipe: 60_000, times: 1 }), "unknown");
  assert.equal(act(world, 1, "make", fields), "done");
  finish(world);
  assert.equal(has(world, 1, itemNumber(world, "copper_bar")), 2, "ore for two, though three were asked for");
  assert.equal(has(world, 1, itemNumber(world, "copper_ore")), 1);
  assert.equal(skillOf(world, 1, craft(world, "smithing")), 2);
  assert.equal(act(world, 1, "make", fields), "not-enough");
  const blade = recipe(world, "forge_copper_blade");
  assert.equal(act(world, 1, "make", { recipe: blade.number, times: 1 }), "not-known");
  const scroll = world.content.items.all.find(({ teaches }) => teaches === blade.id)!;
  const [what] = have(world, 1, scroll.id);
  assert.equal(act(world, 1, "useItem", { what: what!, target: 0, x: 0, y: 0 }), "skill-too-low");
  setSkill(world, 1, craft(world, "smithing"), 100);
  assert.equal(act(world, 1, "useItem", { what: what!, target: 0, x: 0, y: 0 }), "done");
  assert.equal(has(world, 1, what!), 0, "the scroll is read");
  assert.ok(knowsRecipe(reload(world), 1, blade));
  have(world, 1, "copper_bar", 40);
  have(world, 1, "oak_log", 10);
  assert.equal(act(world, 1, "make", { recipe: blade.number, times: 5 }), "done");
  finish(world);
  const { table } = world.ledger.instances;
  const made = Array.from({ length: table.length }, (_, row) => row)
    .filter((row) => table.columns.kind[row] === itemNumber(world, "copper_blade"));
  assert.equal(made.length, 5);
  const name = world.roster.table.columns.name[world.roster.rowOf.get(1)!];
  for (const row of made) assert.equal(table.columns.maker[row], name);
});

Deno.test("trainers: teach what they train, for coins, to who is good enough, once", () => {
  const world = makeWild();
  const draught = recipe(world, "brew_small_healing");
  const npc = placeNpc(world, world.content.npcs.all.find(({ trains }) => trains?.crafts.includes("herbcraft"))!.id);
  const smith = placeNpc(world, world.content.npcs.all.find(({ trains }) => trains?.crafts.includes("smithing"))!.id);
  const fields = { npc, recipe: draught.number };
  assert.equal(act(world, 1, "learn", { ...fields, npc: smith }), "wrong-target");
  assert.equal(act(world, 1, "learn", fields), "not-enough");
  have(world, 1, "coin", 100);
  const coins = has(world, 1, 1);
  const log = step(world, [action(1, "learn", fields)]);
  assert.deepEqual(toldOf(log, 1, "recipes").map(([key]) => key), [String(draught.number)]);
  assert.equal(has(world, 1, 1), coins - draught.learnCoins);
  assert.equal(act(world, 1, "learn", fields), "already-done");
});
