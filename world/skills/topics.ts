/** The topics `skills` and `recipes`. */
import type { TopicReader } from "../systems/topic_readers.ts";
import type { World } from "../world.ts";
import { knowsRecipe, lessonPermille, skillOf } from "./skills.ts";

const characterAt = (world: World, index: number) => world.entities.components.columns.character[index]!;

/** How good a character is at each craft that there is. */
export const SKILLS_TOPIC: TopicReader<"skills"> = {
  keys: ({ content }) => content.crafts.all.map(({ number }) => String(number)),
  read: (world, index, key) => {
    const craft = world.content.crafts.byNumber[Number(key)];
    if (craft === undefined) return null;
    return { points: skillOf(world, characterAt(world, index), craft.number), most: craft.skillMax };
  },
};

/** What a character knows how to make. */
export const RECIPES_TOPIC: TopicReader<"recipes"> = {
  keys: (world, index) =>
    world.content.recipes.all.filter((recipe) => knowsRecipe(world, characterAt(world, index), recipe))
      .map(({ number }) => String(number)),
  read: (world, index, key) => {
    const recipe = world.content.recipes.byNumber[Number(key)];
    if (recipe === undefined || !knowsRecipe(world, characterAt(world, index), recipe)) return null;
    return { teachesPermille: lessonPermille(world, characterAt(world, index), recipe) };
  },
};
