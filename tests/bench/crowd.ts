/**
 * A crowd without sockets and processes: everybody walks about on one square, the world steps and is encoded, a gateway's
 * half that sends puts a frame together for each, and some of them are read and compared with the world at every flush.
 *
 *     deno task bench:crowd 5000 20
 *     deno task bench:crowd --report           writes the table of docs/performance.md
 */
import process from "node:process";
import { Fanout } from "../../net/gateway/fanout.ts";
import { CellTable } from "../../net/gateway/cells.ts";
import { Pace } from "../../net/gateway/pace.ts";
import { SlabAllocator } from "../../net/gateway/slab.ts";
import { Tally } from "../../net/gateway/tally.ts";
import type { Viewer } from "../../net/gateway/viewer.ts";
import { ViewerList } from "../../net/gateway/viewers.ts";
import { ViewTable } from "../../net/gateway/views.ts";
import { DEFAULT_LIMITS } from "../../net/limits.ts";
import { decodeServerBody, readFrame } from "../../net/protocol/mod.ts";
import { cellOf, CellReplica, entityX, entityY } from "../../net/replica.ts";
import { Session } from "../../net/sessions/session.ts";
import type { Connection } from "../../net/transport/connection.ts";
import { Prng } from "../../world/base/prng.ts";
import { headingTowards } from "../../world/base/space.ts";
import type { Command } from "../../world/commands.ts";
import { indexOf } from "../../world/entities.ts";
import { CELL_COLUMNS, FLUSH_TICKS, RUN_SPEED, WALK_SPEED } from "../../world/limits.ts";
import { positionX, positionY, SILENT_OUTPUT, stepWorld, type World, type WorldOutput } from "../../world/mod.ts";
import { BlockEncoder } from "../../world/replication/encode.ts";
import { SQUARE_UNITS } from "../../world/replication/crowd_steps.ts";
import { machineText } from "./load/machine.ts";
import { makeTestWorld } from "../world/_fixtures.ts";
import { onOff, optionsOf, whole } from "../tools/options.ts";

const TICK_RATE = 20;
const SETTLE_SECONDS = 12;
const ROAM_METRES = 20;
const TURNS_PER_SECOND = 2;
const SAYS_PER_SECOND = 1 / 60;
/** Who is nearer than this many others is told at every flush. */
const NEAREST = 100;
/** A WebSocket's header of a message of some hundred bytes. */
const HEADER_BYTES = 4;

/** What was found. Times in milliseconds of the processor that ran it. */
export interface CrowdResult {
  readonly players: number;
  readonly crowded: boolean;
  readonly bytesPerPlayerPerSecond: number;
  readonly framesPerPlayerPerSecond: number;
  readonly tickMs: number;
  readonly takeMsPerFlush: number;
  readonly sendMsPerFlush: number;
  readonly sendMicrosPerFrame: number;
  /** Of those who were looked for in a watched view, how many were not known; and known who were not there. */
  readonly missing: number;
  readonly ghosts: number;
  /** The longest that anybody was not shown in its square, in flushes. */
  readonly staleFlushesMax: number;
  /** Changes of motion of the nearest hundred, and how many of them were shown at their flush. */
  readonly nearChanges: number;
  readonly nearShown: number;
  /** How far off those are shown who are not exact, on average, in metres. */
  readonly farMetresMean: number;
}

/** A client that is read. */
interface Watched {
  readonly viewer: Viewer;
  readonly replica: CellReplica;
  readonly rightAt: Map<number, number>;
}

/** Lets a crowd walk about. `watched`: clients whose frames are read. */
export function measureCrowd(options: { players: number; seconds: number; watched: number }): CrowdResult {
  const scene = new CrowdScene(options.players, options.watched);
  for (let left = SETTLE_SECONDS * TICK_RATE; left > 0; left--) scene.tick();
  scene.clear();
  for (let left = options.seconds * TICK_RATE; left > 0; left--) scene.tick();
  return scene.result(options.seconds);
}

/** Processor time of the process, in milliseconds: what others do on the machine is not in it. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

class CrowdScene {
  readonly #world: World = makeTestWorld();
  readonly #encoder = new BlockEncoder();
  readonly #dice = new Prng(3);
  readonly #players: number;
  readonly #cells: CellTable;
  readonly #views: ViewTable;
  readonly #viewers: ViewerList;
  readonly #fanout: Fanout;
  readonly #watched: Watched[] = [];
  readonly #sequences: Uint16Array;
  readonly #entities: Uint32Array;
  readonly #newcomers: { session: number; entity: number; x: number; y: number }[] = [];
  readonly #applied: number[] = [];
  #times = { tick: 0, take: 0, send: 0 };
  #before = { frames: 0, bytes: 0 };
  #flushes = 0;
  #found = { missing: 0, ghosts: 0, stale: 0, nearChanges: 0, nearShown: 0, far: 0, farMetres: 0 };

  constructor(players: number, watched: number) {
    this.#players = players;
    this.#sequences = new Uint16Array(players + 1);
    this.#entities = new Uint32Array(players + 1);
    const limits = DEFAULT_LIMITS;
    this.#cells = new CellTable(TICK_RATE, {
      watch: (x, y) => this.#encoder.watch(1, y * CELL_COLUMNS + x),
      unwatch: (x, y) => this.#encoder.unwatch(1, y * CELL_COLUMNS + x),
    }, limits);
    const slabs = new SlabAllocator();
    this.#views = new ViewTable(this.#cells, slabs, limits.viewCells);
    this.#viewers = new ViewerList(this.#views, limits, new Tally());
    const cells = this.#cells;
    const views = this.#views;
    this.#fanout = new Fanout({ cells, views, slabs, limits, pace: new Pace(TICK_RATE), tickRate: TICK_RATE });
    const commands: Command[] = [];
    for (let session = 1; session <= players; session++) {
      commands.push({
        type: "enter",
        account: 0,
        session,
        character: session,
        name: `Walker ${session}`,
        look: session,
      });
    }
    stepWorld(this.#world, commands, this.#output());
    this.#admit(watched);
  }

  tick(): void {
    const began = processorMs();
    stepWorld(this.#world, this.#commands(), this.#output());
    this.#times.tick += processorMs() - began;
    if (this.#world.tick % FLUSH_TICKS === 0) this.#flush();
  }

  clear(): void {
    this.#times = { tick: 0, take: 0, send: 0 };
    const { frames, bytes } = this.#fanout.counts;
    this.#before = { frames, bytes };
    this.#flushes = 0;
    this.#found = { missing: 0, ghosts: 0, stale: 0, nearChanges: 0, nearShown: 0, far: 0, farMetres: 0 };
  }

  result(seconds: number): CrowdResult {
    const frames = this.#fanout.counts.frames - this.#before.frames;
    const bytes = this.#fanout.counts.bytes - this.#before.bytes + frames * HEADER_BYTES;
    const { missing, ghosts, stale, nearChanges, nearShown, far, farMetres } = this.#found;
    const { tick, take, send } = this.#times;
    return {
      players: this.#players,
      crowded: this.#viewers.all.every(({ isCrowded }) => isCrowded),
      bytesPerPlayerPerSecond: Math.round(bytes / this.#players / seconds),
      framesPerPlayerPerSecond: frames / this.#players / seconds,
      tickMs: tick / (seconds * TICK_RATE),
      takeMsPerFlush: take / this.#flushes,
      sendMsPerFlush: send / this.#flushes,
      sendMicrosPerFrame: 1000 * send / frames,
      ...{
        missing,
        ghosts,
        staleFlushesMax: stale,
        nearChanges,
        nearShown,
        farMetresMean: farMetres / Math.max(1, far),
      },
    };
  }

  #output(): WorldOutput {
    return {
      ...SILENT_OUTPUT,
      entered: (session, _character, entity, _space, x, y) => {
        this.#entities[session] = entity;
        this.#newcomers.push({ session, entity, x, y });
      },
      applied: (session) => this.#applied.push(session),
      happened: (cell, happening) => this.#encoder.happened(cell, happening),
    };
  }

  /** Everybody who came in has a client; some of them read what they get. */
  #admit(watched: number): void {
    for (const { session: number, entity, x, y } of this.#newcomers.splice(0)) {
      const replica = number <= watched ? new CellReplica(TICK_RATE) : null;
      const session = new Session<Viewer>(number, makeSink(replica), DEFAULT_LIMITS, 0);
      const viewer = this.#viewers.add(session, entity, this.#views.acquire(cellOf(x), cellOf(y), 0), 0);
      if (replica !== null) this.#watched.push({ viewer, replica, rightAt: new Map() });
    }
  }

  #commands(): Command[] {
    const commands: Command[] = [];
    const { spawnX, spawnY } = this.#world.terrain.layout;
    for (let session = 1; session <= this.#players; session++) {
      const chance = this.#dice.u32() / 2 ** 32 * TICK_RATE;
      if (chance < SAYS_PER_SECOND) commands.push({ type: "say", session, text: `I am number ${session} of a crowd` });
      if (chance > TURNS_PER_SECOND) continue;
      const index = indexOf(this.#entities[session]!);
      const dx = spawnX - positionX(this.#world, index);
      const dy = spawnY - positionY(this.#world, index);
      const isFar = Math.hypot(dx, dy) > ROAM_METRES * 256 * 1.5;
      const heading = isFar ? headingTowards(dx, dy) : this.#dice.u32() & 255;
      const pace = this.#dice.below(10);
      const speed = pace === 0 ? 0 : pace < 8 ? WALK_SPEED : RUN_SPEED;
      const sequence = this.#sequences[session] = this.#sequences[session]! + 1;
      commands.push({ type: "input", session, sequence, atTick: this.#world.tick + 1, heading, speed });
    }
    return commands;
  }

  #flush(): void {
    const { tick } = this.#world;
    const nowMs = tick * 1000 / TICK_RATE;
    const began = processorMs();
    this.#encoder.flush(this.#world, (bytes) => this.#cells.take(bytes));
    this.#cells.apply(tick);
    if (this.#cells.flush % this.#cells.crowds.slices === 0) this.#views.judgeCrowds(nowMs);
    for (const session of this.#applied.splice(0)) this.#viewers.all[session - 1]!.hasApplied = true;
    const taken = processorMs();
    this.#fanout.begin(tick);
    this.#fanout.run(this.#viewers.all, this.#viewers.all.length, nowMs);
    const sent = processorMs();
    this.#times.take += taken - began;
    this.#times.send += sent - taken;
    this.#flushes++;
    for (const watched of this.#watched) this.#compare(watched);
    this.#cells.end();
  }

  #compare({ viewer, replica, rightAt }: Watched): void {
    const { tick, entities } = this.#world;
    const { startTick } = entities.components.columns;
    const { view, toldFlush, isCrowded } = viewer;
    const { flush } = this.#cells;
    if (toldFlush !== flush || !isCrowded) return;
    const found = this.#found;
    const own = indexOf(viewer.entity);
    const others: { apart: number; changed: boolean; isExact: boolean }[] = [];
    const there = new Set<number>();
    for (let session = 1; session <= this.#players; session++) {
      const id = this.#entities[session]!;
      const index = indexOf(id);
      const [x, y] = [positionX(this.#world, index), positionY(this.#world, index)];
      if (!view.cells.some((cell) => cell.x === cellOf(x) && cell.y === cellOf(y))) continue;
      there.add(id);
      const seen = replica.entities.get(id);
      if (seen === undefined) {
        found.missing++;
        continue;
      }
      const off = Math.max(
        Math.abs(entityX(seen, tick, TICK_RATE) - x),
        Math.abs(entityY(seen, tick, TICK_RATE) - y),
      );
      if (off <= SQUARE_UNITS + 16 || !rightAt.has(id)) rightAt.set(id, flush);
      found.stale = Math.max(found.stale, flush - rightAt.get(id)!);
      const apart = Math.hypot(x - positionX(this.#world, own), y - positionY(this.#world, own));
      others.push({ apart, changed: startTick[index]! > tick - FLUSH_TICKS, isExact: off <= 2 });
      if (off <= 2) continue;
      found.far++;
      found.farMetres += off / 256;
    }
    for (const id of replica.entities.keys()) if (!there.has(id)) found.ghosts++;
    others.sort((a, b) => a.apart - b.apart);
    const changes = others.slice(0, NEAREST).filter(({ changed }) => changed);
    found.nearChanges += changes.length;
    found.nearShown += changes.filter(({ isExact }) => isExact).length;
  }
}

function makeSink(replica: CellReplica | null): Connection {
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
    sendRoomed: (slab, start, end) => {
      replica?.take(readFrame(slab.subarray(start, end), decodeServerBody));
    },
    sendDatagram: () => {},
    datagramBytesMax: 0,
    onDatagram: () => {},
    probe: () => {},
    close: () => {},
    terminate: () => {},
  };
}

const DOCUMENT = new URL("../../docs/performance.md", import.meta.url);
const REPORTED = [1300, 2500, 5000, 8000];
const REPORT_SECONDS = 20;

function crowdTable(results: readonly CrowdResult[]): string {
  const rows = results.map((r) => [
    ...[
      r.players,
      r.crowded ? "by steps" : "in full",
      r.bytesPerPlayerPerSecond,
      r.framesPerPlayerPerSecond.toFixed(1),
    ],
    ...[r.tickMs, r.takeMsPerFlush, r.sendMsPerFlush, r.sendMicrosPerFrame].map((ms) => ms.toFixed(2)),
    // Only those who are told of a crowd are compared.
    ...(r.crowded ? [r.missing, r.ghosts, r.staleFlushesMax] : ["", "", ""]),
    r.crowded ? `${(100 * r.nearShown / r.nearChanges).toFixed(1)} %` : "",
  ]);
  const head = [
    ...["players", "told", "B/s each", "frames/s each", "ms a tick", "ms a flush to take in", "to send", "µs a frame"],
    ...["missing", "ghosts", "told late", "nearest"],
  ];
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---:")), ...rows.map(line)].join("\n");
}

if (import.meta.main) {
  const about = "What a crowd costs by itself, and whether all in it are told.";
  const values = optionsOf({ task: "deno task bench:crowd", about, bare: ["players", "seconds"] }, {
    players: whole("how many stand on one square", 5000, { min: 2, max: 100_000 }),
    seconds: whole("for how long", 20),
    report: onOff("writes the table of docs/performance.md"),
  });
  if (values.report) {
    const results = REPORTED.map((players) => measureCrowd({ players, seconds: REPORT_SECONDS, watched: 4 }));
    const table = `<!-- crowds -->\n\n${crowdTable(results)}\n\nMeasured on: ${machineText()}.\n\n<!-- /crowds -->`;
    const document = Deno.readTextFileSync(DOCUMENT);
    Deno.writeTextFileSync(DOCUMENT, document.replace(/<!-- crowds -->[\s\S]*?<!-- \/crowds -->/, () => table));
  } else {
    console.log(measureCrowd({ players: values.players, seconds: values.seconds, watched: 4 }));
  }
}
