/**
 * Who is told of effects on others: who aims at them, and who is of their party. It decides only what clients are told,
 * and is no part of the state. What changes in a tick is noted by bearer and told at its end, so that a fight among many
 * costs each aim one look, however much comes and goes.
 */
import type { ActionCommandOf } from "../commands.ts";
import { idAt, indexOf, isAlive } from "../entities.ts";
import { canBeOpen, close, open, openedBy } from "../items/mod.ts";
import { markOwn } from "../own_marks.ts";
import { companyOf } from "../parties/mod.ts";
import type { Refusal } from "../refusals.ts";
import { bodyOf } from "../roster.ts";
import type { World } from "../world.ts";

/** The key of an effect among those of its bearer. */
export function effectKey(effect: number, source: number): string {
  return `${effect}/${source}`;
}

/** The action `aimAt`. Whoever goes too far away later is let go. */
export function aimAt(world: World, index: number, { target }: ActionCommandOf<"aimAt">): Refusal | null {
  if (target === 0) close(world, index, "aim");
  else if (!isAlive(world.entities, target)) return "gone";
  else if (!canBeOpen(world, index, "aim", target)) return "too-far";
  else open(world, index, "aim", target);
  return null;
}

/** Whose effects a body is told of, besides its own. */
export function lookedAt(world: World, index: number): number[] {
  const own = world.entities.components.columns.character[index]!;
  const seen = new Set([openedBy(world, index, "aim")]);
  for (const mate of companyOf(world.parties, own)) {
    const body = mate === own ? -1 : bodyOf(world.roster, mate);
    if (body >= 0) seen.add(idAt(world.entities, body));
  }
  seen.delete(0);
  return [...seen];
}

/** Notes that an effect came to somebody, changed on it, or left it. */
export function noteForOnlookers({ combat, opened, parties }: World, bearer: number, effect: number, source: number) {
  if (opened.aim.size === 0 && parties.membersOf.size === 0) return;
  const keys = combat.effectNews.get(bearer);
  if (keys === undefined) combat.effectNews.set(bearer, new Set([effectKey(effect, source)]));
  else keys.add(effectKey(effect, source));
}

/** The end of a tick: whoever looks on is to be told. */
export function tellOnlookers(world: World): void {
  const { effectNews } = world.combat;
  if (effectNews.size === 0) return;
  for (const [index, bearer] of world.opened.aim) markNews(world, index, bearer);
  for (const bearer of effectNews.keys()) {
    if (!isAlive(world.entities, bearer)) continue;
    const own = world.entities.components.columns.character[indexOf(bearer)]!;
    for (const mate of own === 0 ? [] : companyOf(world.parties, own)) {
      const body = mate === own ? -1 : bodyOf(world.roster, mate);
      if (body >= 0) markNews(world, body, bearer);
    }
  }
  effectNews.clear();
}

function markNews(world: World, index: number, bearer: number): void {
  for (const key of world.combat.effectNews.get(bearer) ?? []) markOwn(world, index, "lasting", `${bearer}/${key}`);
}
