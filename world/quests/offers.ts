/** What an answer leads to is there: else it is not offered. */
import { canOpen, type Content, type Deed, type Npc, type Numbered, type Quest } from "../content/mod.ts";
import type { World } from "../world.ts";
import { standingOf } from "./conditions.ts";
import { isJourneyOpen } from "./journeys.ts";
import { VIEW } from "./state.ts";
import { waitingEscort } from "./trials.ts";

/** A quest that an answer leads to: it is offered, or handed in. */
export interface QuestView {
  readonly view: number;
  readonly quest: Numbered<Quest>;
}

/** Whether all that these lead to is open to a character, who talks to this person. */
export function areOpen(world: World, character: number, npc: Npc, deeds: readonly Deed[]): boolean {
  return deeds.every((deed) => isOpen(world, character, npc, deed));
}

function isOpen(world: World, character: number, npc: Npc, deed: Deed): boolean {
  switch (deed.type) {
    case "travel":
      return isJourneyOpen(world, character, deed.portal);
    case "startEscort":
      return waitingEscort(world, character, deed.quest) !== null;
    case "offerQuest":
    case "completeQuest": {
      const quest = world.content.quests.byId.get(deed.quest);
      const wanted = deed.type === "offerQuest" ? "available" : "ready";
      return quest !== undefined && standingOf(world, character, quest) === wanted;
    }
    default:
      return canOpen(npc, deed);
  }
}

/** The quest that these lead to, and what is seen of it then; null if they lead to none. */
export function questViewOf(world: World, deeds: readonly Deed[]): QuestView | null {
  for (const deed of deeds) {
    if (deed.type !== "offerQuest" && deed.type !== "completeQuest") continue;
    const quest = world.content.quests.byId.get(deed.quest);
    if (quest !== undefined) return { quest, view: deed.type === "offerQuest" ? VIEW.offer : VIEW.done };
  }
  return null;
}

/** Of each content and giver, the quests that no answer of that giver leads to. */
const unspoken = new WeakMap<Content, Map<string, readonly Numbered<Quest>[]>>();

/** The quests of somebody that nothing which it says offers: a pack may add one and leave what is said as it is. */
export function unspokenQuests(content: Content, npc: Npc): readonly Numbered<Quest>[] {
  let byGiver = unspoken.get(content);
  if (byGiver === undefined) unspoken.set(content, byGiver = new Map());
  const known = byGiver.get(npc.id);
  if (known !== undefined) return known;
  const nodes = content.dialogues.byId.get(npc.dialogue)?.nodes ?? [];
  const said = new Set(
    nodes.flatMap(({ choices }) => choices.flatMap(({ does }) => does))
      .map((deed) => deed.type === "offerQuest" ? deed.quest : ""),
  );
  const found = content.quests.all.filter(({ id, giver }) => giver === npc.id && !said.has(id));
  byGiver.set(npc.id, found);
  return found;
}
