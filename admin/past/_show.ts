/** The world of the past that one console is shown: sought, played, drawn, and told about. */
import type { PastFile } from "../../persistence/mod.ts";
import type { MessageOf } from "../../world/base/record.ts";
import { ringMessageBytesMax } from "../../world/base/ring.ts";
import { SILENT_OUTPUT } from "../../world/mod.ts";
import { inspectEntity } from "../../world/part/inspect.ts";
import type { MapView } from "../api/live_messages.ts";
import { CommandsAround } from "./_commands.ts";
import type { Obstacle } from "./_entries.ts";
import { Picture } from "./_picture.ts";
import { COMMANDS_AROUND_TICKS, COMMANDS_EVERY_MS, FRAME_MS, FRAMES_UNDER_WAY_MAX } from "./limits.ts";
import type { mainToPast } from "./messages.ts";
import type { PastLink } from "./part.ts";
import { Standing } from "./standing.ts";
import type { CommandFilter, PastRefusal, PastState } from "./types.ts";

/** What is to be shown. */
type Course =
  | { readonly type: "none" }
  | { readonly type: "seeking" }
  | { readonly type: "shown" }
  /** `begun`: at which tick and time, in milliseconds of `performance.now`. */
  | { readonly type: "playing"; readonly speed: number; readonly begun: { tick: number; atMs: number } }
  | { readonly type: "refused" };

/** Progress is told this often, in milliseconds. */
const PROGRESS_MS = 100;
/** What was said in so many ticks before a moment that is sought is shown with it. */
const SAID_TICKS = 40;

type Heard = MessageOf<typeof mainToPast.declarations>;

/** Lives as long as its thread. */
export class PastShow {
  readonly #link: PastLink;
  readonly #tickRate: number;
  readonly #picture = new Picture();
  readonly #commands = new CommandsAround();
  readonly #standing: Standing;
  #course: Course = { type: "none" };
  /** What is played once the moment that is sought is there. */
  #speedAfter = 0;
  #entity = 0;
  #filter: CommandFilter | null = null;
  #framesUnderWay = 0;
  /** Something changed that the console has not been told. */
  #isStale = { picture: false, entity: false, commands: false };
  #framedAtMs = 0;
  #commandsAtMs = 0;
  #toldAtMs = 0;
  #told = "";

  constructor(file: PastFile, link: PastLink, tickRate: number) {
    this.#link = link;
    this.#tickRate = tickRate;
    this.#standing = new Standing(file, {
      replaced: () => {
        this.#picture.restart();
        this.#commands.clear();
        this.#link.send({ type: "fresh" });
      },
      applying: (world, entry) => this.#commands.applying(world, entry),
      output: {
        ...SILENT_OUTPUT,
        happened: (cell, happening) => {
          const { world, target } = this.#standing;
          const isNear = this.#course.type === "playing" || target - (world?.tick ?? 0) < SAID_TICKS;
          if (isNear) this.#picture.happened(cell, happening);
        },
      },
    });
  }

  /** Takes a wish of the console's. */
  hear(message: Heard): void {
    switch (message.type) {
      case "seek":
        this.#speedAfter = this.#course.type === "playing" ? this.#course.speed : 0;
        return this.#seek(message.tick);
      case "play":
        return this.#play(message.speed);
      case "view": {
        const view = JSON.parse(message.json) as MapView | null;
        this.#link.send({ type: "cells", json: JSON.stringify(this.#picture.look(view)) });
        this.#isStale.picture = true;
        return;
      }
      case "inspect":
        this.#entity = message.entity;
        this.#isStale.entity = true;
        return;
      case "commands":
        this.#filter = JSON.parse(message.json) as CommandFilter | null;
        this.#isStale.commands = true;
        return;
      case "taken":
        this.#framesUnderWay = Math.max(0, this.#framesUnderWay - 1);
        return;
      default:
        return;
    }
  }

  /** The moment cannot be shown. */
  refuse(reason: PastRefusal, why: string): void {
    this.#course = { type: "refused" };
    this.#tell({ type: "refused", tick: this.#standing.target, reason, why });
  }

  /** Works for a slice. "idle": until something is heard there is nothing to do; "waiting": for time to pass. */
  work(mayGoOn: () => boolean): "idle" | "waiting" | "busy" {
    // A console that takes no pictures is not shown more.
    if (this.#framesUnderWay >= FRAMES_UNDER_WAY_MAX) return "idle";
    switch (this.#course.type) {
      case "none":
      case "refused":
        return "idle";
      case "seeking":
        return this.#workOnSeek(mayGoOn);
      case "playing":
        this.#workOnPlay(this.#course, mayGoOn);
        this.#tellStale();
        return "waiting";
      case "shown":
        return this.#tellStale() ? "waiting" : "idle";
    }
  }

  #seek(tick: number): void {
    this.#course = { type: "seeking" };
    const obstacle = this.#standing.seek(tick);
    if (obstacle !== null) return this.refuse(obstacle.reason, obstacle.why);
    this.#tellProgress(true);
  }

  #play(speed: number): void {
    if (this.#course.type === "seeking") {
      this.#speedAfter = speed;
      return;
    }
    const { world } = this.#standing;
    if (world === null || this.#course.type === "refused") return;
    this.#begin(speed);
  }

  #begin(speed: number): void {
    const { tick } = this.#standing.world!;
    this.#course = speed === 0
      ? { type: "shown" }
      : { type: "playing", speed, begun: { tick, atMs: performance.now() } };
    this.#tell({ type: "shown", tick, speed, atEnd: false });
  }

  #workOnSeek(mayGoOn: () => boolean): "idle" | "busy" {
    const arrived = this.#standing.work(mayGoOn);
    switch (arrived.type) {
      case "working":
        this.#tellProgress(false);
        return "busy";
      case "obstacle":
        return this.#obstruct(arrived.obstacle);
      case "there":
      case "at-end":
        this.#isStale = { picture: true, entity: true, commands: true };
        this.#framedAtMs = 0;
        this.#commandsAtMs = 0;
        this.#begin(this.#speedAfter);
        return "busy";
    }
  }

  #workOnPlay({ speed, begun }: Course & { type: "playing" }, mayGoOn: () => boolean): void {
    const { world } = this.#standing;
    const due = begun.tick + Math.floor((performance.now() - begun.atMs) / 1000 * this.#tickRate * speed);
    const before = world!.tick;
    if (due > before) {
      this.#standing.goOnTo(due);
      const arrived = this.#standing.work(mayGoOn);
      if (arrived.type === "obstacle") return void this.#obstruct(arrived.obstacle);
      const { tick } = world!;
      if (tick !== before) this.#isStale = { picture: true, entity: true, commands: true };
      if (arrived.type === "at-end") {
        this.#course = { type: "shown" };
        return this.#tell({ type: "shown", tick, speed: 0, atEnd: true });
      }
      // A machine that does not keep up plays more slowly; it does not jump.
      if (due - tick > speed * this.#tickRate / 4) begun.tick = tick;
      if (begun.tick === tick) begun.atMs = performance.now();
    }
    const now = performance.now();
    if (now - this.#toldAtMs > PROGRESS_MS) this.#tell({ type: "shown", tick: world!.tick, speed, atEnd: false });
  }

  #obstruct({ reason, why }: Obstacle): "idle" {
    this.refuse(reason, why);
    return "idle";
  }

  /** Tells what is stale and due. Whether more is left. */
  #tellStale(): boolean {
    const world = this.#standing.world!;
    const now = performance.now();
    if ((this.#isStale.picture || this.#picture.isOwing) && now - this.#framedAtMs >= FRAME_MS) {
      this.#framedAtMs = now;
      this.#isStale.picture = false;
      this.#sendPicture(this.#picture.draw(world));
    }
    if (this.#isStale.entity) {
      this.#isStale.entity = false;
      const report = this.#entity === 0 ? null : inspectEntity(world, this.#entity);
      if (this.#entity !== 0) this.#link.send({ type: "entity", entity: this.#entity, json: bytesOf(report) });
    }
    if (this.#isStale.commands && now - this.#commandsAtMs >= COMMANDS_EVERY_MS) {
      this.#commandsAtMs = now;
      this.#isStale.commands = false;
      if (this.#filter !== null) {
        const ahead = this.#standing.ahead(COMMANDS_AROUND_TICKS);
        this.#link.send({ type: "commands", json: bytesOf(this.#commands.around(world, ahead, this.#filter)) });
      }
    }
    return this.#isStale.picture || this.#isStale.commands || this.#picture.isOwing;
  }

  #sendPicture(bytes: Uint8Array): void {
    const isTooLong = bytes.length > ringMessageBytesMax(this.#link.stats.sendCapacityBytes) - 64;
    if (!isTooLong && this.#link.send({ type: "frame", bytes })) {
      this.#framesUnderWay++;
      return;
    }
    // Nothing may be left out in silence: the picture begins anew.
    this.#picture.restart();
    this.#link.send({ type: "fresh" });
  }

  #tellProgress(isFirst: boolean): void {
    if (!isFirst && performance.now() - this.#toldAtMs < PROGRESS_MS) return;
    const { startedFrom, target, world } = this.#standing;
    this.#tell({ type: "standing", from: startedFrom, at: world?.tick ?? startedFrom, to: target });
  }

  #tell(state: PastState): void {
    const json = JSON.stringify(state);
    if (json === this.#told) return;
    this.#told = json;
    this.#toldAtMs = performance.now();
    this.#link.send({ type: "state", json });
  }
}

function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
