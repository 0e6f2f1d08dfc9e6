/**
 * What each action does: one function for each row of world/actions.ts. A handler checks everything that is about the
 * world's state, does it all or changes nothing, and returns why not, or null.
 */
import type { ActionName } from "../actions.ts";
import { actionRow } from "../actions.ts";
import type { ActionCommand, ActionCommandOf } from "../commands.ts";
import type { WorldOutput } from "../output.ts";
import type { Refusal } from "../refusals.ts";
import type { World } from "../world.ts";
import { COMBAT_ACTIONS } from "../combat/mod.ts";
import { CRAFT_ACTIONS } from "../crafts/mod.ts";
import { ITEM_ACTIONS } from "../items/mod.ts";
import { ORDER_ACTIONS } from "../orders/mod.ts";
import { PARTY_ACTIONS } from "../parties/mod.ts";
import { PLACE_ACTIONS } from "../places/mod.ts";
import { QUEST_ACTIONS } from "../quests/mod.ts";
import { THING_ACTIONS } from "./things.ts";
import { WHISPER_ACTIONS } from "./whispers.ts";

/** Does an action of the player whose body has this index. Null if it is done. */
export type ActionHandler<Name extends ActionName> = (
  world: World,
  index: number,
  action: ActionCommandOf<Name>,
  output: WorldOutput,
) => Refusal | null;

/** The handlers of some actions: each topic's file has those that belong to it. */
export type ActionHandlers<Names extends ActionName> = { readonly [Name in Names]: ActionHandler<Name> };

const ACTION_HANDLERS: ActionHandlers<ActionName> = {
  ...THING_ACTIONS,
  ...PLACE_ACTIONS,
  ...PARTY_ACTIONS,
  ...ITEM_ACTIONS,
  ...COMBAT_ACTIONS,
  ...QUEST_ACTIONS,
  ...CRAFT_ACTIONS,
  ...ORDER_ACTIONS,
  ...WHISPER_ACTIONS,
};

/** Does an action; what came of it is told at the end of the tick. One of a session without a body does nothing. */
export function handleAction(world: World, action: ActionCommand, output: WorldOutput): void {
  const { session, sequence, type } = action;
  const index = world.sessions.get(session);
  if (index === undefined) return;
  const { entries } = world.ledger;
  // The table has the handler for each type of action; the compiler cannot follow that through the index.
  const handle = ACTION_HANDLERS[type] as ActionHandler<ActionName>;
  const refused = handle(world, index, action, output);
  const held = actionRow(type).held || world.ledger.entries !== entries;
  world.answers.push({ session, sequence, refused, held });
}
