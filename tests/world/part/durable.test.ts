import assert from "node:assert/strict";
import { startWorldPart } from "../../../world/part/part.ts";
import { HeldResults } from "../../../world/part/held_results.ts";
import { HELD_LATE_MS, HELD_RESULTS_MAX, STORAGE_BEHIND_MS_MAX } from "../../../world/part/limits.ts";
import { Recorder } from "../../../world/part/recorder.ts";
import type { StorageLink } from "../../../world/part/saver.ts";
import type { WorldReady } from "../../../world/part/types.ts";
import { enter } from "../_fixtures.ts";
import { Bench, savedWorld } from "./_bench.ts";

Deno.test("durable: what was done with a thing is told when storage has it, motion before; a crash takes nothing back", async () => {
  const bench = new Bench();
  startWorldPart(bench.ends);
  bench.start();
  await bench.mainSaid("ready");
  await bench.until(() => bench.saves.length > 0 ? true : undefined);
  bench.holdsBack = true;
  bench.gateway.mustSend(enter(3));
  await bench.gatewaySaid("entered");
  bench.gateway.mustSend({ type: "drop", session: 3, sequence: 9, what: 1, amount: 1 });
  bench.gateway.mustSend({ type: "partyLeave", session: 3, sequence: 10 });
  bench.gateway.mustSend({ type: "input", session: 3, sequence: 2, atTick: 0, heading: 0, speed: 16 });
  await bench.gatewaySaid("applied");
  // Some checkpoints later it is still not told: they did not say so either.
  const flushes = () => bench.toGateway.filter(({ type }) => type === "flush").length;
  const before = flushes();
  await bench.until(() => flushes() > before + 5 ? true : undefined);
  const answers = () => bench.toGateway.flatMap((said) => said.type === "refusedAction" ? [said.sequence] : []);
  assert.deepEqual(answers(), [10], "what has nothing to keep is answered at once");
  bench.storage.mustSend({ type: "durable", tick: bench.recorded });
  await bench.until(() => answers().length === 2 ? true : undefined);
  assert.deepEqual(answers(), [10, 9]);

  // The process is gone; what was recorded is there, and brings the world where it was.
  const disk = new Map(bench.disk);
  const { tick } = bench.saves.at(-1)!;
  const [journal, recorded] = [[...bench.journal], bench.recorded];
  bench.main.mustSend({ type: "stop" });
  await bench.mainSaid("stopped");
  bench.close();
  const again = new Bench({ disk, journal, tick });
  startWorldPart(again.ends);
  again.start();
  const ready = JSON.parse((await again.mainSaid("ready")).json) as WorldReady;
  assert.equal(ready.tick, Math.max(recorded, tick));
  again.main.mustSend({ type: "stop" });
  await again.mainSaid("stopped");
  again.close();
});

Deno.test("durable: a journal that cannot be followed is refused with the choice; given up, storage is told so", async () => {
  const { disk, tick } = await savedWorld();
  const refusing = new Bench({ disk, tick });
  refusing.problem = "its row for ticks 5 to 9 is damaged";
  startWorldPart(refusing.ends);
  refusing.start();
  const { code, message } = await refusing.mainSaid("failed");
  assert.equal(code, "journal-refused");
  assert.match(message, /ticks 5 to 9 is damaged.*--recover from-checkpoint/);
  refusing.close();
  const giving = new Bench({ disk, tick });
  giving.problem = "its row for ticks 5 to 9 is damaged";
  startWorldPart(giving.ends);
  giving.start({
    seed: 5,
    tickRate: 60,
    dayMinutes: 40,
    checkpointSeconds: 0.2,
    gateways: 1,
    recover: "from-checkpoint",
  });
  assert.match((await giving.mainSaid("log")).text, /What came after tick \d+ is given up/);
  await giving.until(() => giving.givenUp.length > 0 ? true : undefined);
  assert.deepEqual(giving.givenUp, [tick]);
  giving.main.mustSend({ type: "stop" });
  await giving.mainSaid("stopped");
  giving.close();
});

Deno.test("durable: held results come in their order, are bounded, and are late after a while", () => {
  const held = new HeldResults();
  for (let at = 0; at < HELD_RESULTS_MAX; at++) {
    held.add(1 + (at >> 8), 1, { type: "done", session: 1, sequence: at & 0xffff });
  }
  assert.ok(held.isFull);
  const told: number[] = [];
  held.release(2, (_session, message) => told.push(message.type === "done" ? message.sequence : -1));
  assert.deepEqual(told, Array.from({ length: 512 }, (_, at) => at));
  assert.ok(!held.isFull);
  const now = performance.now();
  assert.equal(held.watch(now, 0), "same");
  assert.equal(held.watch(now + HELD_LATE_MS + 1000, 0), "late");
  assert.equal(held.watch(now + HELD_LATE_MS + 2000, 0), "same");
  held.release(1_000_000, () => {});
  assert.equal(held.watch(now + HELD_LATE_MS + 3000, 0), "in-time");
});

Deno.test("D11 durable: a balance that is spoiled stops actions, answers and saving, and says which", async () => {
  const { disk, tick } = await savedWorld();
  disk.get("balances.low 0")!.bytes[0]! ^= 1;
  const spoiled = new Bench({ disk, tick });
  startWorldPart(spoiled.ends);
  spoiled.start();
  const { text } = await spoiled.mainSaid("log");
  assert.match(text, /The ledger does not add up at tick \d+: all balances of \w+ come to -?1, wanted 0/);
  spoiled.gateway.mustSend(enter(3));
  await spoiled.gatewaySaid("entered");
  spoiled.gateway.mustSend({ type: "drop", session: 3, sequence: 9, what: 1, amount: 1 });
  const told = await spoiled.gatewaySaid("refusedAction");
  assert.deepEqual([told.sequence, told.reason], [9, "storage-behind"]);
  spoiled.main.mustSend({ type: "stop" });
  await spoiled.mainSaid("stopped");
  assert.deepEqual(spoiled.saves, [], "a state that does not add up is never saved");
  spoiled.close();
});

Deno.test("D7 durable: a busy world is always a little ahead of the disk; a tick that waits too long stops it", () => {
  const link = { send: () => true } as unknown as StorageLink;
  const recorder = new Recorder(link);
  let now = 0;
  for (let tick = 1; now < 2 * STORAGE_BEHIND_MS_MAX; tick++, now += 50) {
    recorder.recordedTick = tick;
    recorder.durableTick = tick - 2;
    assert.equal(recorder.watch(now), "");
  }
  assert.ok(recorder.behindMs(now) < 1_000);
  const { durableTick } = recorder;
  const held = new HeldResults();
  assert.equal(held.watch(now, recorder.behindMs(now)), "same");
  now += HELD_LATE_MS + 1_000;
  recorder.recordedTick += 100;
  recorder.watch(now);
  assert.equal(
    held.watch(now, recorder.behindMs(now)),
    "late",
    "everybody is told, whether they wait for something or not",
  );
  now += STORAGE_BEHIND_MS_MAX;
  assert.match(recorder.watch(now), new RegExp(`has not written what happened since tick ${durableTick}`));
  assert.equal(recorder.watch(now + 1), "", "once");
});
