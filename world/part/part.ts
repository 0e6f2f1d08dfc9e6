/**
 * The world part: holds the world and its time, speaks to the others through links alone, and waits for nobody.
 *
 *   waiting ──start, restored──► running ──stop──► stopping ──last checkpoint saved──► stopped
 *
 * One turn of the clock, for each tick that is due:
 *
 *   1  drain   commands of all links into one list, gateways in their order, then main; watches go to the encoder
 *   2  step    the world (tick.ts)
 *   3  encode  at every FLUSH_TICKS-th tick, blocks to those who watch, then `flush`
 *   4  save    the tick's commands to the journal; begin a checkpoint if one is due, send what there is room for
 * Some of the time until the next is used to make terrain that will be needed soon.
 */
import { makeAhead } from "../ahead.ts";
import { Link, type LinkEnd } from "../base/link.ts";
import type { MessageOf } from "../base/record.ts";
import { type Command, keptCommand } from "../commands.ts";
import { FLUSH_TICKS } from "../limits.ts";
import { forgetSessions, retellOwn, stepWorld, type World } from "../mod.ts";
import { BlockEncoder } from "../replication/encode.ts";
import { HostContent } from "./host_content.ts";
import { clearGrown, keepLeftoversWhile } from "./leftovers.ts";
import { inspectEntity } from "./inspect.ts";
import { LandMemory } from "./land_memory.ts";
import { AHEAD_MOVERS_MAX, AHEAD_TIME_MAX, LAST_CHECKPOINT_TRIES_MAX, STOPPING_POLL_MS } from "./limits.ts";
import {
  gatewayToWorld,
  mainToWorld,
  storageToWorld,
  worldToGateway,
  worldToMain,
  worldToStorage,
} from "./messages.ts";
import { Beginning, type Standing } from "./beginning.ts";
import { CheckpointRhythm } from "./checkpoint_rhythm.ts";
import { LedgerWatch } from "./ledger_watch.ts";
import type { WorldPartOptions } from "./options.ts";
import { Recorder } from "./recorder.ts";
import { Saver, type StorageLink } from "./saver.ts";
import { encodeJson, readyOf, Statistics } from "./statistics.ts";
import { type GatewayLink, MAIN_BIT, type MainLink, Subscribers } from "./subscribers.ts";
import { Turns } from "./turns.ts";
import { LOG_LEVELS, type LogLevel, type WorldConfig } from "./types.ts";

/** The ends of the links that the world part holds. Gateways are in the order of their indexes. */
export interface WorldPartEnds {
  readonly main: LinkEnd;
  readonly storage: LinkEnd;
  readonly gateways: readonly LinkEnd[];
}

type FromGateway = MessageOf<typeof gatewayToWorld.declarations>;
type FromMain = MessageOf<typeof mainToWorld.declarations>;
type FromStorage = MessageOf<typeof storageToWorld.declarations>;

type PartState =
  | { readonly type: "waiting"; readonly beginning: Beginning }
  | { readonly type: "running"; readonly world: World }
  | { readonly type: "stopping"; readonly world: World; tries: number; begun: boolean }
  | { readonly type: "stopped" };

/** Starts the world part on its links. It runs until it was told to stop and has stopped. */
export function startWorldPart(ends: WorldPartEnds, options: WorldPartOptions = {}): void {
  new WorldPart(ends, options).open();
}

class WorldPart {
  readonly #main: MainLink;
  readonly #storage: StorageLink;
  readonly #gateways: readonly GatewayLink[];
  readonly #encoder = new BlockEncoder();
  readonly #subscribers: Subscribers;
  readonly #saver: Saver;
  readonly #statistics = new Statistics();
  readonly #recorder: Recorder;
  readonly #commands: Command[] = [];
  #state: PartState;
  readonly #content = new HostContent();
  #rhythm = new CheckpointRhythm(0, 1, 1, true);
  #nextStatsMs = 0;
  /** While it runs. */
  #turns: Turns | null = null;
  readonly #ledger: LedgerWatch;
  readonly #savedIdle: () => void;
  readonly #onWorld: WorldPartOptions["onWorld"];
  #aheadCursor = 0; // Whose way is looked ahead next.

  constructor(ends: WorldPartEnds, { terrainOf, auditSeconds, savedIdle = clearGrown, onWorld }: WorldPartOptions) {
    // Terrain that is shared by many worlds is nobody's to keep.
    const memory = terrainOf === undefined ? new LandMemory() : null;
    this.#saver = new Saver(memory);
    this.#state = { type: "waiting", beginning: new Beginning(memory, terrainOf) };
    this.#ledger = new LedgerWatch(auditSeconds);
    this.#savedIdle = savedIdle;
    this.#onWorld = onWorld;
    this.#main = new Link(ends.main, worldToMain, mainToWorld);
    this.#storage = new Link(ends.storage, worldToStorage, storageToWorld);
    this.#recorder = new Recorder(this.#storage);
    this.#gateways = ends.gateways.map((end) => new Link(end, worldToGateway, gatewayToWorld));
    this.#subscribers = new Subscribers(this.#gateways, this.#main, this.#encoder);
  }

  open(): void {
    keepLeftoversWhile(() => this.#state.type === "running" && this.#state.world.sessions.size > 0);
    // While running, everything is drained at ticks; before and after, whenever something comes.
    const wake = () => this.#turns === null ? this.#guard(() => this.#drain()) : this.#turns.call();
    for (const link of [this.#main, this.#storage, ...this.#gateways]) link.onWake = wake;
    // What is on the disk changes nothing in the world, and somebody waits for it.
    this.#storage.onWake = () => this.#guard(() => this.#storage.drain((message) => this.#hearStorage(message)));
    wake();
  }

  /** Whatever goes wrong in here is our bug: main is told, and the part stands still. */
  #guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#state = { type: "stopped" };
      const message = error instanceof Error ? error.stack ?? error.message : String(error);
      this.#main.send({ type: "failed", code: "world-bug", message });
    }
  }

  #drain(): void {
    this.#turns?.heard();
    for (let index = 0; index < this.#gateways.length; index++) {
      this.#gateways[index]!.drain((message) => this.#hearGateway(message, 1 << index));
    }
    this.#main.drain((message) => this.#hearMain(message));
    this.#storage.drain((message) => this.#hearStorage(message));
  }

  #hearGateway(message: FromGateway, bit: number): void {
    switch (message.type) {
      case "watch":
      case "unwatch":
      case "watchAll":
        return this.#subscribers.watch(message, bit);
      case "describe":
        return this.#state.type === "running" ? this.#subscribers.describe(this.#state.world, message) : undefined;
      default:
        this.#hearCommand(message);
    }
  }

  /** Commands that come when no tick will follow are for nobody. */
  #hearCommand(command: Command): void {
    if (this.#state.type !== "running") return;
    const { world } = this.#state;
    if (this.#subscribers.mayTake(world, command, this.#ledger.isBad)) this.#commands.push(keptCommand(command));
  }

  #hearMain(message: FromMain): void {
    switch (message.type) {
      case "watch":
      case "unwatch":
      case "watchAll":
        return this.#subscribers.watch(message, MAIN_BIT);
      case "content":
        this.#content.hear(message.pack);
        return this.#begin();
      case "start":
        if (this.#state.type === "waiting") this.#state.beginning.config = JSON.parse(message.json) as WorldConfig;
        return this.#begin();
      case "stop":
        return this.#stop();
      case "inspect":
        return this.#answer(message.request, message.entity);
      default:
        this.#hearCommand(message);
    }
  }

  #hearStorage(message: FromStorage): void {
    switch (message.type) {
      case "restorePage":
      case "restoreLand":
      case "restoreRow":
        return this.#state.type === "waiting" ? this.#state.beginning.arriving.hear(message) : undefined;
      case "restored":
        if (this.#state.type === "waiting") this.#state.beginning.restored = message;
        return this.#begin();
      case "durable":
        this.#recorder.durableTick = Math.max(this.#recorder.durableTick, message.tick);
        if (!this.#ledger.isBad) this.#subscribers.release(this.#recorder.durableTick);
        return;
      case "saved":
        return this.#hearSaved(this.#saver.saved(message.tick));
      case "saveFailed":
        this.#log("error", `Saving the world at tick ${message.tick} failed: ${message.reason}`);
        return this.#hearSaved(this.#saver.failed(message.tick, message.reason));
    }
  }

  /** Begins once everything that a world begins with is here. */
  #begin(): void {
    if (this.#state.type !== "waiting") return;
    const { beginning } = this.#state;
    const begun = beginning.begin(this.#content, (text) => this.#log("info", text));
    if (begun === null) return;
    if (begun.type === "refused") {
      this.#state = { type: "stopped" };
      this.#main.mustSend({ type: "failed", code: begun.code, message: begun.message });
      return;
    }
    const { world } = begun;
    const fresh = begun.type === "new";
    if (!fresh) this.#goOn(begun);
    const { playersMax, checkpointSeconds } = beginning.config!;
    const { tickRate } = world.facts;
    this.#subscribers.door.playersMax = playersMax ?? Infinity;
    this.#rhythm = new CheckpointRhythm(world.tick, checkpointSeconds, tickRate, fresh);
    this.#saver.report.tick = world.tick;
    this.#state = { type: "running", world };
    this.#onWorld?.(world);
    this.#content.giveTo(world, this.#commands, (text) => this.#log("info", text));
    this.#nextStatsMs = performance.now() + 1000;
    this.#main.mustSend(this.#content.catalogFor(world));
    this.#main.mustSend({ type: "ready", json: JSON.stringify(readyOf(world, fresh)) });
    this.#saver.prepare(world);
    this.#turns = new Turns({
      tickMs: 1000 / tickRate,
      tick: (late) => this.#tick(world, late),
      between: (nowMs, dueMs) => this.#lookAhead(world, nowMs, dueMs),
      isRunning: () => this.#isRunning(),
      mayRest: () => this.#mayRest(world),
      guard: (run) => this.#guard(run),
    });
  }

  /** Whether nobody is there, and nothing under way that goes on with each tick. */
  #mayRest({ sessions }: World): boolean {
    return sessions.size === 0 && !this.#encoder.isWatched && this.#saver.isIdle && this.#recorder.isIdle;
  }

  /** A saved world that stands again goes on, and storage hears of it. */
  #goOn({ world, keeper, givenUp, other }: Standing): void {
    this.#saver.keeper = keeper;
    if (givenUp !== "") {
      const text = `What came after tick ${world.tick} is given up, as --recover from-checkpoint says: ${givenUp}.`;
      this.#log("warn", text);
      this.#storage.mustSend({ type: "giveUp", tick: world.tick, reason: givenUp });
    }
    if (other !== "") this.#log("warn", `Stepped again, the world came to the same by another way: ${other}.`);
    this.#recorder.durableTick = world.tick;
    forgetSessions(world);
    this.#recorder.restarted(world.tick);
  }

  /** Uses some of the time until the next tick for terrain that is needed soon. */
  #lookAhead(world: World, nowMs: number, dueMs: number): void {
    const until = nowMs + (dueMs - nowMs) * AHEAD_TIME_MAX;
    this.#aheadCursor = makeAhead(world, this.#aheadCursor, AHEAD_MOVERS_MAX, () => performance.now() < until);
  }

  #isRunning(): boolean {
    return this.#state.type === "running";
  }

  #tick(world: World, late: number): void {
    const before = performance.now();
    this.#statistics.stage("drain", () => this.#drain());
    if (!this.#isRunning()) return;
    this.#subscribers.tick = world.tick + 1;
    this.#subscribers.retryPrivate();
    retellOwn(world, this.#subscribers.takeUntold());
    const stepping = performance.now();
    stepWorld(world, this.#commands, this.#subscribers, this.#statistics);
    this.#rhythm.stepped(performance.now() - stepping);
    this.#statistics.stage("audit", () => this.#alarm(this.#ledger.stepped(world)));
    this.#statistics.stage("record", () => {
      this.#recorder.record(world, this.#commands, this.#subscribers.held.newestTick === world.tick);
    });
    this.#commands.length = 0;
    this.#subscribers.door.stepped();
    if (world.tick % FLUSH_TICKS === 0) this.#statistics.stage("encode", () => this.#flush(world, late));
    this.#statistics.stage("save", () => this.#save(world));
    this.#statistics.tickTook(performance.now() - before);
    this.#report(world);
  }

  #flush(world: World, late: number): void {
    this.#subscribers.restartBroken(world.tick);
    this.#encoder.flush(world, this.#subscribers.sendBlock);
    this.#subscribers.endFlush(world.tick, late);
  }

  #save(world: World): void {
    if (this.#saver.isIdle && this.#rhythm.isDue(world.tick) && this.#ledger.isGoodSince(this.#rhythm.dueTick)) {
      this.#rhythm.begun(world.tick);
      this.#saver.begin(world, false);
    }
    this.#sendToStorage();
    const behind = this.#recorder.watch(performance.now());
    if (behind !== "") this.#main.mustSend({ type: "failed", code: "storage-behind", message: behind });
  }

  /** A ledger that does not add up is our bug. */
  #alarm(text: string): void {
    if (text === "") return;
    this.#log("error", text);
    this.#subscribers.line(0, "notice", "", "Nothing can change hands just now: the world found a fault in itself.");
  }

  /** Entries of the journal first: a checkpoint's end stands for all that came before it. */
  #sendToStorage(): void {
    this.#recorder.pump();
    if (this.#recorder.isIdle) this.#saver.pump(this.#storage);
  }

  #report(world: World): void {
    const now = performance.now();
    if (now < this.#nextStatsMs) return;
    this.#nextStatsMs = Math.max(this.#nextStatsMs + 1000, now);
    this.#statistics.ticksLate = this.#turns?.ticksLate ?? 0;
    const parts = [this.#encoder, this.#saver, this.#recorder, this.#ledger] as const;
    const stats = this.#statistics.take(world, ...parts, [this.#main, this.#storage, ...this.#gateways]);
    this.#main.send({ type: "stats", json: encodeJson(stats) });
    const lost = this.#subscribers.takeLost();
    if (lost > 0) this.#log("error", `${lost} results for players were lost: a gateway stands still`);
    this.#subscribers.tellLateness(now, this.#recorder.behindMs(now));
  }

  #answer(request: number, entity: number): void {
    const report = "world" in this.#state ? inspectEntity(this.#state.world, entity) : null;
    this.#main.send({ type: "answer", request, json: encodeJson(report) });
  }

  #stop(): void {
    const state = this.#state;
    if (state.type === "waiting") return this.#stopped();
    if (state.type !== "running") return;
    this.#state = { type: "stopping", world: state.world, tries: 0, begun: false };
    this.#turns?.stop();
    this.#turns = null;
    // Of a world that was never stepped, what came out of the mint is not recorded yet.
    if (state.world.tick === 0) this.#recorder.record(state.world, [], false);
    this.#finish();
  }

  /** While stopping: sends what is left of a checkpoint under way, then the last one. */
  #finish(): void {
    const state = this.#state;
    if (state.type !== "stopping") return;
    this.#alarm(this.#ledger.finish(state.world));
    if (this.#ledger.isBad && this.#recorder.isIdle) return this.#stopWithoutSaving();
    if (!state.begun && this.#saver.isIdle && !this.#ledger.isBad) {
      state.begun = true;
      state.tries++;
      this.#saver.begin(state.world, true);
    }
    this.#sendToStorage();
    setTimeout(() => this.#guard(() => this.#finish()), STOPPING_POLL_MS);
  }

  #hearSaved(answer: ReturnType<Saver["saved"]>): void {
    // A save leaves 15 MB behind, which the engine would collect when players had filled it up.
    if (this.#state.type === "running" && this.#state.world.sessions.size === 0) this.#savedIdle();
    if (this.#state.type !== "stopping") return;
    if (answer === "last-saved") return this.#stopped();
    if (answer !== "last-failed") return;
    if (this.#state.tries < LAST_CHECKPOINT_TRIES_MAX) this.#state.begun = false;
    else this.#stopWithoutSaving();
  }

  #stopWithoutSaving(): void {
    this.#log("error", "The world stops without its last checkpoint; the journal leads on from the one before.");
    this.#stopped();
  }

  #stopped(): void {
    this.#state = { type: "stopped" };
    const say = () => {
      if (!this.#main.send({ type: "stopped" })) setTimeout(say, STOPPING_POLL_MS);
    };
    say();
  }

  #log(level: LogLevel, text: string): void {
    this.#main.send({ type: "log", level: LOG_LEVELS.indexOf(level), text });
  }
}
