/** Who can do something with whom and what: alive, near enough, and the one that serves. */
import type { Npc, Numbered } from "../content/mod.ts";
import { UNITS_PER_METRE } from "../base/space.ts";
import { indexOf, isAlive } from "../entities.ts";
import { KIND, STATUS } from "../kinds.ts";
import type { Refusal } from "../refusals.ts";
import { positionX, positionY, type World } from "../world.ts";
import { COUNTER_METRES } from "./limits.ts";

/** Whether two bodies are within so many metres of each other. */
export function isWithin(world: World, a: number, b: number, metres: number): boolean {
  const { space } = world.entities.components.columns;
  if (space[a] !== space[b]) return false;
  const dx = positionX(world, a) - positionX(world, b);
  const dy = positionY(world, a) - positionY(world, b);
  const reach = metres * UNITS_PER_METRE;
  return dx * dx + dy * dy <= reach * reach;
}

/** Whether a body is dead, or a spirit: it does nothing with things. */
export function isDead(world: World, index: number): boolean {
  return (world.entities.components.columns.status[index]! & (STATUS.dead | STATUS.spirit)) !== 0;
}

/** Whether a body lies there dead, and has not gone from it as a spirit. */
export function isLying(world: World, index: number): boolean {
  return (world.entities.components.columns.status[index]! & STATUS.dead) !== 0;
}

/** The index of the body with this id, if it is of a kind and within so many metres; else why not. */
export function bodyWithin(
  world: World,
  index: number,
  entity: number,
  { kind, metres }: { readonly kind: readonly number[]; readonly metres: number },
): number | Refusal {
  const at = indexOf(entity);
  if (!isAlive(world.entities, entity) || !kind.includes(world.entities.components.columns.kind[at]!)) return "gone";
  return at !== index && isWithin(world, index, at, metres) ? at : "too-far";
}

/** Who is at the counter, if it is near enough and the one who asks is alive; else why not. */
export function npcWithin(world: World, index: number, entity: number): Numbered<Npc> | Refusal {
  if (isDead(world, index)) return "dead";
  const at = bodyWithin(world, index, entity, { kind: [KIND.npc], metres: COUNTER_METRES });
  if (typeof at === "string") return at;
  return world.content.npcs.byNumber[world.entities.components.columns.species[at]!] ?? "gone";
}

/** The character of a player's body. */
export function characterAt(world: World, index: number): number {
  return world.entities.components.columns.character[index]!;
}
