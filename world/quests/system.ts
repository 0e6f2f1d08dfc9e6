/** Quests from tick to tick: news are counted, and once a second it is looked at who is where, and talks to whom. */
import { npcWithin } from "../items/mod.ts";
import { ALL_KEYS, markOwn } from "../own_marks.ts";
import { bodyOf } from "../roster.ts";
import type { WorldOutput } from "../output.ts";
import { playersInTurn } from "../turns.ts";
import type { World } from "../world.ts";
import { arriveAll } from "./journeys.ts";
import { lookAtQuests } from "./look.ts";
import { hear } from "./hear.ts";
import { endTalk, talkOf } from "./talk.ts";
import { beginEscorts, goAlong } from "./trials.ts";

/** One step of all quests. */
export function goOnWithQuests(world: World, output: WorldOutput): void {
  for (const news of world.news) {
    hear(world, news);
    const body = bodyOf(world.roster, news.character);
    if (news.type === "levelled" && body >= 0) markOwn(world, body, "errands", ALL_KEYS);
  }
  arriveAll(world, output);
  beginEscorts(world);
  goAlong(world);
  for (const index of playersInTurn(world)) {
    const character = world.entities.components.columns.character[index]!;
    if (world.quests.activeOf.has(character)) lookAtQuests(world, character);
    const talk = talkOf(world, character);
    if (talk !== null && typeof npcWithin(world, index, talk.npc) === "string") endTalk(world, character);
  }
}
