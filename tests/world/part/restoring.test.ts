import assert from "node:assert/strict";
import { type Pack, writePack } from "../../../world/content/mod.ts";
import { makeTerrain } from "../../../world/mod.ts";
import { startWorldPart } from "../../../world/part/part.ts";
import { defaultPack } from "../_pack.ts";
import { Bench, CONFIG } from "./_bench.ts";

/** A world of the default pack that was saved and stopped. */
async function savedWorld(): Promise<{ readonly disk: Bench["disk"]; readonly tick: number }> {
  const bench = new Bench();
  startWorldPart(bench.ends);
  bench.start();
  await bench.until(() => bench.saves.length > 0 ? true : undefined);
  bench.main.mustSend({ type: "stop" });
  await bench.mainSaid("stopped");
  bench.close();
  return { disk: bench.disk, tick: bench.saves.at(-1)!.tick };
}

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
