/** Townsfolk say a friendly word to players who come near, now and then. */
import { hashWords } from "../base/prng.ts";
import { UNITS_PER_METRE } from "../base/space.ts";
import { calendarAt } from "../calendar.ts";
import { idAt } from "../entities.ts";
import { greetingsAt } from "../life/greetings.ts";
import { KIND, PRESENCE } from "../kinds.ts";
import { SPACE_OVERWORLD } from "../limits.ts";
import type { WorldOutput } from "../output.ts";
import { weatherNow } from "../almanac/mod.ts";
import { positionX, positionY, type World } from "../world.ts";
import { nearestPlayer } from "./near.ts";

const GREET_METRES = 4;
/** One in so many chances is used; each person has a chance every second. */
const CHANCES = 3;
/** Seconds until somebody speaks again, at least, and until the same player is spoken to again. */
const SPEAKER_SECONDS = 45;
const LISTENER_SECONDS = 15;

const speakers: number[] = [];

/** Lets those speak who have somebody near and have not spoken for a while. */
export function greet(world: World, output: WorldOutput): void {
  const { awake, tick, facts } = world;
  const { kind, space, quietUntil } = world.entities.components.columns;
  for (let at = 0; at < awake.count; at++) {
    const index = awake.indexes[at]!;
    if (kind[index] !== KIND.townsfolk || (tick + index) % facts.tickRate !== 0) continue;
    if (space[index] === SPACE_OVERWORLD && quietUntil[index]! <= tick) speakers.push(index);
  }
  // In the order of their indexes: a player is greeted by the first and then left in peace.
  speakers.sort((a, b) => a - b);
  for (const index of speakers) speak(world, index, output);
  speakers.length = 0;
}

function speak(world: World, index: number, output: WorldOutput): void {
  const { tick, facts } = world;
  const { presence, quietUntil } = world.entities.components.columns;
  const radius = GREET_METRES * UNITS_PER_METRE;
  const player = nearestPlayer(world, positionX(world, index), positionY(world, index), radius);
  if (player < 0 || presence[player] !== PRESENCE.here || quietUntil[player]! > tick) return;
  const hash = hashWords(facts.seed, index, tick, 0x6772_6565);
  if (hash % CHANCES !== 0) return;
  quietUntil[index] = tick + (SPEAKER_SECONDS + (hash >>> 8) % SPEAKER_SECONDS) * facts.tickRate;
  quietUntil[player] = tick + LISTENER_SECONDS * facts.tickRate;
  const { minute } = calendarAt(tick, facts.dayTicks);
  const lines = greetingsAt(minute, weatherNow(world).kind);
  const cell = world.entities.derived.columns.cellPlusOne[index]! - 1;
  const text = lines[(hash >>> 16) % lines.length]!;
  output.happened(cell, { type: "said", entity: idAt(world.entities, index), text });
}
