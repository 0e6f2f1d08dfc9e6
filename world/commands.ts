/**
 * Commands: everything that reaches the world from outside, in one ordered list per tick. The world changes by nothing
 * else, so the list is what a journal has to keep. Texts in commands were cleaned and checked by whoever made them;
 * the world checks everything that is about its own state.
 *
 * Ids are in the file: never reuse one, only add. Those of actions are from 100 to 199; 6, 7 and 8 were used once.
 */
import { ACTION_COMMANDS, type ActionName, isAction } from "./actions.ts";
import type { MessageOf } from "./base/record.ts";

/** Commands that come from a player's session, by way of a gateway. `session` is unique in the life of the process. */
export const SESSION_COMMANDS = {
  /**
   * A signed-in session takes its character's body, made anew where the character has none. Of an account (0: it is not
   * known) one character is played at a time.
   */
  enter: { id: 1, fields: { session: "u32", account: "u32", character: "u32", name: "text", look: "u32" } },
  /** The connection is gone. The body lingers. `atOnce`: the player signed out, the body goes now. */
  leave: { id: 2, fields: { session: "u32", atOnce: "bool" } },
  /**
   * Walk with this heading and speed (0 stands) from `atTick` on: applied at that tick if it is at most
   * INPUT_AHEAD_TICKS_MAX ahead, now if it has passed. `sequence` counts the session's inputs modulo 2^16.
   */
  input: { id: 3, fields: { session: "u32", sequence: "u16", atTick: "u32", heading: "u8", speed: "u8" } },
  /** Walk to a point by path finding; any `input` ends it. */
  goTo: { id: 4, fields: { session: "u32", sequence: "u16", x: "i32", y: "i32" } },
  /** Say something to whoever is near. */
  say: { id: 5, fields: { session: "u32", text: "text" } },
  /** The character was deleted by its player: it leaves, and what it had is gone for good. `session` chooses another. */
  retire: { id: 9, fields: { session: "u32", character: "u32" } },
  /** All other things that a player does (actions.ts). Each is answered: done, or why not. */
  ...ACTION_COMMANDS,
} as const;

/** Commands of staff, by way of the admin API. `actor` is the name of the account that gave it. */
export const STAFF_COMMANDS = {
  /** A line for everyone. */
  broadcast: { id: 32, fields: { actor: "text", text: "text" } },
  /** A line for one character. */
  tell: { id: 33, fields: { actor: "text", character: "u32", text: "text" } },
  /** Ends a character's session, with a reason that the player reads. */
  kick: { id: 34, fields: { actor: "text", character: "u32", reason: "text" } },
  /** Somebody looks at this place: what sleeps within `radius` (units) catches up and stays awake for some seconds. */
  observe: { id: 35, fields: { actor: "text", space: "u16", x: "i32", y: "i32", radius: "u32" } },
  /** Reverses transfers: `rows` are those of the ledger (world/ledger), answered by `undone` with the same `request`. */
  undo: { id: 36, fields: { actor: "text", request: "u32", rows: "bytes" } },
  /** From this tick on the world's content is this pack (world/content/pack.ts): the host started with another one. */
  useContent: { id: 37, fields: { actor: "text", pack: "bytes" } },
} as const;

export const COMMANDS = { ...SESSION_COMMANDS, ...STAFF_COMMANDS } as const;

export type SessionCommand = MessageOf<typeof SESSION_COMMANDS>;
/** A session's command that is an action. */
export type ActionCommand = Extract<SessionCommand, { type: ActionName }>;
/** The command of one action. */
export type ActionCommandOf<Name extends ActionName> = Extract<SessionCommand, { type: Name }>;
export type StaffCommand = MessageOf<typeof STAFF_COMMANDS>;
/** Any command, told apart by `type`. */
export type Command = SessionCommand | StaffCommand;

/** Whether a command is an action. */
export function isActionCommand(command: Command): command is ActionCommand {
  return isAction(command.type);
}

/** A command as it can be kept after it was heard: without bytes that lie in a ring and are written over. */
export function keptCommand(command: Command): Command {
  switch (command.type) {
    case "undo":
      return { ...command, rows: command.rows.slice() };
    case "useContent":
      return { ...command, pack: command.pack.slice() };
    default:
      return command;
  }
}
