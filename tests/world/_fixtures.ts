/** Worlds, players and logs for the tests of the simulation. */
import type { Command } from "../../world/commands.ts";
import { createWorld, loadWorld, stepWorld, type World, type WorldOutput } from "../../world/mod.ts";
import { CheckpointKeeper } from "../../world/mod.ts";
import { Prng } from "../../world/base/prng.ts";
import { linkCell, unlinkCell } from "../../world/spatial.ts";
import type { Terrain } from "../../world/terrain/types.ts";
import { makeFlat } from "./_flat.ts";
import { defaultPack } from "./_pack.ts";

/** A world without animals on flat ground, or on a terrain of the test's. */
export function makeTestWorld(
  options: { terrain?: Terrain; tickRate?: number; dayMinutes?: number; life?: number } = {},
): World {
  const { terrain = makeFlat(), tickRate = 20, dayMinutes = 40, life = 0 } = options;
  return createWorld({ seed: 7, tickRate, dayMinutes, life }, terrain, defaultPack());
}

/** Everything that came out of a world, in order, as [what, ...arguments]. */
export type OutputLog = unknown[][];

/** An output that writes down what it hears. */
export function makeLogOutput(): { output: WorldOutput; log: OutputLog } {
  const log: OutputLog = [];
  const note = (what: string) => (...values: unknown[]) => void log.push([what, ...values]);
  return {
    log,
    output: {
      entered: note("entered"),
      placed: note("placed"),
      applied: note("applied"),
      close: note("close"),
      line: note("line"),
      wayFound: note("wayFound"),
      done: note("done"),
      refusedAction: note("refusedAction"),
      own: (session, changes) => {
        for (const { topic, key, value } of changes) log.push(["own", session, topic, key, value]);
      },
      undone: note("undone"),
      happened: note("happened"),
    },
  };
}

/** Steps a world once and returns what it said. */
export function step(world: World, commands: readonly Command[] = []): OutputLog {
  const { output, log } = makeLogOutput();
  stepWorld(world, commands, output);
  return log;
}

/** What was said without private state, which who comes in is told whole. */
export function publicly(log: OutputLog): OutputLog {
  return log.filter(([what]) => what !== "own");
}

/** Saves a world whole and loads it again, on the same terrain. */
export function reload(world: World): World {
  const loaded = loadWorld(new CheckpointKeeper().capture(world), () => world.terrain);
  if (loaded.type === "refused") throw new Error(loaded.message);
  return loaded.world;
}

export function enter(session: number, character = session): Extract<Command, { type: "enter" }> {
  return { type: "enter", account: 0, session, character, name: `Person ${character}`, look: character * 977 };
}

export function leave(session: number, atOnce = false): Command {
  return { type: "leave", session, atOnce };
}

/**
 * Commands of a crowd that comes, walks about, talks, is replaced, leaves and is kicked: a function of seed and tick
 * alone. Sessions go up; character n is steered by the newest of its sessions.
 */
export function crowdCommands(characters: number, seed: number): (tick: number) => Command[] {
  const prng = new Prng(seed);
  let session = 0;
  const sessionOf = new Array<number>(characters).fill(0);
  const sequenceOf = new Array<number>(characters).fill(0);
  return (tick) => {
    const commands: Command[] = [];
    for (let character = 0; character < characters; character++) {
      const chance = prng.below(1000);
      const mine = sessionOf[character]!;
      if (mine === 0 || chance < 4) {
        if (mine !== 0 || prng.below(8) === 0) {
          sessionOf[character] = ++session;
          sequenceOf[character] = 0;
          commands.push(enter(session, character + 1));
        }
      } else if (chance < 10) {
        commands.push(leave(mine, chance < 6));
        sessionOf[character] = 0;
      } else if (chance < 12) {
        commands.push({ type: "say", session: mine, text: `tick ${tick}` });
      } else if (chance < 13) {
        commands.push({ type: "kick", actor: "host", character: character + 1, reason: "enough" });
        sessionOf[character] = 0;
      } else if (chance < 110) {
        const sequence = sequenceOf[character]!++ + 1;
        const atTick = tick + prng.below(14) - 3;
        const speed = prng.below(4) === 0 ? 0 : prng.below(40);
        commands.push({ type: "input", session: mine, sequence, atTick, heading: prng.below(256), speed });
      }
    }
    return commands;
  };
}

/** Turns round every derived list whose order is an accident: nothing that a world does may change by it. */
export function scramble(world: World): void {
  const { entities, spatial } = world;
  const derived = entities.derived.columns;
  for (const list of [world.movers, world.lost, world.awake, world.decaying]) {
    list.indexes.subarray(0, list.count).reverse();
    for (let at = 0; at < list.count; at++) derived[list.place][list.indexes[at]!] = at + 1;
  }
  for (const heads of [spatial.players, spatial.others]) {
    for (let cell = 0; cell < heads.length; cell++) {
      const members: number[] = [];
      for (let next = heads[cell]!; next !== 0; next = derived.nextPlusOne[next - 1]!) members.push(next - 1);
      for (const index of members) unlinkCell(heads, entities, index);
      for (const index of members) linkCell(heads, entities, index, cell);
    }
  }
  const sessions = [...world.sessions].reverse();
  world.sessions.clear();
  for (const [session, index] of sessions) world.sessions.set(session, index);
  const routes = [...world.routes.byIndex].reverse();
  world.routes.byIndex.clear();
  for (const [index, route] of routes) world.routes.byIndex.set(index, route);
  world.groups.awake.reverse();
  world.groups.stirring.reverse();
}
