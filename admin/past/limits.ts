/** The limits of looking into the past, each with its unit. */
import { assert } from "../../world/base/assert.ts";

/** Places from which somebody looks into the past, at once; each stands a world of its own up. */
export const LOOKS_MAX = 2;
/** A thread that nobody has asked anything for this long ends. */
export const IDLE_MS_MAX = 60_000;
/** One that shows somebody a world ends when nothing was wished for and no picture was taken for this long. */
export const LOOK_IDLE_MS_MAX = 10 * 60_000;
/** Questions that wait for one thread. */
export const QUESTIONS_MAX = 32;
/** How long an answer may take, in milliseconds. Exports take as long as they take. */
export const ANSWER_MS_MAX = 20_000;

/** Rings between main and a thread, in bytes. A picture of a whole crowded world is the longest message. */
export const RING_TO_PAST_BYTES = 64 * 1024;
export const RING_FROM_PAST_BYTES = 8 * 1024 * 1024;

/** The thread works this long in one go, in milliseconds, and rests then, so that the live server goes first. */
export const SLICE_MS = 8;
/** The share of a core that it takes while it has work, and while the live world has little time left. */
export const SHARE = 0.6;
export const SHARE_WHEN_BUSY = 0.1;

/** Speeds of playing; 0 stands still. */
export const SPEEDS = [0, 1, 2, 4, 8, 16] as const;
export type Speed = (typeof SPEEDS)[number];
/** Pictures come at least this far apart while playing, in milliseconds. */
export const FRAME_MS = 50;
/** Pictures under way to a console that it has not taken. */
export const FRAMES_UNDER_WAY_MAX = 4;
/** Cells that are newly watched with one picture. */
export const CELLS_PER_FRAME = 512;

/** Rows of the journal that are read at once. */
export const ROWS_PER_BATCH = 64;
/**
 * States that are remembered on the way, so that going back a little costs little: this many ticks apart, this many of
 * them, and bytes of all together.
 */
export const REMEMBERED_EVERY_TICKS = 400;
export const REMEMBERED_MAX = 24;
export const REMEMBERED_BYTES_MAX = 96 * 1024 * 1024;

/** The list of commands tells of this many ticks before and after the one that is shown. */
export const COMMANDS_AROUND_TICKS = 200;
/** Commands that are remembered of these ticks, and that are told at once. */
export const COMMANDS_KEPT_MAX = 20_000;
export const COMMANDS_TOLD_MAX = 300;
/** They are told anew at most this often, in milliseconds. */
export const COMMANDS_EVERY_MS = 250;
/** Transfers around a tick that are told. */
export const TRANSFERS_TOLD_MAX = 200;

/** The timeline counts what happened in spans of this many ticks, or longer ones if they would be more than so many. */
export const BIN_TICKS_MIN = 20;
export const BINS_MAX = 20_000;
/** Bins and single events in one answer. */
export const BINS_TOLD_MAX = 600;
export const EVENTS_TOLD_MAX = 400;
/** Single events that are remembered of each sort; of more, only their counts. */
export const EVENTS_KEPT_MAX = 50_000;
/** Points of time in one answer. */
export const TIME_POINTS_MAX = 800;

/** Rows of the ledger in one answer. */
export const LEDGER_ROWS_MAX = 200;
/** A span that the console hands out, in bytes; longer ones are made on the server's machine. */
export const EXPORT_BYTES_MAX = 256 * 1024 * 1024;

assert(COMMANDS_AROUND_TICKS < REMEMBERED_EVERY_TICKS, "one remembered state is enough for the commands before a tick");
assert(COMMANDS_TOLD_MAX * 600 < RING_FROM_PAST_BYTES / 2, "a list of commands fits the ring: 300 * 600 bytes");
