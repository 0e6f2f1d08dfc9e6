/** What a number of the ledger is in the content, and how things come into the world. */
import type { Item, Numbered } from "../content/mod.ts";
import {
  type Account,
  type Cause,
  INSTANCE_FLAG,
  instanceRow,
  isInstance,
  kindOf,
  makeInstance,
  namedAccount,
  transfer,
} from "../ledger/mod.ts";
import type { World } from "../world.ts";
import { QUALITY_STEP_PERMILLE } from "./limits.ts";

/** The number of coins: they take no place. */
export const COIN = 1;

/** Qualities from low to high; an instance has the number of its own. */
export const QUALITY_NAMES = [
  "poor",
  "common",
  "fine",
  "rare",
  "storied",
] as const satisfies readonly Item["quality"][];

/** The item of a kind, or undefined where the content has it no more. */
export function itemOfKind(world: World, kind: number): Numbered<Item> | undefined {
  return world.content.items.byNumber[kind];
}

/** The item that a thing is, or undefined where the content has it no more. An instance must be there. */
export function itemOf(world: World, what: number): Numbered<Item> | undefined {
  return itemOfKind(world, kindOf(world.ledger, what));
}

/** The number of a quality. */
export function qualityNumber(quality: Item["quality"]): number {
  return QUALITY_NAMES.indexOf(quality);
}

/** What an instance is worth against one of its kind's own quality, in thousandths: prices and stats follow it. */
export function qualityPermille(world: World, what: number): number {
  const item = itemOf(world, what);
  if (item === undefined || !isInstance(what)) return 1000;
  const { quality } = world.ledger.instances.table.columns;
  const steps = quality[instanceRow(world.ledger.instances, what)]! - qualityNumber(item.quality);
  return Math.max(500, 1000 + steps * QUALITY_STEP_PERMILLE);
}

/** The durability of an instance when it is whole; 0: it does not wear out. */
export function durabilityMax(world: World, what: number): number {
  return itemOf(world, what)?.durability ?? 0;
}

/** What an instance has left of its durability. */
export function durabilityOf(world: World, what: number): number {
  const { instances } = world.ledger;
  return instances.table.columns.durability[instanceRow(instances, what)]!;
}

/** Whether a thing is worn out: it gives nothing then. */
export function isBroken(world: World, what: number): boolean {
  return durabilityMax(world, what) > 0 && durabilityOf(world, what) === 0;
}

/** Whether a thing is its owner's alone: it cannot be given, dropped or traded. */
export function isBound(world: World, what: number): boolean {
  if (isInstance(what)) {
    const { instances } = world.ledger;
    return (instances.table.columns.flags[instanceRow(instances, what)]! & INSTANCE_FLAG.bound) !== 0;
  }
  const binding = itemOfKind(world, what)?.binding;
  return binding === "pickUp" || binding === "quest";
}

/** Binds an instance to whoever has it. */
export function bind(world: World, what: number): void {
  if (!isInstance(what)) return;
  const { instances } = world.ledger;
  instances.table.columns.flags[instanceRow(instances, what)]! |= INSTANCE_FLAG.bound;
}

/** What comes into the world, from where, to whom. */
export interface Supply {
  /** The number of an item's kind. */
  readonly kind: number;
  readonly amount: number;
  readonly from: Parameters<typeof namedAccount>[0];
  readonly to: Account;
  readonly why: Cause;
  readonly actor: number;
  /** Of single things; without it the kind's own. */
  readonly quality?: number;
  /** Who made it, or "". */
  readonly maker?: string;
}

/** Brings things into the world: so many of a kind, or so many single things. Their numbers; none if there is no room. */
export function supply(world: World, { kind, amount, from, to, why, actor, quality, maker = "" }: Supply): number[] {
  const item = itemOfKind(world, kind);
  const { ledger } = world;
  const account = namedAccount(from);
  if (item === undefined || !item.single) {
    const done = transfer(ledger, { from: account, to, what: kind, amount, why, actor });
    return done === "done" ? [kind] : [];
  }
  const made: number[] = [];
  for (let left = amount; left > 0; left--) {
    const what = makeInstance(ledger, {
      kind,
      quality: quality ?? qualityNumber(item.quality),
      durability: item.durability,
      flags: 0,
      maker,
      madeTick: world.tick,
    }, { from: account, to, why, actor });
    if (what === 0) break;
    made.push(what);
  }
  return made;
}
