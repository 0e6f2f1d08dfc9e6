/** Fighting: abilities, blows, death and coming back. */
import type { ActionHandlers } from "../systems/actions.ts";
import { useAbility } from "./abilities.ts";
import { revive } from "./death.ts";

export { knownAbilities } from "./abilities.ts";
export { type Combat, makeCombat } from "./state.ts";
export { goOnFighting } from "./system.ts";
export { ABILITIES_TOPIC, COOLDOWNS_TOPIC } from "./topics.ts";

/** The actions of fights. */
export const COMBAT_ACTIONS: ActionHandlers<"useAbility" | "revive"> = { useAbility, revive };
