/** What characters have learned: skill in crafts, and recipes. */
export {
  cannotLearn,
  craftOf,
  knowsRecipe,
  learnByDoing,
  learnRecipe,
  lessonPermille,
  setSkill,
  skillOf,
  taughtAbilities,
  teachAbility,
} from "./skills.ts";
export { makeSkills, reindexSkills, type Skills } from "./state.ts";
export { RECIPES_TOPIC, SKILLS_TOPIC } from "./topics.ts";
