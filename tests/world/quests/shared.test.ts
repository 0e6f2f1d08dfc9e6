/** What one of a party does counts for those near who have the same quest, where the quest says so. */
import assert from "node:assert/strict";
import { setSegment } from "../../../world/bodies.ts";
import { checkPack } from "../../../world/content/check/mod.ts";
import { DEFAULT_FILES } from "../../../world/content/default/files.ts";
import { NO_NUMBERS, recipeOf } from "../../../world/content/mod.ts";
import { indexOf } from "../../../world/entities.ts";
import { leaveLoot } from "../../../world/items/mod.ts";
import { KIND } from "../../../world/kinds.ts";
import { createWorld, makeTerrain, type World } from "../../../world/mod.ts";
import type { News } from "../../../world/news.ts";
import { joinParty } from "../../../world/parties/parties.ts";
import { pointOf } from "../../../world/places/mod.ts";
import { standingOf, takeQuest } from "../../../world/quests/mod.ts";
import { countOf } from "../../../world/quests/progress.ts";
import { enter } from "../_fixtures.ts";
import { act, has, have, itemNumber, moveTo, placeBody, placeNpc } from "../items/_fixtures.ts";
import { OF_ALL, reload, SQUARE, step } from "./_fixtures.ts";

const one = (id: string, objective: Readonly<Record<string, unknown>>, more = {}) => ({
  ...{ ...OF_ALL, id: `t_${id}`, name: id, stages: [{ id: "only", objectives: [objective] }] },
  ...more,
});
const VISIT = { type: "visit", text: "See the square", place: SQUARE, radiusMetres: 20 };
const PICK = { type: "gather", text: "Pick nettles", node: "nettles", count: 2 };
const QUESTS = [
  one("seen", VISIT),
  one("seen_alone", { ...VISIT, shared: false }),
  one("seen_by_none", VISIT, { party: false }),
  one("told", { type: "talk", text: "Speak to Oswin", npc: "oswin_pell" }),
  one("picked", PICK),
  one("picked_together", { ...PICK, shared: true }),
  one("eaten", { type: "use", text: "Eat bread", item: "barley_bread" }),
  one("eaten_together", { type: "use", text: "Eat bread", item: "barley_bread", shared: true }),
  one("found", { type: "collect", text: "Tokens", item: "barrow_token", count: 2 }),
  one("found_together", { type: "collect", text: "The letter", item: "sodden_letter", count: 1, shared: true }),
  one("held", { type: "survive", text: "Hold out", place: SQUARE, radiusMetres: 20, seconds: 10 }),
  one("brought", { type: "escort", text: "Bring him", npc: "oswin_pell", to: { ...SQUARE, settlement: 2 } }),
];

function testPack(quests: readonly unknown[] = QUESTS) {
  return checkPack([
    { path: "pack.json", json: { name: "Shared", version: "1", extends: "default" } },
    { path: "mine.json", json: { quests } },
  ], DEFAULT_FILES);
}

/** A world with a party of two side by side, a third alone beside them; all have a quest of these. */
function take(id: string): World {
  const checked = testPack();
  assert.ok(checked.ok, checked.ok ? "" : JSON.stringify(checked.mistakes));
  const terrain = makeTerrain(7, recipeOf(checked.pack, NO_NUMBERS));
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, life: 0 }, terrain, checked.pack);
  step(world, [enter(1), enter(2), enter(3)]);
  joinParty(world.parties, 1, 2);
  for (const other of [2, 3]) moveTo(world, other, 1);
  for (const character of [1, 2, 3]) assert.equal(takeQuest(world, character, questOf(world, id)), null);
  return world;
}

const questOf = (world: World, id: string) => world.content.quests.byId.get(`t_${id}`)!;
const standings = (world: World, id: string) =>
  [1, 2, 3].map((character) => standingOf(world, character, questOf(world, id)));
const counts = (world: World, id: string) => {
  const quest = questOf(world, id);
  return [1, 2, 3].map((character) => countOf(world, character, quest.number, 0, quest.stages[0]!.objectives[0]!));
};

function run(world: World, seconds: number): void {
  for (let tick = 0; tick < seconds * world.facts.tickRate; tick++) step(world);
}

function hear(world: World, ...news: News[]): void {
  world.news.push(...news);
  step(world);
}

/** Puts a player on the square, and so many metres east of it. */
function goToSquare(world: World, session: number, metres = 0): void {
  const { x, y } = pointOf(world, SQUARE)!;
  setSegment(world, world.sessions.get(session)!, x + metres * 256, y, 0, 0, world.tick);
}

Deno.test("shared: where one of a party comes those near have been, too, where the quest says so", () => {
  const together = take("seen");
  goToSquare(together, 1);
  goToSquare(together, 2, 40);
  goToSquare(together, 3, 40);
  run(together, 2);
  assert.deepEqual(standings(together, "seen"), ["ready", "ready", "active"], "who is of no party goes there itself");
  for (const id of ["seen_alone", "seen_by_none"]) {
    const world = take(id);
    goToSquare(world, 1);
    goToSquare(world, 2, 40);
    run(world, 2);
    assert.deepEqual(standings(world, id), ["ready", "active", "active"], id);
  }
});

Deno.test("shared: who is far away has no part in it", () => {
  const world = take("seen");
  goToSquare(world, 1);
  goToSquare(world, 2, 70);
  run(world, 2);
  assert.deepEqual(standings(world, "seen"), ["ready", "active", "active"]);
});

Deno.test("shared: one speaks for all", () => {
  const world = take("told");
  assert.equal(act(world, 1, "talk", { npc: placeNpc(world, "oswin_pell") }), "done");
  assert.deepEqual(standings(world, "told"), ["ready", "ready", "active"]);
});

Deno.test("shared: what one gathers and uses is its own, unless the quest says that it is not", () => {
  for (const [id, two] of [["picked", 0], ["picked_together", 1]] as const) {
    const world = take(id);
    hear(world, { type: "gathered", character: 1, node: world.content.nodes.byId.get("nettles")!.number });
    assert.deepEqual(counts(world, id), [1, two, 0], id);
    assert.deepEqual(counts(reload(world), id), [1, two, 0], id);
  }
  for (const [id, two] of [["eaten", "active"], ["eaten_together", "ready"]] as const) {
    const world = take(id);
    have(world, 1, "barley_bread");
    assert.equal(act(world, 1, "useItem", { what: itemNumber(world, "barley_bread"), target: 0, x: 0, y: 0 }), "done");
    assert.deepEqual(standings(world, id), ["ready", two, "active"], id);
  }
});

Deno.test("shared: what one finds each has, where there is but one of it; else it is whose it is", () => {
  for (
    const [id, item, loot, two] of [
      ["found", "barrow_token", "t_tokens", 0],
      ["found_together", "sodden_letter", "t_letter", 1],
    ] as const
  ) {
    const world = take(id);
    const creature = world.content.creatures.byId.get("hedge_boar")!.number;
    const corpse = placeBody(world, KIND.creature, creature);
    const lootId = world.content.loot.all.find(({ rolls }) => rolls.some((roll) => roll.item === item))!.id;
    // Until it was among what was left.
    for (let tries = 0; tries < 60 && has(world, 1, itemNumber(world, item)) === 0; tries++) {
      leaveLoot(world, indexOf(corpse), lootId, [1, 2]);
      act(world, 1, "takeLoot", { corpse, what: 0 });
    }
    assert.equal(has(world, 1, itemNumber(world, item)), 1, loot);
    assert.deepEqual([2, 3].map((character) => has(world, character, itemNumber(world, item))), [two, 0], id);
  }
});

Deno.test("shared: as long as one holds out the others near do not begin anew", () => {
  const world = take("held");
  for (const session of [1, 2, 3]) goToSquare(world, session);
  run(world, 5);
  goToSquare(world, 2, 40);
  goToSquare(world, 3, 40);
  run(world, 7);
  assert.deepEqual(standings(world, "held"), ["ready", "ready", "active"]);
});

Deno.test("shared: one goes along with one of them, and is brought there for all", () => {
  const world = take("brought");
  const npc = world.content.npcs.byId.get("oswin_pell")!;
  const { people } = world.spawns;
  people.columns.npc[people.length] = npc.number;
  people.columns.entity[people.length++] = placeNpc(world, npc.id);
  moveTo(world, 3, 1, 50);
  run(world, 2);
  assert.equal(world.quests.escorts.length, 1);
  const { x, y } = pointOf(world, { ...SQUARE, settlement: 2 })!;
  for (
    const index of [world.sessions.get(1)!, world.sessions.get(2)!, indexOf(world.quests.escorts.columns.entity[0]!)]
  ) {
    setSegment(world, index, x, y, 0, 0, world.tick);
  }
  run(world, 1);
  assert.deepEqual(standings(world, "brought"), ["ready", "ready", "active"]);
});

Deno.test("shared: only what is a quest's own can be found for all", () => {
  const collect = { type: "collect", text: "Silk", item: "spider_silk", count: 3, shared: true };
  const checked = testPack([one("silk", collect)]);
  assert.deepEqual(checked.ok ? [] : checked.mistakes.map(({ path }) => path), [
    "quests.t_silk.stages.0.objectives.0.shared",
  ]);
});
