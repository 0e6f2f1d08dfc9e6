/** The commands around the tick that is shown, with who gave each and from where, as the console lists them. */
import { UNITS_PER_METRE } from "../../world/base/space.ts";
import { type Command, isActionCommand, STAFF_COMMANDS } from "../../world/commands.ts";
import { bodyOf, idAt, type JournalEntry, positionX, positionY, type World } from "../../world/mod.ts";
import { COMMANDS_AROUND_TICKS, COMMANDS_KEPT_MAX, COMMANDS_TOLD_MAX } from "./limits.ts";
import type { CommandFilter, CommandSort, ToldCommand, ToldCommands } from "./types.ts";

/** Remembers what was applied while the world was stepped. Lives as long as its thread. */
export class CommandsAround {
  #kept: ToldCommand[] = [];

  /** Another world is stepped. */
  clear(): void {
    this.#kept = [];
  }

  /** An entry is about to be applied. */
  applying(world: World, entry: JournalEntry): void {
    entry.commands.forEach((command, place) => this.#kept.push(told(world, command, entry.tick, place)));
    if (this.#kept.length > COMMANDS_KEPT_MAX * 2) this.#kept.splice(0, this.#kept.length - COMMANDS_KEPT_MAX);
  }

  /** What fits a filter, of some ticks before the world's and after it. `ahead`: the entries that follow. */
  around(world: World, ahead: readonly JournalEntry[], filter: CommandFilter): ToldCommands {
    const from = world.tick - COMMANDS_AROUND_TICKS;
    const first = this.#kept.findIndex((row) => row.tick >= from);
    this.#kept.splice(0, first < 0 ? this.#kept.length : first);
    const fits = (row: ToldCommand) => fitsFilter(row, filter);
    const before = this.#kept.filter(fits);
    const names = namesOf(ahead);
    const after = ahead.flatMap((entry) =>
      entry.commands.map((command, place) => told(world, command, entry.tick, place, names))
    ).filter(fits);
    const half = Math.floor(COMMANDS_TOLD_MAX / 2);
    const roomBefore = Math.max(half, COMMANDS_TOLD_MAX - after.length);
    const shownBefore = before.slice(-roomBefore);
    const shownAfter = after.slice(0, COMMANDS_TOLD_MAX - shownBefore.length);
    const rows = [...shownBefore, ...shownAfter];
    return { tick: world.tick, rows, leftOut: before.length + after.length - rows.length };
  }
}

/** Names of sessions that only come in with these entries. */
function namesOf(entries: readonly JournalEntry[]): ReadonlyMap<number, { name: string; character: number }> {
  const names = new Map<number, { name: string; character: number }>();
  for (const { commands } of entries) {
    for (const command of commands) {
      if (command.type === "enter") names.set(command.session, { name: command.name, character: command.character });
    }
  }
  return names;
}

function told(
  world: World,
  command: Command,
  tick: number,
  place: number,
  names: ReadonlyMap<number, { name: string; character: number }> = new Map(),
): ToldCommand {
  const { type, ...given } = command;
  const fields = Object.fromEntries(
    Object.entries(given).filter(([name, value]) => !HIDDEN.has(name) && !(value instanceof Uint8Array)),
  ) as ToldCommand["fields"];
  const sort = sortOf(command);
  if ("actor" in command) {
    return { tick, place, type, sort, actor: command.actor, character: 0, entity: 0, x: null, y: null, fields };
  }
  const index = world.sessions.get(command.session) ?? bodyThere(world, command);
  const { columns } = world.entities.components;
  if (index === undefined) {
    const known = command.type === "enter" ? command : names.get(command.session);
    const actor = known?.name ?? `session ${command.session}`;
    return { tick, place, type, sort, actor, character: known?.character ?? 0, entity: 0, x: null, y: null, fields };
  }
  return {
    ...{ tick, place, type, sort, fields },
    actor: columns.name[index]!,
    character: columns.character[index]!,
    entity: idAt(world.entities, index),
    x: positionX(world, index) / UNITS_PER_METRE,
    y: positionY(world, index) / UNITS_PER_METRE,
  };
}

/** Numbers that say nothing to people. */
const HIDDEN: ReadonlySet<string> = new Set(["session", "sequence", "actor", "atTick", "look"]);

/** The body that a character who enters has already. */
function bodyThere(world: World, command: Command): number | undefined {
  const index = command.type === "enter" ? bodyOf(world.roster, command.character) : -1;
  return index < 0 ? undefined : index;
}

/** The sort of a command. */
export function sortOf(command: Command): CommandSort {
  if (Object.hasOwn(STAFF_COMMANDS, command.type)) return "staff";
  switch (command.type) {
    case "enter":
    case "leave":
      return "coming";
    case "say":
    case "partySay":
    case "whisper":
      return "talk";
    case "input":
    case "goTo":
      return "steering";
    default:
      return isActionCommand(command) ? "things" : "all";
  }
}

function fitsFilter(row: ToldCommand, { sort, find, within }: CommandFilter): boolean {
  if (row.type === "observe") return false;
  if (sort === "all" ? row.sort === "steering" : row.sort !== sort) return false;
  if (find !== "" && !row.actor.toLowerCase().includes(find.toLowerCase())) return false;
  if (within === null || row.sort === "staff") return true;
  if (row.x === null || row.y === null) return false;
  return row.x >= within.x && row.x <= within.x + within.width && row.y >= within.y &&
    row.y <= within.y + within.height;
}
