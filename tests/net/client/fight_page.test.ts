/** Fights on the page, as far as they need no page: the bar's places, the ability that waits, the words of the log. */
import assert from "node:assert/strict";
import { blowLine } from "../../../net/client/page/game/fight_words.ts";
import { NextAbility, type Waits } from "../../../net/client/page/game/next_ability.ts";
import { HOTBAR_KEYS } from "../../../net/client/page/hud/hotbar_keys.ts";
import { useWord } from "../../../net/client/page/panels/things.ts";
import { defaultPack } from "../../world/_pack.ts";

const SPARK = { number: 7, offGlobal: false };
const LEAP = { number: 8, offGlobal: true };

/** At a tick, with what is waited for until which tick; 20 ticks a second. */
function at(tick: number, cooldowns: Record<string, number> = {}, castEnd = 0): Waits {
  return {
    own: {
      cooldowns: new Map(Object.entries(cooldowns).map(([key, untilTick]) => [key, { untilTick }])),
      casting: new Map(castEnd === 0 ? [] : [["self", { ability: 3, endTick: castEnd }]]),
    },
    tick,
    tickRate: 20,
  };
}

Deno.test("next ability: what can be done is asked for at once", () => {
  const next = new NextAbility<typeof SPARK>();
  assert.equal(next.press(SPARK, at(100, { "0": 90, "7": 100 }), 0), true);
  assert.equal(next.wanted, null);
  assert.equal(next.press(LEAP, at(100, { "0": 130 }), 0), true, "it needs no pause");
});

Deno.test("next ability: pressed during a cast or in the pause it waits, and is done once", () => {
  const next = new NextAbility<typeof SPARK>();
  assert.equal(next.press(SPARK, at(100, {}, 160), 0), false);
  assert.equal(next.wanted, SPARK);
  assert.equal(next.take(at(159, {}, 160), 2950), null);
  assert.equal(next.take(at(160), 3000), SPARK);
  assert.equal(next.take(at(161), 3050), null);
  assert.equal(next.press(SPARK, at(200, { "0": 215 }), 5000), false);
  assert.equal(next.take(at(215, { "0": 215 }), 5750), SPARK);
});

Deno.test("next ability: the newest is done, and none after Escape; what is far off is refused at once", () => {
  const next = new NextAbility<typeof SPARK>();
  next.press(SPARK, at(100, { "0": 110 }), 0);
  next.press(LEAP, at(100, { "8": 112 }), 10);
  assert.equal(next.wanted, LEAP);
  next.forget();
  assert.equal(next.take(at(120), 1000), null);
  assert.equal(next.press(SPARK, at(100, { "7": 700 }), 0), true, "the world says why not");
  assert.equal(next.press(SPARK, at(100, { "7": 200 }, 180), 0), false, "ready soon after the cast");
});

Deno.test("next ability: what the world finds too soon is asked for again, and not for ever", () => {
  const next = new NextAbility<typeof SPARK>();
  next.press(SPARK, at(100), 0);
  assert.equal(next.tooSoon(SPARK, 50), true);
  assert.equal(next.take(at(101), 100), null, "not at once");
  assert.equal(next.take(at(104), 180), SPARK);
  assert.equal(next.tooSoon(SPARK, 230), true);
  assert.equal(next.take(at(108), 400), SPARK);
  assert.equal(next.tooSoon(SPARK, 440), false);
  assert.equal(next.wanted, null);
});

Deno.test("the bar has a place and a key for all that one character can know", () => {
  assert.equal(new Set(HOTBAR_KEYS).size, HOTBAR_KEYS.length);
  const { classes, dialogues, quests } = defaultPack().entries;
  const texts = JSON.stringify([dialogues, quests.map(({ does }) => does)]);
  const taught = new Set([...texts.matchAll(/"teachAbility","ability":"(\w+)"/g)].map(([, id]) => id!));
  for (const { reward } of quests) for (const id of reward.abilities) taught.add(id);
  assert.ok(taught.size > 0);
  for (const { id, attack, abilities } of classes) {
    const known = new Set([attack, ...abilities.map(({ ability }) => ability), ...taught]);
    assert.ok(known.size <= HOTBAR_KEYS.length, `${id} can know ${known.size}`);
  }
});

Deno.test("the bag offers what the world takes as using a thing", () => {
  const { items } = defaultPack().entries;
  const wordOf = (id: string) => useWord(items.find((item) => item.id === id)!);
  assert.deepEqual(["barley_bread", "scroll_copper_blade", "sea_chest", "stone"].map(wordOf), [
    "Use",
    "Read",
    "Open",
    "",
  ]);
});

Deno.test("the log of fights says who did what to whom, and how it came out", () => {
  const line = (by: string, to: string, means: string, amount: number, outcome: string) =>
    blowLine({ by, to, with: means, amount, outcome });
  assert.equal(line("You", "Lane wolf", "Heavy blow", 12, "hit"), "You → Lane wolf, Heavy blow: 12");
  assert.equal(line("Lane wolf", "You", "", 7, "critical"), "Lane wolf → You: 7, critical");
  assert.equal(line("Lane wolf", "You", "Bite", 0, "dodge"), "Lane wolf → You, Bite: dodged");
  assert.equal(line("Lane wolf", "You", "Bite", 4, "block"), "Lane wolf → You, Bite: 4, partly blocked");
  assert.equal(line("Bea", "You", "Mend", -30, "hit"), "Bea → You, Mend: +30 health");
  assert.equal(line("You", "You", "Rally", -5, "hit"), "You, Rally: +5 health");
  assert.equal(line("", "Lane wolf", "", 3, "hit"), "Lane wolf: 3");
});
