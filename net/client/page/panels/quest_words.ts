/** What is said of a quest wherever it is shown: what is to be done for it, with whom, and what one gets. */
import type { CatalogEntryOf } from "../../../../world/content/mod.ts";
import type { Lore } from "../game/lore.ts";
import { make } from "../hud/dom.ts";
import { coinText } from "./things.ts";

/** A quest as the content says it. */
export type QuestLore = CatalogEntryOf<"quests">;
type Objective = QuestLore["stages"][number]["objectives"][number];

/** Whether a quest is for a party, and what its company counts for; "" where there is nothing to say. */
export function companyText({ stages, party }: Pick<QuestLore, "stages" | "party">): string {
  const objectives = stages.flatMap((stage) => stage.objectives);
  const size = Math.max(0, ...objectives.map((objective) => objective.type === "group" ? objective.size : 0));
  if (size > 0) return `For a party of ${size} or more.`;
  const isHunt = objectives.some(({ type }) => type === "kill");
  if (!isHunt) return "";
  return party ? "What your party kills near you counts for you." : "Only what you fight yourself counts.";
}

/** How often something is to be done. */
export function wantedOf(objective: Objective): number {
  return "count" in objective && objective.type !== "deliver" ? objective.count : 1;
}

/** What one gets for a quest. */
export function rewardText(lore: Lore, { reward }: Pick<QuestLore, "reward">): string {
  const things = reward.items.map(({ item, count }) => `${count > 1 ? `${count} × ` : ""}${lore.itemName(item)}`);
  const parts = [`${reward.xp} experience`, reward.coins > 0 ? coinText(reward.coins) : "", ...things];
  if (reward.choices.length > 0) {
    parts.push(`one of ${reward.choices.map(({ item }) => lore.itemName(item)).join(", ")}`);
  }
  return `For it: ${parts.filter((part) => part !== "").join(" · ")}`;
}

/** What somebody offers to whom of a level, before it is taken on; or what there is for it, once it is done. */
export function questCard(lore: Lore, quest: QuestLore, { isDone, level }: {
  readonly isDone: boolean;
  readonly level: number;
}): HTMLElement {
  const card = make("article", "quest-card");
  const hard = quest.level > level ? `, you are level ${level}` : "";
  card.append(make("h3", "", `${quest.name} · level ${quest.level}${isDone ? "" : hard}`));
  if (!isDone) {
    card.append(make("p", "", lore.filled(quest.summary)));
    const list = make("ul", "objectives");
    for (const objective of quest.stages[0]?.objectives ?? []) {
      const wanted = wantedOf(objective);
      list.append(make("li", "", wanted > 1 ? `${objective.text}: ${wanted}` : objective.text));
    }
    card.append(list);
    const company = companyText(quest);
    if (company !== "") card.append(make("p", "company", company));
  }
  card.append(make("p", "soft", rewardText(lore, quest)));
  return card;
}
