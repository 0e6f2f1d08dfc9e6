/** What quests ask for, kind by kind; ways that part; what can be done again. */
import assert from "node:assert/strict";
import { setSegment } from "../../../world/bodies.ts";
import { checkPack } from "../../../world/content/check/mod.ts";
import { DEFAULT_FILES } from "../../../world/content/default/files.ts";
import type { Pack } from "../../../world/content/mod.ts";
import { NO_NUMBERS, recipeOf } from "../../../world/content/mod.ts";
import { createWorld, makeTerrain, type World } from "../../../world/mod.ts";
import type { News } from "../../../world/news.ts";
import { pointOf } from "../../../world/places/mod.ts";
import { handIn, standingOf, takeQuest } from "../../../world/quests/mod.ts";
import { setHealth } from "../../../world/vitals.ts";
import { enter } from "../_fixtures.ts";
import { act, have, itemNumber, placeNpc } from "../items/_fixtures.ts";
import { OF_ALL, reload, SILENT, SQUARE, step } from "./_fixtures.ts";

/** One quest for each kind of objective that is not a matter of killing and carrying, and two more. */
const QUESTS = [
  one("seen", { type: "visit", text: "See the square", place: SQUARE, radiusMetres: 20 }),
  one("been", { type: "region", text: "Go to the Hearthlands", region: "hearthlands" }),
  one("told", { type: "talk", text: "Speak to Oswin", npc: "oswin_pell" }),
  one("eaten", { type: "use", text: "Eat bread", item: "barley_bread", count: 2 }),
  one("eaten_there", { type: "use", text: "Eat it there", item: "barley_bread", place: SQUARE, radiusMetres: 20 }),
  one("made", { type: "craft", text: "Make bars", recipe: "smelt_bronze", count: 2 }),
  one("picked", { type: "gather", text: "Pick nettles", node: "nettles", count: 3 }),
  one("together", { type: "group", text: "Beat a boar, two of you", creature: "hedge_boar", size: 2 }),
  {
    ...one("parting", { type: "gather", text: "Pick nettles", node: "nettles", count: 1 }),
    stages: [
      {
        id: "first",
        objectives: [{ type: "gather", text: "Pick nettles", node: "nettles", count: 1 }],
        next: [{ stage: "left", choice: "Left" }, { stage: "right", choice: "Right" }],
      },
      { id: "left", objectives: [{ type: "talk", text: "Speak to Oswin", npc: "oswin_pell" }] },
      { id: "right", objectives: [{ type: "gather", text: "More of them", node: "nettles", count: 2 }] },
    ],
  },
  { ...one("again", { type: "gather", text: "Pick nettles", node: "nettles", count: 1 }), repeatSeconds: 60 },
  { ...one("either", { type: "talk", text: "Speak to Oswin", npc: "oswin_pell" }), afterAny: ["again", "picked"] },
];

function one(id: string, objective: Readonly<Record<string, unknown>>) {
  return { ...OF_ALL, id: `t_${id}`, name: id, stages: [{ id: "only", objectives: [objective] }] };
}

let pack: Pack | null = null;

function testPack(): Pack {
  const named = QUESTS.map((quest) => "afterAny" in quest ? { ...quest, afterAny: ["t_again", "t_picked"] } : quest);
  const checked = checkPack([
    { path: "pack.json", json: { name: "Objectives", version: "1", extends: "default" } },
    { path: "mine.json", json: { quests: named } },
  ], DEFAULT_FILES);
  assert.ok(checked.ok, checked.ok ? "" : JSON.stringify(checked.mistakes));
  return pack ??= checked.pack;
}

/** A world with one player, who has taken a quest of these. */
function take(id: string): World {
  const terrain = makeTerrain(7, recipeOf(testPack(), NO_NUMBERS));
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, life: 0 }, terrain, testPack());
  step(world, [enter(1)]);
  assert.equal(takeQuest(world, 1, questOf(world, id)), null);
  return world;
}

const questOf = (world: World, id: string) => world.content.quests.byId.get(`t_${id}`)!;
const standing = (world: World, id: string) => standingOf(world, 1, questOf(world, id));

function run(world: World, seconds: number): void {
  for (let tick = 0; tick < seconds * world.facts.tickRate; tick++) step(world);
}

function hear(world: World, ...news: News[]): void {
  world.news.push(...news);
  step(world);
}

const gathered = (world: World): News => ({
  ...{ type: "gathered", character: 1, node: world.content.nodes.byId.get("nettles")!.number },
});

function goTo(world: World, { x, y }: { readonly x: number; readonly y: number }): void {
  setSegment(world, world.sessions.get(1)!, x, y, 0, 0, world.tick);
}

Deno.test("objectives: a place is seen by who comes there, and no sooner", () => {
  const world = take("seen");
  run(world, 2);
  assert.equal(standing(world, "seen"), "active");
  goTo(world, pointOf(world, SQUARE)!);
  run(world, 2);
  assert.equal(standing(world, "seen"), "ready");
});

Deno.test("objectives: a region is where one is", () => {
  const world = take("been");
  run(world, 2);
  assert.equal(standing(world, "been"), "ready", "newcomers appear in the Hearthlands");
});

Deno.test("objectives: somebody is spoken to", () => {
  const world = take("told");
  const [hanna, oswin] = [placeNpc(world, "hanna_brine"), placeNpc(world, "oswin_pell")];
  act(world, 1, "talk", { npc: hanna });
  run(world, 1);
  assert.equal(standing(world, "told"), "active", "others do not count");
  act(world, 1, "endTalk");
  assert.equal(act(world, 1, "talk", { npc: oswin }), "done");
  run(world, 1);
  assert.equal(standing(world, "told"), "ready");
});

Deno.test("objectives: a thing is used, so often, and where it is wanted", () => {
  for (const id of ["eaten", "eaten_there"]) {
    const world = take(id);
    have(world, 1, "barley_bread", 4);
    const eat = () => {
      setHealth(world, world.sessions.get(1)!, 20);
      const answer = act(world, 1, "useItem", { what: itemNumber(world, "barley_bread"), target: 0, x: 0, y: 0 });
      run(world, 40);
      return answer;
    };
    assert.equal(eat(), "done");
    assert.equal(standing(world, id), "active", id);
    if (id === "eaten_there") goTo(world, pointOf(world, SQUARE)!);
    assert.equal(eat(), "done");
    assert.equal(standing(world, id), "ready", id);
  }
});

Deno.test("objectives: what is made and gathered counts by its kind", () => {
  const world = take("made");
  const recipe = world.content.recipes.byId.get("smelt_bronze")!.number;
  hear(world, { type: "crafted", character: 1, recipe: recipe + 1 }, { type: "crafted", character: 1, recipe });
  assert.equal(standing(world, "made"), "active");
  hear(world, { type: "crafted", character: 1, recipe });
  assert.equal(standing(world, "made"), "ready");
  const other = take("picked");
  const node = other.content.nodes.byId.get("nettles")!.number;
  hear(other, { type: "gathered", character: 1, node: node + 1 }, gathered(other), gathered(other));
  assert.equal(standing(other, "picked"), "active");
  const loaded = reload(other);
  hear(loaded, gathered(loaded));
  assert.equal(standing(loaded, "picked"), "ready");
});

Deno.test("objectives: what asks for company is not done alone", () => {
  const world = take("together");
  const creature = world.content.creatures.byId.get("hedge_boar")!.number;
  const killed = (party: number): News => ({
    ...{ type: "killed", character: 1, creature, isFirst: true, hasFought: true, party, region: 0 },
  });
  hear(world, killed(1));
  assert.equal(standing(world, "together"), "active");
  hear(world, killed(2));
  assert.equal(standing(world, "together"), "ready");
});

Deno.test("ways: where they part the player chooses, once, and only then it goes on", () => {
  const world = take("parting");
  const { number } = questOf(world, "parting");
  assert.equal(act(world, 1, "questWay", { quest: number, way: 2 }), "not-ready", "not before the stage is done");
  hear(world, gathered(world));
  run(world, 1);
  assert.equal(standing(world, "parting"), "active");
  assert.notEqual(act(world, 1, "questWay", { quest: number, way: 3 }), "done", "there are two");
  assert.notEqual(act(world, 1, "questWay", { quest: number, way: 0 }), "done");
  assert.equal(act(world, 1, "questWay", { quest: number, way: 2 }), "done");
  hear(world, gathered(world));
  assert.equal(standing(world, "parting"), "active", "nothing is counted from the stage before");
  hear(world, gathered(world));
  assert.equal(standing(world, "parting"), "ready");
});

Deno.test("again: what can be done again is offered when its time has gone by, and not before", () => {
  const world = take("again");
  assert.notEqual(takeQuest(world, 1, questOf(world, "either")), null, "one of two has to be done before");
  placeNpc(world, "hanna_brine");
  hear(world, gathered(world));
  assert.equal(handIn(world, 1, questOf(world, "again"), 0, SILENT), null);
  assert.equal(takeQuest(world, 1, questOf(world, "either")), null, "and one of them is enough");
  assert.notEqual(takeQuest(world, 1, questOf(world, "again")), null);
  world.tick += 58 * world.facts.tickRate;
  assert.notEqual(takeQuest(world, 1, questOf(world, "again")), null);
  const loaded = reload(world);
  loaded.tick += 3 * world.facts.tickRate;
  assert.equal(takeQuest(loaded, 1, questOf(loaded, "again")), null);
  hear(loaded, gathered(loaded));
  assert.equal(handIn(loaded, 1, questOf(loaded, "again"), 0, SILENT), null);
});
