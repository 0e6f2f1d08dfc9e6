/** Applies the commands of a tick, in their order. */
import { isLed } from "../bodies.ts";
import { unreachable } from "../base/assert.ts";
import { type Command, isActionCommand } from "../commands.ts";
import { idAt } from "../entities.ts";
import { SPACE_OVERWORLD } from "../limits.ts";
import type { WorldOutput } from "../output.ts";
import type { World } from "../world.ts";
import { PLAN, STATUS } from "../kinds.ts";
import { bodyOf } from "../roster.ts";
import { handleAction } from "./actions.ts";
import { endRoute, enterWorld, leaveWorld } from "./enter_leave.ts";
import { dropInputs, receiveInput } from "./inputs.ts";
import { retire } from "./retire.ts";
import { requestRoute } from "./route_requests.ts";
import { undoTransfers } from "./undo.ts";
import { useContent } from "./use_content.ts";
import { observe } from "./wake.ts";

/** Applies every command. A command that refers to nobody does nothing: whom it meant is gone. */
export function applyCommands(world: World, commands: readonly Command[], output: WorldOutput): void {
  for (const command of commands) applyCommand(world, command, output);
}

function applyCommand(world: World, command: Command, output: WorldOutput): void {
  if (isActionCommand(command)) return handleAction(world, command, output);
  switch (command.type) {
    case "enter":
      return enterWorld(world, command, output);
    case "leave":
      return leaveWorld(world, command.session, command.atOnce);
    case "retire":
      return retire(world, command.character, output);
    case "input":
      return receiveInput(world, command, output);
    case "goTo":
      return goTo(world, command, output);
    case "say":
      return say(world, command.session, command.text, output);
    case "broadcast":
      return output.line(0, "broadcast", command.actor, command.text);
    case "tell":
      return tell(world, command.character, command.actor, command.text, output);
    case "kick":
      return kick(world, command.character, command.reason, output);
    case "observe":
      if (command.space === SPACE_OVERWORLD) observe(world, command.x, command.y, command.radius);
      return;
    case "undo":
      return undoTransfers(world, command, output);
    case "useContent":
      return useContent(world, command.pack, output);
    default:
      return unreachable(command);
  }
}

function goTo(world: World, command: Extract<Command, { type: "goTo" }>, output: WorldOutput): void {
  const { session, sequence, x, y } = command;
  const index = world.sessions.get(session);
  if (index === undefined) return;
  // The dead lie where they fell.
  if ((world.entities.components.columns.status[index]! & STATUS.dead) !== 0) return;
  // What it steered before, and meant to, is over.
  dropInputs(world, index);
  if (world.entities.components.columns.plan[index] === PLAN.route) endRoute(world, index);
  const entity = idAt(world.entities, index);
  // Who runs for fear goes where it is led.
  if (isLed(world, index) || !requestRoute(world, { entity, x, y, session, sequence })) {
    output.wayFound(session, sequence, false, "unreachable");
  }
}

function say(world: World, session: number, text: string, output: WorldOutput): void {
  const index = world.sessions.get(session);
  if (index === undefined || world.entities.components.columns.space[index] !== SPACE_OVERWORLD) return;
  const cell = world.entities.derived.columns.cellPlusOne[index]! - 1;
  output.happened(cell, { type: "said", entity: idAt(world.entities, index), text });
}

/** The session that steers a character, or 0. */
function sessionOf(world: World, character: number): number {
  const index = bodyOf(world.roster, character);
  return index < 0 ? 0 : world.entities.components.columns.session[index]!;
}

function tell(world: World, character: number, actor: string, text: string, output: WorldOutput): void {
  const session = sessionOf(world, character);
  if (session !== 0) output.line(session, "tell", actor, text);
}

function kick(world: World, character: number, reason: string, output: WorldOutput): void {
  const session = sessionOf(world, character);
  if (session === 0) return;
  output.close(session, "kicked", reason);
  leaveWorld(world, session, true);
}
