/** Deeds of talks: what an answer teaches, opens, begins and ends; by a pack in which one person does all of them. */
import assert from "node:assert/strict";
import { checkPack } from "../../../world/content/check/mod.ts";
import { DEFAULT_FILES } from "../../../world/content/default/files.ts";
import { type Deed, NO_NUMBERS, type Pack, recipeOf } from "../../../world/content/mod.ts";
import { hasEffect, knownAbilities } from "../../../world/combat/mod.ts";
import { createWorld, hashWorld, makeTerrain, type World } from "../../../world/mod.ts";
import { putRow } from "../../../world/items/mod.ts";
import { choicesOf, handIn, listNumber, standingOf, takeQuest, talkOf } from "../../../world/quests/mod.ts";
import { QUEST_STATE, questKey } from "../../../world/quests/state.ts";
import { setLevel } from "../../../world/vitals.ts";
import { makeFlat } from "../_flat.ts";
import { enter } from "../_fixtures.ts";
import { defaultPack } from "../_pack.ts";
import { act, action, answersTo, has, have, moveTo, placeNpc, toldOf } from "../items/_fixtures.ts";
import { reload, SILENT, step } from "./_fixtures.ts";

const PLACE = { type: "square", settlement: 0 };
const LOOK = { skin: 1, hairColour: 1, hairStyle: 1, shirt: 1, trousers: 1 };

/** What the mistakes of a pack are; none if it is right. */
function check(choices: readonly { readonly text: string; readonly does: readonly unknown[] }[], more: object = {}) {
  return checkPack([
    { path: "pack.json", json: { name: "Deeds", version: "1", extends: "default" } },
    {
      path: "mine.json",
      json: {
        npcs: [{
          ...{ id: "doer", name: "Doer", place: PLACE, look: LOOK, dialogue: "doer", serves: ["bank", "timeline"] },
          vendor: "smithy_rack",
        }],
        dialogues: [{ id: "doer", nodes: [{ id: "first", start: true, text: "Well?", choices }] }],
        ...more,
      },
    },
  ], DEFAULT_FILES);
}

function packOf(choices: readonly { readonly text: string; readonly does: readonly Deed[] }[]): Pack {
  const checked = check(choices);
  assert.ok(checked.ok, checked.ok ? "" : JSON.stringify(checked.mistakes));
  return checked.pack;
}

/** A world in which the first player talks to who does this; on flat ground without regions, or on land with them. */
function talking(does: Readonly<Record<string, readonly Deed[]>>, isLand = false): { world: World; npc: number } {
  const pack = packOf(Object.entries(does).map(([text, deeds]) => ({ text, does: deeds })));
  const terrain = isLand ? makeTerrain(7, recipeOf(pack, NO_NUMBERS)) : makeFlat();
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, life: 0 }, terrain, pack);
  step(world, [enter(1)]);
  const npc = placeNpc(world, "doer");
  act(world, 1, "talk", { npc });
  return { world, npc };
}

function offered(world: World): string[] {
  const talk = talkOf(world, 1);
  return talk === null ? [] : choicesOf(world, 1, talk).map(({ text }) => text);
}

function fieldsOf(world: World, text: string) {
  const choices = choicesOf(world, 1, talkOf(world, 1)!);
  const choice = choices.findIndex((one) => one.text === text);
  assert.ok(choice >= 0, `${text} among ${offered(world)}`);
  return { choice, list: listNumber(choices) };
}

/** Talks anew and gives an answer. */
function say(world: World, npc: number, text: string): string {
  act(world, 1, "talk", { npc });
  return act(world, 1, "answer", fieldsOf(world, text));
}

/** Talks anew, gives an answer, and says what is told of a topic by it. */
function told(world: World, npc: number, text: string, topic: string): unknown[][] {
  act(world, 1, "talk", { npc });
  const log = step(world, [action(1, "answer", fieldsOf(world, text))]);
  assert.deepEqual(answersTo(log, 1), ["done"]);
  return toldOf(log, 1, topic);
}

const known = (world: World) => knownAbilities(world, world.sessions.get(1)!).map(({ id }) => id);

Deno.test("deeds: an ability is taught at a price, once, to who is of its level, and stays learned", () => {
  const { world, npc } = talking({
    Teach: [{ type: "takeCoins", coins: 40 }, { type: "teachAbility", ability: "challenge" }],
  });
  const { number, level } = world.content.abilities.byId.get("challenge")!;
  const body = world.sessions.get(1)!;
  assert.ok(level > 1);
  have(world, 1, "coin", 100 - has(world, 1, 1));
  assert.equal(say(world, npc, "Teach"), "level-too-low");
  setLevel(world, body, level);
  // A class that has it by its level does not need to be taught.
  const own = world.content.classes.all.find((one) => one.abilities.every(({ ability }) => ability !== "challenge"))!;
  world.sheets.columns.class[world.roster.rowOf.get(1)!] = own.number;
  assert.ok(!known(world).includes("challenge"));
  assert.ok(told(world, npc, "Teach", "abilities").some(([key, value]) => key === String(number) && value !== null));
  assert.equal(has(world, 1, 1), 60);
  assert.ok(known(world).includes("challenge"));
  assert.equal(say(world, npc, "Teach"), "already-done");
  assert.equal(has(world, 1, 1), 60, "nobody pays twice");
  const loaded = reload(world);
  assert.equal(hashWorld(loaded), hashWorld(world));
  assert.ok(known(loaded).includes("challenge"));
  setLevel(loaded, loaded.sessions.get(1)!, level - 1);
  assert.ok(!known(loaded).includes("challenge"), "what is of a higher level waits");
});

Deno.test("deeds: a recipe that is known is not paid for again", () => {
  const recipe = "brew_healing_draught";
  const { world, npc } = talking({ Teach: [{ type: "takeCoins", coins: 5 }, { type: "teachRecipe", recipe }] });
  have(world, 1, "coin", 20 - has(world, 1, 1));
  assert.equal(say(world, npc, "Teach"), "done");
  assert.equal(say(world, npc, "Teach"), "already-done");
  assert.equal(has(world, 1, 1), 15);
});

Deno.test("deeds: an effect is put on who answers", () => {
  const { world, npc } = talking({ Bless: [{ type: "applyEffect", effect: "heartened" }] });
  const body = world.sessions.get(1)!;
  const { number } = world.content.effects.byId.get("heartened")!;
  assert.ok(!hasEffect(world, body, number));
  assert.ok(told(world, npc, "Bless", "effects").length > 0);
  assert.ok(hasEffect(world, body, number));
});

Deno.test("deeds: counters are opened for who answers, and closed when it goes away", () => {
  const { world, npc } = talking({
    Bank: [{ type: "openBank" }],
    News: [{ type: "openTimeline" }],
    Shop: [{ type: "openVendor", vendor: "smithy_rack" }],
  });
  assert.deepEqual(offered(world), ["Bank", "News", "Shop"]);
  assert.deepEqual(told(world, npc, "Bank", "counters"), [["bank", { entity: npc }]]);
  assert.deepEqual(told(world, npc, "News", "counters"), [["timeline", { entity: npc }]]);
  have(world, 1, "stone", 3);
  step(world);
  assert.ok(told(world, npc, "Shop", "prices").length > 0, "what is paid for what one carries is told, too");
  step(world, [enter(2, 2)]);
  moveTo(world, 1, 2, 60);
  const log = Array.from({ length: 21 }, () => step(world)).flat();
  const closed = toldOf(log, 1, "counters").sort();
  assert.deepEqual(closed, [["bank", null], ["timeline", null]]);
});

Deno.test("deeds: a quest that is ready is handed in by an answer; else it is not offered", () => {
  const { world, npc } = talking({ Done: [{ type: "completeQuest", quest: "a_crate_for_oswin" }] });
  const quest = world.content.quests.byId.get("a_crate_for_oswin")!;
  assert.deepEqual(offered(world), ["Farewell."]);
  forceQuest(world, quest.id, QUEST_STATE.ready);
  assert.equal(standingOf(world, 1, quest), "ready");
  assert.equal(say(world, npc, "Done"), "done");
  assert.deepEqual(offered(world), ["Thank you."]);
  assert.equal(act(world, 1, "answer", fieldsOf(world, "Thank you.")), "done");
  assert.equal(standingOf(world, 1, quest), "done");
});

Deno.test("deeds: who is asked in a talk to come along waits for that, and is asked once", () => {
  const { world, npc } = talking({ Come: [{ type: "startEscort", quest: "the_wood_bell_rings" }] }, true);
  const linnet = world.content.npcs.byId.get("linnet_grey")!;
  const entity = placeNpc(world, linnet.id);
  const { people } = world.spawns;
  people.columns.npc[people.length] = linnet.number;
  people.columns.entity[people.length++] = entity;
  assert.deepEqual(offered(world), ["Farewell."], "nobody has to be brought anywhere");
  forceQuest(world, "the_wood_bell_rings", QUEST_STATE.active);
  for (let tick = 0; tick < 45; tick++) step(world);
  assert.equal(world.quests.escorts.length, 0, "nobody comes along by itself");
  assert.equal(say(world, npc, "Come"), "done");
  assert.equal(world.quests.escorts.length, 1);
  act(world, 1, "talk", { npc });
  assert.deepEqual(offered(world), ["Farewell."], "it goes along already");
});

Deno.test("quests: what is handed in teaches abilities; how many one has at once the content says", () => {
  const { entries } = defaultPack();
  const crate = entries.quests.find(({ id }) => id === "a_crate_for_oswin")!;
  const other = entries.quests.find(({ id, after, levelMin }) =>
    id !== crate.id && after.length === 0 && levelMin === 1
  )!;
  const checked = check([], {
    quests: [{ ...crate, reward: { ...crate.reward, abilities: ["challenge"] } }],
    economy: [{ ...entries.economy[0]!, questLogMax: 1 }],
  });
  assert.ok(checked.ok, checked.ok ? "" : JSON.stringify(checked.mistakes));
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, life: 0 }, makeFlat(), checked.pack);
  step(world, [enter(1)]);
  const quest = (id: string) => world.content.quests.byId.get(id)!;
  forceQuest(world, crate.id, QUEST_STATE.ready);
  assert.equal(takeQuest(world, 1, quest(other.id)), "full");
  assert.equal(handIn(world, 1, quest(crate.id), 0, SILENT), null);
  setLevel(world, world.sessions.get(1)!, 10);
  assert.ok(known(world).includes("challenge"));
  assert.equal(takeQuest(world, 1, quest(other.id)), null);
});

Deno.test("deeds: a pack says what cannot be done where it stands", () => {
  const wanted = (choices: Parameters<typeof check>[0], more = {}) => {
    const checked = check(choices, more);
    return checked.ok ? [] : checked.mistakes.map(({ path, wanted }) => `${path}: ${wanted}`);
  };
  assert.deepEqual(wanted([{ text: "Board", does: [{ type: "openOrders" }] }]), [
    "dialogues.doer.nodes.0.choices.0.does: what somebody of this dialogue serves",
  ]);
  const event = {
    ...{ id: "fair", name: "Fair", text: "A fair.", calendar: { everyDays: 3, fromDay: 1, minute: 0 } },
    phases: [{ id: "all", minutes: 10, does: [{ type: "openBank" }] }],
  };
  assert.deepEqual(wanted([], { events: [event] }), ['events.fair.phases.0.does.0.type: one of "setFlag"']);
});

function forceQuest(world: World, id: string, state: number): void {
  const { table, rowOf } = world.quests;
  const quest = world.content.quests.byId.get(id)!.number;
  putRow(table, { character: 1, quest, state, stage: 0, sinceTick: world.tick, times: 0, againTick: 0 });
  rowOf.set(questKey(1, quest), table.length - 1);
  world.quests.activeOf.set(1, new Set([quest]));
}
