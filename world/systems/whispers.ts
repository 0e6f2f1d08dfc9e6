/** What one player says to another alone, wherever both are. */
import type { ActionCommandOf } from "../commands.ts";
import type { WorldOutput } from "../output.ts";
import type { Refusal } from "../refusals.ts";
import type { World } from "../world.ts";
import type { ActionHandlers } from "./actions.ts";

/** The action by which that is done. */
export const WHISPER_ACTIONS: ActionHandlers<"whisper"> = { whisper };

function whisper(
  world: World,
  index: number,
  { to, text }: ActionCommandOf<"whisper">,
  output: WorldOutput,
): Refusal | null {
  const { name, session } = world.entities.components.columns;
  const other = bodyNamed(world, to);
  if (other < 0) return "not-on";
  if (other === index) return "oneself";
  if (text === "") return null;
  output.line(session[other]!, "whisper", name[index]!, text);
  // Who speaks reads it too, under the name as the other writes it.
  output.line(session[index]!, "whispered", name[other]!, text);
  return null;
}

/** The body of who plays under a name, however its letters are written; -1 if nobody does. */
function bodyNamed(world: World, wanted: string): number {
  const { name } = world.entities.components.columns;
  const folded = fold(wanted);
  for (const index of world.sessions.values()) if (fold(name[index]!) === folded) return index;
  return -1;
}

/** It decides what is told and nothing of the state: how a runtime folds rare letters may differ. */
function fold(name: string): string {
  return name.normalize("NFKC").toUpperCase().toLowerCase();
}
