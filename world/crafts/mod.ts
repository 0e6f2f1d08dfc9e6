/** Gathering, farming and crafting: what grows in the land, who works at what, and what comes of it. */
import type { ActionHandlers } from "../systems/actions.ts";
import { plant } from "./farm.ts";
import { gather } from "./gather.ts";
import { learn, make, makeOrdered } from "./make.ts";

export { type Crafts, makeCrafts, reindexCrafts } from "./state.ts";
export { goOnWorking } from "./system.ts";
export { WORK_TOPIC } from "./topics.ts";
export { leaveBare } from "./wilds.ts";
export { endWork } from "./works.ts";

/** The actions of gathering and crafting. `stop` ends work as well as fights. */
export const CRAFT_ACTIONS: ActionHandlers<"gather" | "plant" | "make" | "makeOrdered" | "learn"> = {
  ...{ gather, plant, make, makeOrdered, learn },
};
