/** Whose turn it is: what is done for each player once a second is spread over the second's ticks. */
import type { World } from "./world.ts";

/** The bodies of players whose turn it is in this tick, by index. Each has one turn a second, at ticks of its own. */
export function playersInTurn(world: World): number[] {
  const { tick, sessions, facts } = world;
  const found: number[] = [];
  for (const index of sessions.values()) if ((tick + index) % facts.tickRate === 0) found.push(index);
  // By index and not by session, which is an accident.
  return found.sort((a, b) => a - b);
}
