/** The living world: seasons and their weather, events of the calendar, tasks for everybody, towns, what has happened. */
import assert from "node:assert/strict";
import {
  hasFlag,
  isRunning,
  prosper,
  prosperityOf,
  taskState,
  textOfLine,
  weatherNow,
} from "../../../world/almanac/mod.ts";
import { NO_NUMBERS, recipeOf } from "../../../world/content/mod.ts";
import { choicesOf, listNumber, talkOf } from "../../../world/quests/mod.ts";
import { createWorld, hashWorld, makeTerrain, type World } from "../../../world/mod.ts";
import { settlementOf } from "../../../world/places/mod.ts";
import { putAt } from "../../../world/places/mod.ts";
import { SILENT_OUTPUT } from "../../../world/mod.ts";
import { seasonAt } from "../../../world/seasons.ts";
import { spawnOf } from "../../../world/spawns/mod.ts";
import { act, action, answersTo, has, have, itemNumber, placeNpc, toldOf } from "../items/_fixtures.ts";
import { setHealth } from "../../../world/vitals.ts";
import { enter, leave, reload, step } from "../_fixtures.ts";
import { defaultPack } from "../_pack.ts";

const terrain = makeTerrain(7, recipeOf(defaultPack(), NO_NUMBERS));
const DAY = 40 * 60 * 20;

function makeWorldOfEvents(life = 0): World {
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, life }, terrain, defaultPack());
  step(world, [enter(1), enter(2)]);
  for (let tick = 0; tick < 25; tick++) step(world);
  return world;
}

/** Goes to a minute of a day without all the ticks between, and steps over it. */
function goTo(world: World, day: number, minute: number, ticks = 41): unknown[][] {
  world.tick = (day - 1) * DAY + Math.floor(DAY * (minute - 420) / 1440) - 10;
  const said: unknown[][] = [];
  for (let tick = 0; tick < ticks; tick++) said.push(...step(world));
  return said;
}

const lines = (log: unknown[][]) => log.filter(([what]) => what === "line").map(([, , , , text]) => String(text));
const event = (world: World, id: string) => world.content.events.byId.get(id)!.number;
const task = (world: World, id: string) => world.content.worldQuests.byId.get(id)!.number;

Deno.test("seasons: follow one another, and each has its weather", () => {
  const world = makeWorldOfEvents();
  const seasons = new Map<string, Set<string>>();
  for (let day = 1; day <= 80; day++) {
    for (let hour = 0; hour < 24; hour += 3) {
      world.tick = (day - 1) * DAY + hour * DAY / 24;
      const id = seasonAt(world)!.id;
      const kinds = seasons.get(id) ?? new Set<string>();
      seasons.set(id, kinds.add(weatherNow(world).kind));
    }
  }
  assert.deepEqual([...seasons.keys()], ["spring", "summer", "autumn", "winter"]);
  assert.ok(seasons.get("winter")!.has("snow") && !seasons.get("winter")!.has("rain"));
  assert.ok(!seasons.get("summer")!.has("snow") && seasons.get("summer")!.has("storm"));
});

Deno.test("events: begin on their day, tell everybody, change prices, and are over", () => {
  const world = makeWorldOfEvents();
  const npc = placeNpc(world, world.content.npcs.all.find(({ vendor }) => vendor !== null)!.id);
  const prices = () => {
    const log = step(world, [action(1, "openVendor", { npc })]);
    assert.deepEqual(answersTo(log, 1), ["done"]);
    return toldOf(log, 1, "vendor").flatMap(([key, value]) =>
      String(key).startsWith("stock") ? [(value as { coins: number }).coins] : []
    );
  };
  const usual = prices();
  goTo(world, 2, 480);
  assert.ok(!isRunning(world, event(world, "market_day")), "not before its first day");
  const said = goTo(world, 3, 480);
  assert.ok(isRunning(world, event(world, "market_day")));
  assert.ok(lines(said).some((text) => text.startsWith("It is market day in ")), lines(said).join());
  assert.ok(!lines(said).some((text) => text.includes("{")), "with the town's name");
  const cheaper = prices();
  assert.ok(cheaper.every((coins, at) => coins <= usual[at]!) && cheaper.some((coins, at) => coins < usual[at]!));
  const loaded = reload(world);
  assert.equal(hashWorld(loaded), hashWorld(world));
  assert.ok(lines(goTo(loaded, 3, 480 + 610)).includes("Market day is over."));
  assert.ok(!isRunning(loaded, event(loaded, "market_day")));
});

Deno.test("events: creatures that are there only then, and an end before its time", () => {
  const world = makeWorldOfEvents(1);
  for (let tick = 0; tick < 120; tick++) step(world);
  const { areas } = world.spawns;
  const crew = world.content.spawns.byId.get("wreckers_night_crew")!;
  const area = Array.from({ length: areas.length }, (_, at) => at).find((at) => spawnOf(world, at) === crew)!;
  const at = terrain.nearestFree(areas.columns.x[area]!, areas.columns.y[area]!, 4096)!;
  putAt(world, world.sessions.get(1)!, at.x, at.y, SILENT_OUTPUT);
  for (let tick = 0; tick < 60; tick++) step(world);
  assert.equal(areas.columns.awakeUntil[area], 0, "nobody is there on other days");
  // The first night of the kind that its chance allows.
  let night = 5;
  for (; night < 200 && !isRunning(world, event(world, "wreckers_night")); night += 9) goTo(world, night, 1200);
  assert.ok(isRunning(world, event(world, "wreckers_night")));
  for (let tick = 0; tick < 60; tick++) step(world);
  assert.ok(areas.columns.awakeUntil[area]! > world.tick, "the crew has come");
  const creature = world.content.creatures.byId.get("wrecker")!.number;
  for (let kill = 0; kill < 40; kill++) {
    world.news.push({ type: "killed", character: 1, creature, isFirst: true, hasFought: true, party: 1, region: 0 });
    world.news.push({ type: "killed", character: 2, creature, isFirst: false, hasFought: true, party: 2, region: 0 });
    step(world);
  }
  for (let tick = 0; tick < 21; tick++) step(world);
  const row = world.almanac.running.columns.event.indexOf(event(world, "wreckers_night"));
  assert.equal(world.almanac.running.columns.phase[row], 1, "forty are enough, each counted once");
});

Deno.test("tasks: what all bring together counts, the world changes, and everybody who helped is paid, once", () => {
  const world = makeWorldOfEvents();
  const wall = world.content.worldQuests.byId.get("the_long_wall")!;
  assert.equal(taskState(world, wall.number), "running");
  const npc = placeNpc(world, wall.bringTo!);
  putAt(world, world.sessions.get(2)!, ...positionOf(world, 1), SILENT_OUTPUT);
  const stone = itemNumber(world, "stone");
  const bring = (session: number, amount: number) => {
    have(world, session, "stone", amount);
    assert.equal(act(world, session, "talk", { npc }), "done");
    const choices = choicesOf(world, session, talkOf(world, session)!);
    const choice = choices.findIndex(({ text }) => text.startsWith("The long wall: take these"));
    assert.ok(choice >= 0, choices.map(({ text }) => text).join());
    assert.equal(act(world, session, "answer", { choice, list: listNumber(choices) }), "done");
    assert.equal(has(world, session, stone), 0);
  };
  bring(1, 300);
  bring(2, 100);
  assert.equal(taskState(world, wall.number), "running", "there are wolves still");
  const wolf = world.content.creatures.byId.get("lane_wolf")!.number;
  step(world, [leave(2, true)]);
  const coins = has(world, 1, 1);
  for (let kill = 0; kill < 150; kill++) {
    world.news.push({
      type: "killed",
      character: 1,
      creature: wolf,
      isFirst: true,
      hasFought: true,
      party: 1,
      region: 0,
    });
  }
  const said = [...step(world)];
  for (let tick = 0; tick < 21; tick++) said.push(...step(world));
  assert.equal(taskState(world, wall.number), "done");
  assert.ok(hasFlag(world, "wall_stands"));
  assert.ok(lines(said).some((text) => text.startsWith("The wall stands")));
  assert.equal(has(world, 1, 1), coins + wall.reward.coins);
  const before = has(world, 2, 1);
  assert.equal(before, 0, "who is away is not paid yet");
  const loaded = reload(world);
  step(loaded, [enter(3, 2)]);
  for (let tick = 0; tick < 45; tick++) step(loaded);
  assert.equal(has(loaded, 2, 1), wall.reward.coins, "but when it comes");
  assert.equal(has(loaded, 1, 1), coins + wall.reward.coins, "once");
  loaded.tick += 60 * DAY;
  for (let tick = 0; tick < 21; tick++) step(loaded);
  assert.equal(taskState(loaded, wall.number), "running", "stones fall out of walls");
  assert.ok(!hasFlag(loaded, "wall_stands"));
});

function positionOf(world: World, session: number): [number, number] {
  const { originX, originY } = world.entities.components.columns;
  const index = world.sessions.get(session)!;
  return [originX[index]!, originY[index]!];
}

Deno.test("tasks: one that is not done in its days has failed, and that is told too", () => {
  const world = makeWorldOfEvents();
  const lamps = world.content.worldQuests.byId.get("lamps_of_the_wood")!;
  assert.equal(taskState(world, lamps.number), "running");
  world.tick += lamps.limitDays * DAY;
  for (let tick = 0; tick < 21; tick++) step(world);
  assert.equal(taskState(world, lamps.number), "failed");
  assert.ok(hasFlag(world, "wood_came_in"));
  const { timeline } = world.almanac;
  const texts = Array.from({ length: timeline.length }, (_, row) => textOfLine(world, row));
  assert.ok(texts.some((text) => text.startsWith("The lamps went out")), texts.join("\n"));
  assert.equal(taskState(world, task(world, "the_old_bridge")), "waiting", "its bell does not ring yet");
});

Deno.test("towns: deeds near them count, days take it back, and who is rich asks less", () => {
  const world = makeWorldOfEvents();
  assert.equal(prosperityOf(world, 0), 500);
  const { x, y } = settlementOf(world, 0)!;
  putAt(world, world.sessions.get(1)!, x, y, SILENT_OUTPUT);
  const quest = world.content.quests.all[0]!.number;
  for (let time = 0; time < 10; time++) {
    world.news.push({ type: "handedIn", character: 1, quest });
    step(world);
  }
  assert.equal(prosperityOf(world, 0), 506);
  prosper(world, 0, 20_000);
  goTo(world, 2, 0, 61);
  assert.equal(prosperityOf(world, 0), 696, "ten points back in a day");
  prosper(world, 1, -1_000_000);
  assert.equal(prosperityOf(world, 1), 0, "never below nothing");
});

/** The evening on which the wreckers come to the square of a village; nobody else is about. */
function landing(): { readonly world: World; readonly day: number; readonly said: unknown[][] } {
  const world = makeWorldOfEvents();
  for (let day = 8; day < 200; day += 12) {
    const said = goTo(world, day, 1080);
    if (isRunning(world, event(world, "wreckers_landing"))) return { world, day, said };
  }
  throw new Error("they never come");
}

function killWreckers(world: World, count: number): void {
  const creature = world.content.creatures.byId.get("wrecker")!.number;
  const kill = { type: "killed", creature, hasFought: true, party: 1, region: 0 } as const;
  for (let at = 0; at < count; at++) {
    world.news.push({ ...kill, character: 1, isFirst: true });
    world.news.push({ ...kill, character: 2, isFirst: false });
  }
}

const told = (world: World) =>
  Array.from({ length: world.almanac.timeline.length }, (_, row) => textOfLine(world, row));

Deno.test("stakes: who comes to a square and is driven off leaves it better off; everybody hears it, who fought is thanked, once", () => {
  const { world, said } = landing();
  const name = settlementOf(world, 5)!.name;
  assert.ok(lines(said).some((text) => text.includes(name) && text.includes("boats") || text.includes("Boats")));
  const before = prosperityOf(world, 5);
  killWreckers(world, 8);
  // Two characters fought; the second is not there when it is over, and comes back later.
  step(world, [leave(2, true)]);
  const saved = reload(world);
  assert.equal(hashWorld(saved), hashWorld(world));
  const log = Array.from({ length: 25 }, () => step(saved)).flat();
  assert.ok(prosperityOf(saved, 5) >= before + 40);
  assert.ok(told(saved).some((text) => text === `${name} has thrown its first wreckers back into the water.`));
  const thanks = log.filter(([what, session, , , text]) =>
    what === "line" && session === 1 && String(text).includes("thanks you")
  );
  assert.equal(thanks.length, 1);
  assert.equal(saved.almanac.defenders.length, 0);
  assert.equal(saved.almanac.running.columns.phase[0], 1, "and the next come");
});

Deno.test("stakes: where nobody drives them off the settlement loses, and that is told", () => {
  const { world, day } = landing();
  const name = settlementOf(world, 5)!.name;
  killWreckers(world, 7);
  step(world);
  const before = prosperityOf(world, 5);
  const said = goTo(world, day, 1080 + 241);
  assert.equal(prosperityOf(world, 5), before - 40);
  assert.ok(lines(said).some((text) => text === `The wreckers have carried off what ${name} had in its cellars.`));
  assert.ok(!lines(said).some((text) => text.includes("thanks you")));
  goTo(world, day, 1080 + 490);
  assert.ok(!isRunning(world, event(world, "wreckers_landing")));
  assert.equal(prosperityOf(world, 5), before - 100);
  assert.equal(world.almanac.defenders.length, 0);
});

Deno.test("stakes: what comes while nobody is there is told to who comes back, and the settlement is marked by it", () => {
  const { world, day } = landing();
  step(world, [leave(1, true), leave(2, true)]);
  const name = settlementOf(world, 5)!.name;
  const before = prosperityOf(world, 5);
  goTo(world, day, 1080 + 241);
  goTo(world, day, 1080 + 490);
  assert.ok(!isRunning(world, event(world, "wreckers_landing")));
  assert.equal(prosperityOf(world, 5), before - 100);
  const log = [...step(world, [enter(1)]), ...step(world)];
  const texts = toldOf(log, 1, "timeline").flatMap(([, value]) =>
    value === null ? [] : [(value as { text: string }).text]
  );
  assert.ok(texts.some((text) => text.includes("The wreckers' landing")), JSON.stringify(texts));
  assert.ok(texts.includes(`The wreckers have carried off what ${name} had in its cellars.`));
  assert.ok(texts.includes(`The wreckers have left ${name} with its nets, its ladders and its good door.`));
  const towns = new Map(toldOf(log, 1, "towns").map(([key, value]) => [key, value as { prosperity: number } | null]));
  assert.equal(towns.get("5")?.prosperity, before - 100);
});

Deno.test("stakes: they stand on the square while it goes on, and not before", () => {
  const world = makeWorldOfEvents(1);
  for (let tick = 0; tick < 400 && world.spawns.settled.columns.steps[0] !== 0; tick++) step(world);
  const crew = world.content.spawns.byId.get("wreckers_landing_crew")!;
  const { areas, creatures } = world.spawns;
  const area = Array.from({ length: areas.length }, (_, at) => at).find((at) => spawnOf(world, at) === crew)!;
  const { x, y } = settlementOf(world, 5)!;
  assert.ok(Math.hypot(areas.columns.x[area]! - x, areas.columns.y[area]! - y) < 30 * 256, "on its square");
  putAt(world, world.sessions.get(1)!, x, y, SILENT_OUTPUT);
  const there = () =>
    Array.from({ length: creatures.length }, (_, row) => creatures.columns.area[row]).filter((of) => of === area + 1);
  for (let tick = 0; tick < 60; tick++) step(world);
  assert.equal(there().length, 0);
  for (let day = 8; day < 200 && !isRunning(world, event(world, "wreckers_landing")); day += 12) goTo(world, day, 1080);
  for (let tick = 0; tick < 60; tick++) {
    setHealth(world, world.sessions.get(1)!, 0xffff);
    step(world);
  }
  assert.ok(there().length >= 4);
});
