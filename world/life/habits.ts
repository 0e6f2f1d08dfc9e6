/** The habits of each kind of animal, as numbers. Content, in one table. */
import type { Kind } from "../components.ts";
import { GROUND, type Ground } from "../terrain/types.ts";

/** Kinds that live in herds. */
export type AnimalKind = Extract<Kind, "deer" | "sheep" | "rabbit" | "boar" | "wolf" | "fox" | "duck">;

/** How a kind lives. */
export interface Habits {
  /** Herds of a world, and animals of one. */
  readonly herds: number;
  readonly sizeMin: number;
  readonly sizeMax: number;
  /** Where it lives: the ground at home, and what must lie within some 50 m of it. */
  readonly ground: readonly Ground[];
  readonly near: readonly Ground[];
  /** Lives beside settlements. */
  readonly nearPeople: boolean;
  /** Goes into shallow water. */
  readonly wades: boolean;
  /** Metres from home that a herd roams, and that its members stand apart. */
  readonly roamMetres: number;
  readonly spreadMetres: number;
  /** Steps of 1/8 m/s when walking and when fleeing. */
  readonly walkSpeed: number;
  readonly fleeSpeed: number;
  /** Somebody nearer than this frightens it, in metres; it runs until they are `calmMetres` away. */
  readonly waryMetres: number;
  readonly calmMetres: number;
  /** Seconds from one walk to the next, and walks that a herd stays around one place. */
  readonly epochSeconds: number;
  readonly staysEpochs: number;
  /** Minute of the day when it gets up, and minutes that it is up. */
  readonly wakeMinute: number;
  readonly upMinutes: number;
  /** Of 256 rests, so many are spent feeding. */
  readonly feeding: number;
}

const LAND: readonly Ground[] = [GROUND.grass, GROUND.meadow, GROUND.forest];
const DAY = { wakeMinute: 330, upMinutes: 930 } as const;
const NIGHT = { wakeMinute: 1020, upMinutes: 780 } as const;

export const HABITS: Readonly<Record<AnimalKind, Habits>> = {
  deer: {
    herds: 130,
    sizeMin: 4,
    sizeMax: 9,
    ground: [GROUND.grass, GROUND.meadow, GROUND.forest],
    near: [GROUND.forest],
    nearPeople: false,
    wades: false,
    roamMetres: 70,
    spreadMetres: 9,
    walkSpeed: 9,
    fleeSpeed: 48,
    waryMetres: 15,
    calmMetres: 32,
    epochSeconds: 46,
    staysEpochs: 3,
    ...DAY,
    feeding: 170,
  },
  sheep: {
    herds: 40,
    sizeMin: 8,
    sizeMax: 18,
    ground: [GROUND.grass, GROUND.meadow],
    near: LAND,
    nearPeople: true,
    wades: false,
    roamMetres: 40,
    spreadMetres: 7,
    walkSpeed: 6,
    fleeSpeed: 22,
    waryMetres: 2,
    calmMetres: 5,
    epochSeconds: 40,
    staysEpochs: 5,
    ...DAY,
    feeding: 210,
  },
  rabbit: {
    herds: 130,
    sizeMin: 3,
    sizeMax: 7,
    ground: [GROUND.meadow, GROUND.grass],
    near: LAND,
    nearPeople: false,
    wades: false,
    roamMetres: 26,
    spreadMetres: 6,
    walkSpeed: 10,
    fleeSpeed: 50,
    waryMetres: 8,
    calmMetres: 16,
    epochSeconds: 21,
    staysEpochs: 6,
    ...DAY,
    feeding: 180,
  },
  boar: {
    herds: 55,
    sizeMin: 3,
    sizeMax: 7,
    ground: [GROUND.forest],
    near: [GROUND.forest],
    nearPeople: false,
    wades: false,
    roamMetres: 60,
    spreadMetres: 6,
    walkSpeed: 8,
    fleeSpeed: 34,
    waryMetres: 6,
    calmMetres: 14,
    epochSeconds: 44,
    staysEpochs: 3,
    ...NIGHT,
    feeding: 190,
  },
  wolf: {
    herds: 26,
    sizeMin: 3,
    sizeMax: 6,
    ground: [GROUND.forest],
    near: [GROUND.forest, GROUND.rock],
    nearPeople: false,
    wades: false,
    roamMetres: 90,
    spreadMetres: 8,
    walkSpeed: 12,
    fleeSpeed: 44,
    waryMetres: 10,
    calmMetres: 24,
    epochSeconds: 40,
    staysEpochs: 2,
    ...NIGHT,
    feeding: 30,
  },
  fox: {
    herds: 60,
    sizeMin: 1,
    sizeMax: 2,
    ground: [GROUND.grass, GROUND.meadow, GROUND.forest],
    near: [GROUND.meadow, GROUND.grass],
    nearPeople: false,
    wades: false,
    roamMetres: 70,
    spreadMetres: 5,
    walkSpeed: 11,
    fleeSpeed: 46,
    waryMetres: 12,
    calmMetres: 24,
    epochSeconds: 34,
    staysEpochs: 2,
    ...NIGHT,
    feeding: 60,
  },
  duck: {
    herds: 60,
    sizeMin: 3,
    sizeMax: 8,
    ground: [GROUND.sand, GROUND.shallowWater, GROUND.grass, GROUND.meadow],
    near: [GROUND.shallowWater],
    nearPeople: false,
    wades: true,
    roamMetres: 26,
    spreadMetres: 6,
    walkSpeed: 5,
    fleeSpeed: 30,
    waryMetres: 4,
    calmMetres: 9,
    epochSeconds: 36,
    staysEpochs: 5,
    ...DAY,
    feeding: 150,
  },
};
