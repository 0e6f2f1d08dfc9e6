/** Fighting: abilities, blows, death and coming back. */
import type { ActionHandlers } from "../systems/actions.ts";
import { stop, useAbility, useItem } from "./abilities.ts";
import { chooseClass } from "./classes.ts";
import { aimAt } from "./onlookers.ts";
import { setPvp } from "./pvp.ts";
import { revive, walkBack } from "./rebirth.ts";

export { knownAbilities } from "./abilities.ts";
export { strikeBack } from "./blows.ts";
export { beginCreature, creatureOf, isCreature } from "./creatures.ts";
export { gainXp } from "./death.ts";
export { applyEffect, applyWeather, endEffectsOf, hasEffect } from "./effects.ts";
export { tellOnlookers } from "./onlookers.ts";
export { fightsPlayers, followGround, PVP_TOPIC } from "./pvp.ts";
export { DEATH_TOPIC } from "./rebirth.ts";
export { sayOne } from "./says.ts";
export { bodiesAround, isHostile, isInSight, reachCmOf } from "./targets.ts";
export { type Combat, makeCombat, reindexCombat } from "./state.ts";
export { STATS_TOPIC } from "./stats.ts";
export { goOnFighting } from "./system.ts";
export { ABILITIES_TOPIC, CASTING_TOPIC, COOLDOWNS_TOPIC, EFFECTS_TOPIC, LASTING_TOPIC } from "./topics.ts";

type CombatActionName = "useAbility" | "useItem" | "revive" | "stop" | "chooseClass" | "setPvp" | "walkBack" | "aimAt";

/** The actions of fights, and of things that do what abilities do. */
export const COMBAT_ACTIONS: ActionHandlers<CombatActionName> = {
  useAbility,
  useItem,
  revive,
  stop,
  chooseClass,
  setPvp,
  walkBack,
  aimAt,
};
export { fearedBy, leadAfraid } from "./fear.ts";
