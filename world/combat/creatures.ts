/** What creatures are in a fight: by the content's entry of their species, else by their kind. */
import { setLevelShown } from "../bodies.ts";
import { KINDS } from "../components.ts";
import type { Creature } from "../content/mod.ts";
import { setHealth, setHealthMax } from "../vitals.ts";
import type { World } from "../world.ts";
import { healthOf } from "../spawns/mod.ts";

/** Level and thousandths of the usual health, of wildlife that the content says nothing about. */
const WILDLIFE: Readonly<Record<string, readonly [level: number, healthPermille: number]>> = {
  deer: [2, 1000],
  sheep: [1, 800],
  rabbit: [1, 200],
  boar: [3, 1300],
  wolf: [3, 1000],
  fox: [2, 600],
  duck: [1, 200],
};

/** What such wildlife is besides. */
export const WILD = {
  rank: "common",
  role: "harmless",
  healthPermille: 1000,
  damagePermille: 1000,
  armourPermille: 1000,
  xpPermille: 500,
} as const;

/** Whether a body is a creature that can be fought. */
export function isCreature(world: World, index: number): boolean {
  const word = KINDS[world.entities.components.columns.kind[index]!]!;
  return word === "creature" || Object.hasOwn(WILDLIFE, word);
}

/** The content's entry of a creature, if there is one. */
export function creatureOf(world: World, index: number): Creature | undefined {
  const { kind, species } = world.entities.components.columns;
  const word = KINDS[kind[index]!]!;
  const { creatures } = world.content;
  return word === "creature" ? creatures.byNumber[species[index]!] : creatures.byId.get(word);
}

/** Gives a creature that was never struck its level and health. */
export function beginCreature(world: World, index: number): void {
  const { columns } = world.entities.components;
  if (columns.healthMax[index] !== 0) return;
  const entry = creatureOf(world, index);
  const [level, permille] = WILDLIFE[KINDS[columns.kind[index]!]!] ?? [1, 1000];
  if (columns.level[index] === 0) setLevelShown(world, index, entry?.level.min ?? level);
  const of = entry ?? { ...WILD, healthPermille: permille };
  setHealthMax(world, index, healthOf(world, of, columns.level[index]!));
  setHealth(world, index, columns.healthMax[index]!);
}
