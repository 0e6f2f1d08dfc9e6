import { deepEqual, equal, ok } from "node:assert/strict";
import { readdirSync } from "node:fs";
import { checkPack, mistakeText, type PackFile } from "../../../world/content/check/mod.ts";
import { DEFAULT_FILES } from "../../../world/content/default/files.ts";
import { DEFAULT_FOOTING, DEFAULT_LAND } from "../../../world/terrain/mod.ts";

const MANIFEST: PackFile = { path: "pack.json", json: { name: "Test", version: "1", extends: "default" } };

/** The mistakes of a pack that extends the default one by a file, as lines. */
function mistakesOf(json: unknown): string[] {
  const checked = checkPack([MANIFEST, { path: "mine.json", json }], DEFAULT_FILES);
  return checked.ok ? [] : checked.mistakes.map(mistakeText);
}

/** A file with the rules of the land. */
function terrain(rules: object): unknown {
  return { terrain: [{ id: "terrain", ...rules }] };
}

const ITEM = { id: "pebble", name: "Pebble", icon: { shape: "stone", colour: "#888888" }, category: "junk" };

Deno.test("content: the default pack is without a mistake, and all its files are in it", () => {
  const checked = checkPack(DEFAULT_FILES, []);
  deepEqual(checked.ok ? [] : checked.mistakes.map(mistakeText), []);
  const folder = new URL("../../../world/content/default/", import.meta.url);
  const there = readdirSync(folder, { recursive: true }).map((path) => String(path).replaceAll("\\", "/"));
  deepEqual(DEFAULT_FILES.map(({ path }) => path).sort(), there.filter((path) => path.endsWith(".json")).sort());
});

Deno.test("content: what is old keeps its number in a new world", () => {
  const checked = checkPack(DEFAULT_FILES, []);
  ok(checked.ok);
  deepEqual(checked.pack.entries.items.slice(0, 4).map(({ id }) => id), ["coin", "apple", "stone", "lantern"]);
});

Deno.test("content: a pack adds, replaces and takes away", () => {
  const json = {
    items: [ITEM, {
      id: "lantern",
      name: "Storm lantern",
      buyCoins: 90,
      icon: { shape: "lantern", colour: "#ffffff" },
      category: "light",
    }],
    texts: [{ id: "first_bag_full", remove: true }],
  };
  const checked = checkPack([MANIFEST, { path: "mine.json", json }], DEFAULT_FILES);
  ok(checked.ok, checked.ok ? "" : checked.mistakes.map(mistakeText).join("\n"));
  const { items, texts } = checked.pack.entries;
  equal(items[3]?.name, "Storm lantern");
  equal(items.at(-1)!.id, "pebble");
  equal(items.at(-1)!.stack, 1);
  equal(texts.some(({ id }) => id === "first_bag_full"), false);
});

Deno.test("content: every mistake says file, place, what is there and what is wanted", () => {
  const wrong: [unknown, string][] = [
    [[], "mine.json: the file is []; wanted: an object with lists of entries by kind"],
    [{ itmes: [] }, 'mine.json: itmes is []; wanted: a kind of content; did you mean "items"?'],
    [{ items: {} }, "mine.json: items is {}; wanted: a list of entries [ … ]"],
    [{ items: [{}] }, "mine.json: items.0.id is missing; wanted: an id: small letters, digits, underscores"],
    [{ items: [ITEM, ITEM] }, 'mine.json: items.1.id is "pebble"; wanted: an id that is new: mine.json has this one'],
    [{ items: [{ ...ITEM, stak: 5 }] }, "mine.json: items.pebble.stak is 5; wanted: no field of this name"],
    [{ items: [{ ...ITEM, stack: 0 }] }, "mine.json: items.pebble.stack is 0; wanted: a whole number of at least 1"],
    [{ items: [{ ...ITEM, stack: 1.5 }] }, "mine.json: items.pebble.stack is 1.5; wanted: a whole number"],
    [{ items: [{ ...ITEM, stack: "5" }] }, 'mine.json: items.pebble.stack is "5"; wanted: a whole number'],
    [{ items: [{ ...ITEM, name: undefined }] }, "mine.json: items.pebble.name is missing; wanted: a text"],
    [{ items: [{ id: "Big Stone" }] }, 'mine.json: items.Big Stone.id is "Big Stone"; wanted: a text of the form'],
    [{ items: [{ id: "glove", remove: true }] }, "mine.json: items.glove"],
    [
      { loot: [{ id: "heap", rolls: [{ chance: 100, item: "aple" }] }] },
      'mine.json: loot.heap.rolls.0.item is "aple"; wanted: the id of one of items; did you mean "apple"?',
    ],
    [
      { loot: [{ id: "heap", choices: [[{ chance: 10, item: "apple" }, { chance: 20, item: null }]] }] },
      "wanted: chances that come to 10000",
    ],
    [{ terrain: [{ id: "land" }] }, 'mine.json: terrain.land.id is "land"; wanted: one of "terrain"'],
    [terrain({ ground: 5 }), "mine.json: terrain.terrain.ground is 5; wanted: an object { … }"],
    [
      terrain({ ground: { seaLevelCm: -401 } }),
      "mine.json: terrain.terrain.ground.seaLevelCm is -401; wanted: a whole number of at least -400",
    ],
    [
      terrain({ ground: { lakes: "many" } }),
      'mine.json: terrain.terrain.ground.lakes is "many"; wanted: a whole number',
    ],
    [terrain({ ground: { mud: 1 } }), "mine.json: terrain.terrain.ground.mud is 1; wanted: no field of this name"],
    [
      terrain({ settlements: { villages: { min: 6 } } }),
      "mine.json: terrain.terrain.settlements.villages.max is missing; wanted: a whole number",
    ],
    [
      terrain({ settlements: { villages: { min: 9, max: 7 } } }),
      "wanted: min not above max",
    ],
    [
      terrain({ footing: { paces: { road: 17 } } }),
      "mine.json: terrain.terrain.footing.paces.road is 17; wanted: a whole number of at most 16",
    ],
    [
      terrain({ footing: { slopes: [{ riseCm: 50 }] } }),
      "mine.json: terrain.terrain.footing.slopes.0.pace is missing; wanted: a whole number",
    ],
    [terrain({ footing: { swim: "no" } }), 'mine.json: terrain.terrain.footing.swim is "no"; wanted: true or false'],
    [
      terrain({ settlements: { villages: { min: 2, max: 4 } } }),
      "settlement is 6; wanted: 0 to 2: terrain.settlements.villages.min is 2",
    ],
    [
      { items: [{ ...ITEM, durability: 5 }] },
      "mine.json: items.pebble.single is missing; wanted: true, as it wears out",
    ],
  ];
  for (const [json, wanted] of wrong) {
    const mistakes = mistakesOf(json);
    ok(mistakes.some((line) => line.includes(wanted)), `${wanted}\nnot in\n${mistakes.join("\n")}`);
  }
});

Deno.test("content: a pack as a whole makes sense", () => {
  const vendor = (item: string) => ({ vendors: [{ id: "stall", name: "Stall", stock: [{ item }] }] });
  const quest = {
    level: 2,
    giver: "hanna_brine",
    ...{ offer: "A", waiting: "B", done: "C", summary: "D" },
    stages: [{ id: "go", objectives: [{ type: "talk", text: "Talk", npc: "oswin_pell" }] }],
    reward: {},
  };
  const wrong: [unknown, string][] = [
    [{ items: [{ ...ITEM, buyCoins: 3, sellCoins: 3 }], ...vendor("pebble") }, "wanted: a price above the 3 coins"],
    [vendor("wolf_pelt"), 'vendors.stall.stock.0.item is "wolf_pelt"; wanted: an item with buyCoins'],
    [
      {
        items: [{ ...ITEM, sellCoins: 50 }],
        recipes: [{
          ...{ id: "polish", craft: "smithing", skill: 0, skillUpTo: 10, station: "none", seconds: 1 },
          ...{ inputs: [{ item: "empty_vial" }], output: { item: "pebble" }, known: "from the start" },
        }],
      },
      "wanted: an output that sells for at most what the inputs cost: 5 coins bought, 50 sold",
    ],
    [
      { quests: [{ ...quest, id: "a", name: "A", after: ["b"] }, { ...quest, id: "b", name: "B", after: ["a"] }] },
      'quests.a.after is "a → b → a"; wanted: quests that do not come before themselves',
    ],
    [
      { quests: [{ ...quest, id: "a", name: "A", stages: [{ ...quest.stages[0], next: [{ stage: "nowhere" }] }] }] },
      'quests.a.stages.0.next.0.stage is "nowhere"; wanted: the id of a stage of this quest',
    ],
    [
      { dialogues: [{ id: "mute", nodes: [{ id: "a", text: "Hm.", when: [] }] }] },
      "dialogues.mute.nodes",
    ],
    [
      {
        quests: [{
          ...quest,
          id: "a",
          name: "A",
          stages: [{ id: "go", objectives: [{ type: "collect", text: "Pebbles", item: "pebble", count: 1 }] }],
        }],
        items: [ITEM],
      },
      "wanted: something that can be had: nothing gives it",
    ],
    [
      { loot: [{ id: "vermin", tables: [{ chance: 1, loot: "vermin" }] }] },
      "wanted: tables that do not hold themselves",
    ],
    [{ economy: [{ id: "economy", remove: true }] }, "wanted: exactly one entry, of id economy"],
  ];
  for (const [json, wanted] of wrong) {
    const mistakes = mistakesOf(json);
    ok(mistakes.some((line) => line.includes(wanted)), `${wanted}\nnot in\n${mistakes.join("\n")}`);
  }
});

Deno.test("content: the rules of the land that the default pack says are those of a world to which nothing is said", () => {
  const checked = checkPack(DEFAULT_FILES, []);
  ok(checked.ok);
  const [said] = checked.pack.entries.terrain;
  deepEqual(said, { id: "terrain", ...DEFAULT_LAND, footing: DEFAULT_FOOTING });
  const short = checkPack([MANIFEST, { path: "mine.json", json: terrain({}) }], DEFAULT_FILES);
  ok(short.ok);
  deepEqual(short.pack.entries.terrain, [said]);
});

Deno.test("content: landmarks wait for what is the world's, and shut no door", () => {
  const landmark = (changes: Record<string, unknown>) => ({
    landmarks: [{
      ...{ id: "heap", name: "Heap", text: "A heap.", shape: "cairn", sizeMetres: 2 },
      ...{ place: { type: "square", settlement: 1 }, ...changes },
    }],
  });
  const inn = { type: "building", settlement: 0, use: "tavern" };
  const wrong: [Record<string, unknown>, string][] = [
    [{ shape: "carin" }, 'landmarks.heap.shape is "carin"'],
    [{ sizeMetres: 25 }, "landmarks.heap.sizeMetres is 25; wanted: a whole number"],
    [{ text: "" }, "landmarks.heap.text"],
    [{ place: { type: "dungeon", dungeon: "drowned_stairs" } }, 'did you mean "drowned_stair"?'],
    [{ when: [{ type: "event", event: "market_dya" }] }, 'did you mean "market_day"?'],
    [{ when: [{ type: "flag", flag: "wall_stand" }] }, "wanted: a flag that something sets"],
    [{ when: [{ type: "level", min: 3 }] }, "landmarks.heap.when.0.type is"],
    [{ when: [{ type: "time", fromMinute: 0, toMinute: 60 }] }, "wanted: a condition of the world"],
    [{ place: { ...inn, inside: true } }, "wanted: a place on the land"],
    [{ holdMetres: 3 }, "landmarks.heap.holdMetres is 3; wanted: no more than sizeMetres"],
    [{ holdMetres: 1, place: inn }, "wanted: 0 before a door"],
  ];
  for (const [changes, wanted] of wrong) {
    const mistakes = mistakesOf(landmark(changes));
    ok(mistakes.some((line) => line.includes(wanted)), `${wanted}\nnot in\n${mistakes.join("\n")}`);
  }
  deepEqual(mistakesOf(landmark({ when: [{ type: "flag", flag: "wall_stands" }], holdMetres: 1 })), []);
});
