import assert from "node:assert/strict";
import { type Pack, type TerrainEntry, writePack } from "../../../world/content/mod.ts";
import { loadWorld, makeTerrain } from "../../../world/mod.ts";
import { TERRAIN_SECTIONS } from "../../../world/section_names.ts";
import { startWorldPart } from "../../../world/part/part.ts";
import { defaultPack } from "../_pack.ts";
import { Bench, CONFIG, savedWorld } from "./_bench.ts";

/** The pages as storage hands them over: first those from which the terrain follows. */
function inOrder(disk: Bench["disk"]): Bench["disk"] {
  const first = ["facts", "pack", "numbers"];
  const place = (key: string) => first.includes(key.split(" ")[0]!) ? 0 : 1;
  return new Map([...disk].sort(([a], [b]) => place(a) - place(b)));
}

Deno.test("restoring: a saved world stands before the content is here, and says nothing and writes nothing until it is", async () => {
  const { disk, tick } = await savedWorld();
  const bench = new Bench({ disk: inOrder(disk), tick });
  let made = 0;
  startWorldPart(bench.ends, {
    terrainOf: (...given) => {
      made++;
      return makeTerrain(...given);
    },
  });
  bench.start({ ...CONFIG, contentFollows: true }, null);
  // It has come to the end of what there was to hear, and waits.
  bench.main.mustSend({ type: "inspect", request: 1, entity: 1 });
  await bench.mainSaid("answer");
  assert.equal(made, 1);
  assert.deepEqual(bench.fromWorld.filter(({ type }) => type === "ready"), []);
  assert.deepEqual(bench.journal, []);
  bench.main.mustSend({ type: "content", pack: writePack(defaultPack()) });
  assert.equal(JSON.parse((await bench.mainSaid("ready")).json).tick, tick);
  assert.equal(made, 1, "the land is not made twice");
  bench.main.mustSend({ type: "stop" });
  await bench.mainSaid("stopped");
  bench.close();
});

Deno.test("restoring: the land is made as soon as all is here that it follows from, before the rest is read", async () => {
  const { disk, tick } = await savedWorld();
  const ofLand = [...inOrder(disk).values()].filter(({ section }) => TERRAIN_SECTIONS.includes(section));
  const bench = new Bench({ disk: new Map([...disk].filter(([, page]) => !ofLand.includes(page))), tick });
  const { promise: made, resolve } = Promise.withResolvers<void>();
  let times = 0;
  startWorldPart(bench.ends, {
    terrainOf: (...given) => {
      times++;
      resolve();
      return makeTerrain(...given);
    },
  });
  for (const page of ofLand) bench.storage.mustSend({ type: "restorePage", ...page });
  bench.storage.mustSend({ type: "restoreLand" });
  await made;
  bench.start();
  assert.equal(JSON.parse((await bench.mainSaid("ready")).json).tick, tick);
  assert.equal(times, 1, "the land is not made twice");
  bench.main.mustSend({ type: "stop" });
  await bench.mainSaid("stopped");
  bench.close();
});

Deno.test("restoring: the land is the saved world's own, whichever content the host has", async () => {
  const { disk, tick } = await savedWorld();
  const bench = new Bench({ disk: inOrder(disk), tick });
  const plans: number[] = [];
  startWorldPart(bench.ends, {
    terrainOf: (seed, recipe) => {
      plans.push(recipe.plans.length);
      return makeTerrain(seed, recipe);
    },
  });
  const { entries, ...rest } = defaultPack();
  const bare: Pack = { ...rest, version: "bare", entries: { ...entries, texts: [] } };
  bench.start(CONFIG, bare);
  await bench.mainSaid("ready");
  assert.deepEqual(plans, [entries.dungeons.length]);
  bench.main.mustSend({ type: "stop" });
  await bench.mainSaid("stopped");
  bench.close();
});

Deno.test("restoring: a world that is stopped before the content came changes nothing", async () => {
  const { disk, tick } = await savedWorld();
  const bench = new Bench({ disk: inOrder(disk), tick });
  bench.problem = "its row for ticks 5 to 9 is damaged";
  startWorldPart(bench.ends);
  bench.start({ ...CONFIG, contentFollows: true, recover: "from-checkpoint" }, null);
  bench.main.mustSend({ type: "stop" });
  await bench.mainSaid("stopped");
  assert.deepEqual([bench.saves, bench.journal, bench.givenUp], [[], [], []]);
  bench.close();
});

/** The default pack with this changed in its rules of terrain. */
function packWith(change: (rules: TerrainEntry) => TerrainEntry): Pack {
  const { entries, ...rest } = defaultPack();
  return { ...rest, version: "land", entries: { ...entries, terrain: entries.terrain.map(change) } };
}

Deno.test("restoring: content that asks for another land is refused with the fields, and the world stays as it was", async () => {
  const { disk, tick } = await savedWorld();
  const bench = new Bench({ disk: inOrder(disk), tick });
  startWorldPart(bench.ends);
  const other = packWith((rules) => ({
    ...rules,
    ground: { ...rules.ground, seaLevelCm: 120 },
    settlements: { ...rules.settlements, villages: { min: 6, max: 12 } },
  }));
  bench.start(CONFIG, other);
  const { code, message } = await bench.mainSaid("failed");
  assert.equal(code, "land-refused");
  assert.match(
    message,
    /terrain\.ground\.seaLevelCm was 0 and is 120; terrain\.settlements\.villages\.max was 9 and is 12\./,
  );
  assert.match(message, /terrain\.footing may change at any start/);
  assert.deepEqual(bench.journal, []);
  assert.deepEqual(bench.saves, []);
  bench.close();
});

Deno.test("restoring: another footing is taken up at any start", async () => {
  const { disk, tick } = await savedWorld();
  const bench = new Bench({ disk: inOrder(disk), tick });
  startWorldPart(bench.ends);
  bench.start(
    CONFIG,
    packWith((rules) => ({ ...rules, footing: { ...rules.footing, paces: { ...rules.footing.paces, road: 12 } } })),
  );
  await bench.mainSaid("ready");
  await bench.until(() => bench.saves.length > 0 ? true : undefined);
  bench.main.mustSend({ type: "stop" });
  await bench.mainSaid("stopped");
  const loaded = loadWorld([...bench.disk.values()], makeTerrain);
  assert.equal(loaded.type === "loaded" ? loaded.world.paceMax : loaded.message, 12);
  bench.close();
});

Deno.test("restoring: a new world whose rules leave no room for its villages is refused with a sentence", async () => {
  const bench = new Bench();
  startWorldPart(bench.ends);
  const flooded = packWith((rules) => ({
    ...rules,
    ground: { ...rules.ground, seaLevelCm: 3000 },
    settlements: { ...rules.settlements, villages: { min: 12, max: 12 } },
  }));
  bench.start(CONFIG, flooded);
  const { code, message } = await bench.mainSaid("failed");
  assert.equal(code, "land-refused");
  assert.match(message, /^No land can be made by these terrain rules from the seed 5: there is /);
  bench.close();
});
