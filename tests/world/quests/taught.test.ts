/** What people of the default pack teach, and the board that one of them keeps: by the talks as they are written. */
import assert from "node:assert/strict";
import { knownAbilities } from "../../../world/combat/mod.ts";
import type { World } from "../../../world/mod.ts";
import { choicesOf, listNumber, talkOf } from "../../../world/quests/mod.ts";
import { setLevel } from "../../../world/vitals.ts";
import { act, action, answersTo, has, have, makeMarket, placeNpc, setClass, toldOf } from "../items/_fixtures.ts";
import { step } from "../_fixtures.ts";

const COIN = 1;
/** Who teaches each class, and what, with its level. */
const TEACHERS = {
  warden: { teacher: "gareth_pitt", taught: { shoulder_charge: 5, second_breath: 9 } },
  strider: { teacher: "bram_holloway", taught: { parting_cut: 4, two_for_one: 8 } },
  kindler: { teacher: "tess_ember", taught: { candle_flame: 4, ash_breath: 9 } },
  mender: { teacher: "mother_sorrel", taught: { field_dressing: 4, nettle_sting: 7 } },
} as const;

function choices(world: World): string[] {
  return choicesOf(world, 1, talkOf(world, 1)!).map(({ text }) => text);
}

/** Gives the answer that holds these words. */
function answer(world: World, words: string): string {
  const list = choicesOf(world, 1, talkOf(world, 1)!);
  const choice = list.findIndex(({ text }) => text.includes(words));
  assert.ok(choice >= 0, `${words} among ${list.map(({ text }) => text).join(" | ")}`);
  return act(world, 1, "answer", { choice, list: listNumber(list) });
}

function known(world: World): string[] {
  return knownAbilities(world, world.sessions.get(1)!).map(({ id }) => id);
}

/** Talks to a teacher as somebody of a class and level. What there is to learn, as it is offered. */
function lessons(world: World, id: string, level: number, npc: number): string[] {
  setClass(world, 1, id);
  setLevel(world, world.sessions.get(1)!, level);
  act(world, 1, "talk", { npc });
  const before = choices(world);
  const { nodes } = world.content.dialogues.byId.get(talkOf(world, 1)!.entry.dialogue)!;
  const ask = nodes.flatMap((node) => node.choices).find(({ to }) => to === "lessons")!.text;
  if (!before.includes(ask)) return [];
  answer(world, ask);
  return choices(world).filter((text) => text.endsWith(" coins."));
}

for (const [id, { teacher, taught }] of Object.entries(TEACHERS)) {
  Deno.test(`pack: a ${id} learns from ${teacher}, for coins, by level; nobody of another class is told of it`, () => {
    const world = makeMarket();
    const npc = placeNpc(world, teacher);
    const levels = Object.values(taught);
    assert.deepEqual(lessons(world, id, Math.min(...levels) - 1, npc), []);
    assert.equal(lessons(world, id, Math.min(...levels), npc).length, 1);
    const [first, ...others] = lessons(world, id, 20, npc);
    assert.equal(others.length, 1);
    assert.equal(answer(world, first!), "not-enough");
    have(world, 1, "coin", 500);
    assert.ok(Object.keys(taught).every((ability) => !known(world).includes(ability)));
    let paid = 0;
    for (const lesson of [first!, ...others]) {
      act(world, 1, "talk", { npc });
      lessons(world, id, 20, npc);
      assert.equal(answer(world, lesson), "done");
      paid += Number(/(\d+) coins\.$/.exec(lesson)![1]);
    }
    assert.equal(has(world, 1, COIN), 500 - paid);
    assert.ok(Object.keys(taught).every((ability) => known(world).includes(ability)));
    lessons(world, id, 20, npc);
    assert.equal(answer(world, first!), "already-done");
    assert.equal(has(world, 1, COIN), 500 - paid);
    const other = id === "warden" ? "mender" : "warden";
    assert.deepEqual(lessons(world, other, 20, npc), []);
  });
}

Deno.test("pack: who keeps orders shows the board when asked", () => {
  const world = makeMarket();
  const npc = placeNpc(world, "ives_tallow");
  act(world, 1, "talk", { npc });
  const list = choicesOf(world, 1, talkOf(world, 1)!);
  const choice = list.findIndex(({ text }) => text === "What is wanted, and by whom?");
  const log = step(world, [action(1, "answer", { choice, list: listNumber(list) })]);
  assert.deepEqual(answersTo(log, 1), ["done"]);
  assert.equal(toldOf(log, 1, "board").filter(([key]) => key === "self").length, 1);
});
