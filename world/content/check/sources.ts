import type { Pack } from "../pack.ts";
import type { Note } from "./whole.ts";

/** What quests and recipes ask for can be had, and what is to be learned is taught somewhere. */
export function checkSources({ entries }: Pack, note: Note): void {
  const { recipes, items, quests, npcs } = entries;
  const had = obtainable(entries);
  for (const { id, inputs, craft, known } of recipes) {
    inputs.forEach(({ item }, index) => {
      if (!had.has(item)) {
        note("recipes", id, `inputs.${index}.item`, item, "something that can be had: nothing gives it");
      }
    });
    if (known === "scroll" && !items.some(({ teaches }) => teaches === id)) {
      note("recipes", id, "known", known, "an item that teaches it");
    }
    const taught = quests.some(({ reward, does }) =>
      reward.recipes.includes(id) || does.some((deed) => deed.type === "teachRecipe" && deed.recipe === id)
    );
    if (known === "quest" && !taught) note("recipes", id, "known", known, "a quest whose reward is this recipe");
    if (known === "trainer" && !npcs.some(({ trains }) => trains?.crafts.includes(craft))) {
      note("recipes", id, "known", known, `somebody who trains ${craft}`);
    }
  }
  for (const { id, stages } of quests) {
    stages.forEach(({ objectives }, stage) =>
      objectives.forEach((objective, at) => {
        const asked = objective.type === "collect" || objective.type === "deliver" || objective.type === "use";
        if (!asked || had.has(objective.item)) return;
        note(
          "quests",
          id,
          `stages.${stage}.objectives.${at}.item`,
          objective.item,
          "something that can be had: nothing gives it",
        );
      })
    );
  }
}

/** Every item that something in the world gives. */
function obtainable(
  { loot, vendors, recipes, quests, classes, economy, dialogues }: Pack["entries"],
): ReadonlySet<string> {
  const had = new Set<string>();
  for (const { rolls, choices } of loot) {
    for (const { item } of rolls) had.add(item);
    for (const { item } of choices.flat()) if (item !== null) had.add(item);
  }
  for (const { stock } of vendors) for (const { item } of stock) had.add(item);
  for (const { output } of recipes) had.add(output.item);
  for (const { gives, reward } of quests) {
    for (const { item } of [...gives, ...reward.items, ...reward.choices]) had.add(item);
  }
  for (const { gear, bag } of classes) for (const item of [...gear, ...bag.map((one) => one.item)]) had.add(item);
  for (const { scatter } of economy) for (const { item } of scatter) had.add(item);
  for (const { nodes } of dialogues) {
    for (const { choices } of nodes) {
      for (const deed of choices.flatMap((choice) => choice.does)) if (deed.type === "giveItem") had.add(deed.item);
    }
  }
  return had;
}
