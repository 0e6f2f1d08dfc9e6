/** How quick a body is: what slows it, what quickens it, and that its own client is told, which predicts its steps. */
import { gaitOf, isLed } from "./bodies.ts";
import { idAt } from "./entities.ts";
import { STAT, statsOfBody } from "./items/stats.ts";
import { GAIT_MAX, GAIT_MIN, GAIT_USUAL } from "./motion.ts";
import { markOwn } from "./own_marks.ts";
import type { TopicReader } from "./systems/topic_readers.ts";
import { ONLY_KEY } from "./topics.ts";
import type { World } from "./world.ts";

/** The most that slows it takes, what stats add comes on top of what is left. */
function workOut(world: World, index: number): number {
  const { effect, stacks } = world.combat.effects.columns;
  let left = GAIT_USUAL;
  let more = statsOfBody(world, index)?.values[STAT.speedPermille] ?? 0;
  for (const row of world.combat.effectRows.get(idAt(world.entities, index)) ?? []) {
    const entry = world.content.effects.byNumber[effect[row]!];
    if (entry?.control === "slow") left = Math.min(left, 1000 - entry.slowPermille);
    for (const { stat, add } of entry?.stats ?? []) if (stat === "speedPermille") more += add * stacks[row]!;
  }
  const gait = Math.floor(left * (1000 + more) / 1000);
  return Math.max(GAIT_MIN, Math.min(GAIT_MAX, gait));
}

/** A body's gait follows what lasts on it and what it wears: some of that has changed. */
export function refreshGait(world: World, index: number): void {
  const gait = workOut(world, index);
  if (gait === gaitOf(world, index)) return;
  // As usual is 0, as of all bodies from before there were gaits.
  world.entities.components.columns.gait[index] = gait === GAIT_USUAL ? 0 : gait;
  // What was foreseen of its way was foreseen at another speed.
  world.entities.derived.columns.steadyUntil[index] = 0;
  markOwn(world, index, "gait", ONLY_KEY);
}

/** How a character gets along. What is told counts with the next tick at the latest. */
export const GAIT_TOPIC: TopicReader<"gait"> = {
  keys: () => [ONLY_KEY],
  read: (world, index) => ({
    permille: gaitOf(world, index),
    led: isLed(world, index),
    fromTick: world.tick + 1,
  }),
};
