import assert from "node:assert/strict";
import { FLUSH_TICKS } from "../../../world/limits.ts";
import { hashWorld, loadWorld, makeTerrain } from "../../../world/mod.ts";
import { startWorldPart } from "../../../world/part/part.ts";
import type { EntityReport, WorldReady, WorldStats } from "../../../world/part/types.ts";
import { cellAt, cellColumn, cellRow } from "../../../world/spatial.ts";
import { enter } from "../_fixtures.ts";
import { applyBlock, type Replica } from "../replication/_replica.ts";
import { Bench, CONFIG } from "./_bench.ts";
import { type Pack, packHash } from "../../../world/content/mod.ts";
import { defaultPack } from "../_pack.ts";

function parseBytes<Shape>(bytes: Uint8Array): Shape {
  return JSON.parse(new TextDecoder().decode(bytes)) as Shape;
}

Deno.test("part: starts, takes a session in, streams its cell, reports, saves, stops; a restart finds all as it was", async () => {
  const bench = new Bench();
  startWorldPart(bench.ends);
  bench.start();
  const ready = JSON.parse((await bench.mainSaid("ready")).json) as WorldReady;
  assert.equal(ready.fresh, true);
  assert.equal(ready.seed, CONFIG.seed);
  bench.gateway.mustSend(enter(3));
  const entered = await bench.gatewaySaid("entered");
  assert.equal(entered.session, 3);
  const cell = cellAt(entered.x, entered.y);
  bench.gateway.mustSend({ type: "watch", space: 0, cellX: cellColumn(cell), cellY: cellRow(cell) });
  const block = await bench.gatewaySaid("block");
  const flush = await bench.until(() =>
    bench.toGateway.slice(bench.toGateway.indexOf(block)).find((message) => message.type === "flush")
  );
  const replica: Replica = new Map();
  applyBlock(replica, block.bytes, flush.type === "flush" ? flush.tick : 0);
  const known = [...replica.get(`${cellColumn(cell)} ${cellRow(cell)}`)!.values()];
  assert.ok(known.some(({ entity, x, y }) => entity === entered.entity && x === entered.x && y === entered.y));

  bench.main.mustSend({ type: "inspect", request: 9, entity: entered.entity });
  const answer = await bench.mainSaid("answer");
  assert.equal(answer.request, 9);
  const report = parseBytes<EntityReport>(answer.json);
  assert.equal(report.components.find(({ name }) => name === "name")?.value, "Person 3");

  const stats = parseBytes<WorldStats>((await bench.mainSaid("stats")).json);
  assert.equal(stats.players, 1);
  await bench.until(() => bench.saves.length >= 2 ? true : undefined);
  bench.main.mustSend({ type: "stop" });
  await bench.mainSaid("stopped");
  const last = bench.saves.at(-1)!;
  assert.equal(last.last, true);
  const pages = [...bench.disk.values()];
  const loaded = loadWorld(pages, makeTerrain);
  assert.equal(loaded.type === "loaded" ? hashWorld(loaded.world) : loaded.message, last.hash);
  bench.close();

  const again = new Bench({ disk: bench.disk, tick: last.tick });
  startWorldPart(again.ends);
  again.start({ ...CONFIG, seed: 99, tickRate: 20 });
  const readyAgain = JSON.parse((await again.mainSaid("ready")).json) as WorldReady;
  const { entities } = readyAgain;
  assert.deepEqual(readyAgain, { ...ready, tick: last.tick, fresh: false, entities });
  // The player, and those of the content that have come to their places meanwhile.
  assert.ok(entities > ready.entities, `${entities} after ${ready.entities}`);
  again.main.mustSend({ type: "inspect", request: 1, entity: entered.entity });
  const lost = parseBytes<EntityReport>((await again.mainSaid("answer")).json);
  const value = (name: string) => lost.components.find((component) => component.name === name)?.value;
  assert.equal(value("presence"), 2, "its connection is lost");
  assert.equal(value("session"), 0);
  assert.ok(Number(value("lingerUntil")) > last.tick);
  again.main.mustSend({ type: "stop" });
  await again.mainSaid("stopped");
  again.close();
});

Deno.test("part: memory is cleared after a save, but not while somebody is on", async () => {
  const bench = new Bench();
  let cleared = 0;
  startWorldPart(bench.ends, { savedIdle: () => cleared++ });
  bench.start();
  await bench.mainSaid("ready");
  await bench.until(() => cleared >= 2 ? true : undefined);
  bench.gateway.mustSend(enter(3));
  await bench.gatewaySaid("entered");
  const [before, saves] = [cleared, bench.saves.length];
  await bench.until(() => bench.saves.length >= saves + 3 ? true : undefined);
  assert.equal(cleared, before);
  bench.main.mustSend({ type: "stop" });
  await bench.mainSaid("stopped");
  bench.close();
});

Deno.test("part: a new world that is stopped before its first tick is saved with the rows of what lies about in it", async () => {
  const bench = new Bench();
  startWorldPart(bench.ends);
  // Slow, so that the order to stop is there before the first tick.
  bench.start({ ...CONFIG, tickRate: 5 });
  await bench.mainSaid("ready");
  bench.main.mustSend({ type: "stop" });
  await bench.mainSaid("stopped");
  assert.deepEqual([bench.saves.at(-1)!.last, bench.saves.at(-1)!.tick], [true, 0]);
  assert.ok(bench.ledgerBytes > 0, "they came out of the mint");
  bench.close();
});

Deno.test("part: a save that fails is told, and its pages come with the next; the last one is tried again", async () => {
  const bench = new Bench();
  bench.failures = 1;
  startWorldPart(bench.ends);
  bench.start();
  const log = await bench.mainSaid("log");
  assert.match(log.text, /the disk is full/);
  await bench.until(() => bench.saves.length >= 1 ? true : undefined);
  bench.failures = 2;
  bench.main.mustSend({ type: "stop" });
  await bench.mainSaid("stopped");
  const last = bench.saves.at(-1)!;
  assert.equal(last.last, true);
  const loaded = loadWorld([...bench.disk.values()], makeTerrain);
  assert.equal(loaded.type === "loaded" ? hashWorld(loaded.world) : loaded.message, last.hash);
  bench.close();
});

Deno.test("part: a world that cannot be read is refused with a sentence", async () => {
  const bench = new Bench({ disk: new Map([["facts 0", { section: "facts", page: 0, bytes: Uint8Array.of(1, 2) }]]) });
  startWorldPart(bench.ends);
  bench.start();
  const failed = await bench.mainSaid("failed");
  assert.equal(failed.code, "world-unreadable");
  assert.match(failed.message, /cannot be read/);
  bench.close();
});

Deno.test("part: a gateway that does not read loses blocks, is told to restart, and knows all again", async () => {
  const bench = new Bench({ gatewayRingBytes: 4096 });
  startWorldPart(bench.ends);
  bench.start();
  await bench.mainSaid("ready");
  bench.gateway.onWake = () => {};
  for (let session = 1; session <= 30; session++) bench.gateway.mustSend(enter(session));
  const { layout } = makeTerrain(CONFIG.seed);
  const cell = cellAt(layout.spawnX, layout.spawnY);
  for (let row = -1; row <= 1; row++) {
    for (let column = -1; column <= 1; column++) {
      bench.gateway.mustSend({
        type: "watch",
        space: 0,
        cellX: cellColumn(cell) + column,
        cellY: cellRow(cell) + row,
      });
    }
  }
  let sequence = 0;
  const steer = () => {
    sequence++;
    for (let session = 1; session <= 30; session++) {
      bench.gateway.send({
        type: "input",
        session,
        sequence,
        atTick: 0,
        heading: (session * 8 + sequence * 64) & 255,
        speed: 16,
      });
    }
  };
  // Statistics come each second; by the second one the ring is long full.
  steer();
  await bench.until(() => bench.fromWorld.filter(({ type }) => type === "stats").length >= 1 ? true : undefined);
  assert.ok(!bench.toGateway.some(({ type }) => type === "restart"));
  steer();
  await bench.until(() => bench.fromWorld.filter(({ type }) => type === "stats").length >= 2 ? true : undefined);
  bench.gateway.onWake = () => bench.readGateway();
  bench.readGateway();
  await bench.gatewaySaid("restart");
  const restartAt = bench.toGateway.findIndex(({ type }) => type === "restart");
  await bench.until(() => bench.toGateway.length > restartAt + 30 ? true : undefined);
  // Everything after the restart can be applied from nothing.
  const replica: Replica = new Map();
  let waiting: Uint8Array[] = [];
  for (const message of bench.toGateway.slice(restartAt)) {
    if (message.type === "block") waiting.push(message.bytes);
    if (message.type === "restart") replica.clear();
    if (message.type !== "flush") continue;
    for (const bytes of waiting) applyBlock(replica, bytes, message.tick);
    waiting = [];
  }
  assert.equal(replica.size, 9);
  assert.equal(bench.toGateway.filter(({ type }) => type === "entered").length, 30, "no private result was lost");
  bench.main.mustSend({ type: "stop" });
  await bench.mainSaid("stopped");
  bench.close();
});

Deno.test("part: runs as a worker of its own, on ports that were handed to it", async () => {
  const bench = new Bench();
  const worker = new Worker(new URL("../../../world/part/worker.ts", import.meta.url), { type: "module" });
  const { main, storage, gateways } = bench.ends;
  worker.postMessage(bench.ends, [main.port, storage.port, ...gateways.map(({ port }) => port)]);
  bench.start();
  await bench.mainSaid("ready");
  bench.gateway.mustSend(enter(1));
  await bench.gatewaySaid("entered");
  bench.main.mustSend({ type: "stop" });
  await bench.mainSaid("stopped");
  assert.equal(bench.saves.at(-1)!.last, true);
  worker.terminate();
  bench.close();
});

Deno.test("part: the door is closed when the world is full, but not to who is in already", async () => {
  const bench = new Bench();
  startWorldPart(bench.ends);
  bench.start({ ...CONFIG, playersMax: 2 });
  await bench.mainSaid("ready");
  for (const session of [1, 2, 3]) bench.gateway.mustSend(enter(session));
  const refused = await bench.gatewaySaid("close");
  assert.deepEqual([refused.session, refused.reason], [3, "full"]);
  await bench.until(() => bench.toGateway.filter(({ type }) => type === "entered").length === 2 ? true : undefined);
  const { character, name, look } = enter(2);
  bench.gateway.mustSend({ type: "enter", account: 0, session: 9, character, name, look });
  const again = await bench.until(() =>
    bench.toGateway.find((message) => message.type === "entered" && message.session === 9)
  );
  assert.equal(again.type, "entered");
  bench.gateway.mustSend({ type: "leave", session: 1, atOnce: true });
  const flushes = bench.toGateway.length;
  await bench.until(() => bench.toGateway.slice(flushes).find(({ type }) => type === "flush"));
  bench.gateway.mustSend(enter(4));
  await bench.until(() => bench.toGateway.find((message) => message.type === "entered" && message.session === 4));
  bench.main.mustSend({ type: "stop" });
  await bench.mainSaid("stopped");
  bench.close();
});

Deno.test("part: other content becomes the world's by its first command, and after a crash by the journal", async () => {
  const first = new Bench();
  startWorldPart(first.ends);
  first.start();
  await first.until(() => first.saves.length >= 1 ? true : undefined);
  first.main.mustSend({ type: "stop" });
  await first.mainSaid("stopped");
  first.close();
  const tick = first.saves.at(-1)!.tick;
  const disk = new Map(first.disk);
  // Started with another pack, and ended before a checkpoint was saved.
  const second = new Bench({ disk: new Map(disk), tick });
  second.failures = Infinity;
  startWorldPart(second.ends);
  const { entries, ...rest } = defaultPack();
  const other: Pack = { ...rest, version: "other", entries: { ...entries, texts: [] } };
  second.start(CONFIG, other);
  await second.until(() => second.journal.length >= 2 ? true : undefined);
  second.close();
  const third = new Bench({ disk, tick, journal: [...second.journal] });
  startWorldPart(third.ends);
  third.start(CONFIG, other);
  await third.mainSaid("ready");
  third.main.mustSend({ type: "stop" });
  await third.mainSaid("stopped");
  third.close();
  const said = third.fromWorld.filter((message) => message.type === "log").map(({ text }) => text);
  assert.deepEqual(said.filter((text) => text.startsWith("The content is")), []);
  const loaded = loadWorld([...third.disk.values()], makeTerrain);
  assert.equal(loaded.type === "loaded" ? loaded.world.content.hash : loaded.message, packHash(other));
});

Deno.test("part: a world that nobody sees steps several ticks at one go, misses none, and wakes for who comes", async () => {
  const bench = new Bench();
  let together = 0;
  bench.gateway.onWake = () => {
    const before = flushes().length;
    bench.readGateway();
    if (flushes().length - before > 1) together++;
  };
  const flushes = () => bench.toGateway.flatMap((message) => message.type === "flush" ? [message.tick] : []);
  startWorldPart(bench.ends);
  bench.start({ ...CONFIG, checkpointSeconds: 60 });
  await bench.until(() => together > 5 ? true : undefined);
  const ticks = flushes();
  assert.deepEqual(ticks, ticks.map((_, at) => ticks[0]! + at * FLUSH_TICKS));
  bench.gateway.mustSend(enter(3));
  const { tick } = await bench.gatewaySaid("entered");
  await bench.until(() => flushes().at(-1)! > tick + 20 ? true : undefined);
  const all = flushes();
  assert.deepEqual(all, all.map((_, at) => all[0]! + at * FLUSH_TICKS));
  bench.main.mustSend({ type: "stop" });
  await bench.mainSaid("stopped");
  bench.close();
});
