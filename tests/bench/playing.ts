/**
 * What the world's tick costs with players who do everything (load/play/mind.ts): they fight, gather, make things, talk
 * and have tasks, spread over the land. The world alone, with its encoder; the network is not in it.
 *
 *     deno run -A tests/bench/playing.ts [--players 2000] [--seconds 60] [--fight 0.4]
 */
import { makeAhead } from "../../world/ahead.ts";
import { Prng } from "../../world/base/prng.ts";
import type { Command } from "../../world/commands.ts";
import { NO_NUMBERS, recipeOf } from "../../world/content/mod.ts";
import { idAt, indexOf, isAlive } from "../../world/entities.ts";
import { CELL_COLUMNS, CELL_ROWS, CELL_UNITS, FLUSH_TICKS, TICK_RATE_DEFAULT } from "../../world/limits.ts";
import {
  createWorld,
  makeTerrain,
  positionX,
  positionY,
  SILENT_OUTPUT,
  stepWorld,
  SYSTEMS,
  type World,
} from "../../world/mod.ts";
import type { WorldOutput } from "../../world/output.ts";
import type { OwnValue } from "../../world/topics.ts";
import { BlockEncoder } from "../../world/replication/encode.ts";
import { Company } from "./load/play/company.ts";
import { playLore } from "./load/play/lore.ts";
import { type Limbs, Mind, type Seen, type Senses } from "./load/play/mind.ts";
import { playPack } from "./load/play/pack.ts";
import { machineText } from "./load/machine.ts";
import { mean, percentile, rounded } from "./load/numbers.ts";
import { LOAD_SEED, playMetres } from "./load/scenarios.ts";
import { type SystemTimes, systemTimesTable, timesOf } from "./load/system_times.ts";
import { threadClock } from "./thread_clock.ts";
import { fraction, optionsOf, whole } from "../tools/options.ts";

/** What was seen. Times in milliseconds a tick, of the processor where `isProcessorTime`. */
export interface PlayingCost {
  readonly isProcessorTime: boolean;
  readonly players: number;
  readonly creatures: number;
  readonly fightingShare: number;
  readonly tickMs: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly cores: number;
  readonly encodeMs: number;
  readonly systems: Readonly<Record<string, SystemTimes>>;
  /** Actions that were done, by name, and those that were refused, by why. */
  readonly done: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
}

/** How a measurement goes. Seconds of the world. */
export interface PlayingOptions {
  readonly players: number;
  readonly seconds: number;
  /** Before it: everybody comes in, creatures get bodies, fights begin. */
  readonly warmSeconds: number;
  readonly fight: number;
}

/** One player: its mind, what it sees straight from the world, and what it wants of it. */
class Player implements Senses, Limbs {
  readonly session: number;
  readonly mind: Mind;
  dueTick = 0;
  index = -1;
  readonly answers = new Map<string, string>();
  list = 0;
  readonly #world: World;
  readonly #wants: (command: Command) => void;
  #sequence = 0;

  constructor(world: World, session: number, mind: Mind, wants: (command: Command) => void) {
    [this.#world, this.session, this.mind, this.#wants] = [world, session, mind, wants];
  }

  /** What a talk says, and what can be answered. */
  hear(key: string, value: OwnValue | null): void {
    if (key === "") this.answers.clear();
    else if (value === null) this.answers.delete(key);
    else this.answers.set(key, String(value["text"]));
    if (key === "self" && value !== null) this.list = Number(value["list"] ?? 0);
  }

  get x(): number {
    return positionX(this.#world, this.index);
  }
  get y(): number {
    return positionY(this.#world, this.index);
  }
  get status(): number {
    return this.#world.entities.components.columns.status[this.index]!;
  }
  get healthShare(): number {
    return this.#world.entities.components.columns.healthShare[this.index]!;
  }

  #seen(index: number): Seen {
    const { species, status, amount } = this.#world.entities.components.columns;
    return {
      ...{ id: idAt(this.#world.entities, index), species: species[index]!, status: status[index]! },
      ...{ amount: amount[index]!, x: positionX(this.#world, index), y: positionY(this.#world, index) },
    };
  }

  nearest(kind: number, metres: number, fits: (seen: Seen) => boolean): Seen | null {
    const { spatial, entities } = this.#world;
    const { nextPlusOne } = entities.derived.columns;
    const kinds = entities.components.columns.kind;
    const cells = Math.ceil(metres * 256 / CELL_UNITS);
    const [column, row] = [Math.floor(this.x / CELL_UNITS), Math.floor(this.y / CELL_UNITS)];
    let best: Seen | null = null;
    let least = metres * 256;
    for (let at = Math.max(0, row - cells); at <= Math.min(CELL_ROWS - 1, row + cells); at++) {
      for (let to = Math.max(0, column - cells); to <= Math.min(CELL_COLUMNS - 1, column + cells); to++) {
        for (let next = spatial.others[at * CELL_COLUMNS + to]!; next !== 0; next = nextPlusOne[next - 1]!) {
          if (kinds[next - 1] !== kind) continue;
          const seen = this.#seen(next - 1);
          const away = Math.hypot(seen.x - this.x, seen.y - this.y);
          if (away < least && fits(seen)) [best, least] = [seen, away];
        }
      }
    }
    return best;
  }

  look(id: number): Seen | null {
    return isAlive(this.#world.entities, id) ? this.#seen(indexOf(id)) : null;
  }

  talk(): ReturnType<Senses["talk"]> {
    if (!this.answers.has("self")) return null;
    const answers = [...this.answers].filter(([key]) => key !== "self").sort(([a], [b]) => Number(a) - Number(b));
    return { list: this.list, answers: answers.map(([, text]) => text) };
  }

  steer(heading: number, speed: number): void {
    const { session } = this;
    const sequence = this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#wants({ type: "input", session, sequence, atTick: this.#world.tick + 1, heading, speed });
  }

  act(...[name, fields]: Parameters<Limbs["act"]>): void {
    const { session } = this;
    // The name and its fields belong together; the compiler does not follow that through the list.
    this.#wants({ type: name, session, sequence: SEQUENCE_OF.get(name)!, ...fields } as unknown as Command);
  }
}

/** Answers are told with a sequence: here it says which action was asked for. */
const NAMES = ["chooseClass", "revive", "useAbility", "takeLoot", "gather", "make", "talk", "answer", "endTalk"];
const SEQUENCE_OF = new Map(NAMES.map((name, at) => [name, at]));

/** Lets players play, with every cell watched. */
export function measurePlaying(options: PlayingOptions): PlayingCost {
  const pack = playPack();
  const choices = { seed: LOAD_SEED, tickRate: TICK_RATE_DEFAULT, dayMinutes: 40, newcomers: "anywhere" } as const;
  const newcomersMetres = playMetres(options.players);
  const terrain = makeTerrain(LOAD_SEED, recipeOf(pack, NO_NUMBERS));
  const world = createWorld({ ...choices, newcomersMetres }, terrain, pack);
  const encoder = new BlockEncoder();
  encoder.watchAll(1, true);
  const company = new Company(options.fight);
  const lore = playLore();
  const prng = new Prng(LOAD_SEED);
  const chance = () => prng.u32() / 2 ** 32;
  let commands: Command[] = [];
  const players: Player[] = [];
  const counts = { done: {} as Record<string, number>, refused: {} as Record<string, number> };
  const output: WorldOutput = {
    ...SILENT_OUTPUT,
    done: (_session, sequence) => count(counts.done, NAMES[sequence]!),
    refusedAction: (_session, sequence, reason) => count(counts.refused, `${NAMES[sequence]}: ${reason}`),
    own: (session, changes) => {
      const player = players[session - 1]!;
      for (const { topic, key, value } of changes) if (topic === "dialogue") player.hear(key, value);
    },
  };
  const systemMs: number[][] = SYSTEMS.map(() => []);
  const { now: time, isProcessorTime } = threadClock();
  const clock = { now: time, took: (at: number, ms: number) => void systemMs[at]!.push(ms) };
  const times: number[] = [];
  const encodeTimes: number[] = [];
  let cursor = 0;
  let sink = 0;
  const tick = () => {
    const now = world.tick;
    for (const player of players) {
      const index = world.sessions.get(player.session);
      if (index === undefined || player.dueTick > now) continue;
      if (player.index < 0) {
        player.index = index;
        player.mind.wake(player);
      }
      const seconds = player.mind.think(player, player, now / TICK_RATE_DEFAULT);
      player.dueTick = now + Math.max(1, Math.round(seconds * TICK_RATE_DEFAULT));
    }
    if (now % TICK_RATE_DEFAULT === 0) company.second();
    const given = commands;
    commands = [];
    const before = time();
    stepWorld(world, given, output, clock);
    const stepped = time();
    if (world.tick % FLUSH_TICKS === 0) encoder.flush(world, (bytes) => sink += bytes.length);
    const ended = time();
    times.push(ended - before);
    encodeTimes.push(ended - stepped);
    cursor = makeAhead(world, cursor, 512, () => true);
  };
  const warmTicks = Math.max(1, options.warmSeconds * TICK_RATE_DEFAULT);
  for (let at = 0; at < warmTicks; at++) {
    // All are in after half of the warm time.
    const wanted = Math.min(options.players, Math.ceil(options.players * (at + 1) / (warmTicks / 2)));
    for (let session = players.length + 1; session <= wanted; session++) {
      players.push(
        new Player(world, session, new Mind(session, lore, company, chance), (one) => void commands.push(one)),
      );
      commands.push({
        type: "enter",
        account: 0,
        session,
        character: session,
        name: `Player ${session}`,
        look: session,
      });
    }
    tick();
  }
  for (const list of [times, encodeTimes, ...systemMs]) list.length = 0;
  counts.done = {};
  counts.refused = {};
  company.clear();
  for (let at = 0; at < options.seconds * TICK_RATE_DEFAULT; at++) tick();
  const at = (part: number) => rounded(percentile(times, part), 2);
  return {
    isProcessorTime,
    players: players.length,
    creatures: world.spawns.creatures.length,
    fightingShare: rounded(mean(company.shares), 3),
    tickMs: { p50: at(0.5), p99: at(0.99), max: at(1) },
    cores: rounded(times.reduce((sum, ms) => sum + ms, 0) / (options.seconds * 1000), 3),
    encodeMs: rounded(mean(encodeTimes), 3),
    systems: Object.fromEntries(SYSTEMS.map(({ name }, at) => [name, timesOf(systemMs[at]!)])),
    ...counts,
  };
}

function count(counts: Record<string, number>, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}

if (import.meta.main) {
  const about = "What the world's tick costs with players who do everything.";
  const values = optionsOf({ task: "deno run -A tests/bench/playing.ts", about }, {
    players: whole("how many play", 2000, { max: 100_000 }),
    seconds: whole("how long to measure", 60),
    warm: whole("seconds that they play before", 90, { min: 0 }),
    fight: fraction("which part of them fights", 0.4, { max: 1 }),
  });
  const { systems, ...cost } = measurePlaying({
    players: values.players,
    seconds: values.seconds,
    warmSeconds: values.warm,
    fight: values.fight,
  });
  console.log(`${machineText()}\n\n${systemTimesTable(systems)}\n`);
  console.log(JSON.stringify(cost));
}
