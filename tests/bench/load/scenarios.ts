/** The situations that the load test plays. */

/** How far a client sees: 5 x 5 cells of 32 m. */
const VIEW_SQUARE_METRES = 160 * 160;
/** Others in view in an evenly filled world. */
const OTHERS_IN_VIEW = 20;

/** Where newcomers appear: the server's option `--newcomers`. */
export type Newcomers = "town" | "towns" | "anywhere";

/** One situation. */
export interface Scenario {
  readonly summary: string;
  readonly newcomers: Newcomers;
  readonly moving: boolean;
  /** Mean seconds between two things that a player says; 0: nobody talks. */
  readonly sayEverySeconds: number;
  readonly roamMetres: number;
  /** This part of the players leaves and comes each second. */
  readonly churnPart: number;
  /** Everyone (but the full clients) loses the connection at once and comes back. */
  readonly storm: boolean;
  /** This part of the players stops reading. */
  readonly deafPart: number;
}

const WALKING: Omit<Scenario, "summary"> = {
  newcomers: "anywhere",
  moving: true,
  sayEverySeconds: 60,
  roamMetres: 12,
  churnPart: 0,
  storm: false,
  deafPart: 0,
};

export const SCENARIOS = {
  spread: { ...WALKING, summary: "everyone spread evenly, about 20 others in view" },
  towns: { ...WALKING, newcomers: "towns", roamMetres: 30, summary: "four of five in the towns, the rest anywhere" },
  crowd: { ...WALKING, newcomers: "town", roamMetres: 20, summary: "everyone in one place, in view of everyone" },
  churn: { ...WALKING, churnPart: 0.1, summary: "a tenth of the players leaves and comes each second" },
  storm: { ...WALKING, storm: true, summary: "everyone loses the connection at once and comes back" },
  deaf: { ...WALKING, deafPart: 0.05, summary: "one of twenty stops reading" },
  idle: { ...WALKING, moving: false, sayEverySeconds: 0, summary: "everyone stands still" },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

/** Side of the square in which `players` are spread so that each has about 20 others in view, in whole metres. */
export function spreadMetres(players: number): number {
  return Math.min(4096, Math.max(64, Math.round(Math.sqrt(players / OTHERS_IN_VIEW * VIEW_SQUARE_METRES))));
}
