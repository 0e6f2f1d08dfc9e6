/** What schedules remember so as not to work it out again: caches, no part of the state. */
import type { WayGround } from "../paths/mod.ts";
import type { Point } from "../way.ts";
import type { Person, Walk } from "./folk.ts";

/** The caches of a world. */
export interface Life {
  /** What days are planned on (ground.ts); null until it is asked for. */
  ground: WayGround | null;
  /** Anchors of herds that were awake once. */
  readonly anchors: Map<number, readonly Point[]>;
  /** Places of townsfolk, by group and member. */
  readonly people: Map<number, Person>;
  /** Ways between two doors; null where there is none. */
  readonly doorPaths: Map<string, readonly Point[] | null>;
  /** The present walk of those who are awake, by entity index. */
  readonly walks: Map<number, Walk>;
  /** How far the making of terrain around stirring groups has come, by group. */
  readonly prepared: Map<number, number>;
}

/** Empty caches. */
export function makeLife(): Life {
  return {
    ground: null,
    anchors: new Map(),
    people: new Map(),
    doorPaths: new Map(),
    walks: new Map(),
    prepared: new Map(),
  };
}
