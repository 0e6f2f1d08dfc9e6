/**
 * The gateway's fan-out alone: no sockets, no world. Blocks are made beforehand; measured are taking them in, applying
 * them to the replica, and one frame for each client, against bare copies of the same bytes into fresh memory.
 *
 *   deno run -A tests/bench/fanout.ts [clients]
 */
import { Buffer } from "node:buffer";
import { CellTable } from "../../net/gateway/cells.ts";
import { Fanout } from "../../net/gateway/fanout.ts";
import { SlabAllocator } from "../../net/gateway/slab.ts";
import { Tally } from "../../net/gateway/tally.ts";
import type { Viewer } from "../../net/gateway/viewer.ts";
import { ViewerList } from "../../net/gateway/viewers.ts";
import { Pace } from "../../net/gateway/pace.ts";
import { ViewTable } from "../../net/gateway/views.ts";
import { DEFAULT_LIMITS } from "../../net/limits.ts";
import { Session } from "../../net/sessions/session.ts";
import type { Connection } from "../../net/transport/connection.ts";
import { Prng } from "../../world/base/prng.ts";
import { CELL_UNITS } from "../../world/limits.ts";
import { makeBlock } from "../net/blocks.ts";
import { optionsOf, whole } from "../tools/options.ts";

const FLUSHES = 100;
const WARM_UP = 20;

/** A connection that takes frames and drops them. */
function makeSink(sizes: number[]): Connection {
  return {
    kind: "memory",
    speech: "binary",
    address: "",
    bufferedBytes: 0,
    roundTripMs: null,
    probePendingSince: null,
    onMessage: () => {},
    onClosed: () => {},
    sendText: () => {},
    sendBytes: () => {},
    sendRoomed: (_slab, start, end) => void sizes.push(end - start),
    sendDatagram: () => {},
    datagramBytesMax: 0,
    onDatagram: () => {},
    probe: () => {},
    close: () => {},
    terminate: () => {},
  };
}

interface Scene {
  readonly name: string;
  /** Clients stand in this many cells in each direction. */
  readonly side: number;
  /** Of a hundred, how many change their motion in a flush; each such client is told its input was applied. */
  readonly changing: number;
}

function measure(scene: Scene, clients: number): void {
  const { side, changing } = scene;
  const dice = new Prng(1);
  const cells = new CellTable(20, { watch: () => {}, unwatch: () => {} }, DEFAULT_LIMITS);
  const slabs = new SlabAllocator();
  const limits = DEFAULT_LIMITS;
  const views = new ViewTable(cells, slabs, limits.viewCells);
  const viewers = new ViewerList(views, limits, new Tally());
  const fanout = new Fanout({ cells, views, slabs, limits, pace: new Pace(20), tickRate: 20 });
  const sizes: number[] = [];
  const perCell = new Map<number, Viewer[]>();
  for (let index = 0; index < clients; index++) {
    const cell = side === 1 ? 0 : dice.below(side * side);
    const session = new Session<Viewer>(index + 1, makeSink(sizes), limits, 0);
    const viewer = viewers.add(session, index + 1, views.acquire(10 + cell % side, 10 + Math.floor(cell / side), 0), 0);
    perCell.set(cell, [...perCell.get(cell) ?? [], viewer]);
  }
  // Every watched cell is told whole once.
  for (let y = 8; y < 12 + side; y++) {
    for (let x = 8; x < 12 + side; x++) {
      const here = x >= 10 && y >= 10 && x < 10 + side && y < 10 + side
        ? perCell.get((y - 10) * side + x - 10) ?? []
        : [];
      const motion = { x: CELL_UNITS / 2, y: CELL_UNITS / 2 };
      const arrivals = here.map(({ entity }, slot) => ({
        slot,
        entity,
        motion,
        components: { kind: 1, name: "Somebody" },
      }));
      cells.take(makeBlock({ cell: [x, y], keyframe: true, arrivals }));
    }
  }
  cells.apply(0);
  cells.end();
  const flushes: { blocks: Uint8Array[]; applied: Viewer[] }[] = [];
  for (let flush = 0; flush < FLUSHES + WARM_UP; flush++) {
    const blocks: Uint8Array[] = [];
    const applied: Viewer[] = [];
    for (const [cell, here] of perCell) {
      const movers = here.map((viewer, slot) => ({ viewer, slot })).filter(() => dice.below(100) < changing);
      if (movers.length === 0) continue;
      const motions = movers.map(({ slot }) => ({ slot, motion: { x: 4096, y: 4096, heading: dice.below(256) } }));
      blocks.push(makeBlock({ cell: [10 + cell % side, 10 + Math.floor(cell / side)], motions }));
      applied.push(...movers.map(({ viewer }) => viewer));
    }
    flushes.push({ blocks, applied });
  }
  let takeMs = 0;
  let runMs = 0;
  let framesBefore = 0;
  let bytesBefore = 0;
  for (const [flush, { blocks, applied }] of flushes.entries()) {
    const at = performance.now();
    for (const block of blocks) cells.take(block);
    cells.apply(2 + flush * 2);
    const taken = performance.now();
    for (const viewer of applied) viewer.hasApplied = true;
    fanout.begin(2 + flush * 2);
    fanout.run(viewers.all, viewers.all.length, flush * 100);
    cells.end();
    const done = performance.now();
    if (flush === WARM_UP) {
      [takeMs, runMs, sizes.length] = [0, 0, 0];
      framesBefore = fanout.counts.frames;
      bytesBefore = fanout.counts.bytes;
    }
    takeMs += taken - at;
    runMs += done - taken;
  }
  const frames = fanout.counts.frames - framesBefore;
  const bytes = fanout.counts.bytes - bytesBefore;
  const bareMs = copyBare(sizes);
  const micros = (ms: number) => (1000 * ms / frames).toFixed(2);
  console.log(
    `${scene.name}: ${clients} clients, ${(frames / FLUSHES).toFixed(0)} frames a flush of ${
      (bytes / frames).toFixed(0)
    } bytes; fan-out ${micros(runMs)} µs a frame, taking in and applying ${micros(takeMs)}, bare copies ${
      micros(bareMs)
    }; a flush takes ${((runMs + takeMs) / FLUSHES).toFixed(1)} ms`,
  );
}

/** The same messages as bare copies into fresh memory; milliseconds. */
function copyBare(sizes: readonly number[]): number {
  const source = Buffer.alloc(Math.max(...sizes.slice(0, 10_000), 1), 7);
  let kept = 0;
  const before = performance.now();
  for (const size of sizes) {
    const copy = Buffer.allocUnsafe(size);
    source.copy(copy, 0, 0, Math.min(size, source.length));
    kept += copy.length;
  }
  const ms = performance.now() - before;
  if (kept < 0) throw new Error("never");
  return ms;
}

const about = "The gateway's fan-out alone.";
const { clients } = optionsOf({ task: "deno run -A tests/bench/fanout.ts", about, bare: ["clients"] }, {
  clients: whole("how many are sent to", 8000, { max: 100_000 }),
});
measure({ name: "spread, 20 in view", side: 100, changing: 10 }, clients);
measure({ name: "spread, 100 in view", side: 45, changing: 10 }, clients);
measure({ name: "all in one place", side: 1, changing: 10 }, Math.min(clients, 1300));
measure({ name: "nobody moves", side: 100, changing: 0 }, clients);
