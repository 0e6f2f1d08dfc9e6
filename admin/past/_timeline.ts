/**
 * What happened when, over all of the past that is kept: counts in spans of ticks, and single events. The journal is
 * walked over once, in slices, without reading what is in most of its commands; what is written later is added.
 */
import type { JournalWalk, PastFile } from "../../persistence/mod.ts";
import { MalformedError } from "../../world/base/record.ts";
import { type Command, COMMANDS, STAFF_COMMANDS } from "../../world/commands.ts";
import { RULES_VERSION, skimEntries, TERRAIN_VERSION } from "../../world/mod.ts";
import { tickAtTime, timeOfTick } from "./clock.ts";
import {
  BIN_TICKS_MIN,
  BINS_MAX,
  BINS_TOLD_MAX,
  EVENTS_KEPT_MAX,
  EVENTS_TOLD_MAX,
  ROWS_PER_BATCH,
  TIME_POINTS_MAX,
} from "./limits.ts";
import type { ForeignSpan, PastEvent, Timeline } from "./types.ts";

interface Bin {
  joins: number;
  leaves: number;
  commands: number;
}

const STAFF_IDS: ReadonlySet<number> = new Set(
  Object.entries(STAFF_COMMANDS).filter(([name]) => name !== "observe").map(([, { id }]) => id),
);

/** Lives as long as its thread. */
export class TimelineScan {
  readonly #file: PastFile;
  readonly #tickRate: number;
  #walk: JournalWalk | null = null;
  #binTicks = BIN_TICKS_MIN;
  readonly #bins = new Map<number, Bin>();
  #events: PastEvent[] = [];
  #eventsDropped = 0;
  /** Names of sessions that are on, by number: numbers begin anew when the server does. */
  readonly #names = new Map<number, string>();
  readonly #foreign: ForeignSpan[] = [];
  #knownTo = 0;
  #problem = false;
  /** All rows that were there were read. */
  #isAtEnd = false;

  constructor(file: PastFile, tickRate: number) {
    this.#file = file;
    this.#tickRate = tickRate;
  }

  /** Walks on for a while. False: nothing more is there yet. */
  work(mayGoOn: () => boolean): boolean {
    if (this.#problem) return false;
    if (this.#walk === null) {
      const span = this.#file.span();
      if (span === null) return false;
      this.#walk = this.#file.walk(span.fromTick);
      this.#binTicks = Math.max(BIN_TICKS_MIN, Math.ceil((span.toTick - span.fromTick) / BINS_MAX));
      this.#knownTo = span.fromTick;
    }
    do {
      const rows = this.#walk.next(ROWS_PER_BATCH);
      this.#isAtEnd = rows.length === 0;
      if (this.#isAtEnd) return false;
      for (const walked of rows) {
        if (walked.type === "damaged") {
          this.#problem = true;
          return false;
        }
        this.#read(walked.row);
      }
    } while (mayGoOn());
    return true;
  }

  #read(row: { firstTick: number; lastTick: number; rules: number; terrain: number; bytes: Uint8Array }): void {
    const { firstTick, lastTick, rules, terrain } = row;
    this.#knownTo = lastTick;
    if (rules !== RULES_VERSION || terrain !== TERRAIN_VERSION) {
      const last = this.#foreign.at(-1);
      if (last?.rules === rules) this.#foreign[this.#foreign.length - 1] = { ...last, toTick: lastTick };
      else this.#foreign.push({ fromTick: firstTick, toTick: lastTick, rules });
    }
    try {
      skimEntries(row.bytes, {
        tick: (tick, restarted) => {
          if (!restarted) return;
          this.#names.clear();
          this.#add({ tick, sort: "started", who: "", text: "" });
        },
        command: (tick, id, read) => this.#command(tick, id, read),
      });
    } catch (error) {
      // Commands of other versions may read otherwise: their counts are missing, and the span says why.
      if (!(error instanceof MalformedError)) throw error;
    }
  }

  #command(tick: number, id: number, read: () => Command): void {
    const bin = this.#binOf(tick);
    if (id === COMMANDS.observe.id) return;
    bin.commands++;
    if (id !== COMMANDS.enter.id && id !== COMMANDS.leave.id && !STAFF_IDS.has(id)) return;
    const command = read();
    switch (command.type) {
      case "enter":
        bin.joins++;
        this.#names.set(command.session, command.name);
        return this.#add({ tick, sort: "joined", who: command.name, text: "" });
      case "leave": {
        bin.leaves++;
        const who = this.#names.get(command.session) ?? `session ${command.session}`;
        this.#names.delete(command.session);
        return this.#add({ tick, sort: "left", who, text: command.atOnce ? "signed out" : "connection ended" });
      }
      default:
        if ("actor" in command) this.#add({ tick, sort: "staff", who: command.actor, text: staffWords(command) });
    }
  }

  #add(event: PastEvent): void {
    this.#events.push(event);
    if (this.#events.length <= EVENTS_KEPT_MAX * 2) return;
    this.#eventsDropped += this.#events.length - EVENTS_KEPT_MAX;
    this.#events = this.#events.slice(-EVENTS_KEPT_MAX);
  }

  #binOf(tick: number): Bin {
    const number = Math.floor(tick / this.#binTicks);
    let bin = this.#bins.get(number);
    if (bin === undefined) {
      if (this.#bins.size >= BINS_MAX * 2) return this.#coarsen(tick);
      this.#bins.set(number, bin = { joins: 0, leaves: 0, commands: 0 });
    }
    return bin;
  }

  /** Makes the bins twice as long, and answers the one of a tick. */
  #coarsen(tick: number): Bin {
    const before = [...this.#bins];
    this.#bins.clear();
    this.#binTicks *= 2;
    for (const [number, { joins, leaves, commands }] of before) {
      const half = Math.floor(number / 2);
      const bin = this.#bins.get(half);
      if (bin === undefined) this.#bins.set(half, { joins, leaves, commands });
      else {
        bin.joins += joins;
        bin.leaves += leaves;
        bin.commands += commands;
      }
    }
    return this.#binOf(tick);
  }

  /** The timeline from one tick to another; both are cut to what is kept. Null: nothing was saved yet. */
  answer(from: number, to: number): Timeline | null {
    const span = this.#file.span();
    if (span === null) return null;
    const { fromTick, toTick } = span;
    const [first, last] = [Math.max(from, fromTick), Math.min(to, toTick)];
    const points = this.#file.timePoints(1000 / this.#tickRate, TIME_POINTS_MAX);
    const clock = { points, tickRate: this.#tickRate };
    const bins = this.#binsBetween(first, Math.max(first, last));
    const since = timeOfTick(clock, first) ?? 0;
    const alarms = this.#file.alarms(since).map(({ at, part, text }): PastEvent => {
      return { tick: Math.max(0, tickAtTime(clock, at) ?? 0), sort: "alarm", who: part, text };
    });
    const within = [...this.#events, ...alarms].filter(({ tick }) => tick >= first && tick <= last)
      .sort((a, b) => a.tick - b.tick);
    // What is rare is told before what is common.
    const rare = within.filter(({ sort }) => sort !== "joined" && sort !== "left");
    const told = within.length <= EVENTS_TOLD_MAX ? within : rare.slice(-EVENTS_TOLD_MAX);
    return {
      ...{ fromTick, toTick, tickRate: this.#tickRate, points, ...bins },
      foreign: this.#foreign,
      events: told,
      eventsLeftOut: within.length - told.length,
      known: this.#problem || this.#isAtEnd || toTick <= fromTick
        ? 1
        : Math.min(1, Math.max(0, (this.#knownTo - fromTick) / (toTick - fromTick))),
    };
  }

  #binsBetween(first: number, last: number): Pick<Timeline, "bins" | "binsFrom" | "binTicks"> {
    const each = Math.max(1, Math.ceil((last - first + 1) / BINS_TOLD_MAX / this.#binTicks)) * this.#binTicks;
    const binsFrom = Math.floor(first / each) * each;
    const count = Math.floor((last - binsFrom) / each) + 1;
    const transfers = this.#file.ledger.counts(Array.from({ length: count + 1 }, (_, at) => binsFrom + at * each));
    const bins = Array.from({ length: count }, (_, at) => {
      const sum = { joins: 0, leaves: 0, commands: 0, transfers: transfers[at]! };
      for (let number = (binsFrom + at * each) / this.#binTicks, left = each / this.#binTicks; left > 0; left--) {
        const bin = this.#bins.get(number++);
        if (bin === undefined) continue;
        sum.joins += bin.joins;
        sum.leaves += bin.leaves;
        sum.commands += bin.commands;
      }
      return sum;
    });
    return { bins, binsFrom, binTicks: each };
  }
}

function staffWords(command: Command): string {
  switch (command.type) {
    case "broadcast":
      return `told everyone: ${command.text}`;
    case "tell":
      return `told character ${command.character}: ${command.text}`;
    case "kick":
      return `kicked character ${command.character}: ${command.reason}`;
    case "undo":
      return "undid transfers";
    case "useContent":
      return "brought another content pack";
    default:
      return command.type;
  }
}
