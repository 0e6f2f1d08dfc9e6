/** Whom one aims at by a key: the nearest enemy and the next, the next of one's party. */
import { STATUS } from "../../../../world/kinds.ts";
import type { WealdClient } from "../../sdk/mod.ts";
import type { Actor } from "../scene/actor.ts";

/** Tab looks so far, in metres. */
const TAB_METRES = 28;

/** The enemy after the one that is aimed at, the nearest first; 0 if none is near. */
export function nextEnemy(actors: readonly Actor[], target: number): number {
  const own = actors.find((actor) => actor.own);
  if (own === undefined) return 0;
  const away = (actor: Actor) => Math.hypot(actor.x - own.x, actor.y - own.y);
  const near = actors.filter((actor) =>
    !actor.own && isFighter(actor) && (actor.kind !== "player" || actor.mood === "foe") &&
    (actor.status & STATUS.dead) === 0 &&
    away(actor) < TAB_METRES
  ).sort((a, b) => away(a) - away(b));
  if (near.length === 0) return 0;
  return near[(near.findIndex(({ id }) => id === target) + 1) % near.length]!.id;
}

/** The next of the own party that is in view; 0 if there is none. */
export function nextOf({ own, ownId }: WealdClient, actors: readonly Actor[], target: number): number {
  const friends = [...own.party.values()].map(({ entity }) => entity)
    .filter((entity) => entity !== ownId && actors.some(({ id }) => id === entity));
  return friends.length === 0 ? 0 : friends[(friends.indexOf(target) + 1) % friends.length]!;
}

/** Who can be aimed at. */
export function isFighter({ kind, form }: Actor): boolean {
  return form !== null || kind === "player" || WILDLIFE.has(kind);
}

const WILDLIFE = new Set<Actor["kind"]>(["deer", "sheep", "rabbit", "boar", "wolf", "fox", "duck"]);
