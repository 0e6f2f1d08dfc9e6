/** What a world remembers of itself: marks, what is going on by its calendar, tasks for all, towns, what has happened. */
import { makeTable, type Table } from "../base/table.ts";

/** Marks on the world, by the hash of their ids. */
const FLAGS = {
  flag: { column: "u32", saved: true },
  sinceTick: { column: "u32", saved: true },
} as const;

/** An event of the calendar that goes on. */
const RUNNING = {
  event: { column: "u16", saved: true },
  phase: { column: "u8", saved: true },
  sinceTick: { column: "u32", saved: true },
  untilTick: { column: "u32", saved: true },
  /** Killed of those whose end ends the phase. */
  killed: { column: "u16", saved: true },
} as const;

/** Who had a part in those killed in a phase that a settlement is at stake in. */
const DEFENDERS = {
  event: { column: "u16", saved: true },
  character: { column: "u32", saved: true },
} as const;

/** A task for everybody. Those that never began have no row. */
const TASKS = {
  task: { column: "u16", saved: true },
  /** Values of TASK_STATE. */
  state: { column: "u8", saved: true },
  sinceTick: { column: "u32", saved: true },
} as const;

/** How far a goal of a task is. */
const GOALS = {
  task: { column: "u16", saved: true },
  goal: { column: "u8", saved: true },
  count: { column: "u32", saved: true },
} as const;

/** What somebody did for a task, and whether it has had its reward. */
const SHARES = {
  task: { column: "u16", saved: true },
  character: { column: "u32", saved: true },
  amount: { column: "u32", saved: true },
  paid: { column: "u8", saved: true },
} as const;

/** How a town does, in hundredths of a point; points are 0 to 1000. Towns in the order in which content counts them. */
const TOWNS = {
  prosperity: { column: "u32", saved: true },
} as const;

/** What has happened, the oldest first: a value of LINE, what it is about, and which of its. */
const TIMELINE = {
  number: { column: "u32", saved: true },
  tick: { column: "u32", saved: true },
  line: { column: "u8", saved: true },
  about: { column: "u16", saved: true },
  part: { column: "u16", saved: true },
} as const;

/** How a task stands: in content `waiting`, `running`, `done`, `failed`. */
export const TASK_STATE = { waiting: 0, running: 1, done: 2, failed: 3 } as const;

/** What a line of the timeline tells. Add at the end. */
export const LINE = {
  season: 1,
  phase: 2,
  eventOver: 3,
  taskBegun: 4,
  taskDone: 5,
  taskFailed: 6,
  townRich: 7,
  townPoor: 8,
  stakeWon: 9,
  stakeLost: 10,
} as const;

/** Lines that are kept. */
export const LINES_MAX = 200;
/** Points of a town that does neither well nor badly. */
export const PROSPERITY_MIDDLE = 500;

/** All of it. */
export interface Almanac {
  readonly flags: Table<typeof FLAGS>;
  readonly running: Table<typeof RUNNING>;
  readonly defenders: Table<typeof DEFENDERS>;
  readonly tasks: Table<typeof TASKS>;
  readonly goals: Table<typeof GOALS>;
  readonly shares: Table<typeof SHARES>;
  readonly towns: Table<typeof TOWNS>;
  readonly timeline: Table<typeof TIMELINE>;
}

/** Nothing has happened yet. */
export function makeAlmanac(): Almanac {
  return {
    flags: makeTable(FLAGS, 4096),
    running: makeTable(RUNNING, 64),
    defenders: makeTable(DEFENDERS, 4096),
    tasks: makeTable(TASKS, 256),
    goals: makeTable(GOALS, 1280),
    shares: makeTable(SHARES, 262_144),
    towns: makeTable(TOWNS, 64),
    timeline: makeTable(TIMELINE, LINES_MAX),
  };
}
