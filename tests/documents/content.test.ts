/** docs/content.md: its files are a pack without a mistake, its mistake is told as it says, its kinds are all there are. */
import { deepEqual, equal, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { checkPack, mistakeText, packFileSchema, packManifestSchema } from "../../world/content/check/mod.ts";
import { DEFAULT_FILES } from "../../world/content/default/files.ts";
import { KIND_NAMES, NO_NUMBERS, recipeOf } from "../../world/content/mod.ts";
import { createWorld, makeTerrain } from "../../world/mod.ts";
import { DEFAULT_FOOTING, DEFAULT_LAND } from "../../world/terrain/mod.ts";
import { choicesOf, listNumber, talkOf } from "../../world/quests/mod.ts";
import { ROOT } from "../tools/source_files.ts";
import { enter, step } from "../world/_fixtures.ts";
import { act, has, have, itemNumber, placeNpc } from "../world/items/_fixtures.ts";
import Ajv from "ajv";

const text = readFileSync(`${ROOT}docs/content.md`, "utf8");
const FILES = [...text.matchAll(/^```json file=(\S+)\n([\s\S]*?)^```/gm)]
  .map(([, path, json]) => ({ path: path!, json: JSON.parse(json!) as Record<string, unknown> }));

Deno.test("content document: its files are a pack without a mistake", () => {
  deepEqual(FILES.map(({ path }) => path), ["pack.json", "hare.json", "quest.json"]);
  const checked = checkPack(FILES, DEFAULT_FILES);
  deepEqual(checked.ok ? [] : checked.mistakes.map(mistakeText), []);
  ok(checked.ok);
  const { items, creatures, quests } = checked.pack.entries;
  ok(items.some(({ id }) => id === "moon_mittens"));
  ok(creatures.some(({ id }) => id === "moon_hare"));
  ok(quests.some(({ id }) => id === "cold_hands"));
});

Deno.test("content document: its quest is taken from who gives it, done, and handed in, its hares live in the land", () => {
  const checked = checkPack(FILES, DEFAULT_FILES);
  ok(checked.ok);
  const world = createWorld(
    { seed: 7, tickRate: 20, dayMinutes: 40, life: 1 },
    makeTerrain(7, recipeOf(checked.pack, NO_NUMBERS)),
    checked.pack,
  );
  step(world, [enter(1)]);
  for (let tick = 0; tick < 100; tick++) step(world);
  const hares = world.content.spawns.byId.get("moon_hares")!.number;
  const { columns, length } = world.spawns.areas;
  equal(columns.spawn.subarray(0, length).filter((spawn) => spawn === hares).length, 6);
  const npc = placeNpc(world, "hanna_brine");
  const say = (words: string) => {
    const choices = choicesOf(world, 1, talkOf(world, 1)!);
    const choice = choices.findIndex(({ text }) => text.includes(words));
    ok(choice >= 0, `"${words}" among ${choices.map(({ text }) => text)}`);
    equal(act(world, 1, "answer", { choice, list: listNumber(choices) }), "done");
  };
  equal(act(world, 1, "talk", { npc }), "done");
  say("Cold hands");
  say("I will do it");
  have(world, 1, "moon_fur", 5);
  for (let tick = 0; tick < 25; tick++) step(world);
  act(world, 1, "endTalk");
  equal(act(world, 1, "talk", { npc }), "done");
  say("Cold hands: it is done");
  say("Thank you");
  equal(has(world, 1, itemNumber(world, "moon_fur")), 0);
});

Deno.test("content document: the mistake that it shows is told in these words", () => {
  const shown = /^```text\n(hare\.json: .*)\n```/m.exec(text)![1]!;
  const spoiled = JSON.parse(JSON.stringify(FILES).replace('"item":"moon_fur"}', '"item":"moon_fir"}'));
  const checked = checkPack(spoiled, DEFAULT_FILES);
  ok(!checked.ok);
  equal(checked.mistakes.map(mistakeText)[0], shown);
});

Deno.test("content document: editors find its files right, by the schemas that are written out", () => {
  for (const { path, json } of FILES) {
    const schema = path === "pack.json" ? packManifestSchema() : packFileSchema();
    const validate = new Ajv.default({ strict: false }).compile(schema);
    ok(validate(json), `${path}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
    ok(!validate({ ...json, creaturs: [] }), "what has a wrong name is found");
  }
});

Deno.test("content document: it has every kind", () => {
  const rows = [...text.matchAll(/^\| `(\w+)` +\|/gm)].map(([, kind]) => kind);
  deepEqual(rows, [...KIND_NAMES]);
});

Deno.test("content document: its land is one that can be asked for, and its table has every field of the rules", () => {
  const [, example] = /^```json land=terrain\.json\n([\s\S]*?)^```/m.exec(text)!;
  const checked = checkPack([FILES[0]!, { path: "terrain.json", json: JSON.parse(example!) }], DEFAULT_FILES);
  deepEqual(checked.ok ? [] : checked.mistakes.map(mistakeText), []);
  const table = /^## The land\n([\s\S]*?)^\*\*Land is made once/m.exec(text)![1]!;
  for (const [group, rules] of Object.entries({ ...DEFAULT_LAND, footing: DEFAULT_FOOTING })) {
    for (const field of Object.keys(rules)) {
      const cell = new RegExp(`^\\| \x60${group}\\.([^|]*)`, "gm");
      const isNamed = [...table.matchAll(cell)].some(([, names]) => new RegExp(`\\b${field}\\b`).test(names!));
      ok(isNamed, `${group}.${field}`);
    }
  }
});
