/**
 * The options of `weald serve`, each declared once: parsing, the configuration file, the help and docs follow this
 * table. A flag beats the configuration file, which beats the default.
 */
import {
  CROWD_FROM_DEFAULT,
  DAY_MINUTES_DEFAULT,
  TICK_RATE_DEFAULT,
  TICK_RATE_MAX,
  TICK_RATE_MIN,
  WORLD_METRES,
} from "../../world/limits.ts";
import { BACKUP_EVERY_MINUTES_DEFAULT, BACKUP_KEEP_DEFAULT } from "../backup/limits.ts";
import { LOG_LEVELS, NEWCOMERS, RECOVERS } from "../../world/part/types.ts";

/** Gateways number their sessions with four bits of their own. */
export const GATEWAYS_MAX = 16;

interface OptionBase {
  /** What stands for the value in the help. */
  readonly placeholder: string;
  readonly help: string;
}

/** What an option is. `default` null: decided at the start; `defaultText` says how. */
export type OptionRow =
  & OptionBase
  & (
    | { readonly kind: "text"; readonly default: string; readonly lettersMax: number; readonly mayBeEmpty: boolean }
    | {
      readonly kind: "number";
      readonly default: number | null;
      readonly defaultText: string;
      readonly min: number;
      readonly max: number;
    }
    | { readonly kind: "choice"; readonly default: string; readonly choices: readonly string[] }
    | { readonly kind: "switch" }
  );

const PORT = { kind: "number", placeholder: "PORT", min: 0, max: 65_535 } as const;

const FILE = { kind: "text", placeholder: "FILE", default: "", lettersMax: 1000, mayBeEmpty: true } as const;

export const SERVE_OPTIONS = {
  "data": {
    kind: "text",
    placeholder: "FOLDER",
    default: "./weald-data",
    lettersMax: 1000,
    mayBeEmpty: false,
    help: "Where the world is kept.",
  },
  "name": {
    kind: "text",
    placeholder: "NAME",
    default: "Weald",
    lettersMax: 60,
    mayBeEmpty: false,
    help: "The world's name, shown to players.",
  },
  "host": {
    kind: "text",
    placeholder: "ADDRESS",
    default: "0.0.0.0",
    lettersMax: 255,
    mayBeEmpty: false,
    help: "Address of this machine where players connect; 0.0.0.0 is all of them.",
  },
  "port": { ...PORT, default: 7777, defaultText: "7777", help: "Port for players; 0 takes a free one." },
  "admin-host": {
    kind: "text",
    placeholder: "ADDRESS",
    default: "127.0.0.1",
    lettersMax: 255,
    mayBeEmpty: false,
    help: "Address where the web console listens; 127.0.0.1 keeps it to this machine.",
  },
  "admin-port": { ...PORT, default: 7778, defaultText: "7778", help: "Port of the web console; 0 takes a free one." },
  "content": {
    kind: "text",
    placeholder: "FOLDER",
    default: "",
    lettersMax: 1000,
    mayBeEmpty: true,
    help: "Content of your own, in the place of what is inside of Weald or added to it: docs/content.md.",
  },
  "seed": {
    kind: "number",
    placeholder: "NUMBER",
    default: null,
    defaultText: "a random one",
    min: 0,
    max: 0xffff_ffff,
    help: "The number a new world grows from. A world that exists keeps its own.",
  },
  "tick-rate": {
    kind: "number",
    placeholder: "NUMBER",
    default: TICK_RATE_DEFAULT,
    defaultText: String(TICK_RATE_DEFAULT),
    min: TICK_RATE_MIN,
    max: TICK_RATE_MAX,
    help: "Steps of a new world per second. A world that exists keeps its own.",
  },
  "day-minutes": {
    kind: "number",
    placeholder: "MINUTES",
    default: DAY_MINUTES_DEFAULT,
    defaultText: String(DAY_MINUTES_DEFAULT),
    min: 1,
    max: 1440,
    help: "Real minutes of one day in a new world. A world that exists keeps its own.",
  },
  "newcomers": {
    kind: "choice",
    placeholder: "WHERE",
    default: "town",
    choices: NEWCOMERS,
    help: "Where new characters of a new world appear: on the town's square, in the larger towns, or anywhere.",
  },
  "newcomers-metres": {
    kind: "number",
    placeholder: "METRES",
    default: WORLD_METRES,
    defaultText: String(WORLD_METRES),
    min: 1,
    max: WORLD_METRES,
    help: "Side of the square around the town in which they appear, where that is anywhere.",
  },
  "checkpoint-seconds": {
    kind: "number",
    placeholder: "SECONDS",
    default: 30,
    defaultText: "30",
    min: 1,
    max: 3600,
    help: "How often the world is saved while it runs; more often where much happens, so that a restart stays short.",
  },
  "history-mb": {
    kind: "number",
    placeholder: "MB",
    default: 1024,
    defaultText: "1024",
    min: 16,
    max: 1_000_000,
    help:
      "Disk for the world's past: old checkpoints and all commands since; the oldest is forgotten first. Beats what the console chose.",
  },
  "backup-every": {
    kind: "number",
    placeholder: "MINUTES",
    default: BACKUP_EVERY_MINUTES_DEFAULT,
    defaultText: `${BACKUP_EVERY_MINUTES_DEFAULT} (a day)`,
    min: 0,
    max: 525_600,
    help: "Minutes from one backup of the world to the next, made while it runs and checked; 0 makes none.",
  },
  "backup-keep": {
    kind: "number",
    placeholder: "NUMBER",
    default: BACKUP_KEEP_DEFAULT,
    defaultText: String(BACKUP_KEEP_DEFAULT),
    min: 1,
    max: 10_000,
    help: "Backups that are kept; the oldest is removed after a new one was made and checked.",
  },
  "backup-dir": {
    kind: "text",
    placeholder: "FOLDER",
    default: "",
    lettersMax: 1000,
    mayBeEmpty: true,
    help: "Where backups go; the folder backups in the data folder if nothing is said. Another disk is better.",
  },
  "recover": {
    kind: "choice",
    placeholder: "HOW",
    default: "exact",
    choices: RECOVERS,
    help:
      "After a crash, if the journal cannot be followed: refuse to start, or give up what came after the checkpoint.",
  },
  "players-max": {
    kind: "number",
    placeholder: "NUMBER",
    default: 10_000,
    defaultText: "10000",
    min: 1,
    max: 100_000,
    help: "Players who can be on at once, over all gateways.",
  },
  "crowd-from": {
    kind: "number",
    placeholder: "NUMBER",
    default: CROWD_FROM_DEFAULT,
    defaultText: String(CROWD_FROM_DEFAULT),
    min: 20,
    max: 100_000,
    help: "So many in view are a crowd: players are told in full of the nearest, once a second of the others.",
  },
  "gateways": {
    kind: "number",
    placeholder: "NUMBER",
    default: null,
    defaultText: "by the number of cores",
    min: 1,
    max: GATEWAYS_MAX,
    help: "Threads that talk with players. More than one works on Linux only.",
  },
  "single-thread": { kind: "switch", placeholder: "", help: "Run everything in one thread, for very small machines." },
  "tls-cert": {
    ...FILE,
    help: "Your certificate (PEM, with those that lead to its authority): players come by https. With --tls-key.",
  },
  "tls-key": { ...FILE, help: "Its private key (PEM, without a passphrase). Both files are read again when renewed." },
  "no-webtransport": {
    kind: "switch",
    placeholder: "",
    help: "Do not take players by WebTransport (UDP, on the players' port); they come by WebSocket.",
  },
  "log-level": {
    kind: "choice",
    placeholder: "LEVEL",
    default: "info",
    choices: LOG_LEVELS,
    help: "The least important lines of the log that are printed.",
  },
} as const satisfies Record<string, OptionRow>;

export type ServeOptionName = keyof typeof SERVE_OPTIONS;

/** The value of an option of this kind. */
type ValueOf<Row extends OptionRow> = Row extends { kind: "switch" } ? boolean
  : Row extends { kind: "number"; default: null } ? number | null
  : Row extends { kind: "number" } ? number
  : Row extends { choices: readonly (infer Choice)[] } ? Choice
  : string;

/** All options with their values. Null: nobody said, and the start decides. */
export type ServeOptions = { readonly [Name in ServeOptionName]: ValueOf<(typeof SERVE_OPTIONS)[Name]> };

/** The values that hold when nobody says anything. */
export function defaultServeOptions(): ServeOptions {
  const entries = Object.entries(SERVE_OPTIONS).map((
    [name, row],
  ) => [name, row.kind === "switch" ? false : row.default]);
  return Object.fromEntries(entries) as ServeOptions;
}

/** Checks a value of the command line (always text) or of the configuration file. A sentence if it is wrong. */
export function checkValue(row: OptionRow, value: unknown): { readonly value: unknown } | { readonly wanted: string } {
  switch (row.kind) {
    case "text": {
      const wanted = `a text of 1 to ${row.lettersMax} letters`;
      if (typeof value !== "string" || [...value].length > row.lettersMax) return { wanted };
      // deno-lint-ignore no-control-regex
      if (/[\u0000-\u001f\u007f]/.test(value)) return { wanted: `${wanted} without line breaks` };
      return value.trim() === "" && !row.mayBeEmpty ? { wanted } : { value };
    }
    case "number": {
      const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
      if (typeof number === "number" && Number.isInteger(number) && number >= row.min && number <= row.max) {
        return { value: number };
      }
      return { wanted: `a whole number from ${row.min} to ${row.max}` };
    }
    case "choice":
      if (typeof value === "string" && row.choices.includes(value)) return { value };
      return { wanted: `one of ${row.choices.join(", ")}` };
    case "switch":
      return typeof value === "boolean" ? { value } : { wanted: "true or false" };
  }
}
