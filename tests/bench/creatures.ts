/**
 * What creatures of the content cost: 100,000 heads in areas all over the land, of which about 2,000 have bodies because
 * somebody is near; a part of those fights.
 *
 *     deno run -A tests/bench/creatures.ts [--heads 100000] [--awake 2000] [--seconds 20]
 */
import { setSegment } from "../../world/bodies.ts";
import { NO_NUMBERS, recipeOf } from "../../world/content/mod.ts";
import { indexOf } from "../../world/entities.ts";
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
import { addThreat } from "../../world/spawns/mod.ts";
import { nearestPlayer } from "../../world/systems/near.ts";
import { STATUS } from "../../world/kinds.ts";
import { setHealth } from "../../world/vitals.ts";
import { defaultPack } from "../world/_pack.ts";
import { machineText } from "./load/machine.ts";
import { type SystemTimes, systemTimesTable, timesOf } from "./load/system_times.ts";
import { optionsOf, whole } from "../tools/options.ts";
import { threadClock } from "./thread_clock.ts";

const TICK_RATE = 20;

/** What was seen. */
export interface CreatureCost {
  readonly heads: number;
  readonly awake: number;
  readonly fighting: number;
  readonly players: number;
  /** Milliseconds of a tick, and the part of a core that the ticks take. */
  readonly tickMsP50: number;
  readonly tickMsP99: number;
  readonly cores: number;
  /** Whether the times are of the processor; else they are of the wall. */
  readonly isProcessorTime: boolean;
  readonly systems: Readonly<Record<string, SystemTimes>>;
}

/** Measures one world. Players stand in areas until so many creatures are about. */
export function measureCreatures(
  wanted: { readonly heads: number; readonly awake: number; readonly seconds: number },
): CreatureCost {
  const pack = defaultPack();
  const world = createWorld(
    { seed: 7, tickRate: TICK_RATE, dayMinutes: 40 },
    makeTerrain(7, recipeOf(pack, NO_NUMBERS)),
    pack,
  );
  const run = (ticks: number) => {
    for (let tick = 0; tick < ticks; tick++) stepWorld(world, [], SILENT_OUTPUT);
  };
  run(100);
  const players = settle(world, wanted);
  run(TICK_RATE * 20);
  anger(world);
  const times: number[] = [];
  const { now, isProcessorTime } = threadClock();
  const systemMs: number[][] = SYSTEMS.map(() => []);
  const clock = { now, took: (at: number, ms: number) => void systemMs[at]!.push(ms) };
  for (let tick = 0; tick < wanted.seconds * TICK_RATE; tick++) {
    // Nobody dies: the fights go on.
    for (const index of world.sessions.values()) setHealth(world, index, 0xffff);
    const since = now();
    stepWorld(world, [], SILENT_OUTPUT, clock);
    times.push(now() - since);
  }
  times.sort((a, b) => a - b);
  const sum = times.reduce((all, ms) => all + ms, 0);
  const { areas, creatures } = world.spawns;
  const { status } = world.entities.components.columns;
  let heads = 0;
  for (let area = 0; area < areas.length; area++) heads += areas.columns.heads[area]!;
  let fighting = 0;
  for (let index = 0; index < status.length; index++) {
    if (world.entities.components.columns.character[index] === 0 && (status[index]! & STATUS.inCombat) !== 0) {
      fighting++;
    }
  }
  const at = (part: number) => Number(times[Math.floor((times.length - 1) * part)]!.toFixed(2));
  return {
    ...{ heads, awake: creatures.length, fighting, players, tickMsP50: at(0.5), tickMsP99: at(0.99) },
    cores: Number((sum / (wanted.seconds * 1000)).toFixed(3)),
    isProcessorTime,
    systems: Object.fromEntries(SYSTEMS.map(({ name }, at) => [name, timesOf(systemMs[at]!)])),
  };
}

/** Two of five are angry at whoever is nearest. */
function anger(world: World): void {
  const { creatures } = world.spawns;
  const { character } = world.entities.components.columns;
  for (let row = 0; row < creatures.length; row++) {
    const index = indexOf(creatures.columns.entity[row]!);
    const near = nearestPlayer(world, positionX(world, index), positionY(world, index), 200 * 256);
    if (row % 5 < 2 && near >= 0) addThreat(world, creatures.columns.entity[row]!, character[near]!, 1000);
  }
}

/** More heads in every area, and players in as many areas as wake so many. How many players. */
function settle(world: World, { heads, awake }: { readonly heads: number; readonly awake: number }): number {
  const { areas } = world.spawns;
  const each = Math.ceil(heads / areas.length);
  const bodies = Math.max(1, Math.round(awake / each));
  let players = 0;
  for (let area = 0; area < areas.length; area++) {
    areas.columns.heads[area] = each;
    areas.columns.birthTick[area] = 0;
  }
  for (
    let area = 0;
    area < areas.length && world.spawns.creatures.length < awake;
    area += Math.ceil(areas.length / bodies / 3)
  ) {
    const session = ++players;
    stepWorld(
      world,
      [{ type: "enter", account: 0, session, character: session, name: `P ${session}`, look: session }],
      SILENT_OUTPUT,
    );
    setSegment(world, world.sessions.get(session)!, areas.columns.x[area]!, areas.columns.y[area]!, 0, 0, world.tick);
    for (let tick = 0; tick < 400 && world.spawns.creatures.length < awake; tick++) {
      setHealth(world, world.sessions.get(session)!, 0xffff);
      stepWorld(world, [], SILENT_OUTPUT);
    }
  }
  return players;
}

if (import.meta.main) {
  const wanted = optionsOf({ task: "deno run -A tests/bench/creatures.ts", about: "What creatures cost." }, {
    heads: whole("heads in areas all over the land", 100_000, { max: 10_000_000 }),
    awake: whole("of which about so many have bodies", 2000, { min: 0, max: 100_000 }),
    seconds: whole("how long to measure", 20),
  });
  const { systems, ...cost } = measureCreatures(wanted);
  console.log(`${machineText()}\n\n${systemTimesTable(systems)}\n`);
  console.log(JSON.stringify(cost));
}
