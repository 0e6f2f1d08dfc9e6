import type { Pack } from "../pack.ts";
import type { Quest } from "../schema/quest.ts";
import { findCircle } from "./graph.ts";
import type { Note } from "./whole.ts";

/** Quests can be reached, gone through and ended. */
export function checkQuests({ entries }: Pack, note: Note): void {
  const { quests, economy, items } = entries;
  const questOf = new Map(quests.map((quest) => [quest.id, quest]));
  const before = ({ after, afterAny }: Quest) => [...after, ...afterAny];
  const circle = findCircle(questOf.keys(), (id) => questOf.get(id)?.after ?? []);
  if (circle !== null) {
    note("quests", circle[0]!, "after", circle.join(" → "), "quests that do not come before themselves");
  }
  const levelMax = economy[0]?.levelMax ?? Infinity;
  const reached = reachable(quests);
  for (const quest of quests) {
    if (!reached.has(quest.id)) {
      note("quests", quest.id, "after", before(quest), "quests that can be done: none of these ways leads here");
    }
    if (quest.levelMin > quest.level) {
      note("quests", quest.id, "levelMin", quest.levelMin, `at most its level, ${quest.level}`);
    }
    if (quest.level > levelMax) note("quests", quest.id, "level", quest.level, `at most ${levelMax}`);
    for (const other of quest.excludes) {
      if (before(quest).includes(other)) {
        note("quests", quest.id, "excludes", other, "a quest that does not have to be done before");
      }
    }
    checkStages(quest, note, (id) => items.find((item) => item.id === id)?.binding);
  }
  for (const [chain, members] of Map.groupBy(quests.filter((quest) => quest.chain !== ""), (quest) => quest.chain)) {
    const inside = new Set(members.map(({ id }) => id));
    if (members.some((quest) => !before(quest).some((id) => inside.has(id)))) continue;
    note("quests", members[0]!.id, "chain", chain, "a chain with a first quest, that needs none of the others");
  }
}

/** Quests that somebody can come to do: those without any before, and so on. */
function reachable(quests: readonly Quest[]): ReadonlySet<string> {
  const reached = new Set<string>();
  for (let size = -1; size < reached.size;) {
    size = reached.size;
    for (const { id, after, afterAny } of quests) {
      const some = afterAny.length === 0 || afterAny.some((one) => reached.has(one));
      if (some && after.every((one) => reached.has(one))) reached.add(id);
    }
  }
  return reached;
}

function checkStages({ id, stages }: Quest, note: Note, bindingOf: (item: string) => string | undefined): void {
  const stageOf = new Map(stages.map((stage) => [stage.id, stage]));
  if (stageOf.size !== stages.length) {
    note(
      "quests",
      id,
      "stages",
      stages.map((stage) => stage.id),
      "stages of different ids",
    );
  }
  stages.forEach(({ next, objectives }, index) => {
    next.forEach(({ stage, choice }, at) => {
      const path = `stages.${index}.next.${at}`;
      if (!stageOf.has(stage)) note("quests", id, `${path}.stage`, stage, "the id of a stage of this quest");
      if (next.length > 1 && choice === null) {
        note("quests", id, `${path}.choice`, null, "a text, as the player chooses");
      }
    });
    objectives.forEach((objective, at) => {
      if (objective.type === "collect" && objective.shared && bindingOf(objective.item) !== "quest") {
        const path = `stages.${index}.objectives.${at}.shared`;
        note("quests", id, path, true, "false, as the item's binding is not quest: what one finds each has then");
      }
      if (objective.type !== "kill") return;
      if (objective.creatures.length + objective.families.length > 0) return;
      note("quests", id, `stages.${index}.objectives.${at}.creatures`, [], "creatures or families");
    });
  });
  const circle = findCircle(stageOf.keys(), (stage) => (stageOf.get(stage)?.next ?? []).map((one) => one.stage));
  if (circle !== null) note("quests", id, "stages", circle.join(" → "), "stages that come to an end");
  const met = new Set<string>();
  const walk = (stage: string | undefined): void => {
    if (stage === undefined || met.has(stage)) return;
    met.add(stage);
    for (const one of stageOf.get(stage)?.next ?? []) walk(one.stage);
  };
  walk(stages[0]?.id);
  for (const stage of stages) {
    if (!met.has(stage.id)) note("quests", id, "stages", stage.id, "a stage to which another leads, or the first");
  }
}
