/** Quests and talks: taken from who gives them, done by what they ask for, handed in once, by nobody from afar. */
import assert from "node:assert/strict";
import { setSegment } from "../../../world/bodies.ts";
import { sharersOf } from "../../../world/combat/sharing.ts";
import { idAt, indexOf } from "../../../world/entities.ts";
import { setStatus } from "../../../world/bodies.ts";
import { KIND, STATUS } from "../../../world/kinds.ts";
import { createWorld, hashWorld, makeTerrain, positionX, positionY, type World } from "../../../world/mod.ts";
import { pointOf } from "../../../world/places/mod.ts";
import { putRow } from "../../../world/items/mod.ts";
import { hear } from "../../../world/quests/hear.ts";
import { countOf } from "../../../world/quests/progress.ts";
import { questKey } from "../../../world/quests/state.ts";
import { MARKS_TOPIC } from "../../../world/quests/topics.ts";
import { choicesOf, handIn, listNumber, standingOf, takeQuest, talkOf } from "../../../world/quests/mod.ts";
import { layOutAreas } from "../../../world/spawns/areas.ts";
import { setHealth, setLevel } from "../../../world/vitals.ts";
import { NO_NUMBERS, recipeOf } from "../../../world/content/mod.ts";
import { enter } from "../_fixtures.ts";
import { defaultPack } from "../_pack.ts";
import { reload, SILENT, step } from "./_fixtures.ts";
import { act, has, have, itemNumber, makeMarket, moveTo, placeBody, placeNpc } from "../items/_fixtures.ts";

const questOf = (world: World, id: string) => world.content.quests.byId.get(id)!;

/** What the first player can answer. */
function answers(world: World): string[] {
  const talk = talkOf(world, 1);
  return talk === null ? [] : choicesOf(world, 1, talk).map(({ text }) => text);
}

/** Gives the answer that has these words. */
function say(world: World, words: string): string {
  const talk = talkOf(world, 1);
  assert.ok(talk !== null, `there is a talk in which to say ${words}`);
  const choices = choicesOf(world, 1, talk);
  const choice = choices.findIndex(({ text }) => text.includes(words));
  assert.ok(choice >= 0, `"${words}" among ${choices.map(({ text }) => text)}`);
  return act(world, 1, "answer", { choice, list: listNumber(choices) });
}

/** Tells the world that the first player had a part in kills. */
function killed(world: World, id: string, times: number, character = 1, hasFought = true): void {
  const creature = world.content.creatures.byId.get(id)!.number;
  for (let time = 0; time < times; time++) {
    world.news.push({ type: "killed", character, creature, isFirst: true, hasFought, party: 1, region: 0 });
  }
  step(world);
}

Deno.test("quests: what the party kills counts, unless the quest is for oneself alone", () => {
  for (const party of [true, false]) {
    const world = makeMarket(1);
    const { byNumber, byId } = world.content.quests;
    const quest = { ...questOf(world, "boar_at_the_hedge"), party };
    (byNumber as (typeof quest)[])[quest.number] = quest;
    (byId as Map<string, typeof quest>).set(quest.id, quest);
    setLevel(world, world.sessions.get(1)!, 5);
    assert.equal(takeQuest(world, 1, quest), null);
    const count = () => countOf(world, 1, quest.number, 0, quest.stages[0]!.objectives[0]!);
    killed(world, "hedge_boar", 1, 1, false);
    assert.equal(count(), party ? 1 : 0);
    killed(world, "hedge_boar", 1, 1, true);
    assert.equal(count(), party ? 2 : 1);
  }
});

Deno.test("quests: of those who share a kill it is known who fought", () => {
  const world = makeMarket(2);
  act(world, 1, "partyInvite", { to: idAt(world.entities, world.sessions.get(2)!) });
  assert.equal(act(world, 2, "partyAnswer", { from: 1, yes: 1 }), "done");
  const rat = placeBody(world, KIND.creature, world.content.creatures.byId.get("orchard_rat")!.number);
  const { sharers, fought } = sharersOf(world, indexOf(rat), world.sessions.get(1)!);
  assert.deepEqual([sharers.length, [...fought]], [2, [1]]);
});

Deno.test("talks: begun by who is near, said by conditions, and over when one walks away", () => {
  const world = makeMarket(1);
  const hanna = placeNpc(world, "hanna_brine");
  assert.equal(act(world, 1, "talk", { npc: 1 }), "gone");
  assert.equal(act(world, 1, "talk", { npc: hanna }), "done");
  assert.ok(answers(world).includes("Who are you?"));
  assert.equal(say(world, "Who are you?"), "done");
  assert.deepEqual(answers(world), ["I see.", "Farewell."]);
  assert.equal(act(world, 1, "answer", { choice: 0, list: 1 }), "gone", "another list");
  assert.equal(act(world, 1, "answer", { choice: 200, list: 0 }), "gone");
  moveTo(world, 1, 1, 100);
  for (let tick = 0; tick < 25; tick++) step(world);
  assert.equal(talkOf(world, 1), null);
  assert.equal(act(world, 1, "talk", { npc: hanna }), "too-far");
});

Deno.test("quests: taken, delivered, and handed in for what they promise", () => {
  const world = makeMarket(1);
  const [hanna, oswin] = [placeNpc(world, "hanna_brine"), placeNpc(world, "oswin_pell")];
  act(world, 1, "talk", { npc: hanna });
  say(world, "anything to do");
  say(world, "that crate");
  assert.equal(say(world, "I will do it"), "done");
  const quest = questOf(world, "a_crate_for_oswin");
  assert.equal(standingOf(world, 1, quest), "active");
  assert.equal(has(world, 1, itemNumber(world, "crate_of_cheese")), 1);
  act(world, 1, "talk", { npc: oswin });
  assert.equal(has(world, 1, itemNumber(world, "crate_of_cheese")), 0);
  assert.equal(standingOf(world, 1, quest), "ready");
  say(world, "A crate for Oswin: it is done");
  const coins = has(world, 1, 1);
  assert.equal(say(world, "Thank you"), "done");
  assert.equal(standingOf(world, 1, quest), "done");
  assert.equal(has(world, 1, 1), coins + quest.reward.coins);
  assert.equal(has(world, 1, itemNumber(world, "apple")), 4);
  assert.equal(world.sheets.columns.xp[world.roster.rowOf.get(1)!], quest.reward.xp);
});

Deno.test("quests: kills count, also those of one's party; the reward is chosen, once", () => {
  const world = makeMarket(1);
  placeNpc(world, "hanna_brine");
  setLevel(world, world.sessions.get(1)!, 5);
  const quest = world.content.quests.all.find(({ stages, reward, repeatSeconds }) =>
    stages.length === 1 && stages[0]!.objectives.length === 1 && stages[0]!.objectives[0]!.type === "kill" &&
    stages[0]!.objectives[0]!.creatures.length > 0 && stages[0]!.objectives[0]!.region === null &&
    reward.choices.length > 1 && repeatSeconds === 0
  )!;
  setLevel(world, world.sessions.get(1)!, 20);
  for (const id of [...quest.after, ...quest.afterAny]) {
    const number = questOf(world, id).number;
    world.quests.table.columns.times.fill(0, world.quests.table.length);
    force(world, number);
  }
  assert.equal(takeQuest(world, 1, quest), null);
  assert.equal(takeQuest(world, 1, quest), "already-done");
  assert.equal(handIn(world, 1, quest, 1, SILENT), "not-ready");
  const [objective] = quest.stages[0]!.objectives;
  assert.ok(objective !== undefined && objective.type === "kill");
  killed(world, objective.creatures[0]!, objective.count - 1);
  assert.equal(standingOf(world, 1, quest), "active");
  killed(world, "orchard_rat" === objective.creatures[0] ? "lane_wolf" : "orchard_rat", 3);
  assert.equal(standingOf(world, 1, quest), "active", "others do not count");
  killed(world, objective.creatures[0]!, 1);
  assert.equal(standingOf(world, 1, quest), "ready");
  assert.equal(handIn(world, 1, quest, 0, SILENT), "unknown", "one has to be chosen");
  assert.equal(handIn(world, 1, quest, 99, SILENT), "unknown");
  assert.equal(handIn(world, 1, quest, 2, SILENT), null);
  const entries = world.ledger.entries;
  assert.equal(handIn(world, 1, quest, 2, SILENT), "not-ready", "not twice");
  assert.equal(world.ledger.entries, entries);
});

/** Notes that the first player has done a quest. */
function force(world: World, quest: number): void {
  const { table, rowOf } = world.quests;
  const row = table.length;
  table.length = row + 1;
  const { columns } = table;
  [columns.character[row], columns.quest[row], columns.state[row], columns.times[row]] = [1, quest, 3, 1];
  rowOf.set(0x1_0000 + quest, row);
}

Deno.test("quests: what is collected counts while it is carried, and goes when it is handed in", () => {
  const world = makeMarket(1);
  setLevel(world, world.sessions.get(1)!, 20);
  const quest = world.content.quests.all.find(({ stages, after, afterAny }) =>
    stages.length === 1 && stages[0]!.objectives.length === 1 && stages[0]!.objectives[0]!.type === "collect" &&
    !stages[0]!.objectives[0]!.keeps && after.length === 0 && afterAny.length === 0
  );
  assert.ok(quest !== undefined, "there is such a quest");
  const [objective] = quest.stages[0]!.objectives;
  assert.ok(objective !== undefined && objective.type === "collect");
  assert.equal(takeQuest(world, 1, quest), null);
  have(world, 1, objective.item, objective.count);
  for (let tick = 0; tick < 25; tick++) step(world);
  assert.equal(standingOf(world, 1, quest), "ready");
  const what = itemNumber(world, objective.item);
  act(world, 1, "destroy", { what, amount: 1 });
  for (let tick = 0; tick < 25; tick++) step(world);
  assert.equal(standingOf(world, 1, quest), "active", "it is not there any more");
  have(world, 1, objective.item, 1);
  for (let tick = 0; tick < 25; tick++) step(world);
  assert.equal(handIn(world, 1, quest, quest.reward.choices.length > 0 ? 1 : 0, SILENT), null);
  assert.equal(has(world, 1, what), 0);
});

Deno.test("quests: nothing is handed in by the dead, from afar, or with a full bag", () => {
  const world = makeMarket(1);
  const [hanna, oswin] = [placeNpc(world, "hanna_brine"), placeNpc(world, "oswin_pell")];
  act(world, 1, "talk", { npc: hanna });
  say(world, "anything to do");
  say(world, "that crate");
  say(world, "I will do it");
  act(world, 1, "talk", { npc: oswin });
  say(world, "it is done");
  const talk = talkOf(world, 1)!;
  const list = listNumber(choicesOf(world, 1, talk));
  const index = world.sessions.get(1)!;
  setStatus(world, index, STATUS.dead, true);
  assert.equal(act(world, 1, "answer", { choice: 0, list }), "dead");
  setStatus(world, index, STATUS.dead, false);
  const at = indexOf(oswin);
  setSegment(world, at, positionX(world, at) + 256 * 60, positionY(world, at), 0, 0, world.tick);
  assert.equal(act(world, 1, "answer", { choice: 0, list }), "too-far");
  assert.equal(standingOf(world, 1, questOf(world, "a_crate_for_oswin")), "ready");
  setSegment(world, at, positionX(world, index), positionY(world, index), 0, 0, world.tick);
  const singles = world.content.items.all.filter(({ single, bagPlaces }) => single && bagPlaces === 0);
  for (let turn = 0; turn < 60; turn++) have(world, 1, singles[turn % singles.length]!.id);
  assert.equal(act(world, 1, "answer", { choice: 0, list }), "full");
  assert.equal(standingOf(world, 1, questOf(world, "a_crate_for_oswin")), "ready", "nothing is lost");
});

Deno.test("quests: given up, and begun anew without what was done", () => {
  const world = makeMarket(1);
  placeBody(world, KIND.rabbit, 0);
  setLevel(world, world.sessions.get(1)!, 20);
  const quest = questOf(world, "wolves_at_the_lane");
  for (const id of quest.after) force(world, questOf(world, id).number);
  assert.equal(takeQuest(world, 1, quest), null);
  killed(world, "lane_wolf", 2);
  assert.equal(act(world, 1, "leaveQuest", { quest: quest.number }), "done");
  assert.equal(act(world, 1, "leaveQuest", { quest: quest.number }), "unknown");
  assert.equal(standingOf(world, 1, quest), "available");
  assert.equal(takeQuest(world, 1, quest), null);
  assert.equal(world.quests.progress.length, 0);
});

Deno.test("quests: a world that is saved and loaded at each tick goes the same way", () => {
  const plain = makeMarket(1);
  const hanna = placeNpc(plain, "hanna_brine");
  const run = (world: World, turn: number) => {
    if (turn === 1) act(world, 1, "talk", { npc: hanna });
    if (turn === 2) say(world, "anything to do");
    if (turn === 3) say(world, "that crate");
    if (turn === 4) say(world, "I will do it");
    step(world);
  };
  let saved = reload(plain);
  for (let turn = 0; turn < 30; turn++) {
    run(plain, turn);
    run(saved, turn);
    assert.equal(hashWorld(saved), hashWorld(plain), `turn ${turn}`);
    saved = reload(saved);
  }
  assert.equal(plain.quests.activeOf.get(1)?.size, 1);
});

Deno.test("objectives: to hold out somewhere counts seconds while one is there, and others come", () => {
  const world = makeLand();
  const quest = questOf(world, "the_wall_by_night");
  const [objective] = quest.stages[0]!.objectives;
  assert.ok(objective?.type === "survive");
  takeAs(world, "the_wall_by_night");
  const point = pointOf(world, objective.place)!;
  const index = world.sessions.get(1)!;
  setLevel(world, index, 20);
  const here = () => setSegment(world, index, point.x, point.y, 0, 0, world.tick);
  here();
  const seconds = (count: number) => {
    for (let tick = 0; tick < count * 20; tick++) {
      setHealth(world, index, 5000);
      step(world);
    }
  };
  seconds(7);
  const wolves = () => world.spawns.creatures.length;
  assert.equal(wolves(), 2, "the first wave");
  moveTo(world, 1, 1, 200);
  seconds(2);
  const progress = () => countOf(world, 1, quest.number, 0, objective);
  assert.equal(progress(), 0, "who leaves begins again");
  here();
  seconds(objective.seconds + 2);
  assert.equal(standingOf(world, 1, quest), "ready");
});

Deno.test("objectives: somebody is brought somewhere by who goes before, and goes home when left alone", () => {
  const world = makeLand();
  const found = world.content.quests.all.flatMap((one) =>
    one.stages.flatMap(({ objectives }, stage) => objectives.map((objective, at) => ({ one, stage, objective, at })))
  ).find(({ objective }) => objective.type === "escort")!;
  const { one, stage, objective, at } = found;
  assert.ok(objective.type === "escort");
  const npc = world.content.npcs.byId.get(objective.npc)!;
  const entity = placeNpc(world, npc.id);
  const { people } = world.spawns;
  people.columns.npc[people.length] = npc.number;
  people.columns.entity[people.length++] = entity;
  forceQuest(world, one.id, stage);
  const index = world.sessions.get(1)!;
  for (let tick = 0; tick < 25; tick++) step(world);
  assert.equal(world.quests.escorts.length, 1, "who comes to them is followed");
  const follower = indexOf(world.quests.escorts.columns.entity[0]!);
  moveTo(world, 1, 1, 10);
  for (let tick = 0; tick < 60; tick++) step(world);
  assert.ok(Math.abs(positionX(world, follower) - positionX(world, index)) < 4 * 256, "and follows");
  const loaded = reload(world);
  moveTo(loaded, 1, 1, 100);
  for (let tick = 0; tick < 10; tick++) step(loaded);
  assert.equal(loaded.quests.escorts.length, 0, "left alone it goes home");
  const goal = pointOf(world, objective.to)!;
  setSegment(world, follower, goal.x, goal.y, 0, 0, world.tick);
  setSegment(world, index, goal.x, goal.y, 0, 0, world.tick);
  for (let tick = 0; tick < 10; tick++) step(world);
  assert.equal(world.quests.escorts.length, 0);
  assert.equal(countOf(world, 1, one.number, at, objective), 1, "there");
});

Deno.test("marks: each open objective has its place on the map, and what is ready the one who waits", () => {
  const world = makeLand();
  takeAs(world, "the_wall_by_night");
  const index = world.sessions.get(1)!;
  const number = questOf(world, "the_wall_by_night").number;
  const keys = [...MARKS_TOPIC.keys(world, index)];
  assert.deepEqual(keys, [`${number}/0`]);
  const mark = MARKS_TOPIC.read(world, index, keys[0]!)!;
  assert.equal(mark.metres, 25);
  assert.equal(MARKS_TOPIC.read(world, index, "1/9"), null);
});

Deno.test("marks: where all have been hunted is no place to go to, and who hunts is told so", () => {
  const world = makeLand();
  for (const spawn of world.content.spawns.all) if (spawn.creature === "hedge_boar") layOutAreas(world, spawn);
  takeAs(world, "boar_at_the_hedge");
  const index = world.sessions.get(1)!;
  const key = `${questOf(world, "boar_at_the_hedge").number}/0`;
  const { areas } = world.spawns;
  const before = MARKS_TOPIC.read(world, index, key)!;
  const area = [...areas.columns.x.subarray(0, areas.length)].findIndex((x, at) =>
    x === before.x && areas.columns.y[at] === before.y
  );
  areas.columns.heads[area] = 0;
  areas.columns.birthTick[area] = world.tick + 1000;
  const after = MARKS_TOPIC.read(world, index, key)!;
  assert.notDeepEqual(after, before, "where there are some");
  areas.columns.heads.fill(0);
  areas.columns.birthTick.fill(0);
  assert.deepEqual(MARKS_TOPIC.read(world, index, key), before, "where there were some, if there are none");
  const creature = world.content.creatures.byId.get("hedge_boar")!.number;
  const news = { type: "killed", character: 1, creature, isFirst: true, hasFought: true, party: 0, region: 0 } as const;
  world.ownMarks.clear();
  hear(world, news);
  assert.ok(world.ownMarks.get(index)!.get("marks")!.has(key));
});

/** Gives the first player a quest, whatever has to be done before. */
function takeAs(world: World, id: string): void {
  forceQuest(world, id, 0);
}

function forceQuest(world: World, id: string, stage: number): void {
  const { table, rowOf } = world.quests;
  const quest = questOf(world, id).number;
  putRow(table, { character: 1, quest, state: 1, stage, sinceTick: world.tick, times: 0, againTick: 0 });
  rowOf.set(questKey(1, quest), table.length - 1);
  world.quests.activeOf.set(1, new Set([quest]));
}

/** A world with regions and places, one player, and nobody else. */
function makeLand(): World {
  const terrain = makeTerrain(7, recipeOf(defaultPack(), NO_NUMBERS));
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, life: 0 }, terrain, defaultPack());
  step(world, [enter(1)]);
  return world;
}

Deno.test("journeys: who pays is where the ferry goes; not below its level, in a fight, or for too few coins", () => {
  const world = makeLand();
  const tobin = placeNpc(world, "tobin_wharf");
  const body = world.sessions.get(1)!;
  act(world, 1, "talk", { npc: tobin });
  assert.ok(!answers(world).some((text) => text.includes("Reedmoor")), "the moor is for level 5");
  setLevel(world, body, 5);
  assert.ok(answers(world).some((text) => text.includes("Reedmoor")));
  assert.ok(!answers(world).some((text) => text.includes("Gull Coast")), "the coast is for level 8");
  const owned = has(world, 1, 1);
  assert.ok(owned < 25);
  const { x, y } = { x: positionX(world, body), y: positionY(world, body) };
  assert.equal(say(world, "Reedmoor"), "not-enough");
  have(world, 1, "coin", 60 - owned);
  setStatus(world, body, STATUS.inCombat, true);
  assert.equal(say(world, "Reedmoor"), "busy");
  setStatus(world, body, STATUS.inCombat, false);
  assert.deepEqual([positionX(world, body), positionY(world, body), has(world, 1, 1)], [x, y, 60]);
  assert.equal(say(world, "Reedmoor"), "done");
  const moor = pointOf(world, world.content.portals.byId.get("ferry_to_reedmoor")!.to)!;
  assert.deepEqual([positionX(world, body), positionY(world, body)], [moor.x, moor.y]);
  assert.equal(has(world, 1, 1), 35);
  assert.equal(talkOf(world, 1), null);
});
