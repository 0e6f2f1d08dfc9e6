/** Skill by use: whoever does what is not easy for it any more learns by it, and the less the easier it has become. */
import { addRow } from "../base/table.ts";
import { drawBelow } from "../chance.ts";
import type { Ability, Craft, Numbered, Recipe } from "../content/mod.ts";
import { ALL_KEYS, markOwn } from "../own_marks.ts";
import type { Refusal } from "../refusals.ts";
import { bodyOf } from "../roster.ts";
import type { World } from "../world.ts";
import { noteTaught, skillKey } from "./state.ts";

/** How good a character is at a craft: 0 to the craft's `skillMax`. */
export function skillOf({ skills }: World, character: number, craft: number): number {
  const row = skills.rowOf.get(skillKey(character, craft));
  return row === undefined ? 0 : skills.points.columns.points[row]!;
}

/** The craft of an entry of the content. */
export function craftOf(world: World, { craft }: { readonly craft: string }): Numbered<Craft> {
  return world.content.crafts.byId.get(craft)!;
}

/** What is worth something to learn from: the skill that it asks for, and the skill that it teaches at most. */
interface Lesson {
  readonly craft: string;
  readonly skill: number;
  readonly skillUpTo: number;
}

/**
 * How likely it is that doing this teaches something, in thousandths: certain for who can just do it, in a straight line
 * down to a tenth for who can almost learn nothing from it any more, and then not at all.
 */
export function lessonPermille(world: World, character: number, lesson: Lesson): number {
  const craft = craftOf(world, lesson);
  const skill = skillOf(world, character, craft.number);
  if (skill >= lesson.skillUpTo || skill >= craft.skillMax) return 0;
  const span = Math.max(1, lesson.skillUpTo - lesson.skill);
  return Math.max(100, Math.min(1000, 1000 - Math.floor(900 * (skill - lesson.skill) / span)));
}

/** A character has done something: perhaps it has learned by it. */
export function learnByDoing(world: World, character: number, lesson: Lesson): void {
  const permille = lessonPermille(world, character, lesson);
  if (permille === 0 || drawBelow(world, 1000) >= permille) return;
  const craft = craftOf(world, lesson);
  setSkill(world, character, craft.number, skillOf(world, character, craft.number) + 1);
}

/** Sets how good a character is at a craft. */
export function setSkill(world: World, character: number, craft: number, points: number): void {
  const { skills } = world;
  let row = skills.rowOf.get(skillKey(character, craft));
  if (row === undefined) {
    if (skills.points.length >= skills.points.rowsMax) return;
    row = addRow(skills.points);
    skills.points.columns.character[row] = character;
    skills.points.columns.craft[row] = craft;
    skills.rowOf.set(skillKey(character, craft), row);
  }
  skills.points.columns.points[row] = points;
  const body = bodyOf(world.roster, character);
  if (body < 0) return;
  markOwn(world, body, "skills", String(craft));
  // What recipes teach follows from the skill.
  for (const recipe of world.content.recipes.all) {
    const isOfIt = craftOf(world, recipe).number === craft;
    if (isOfIt && knowsRecipe(world, character, recipe)) markOwn(world, body, "recipes", String(recipe.number));
  }
}

/** Whether a character knows how to make something. */
export function knowsRecipe({ skills }: World, character: number, recipe: Numbered<Recipe>): boolean {
  return recipe.known === "from the start" || skills.known.has(skillKey(character, recipe.number));
}

/** Why a character cannot learn a recipe now, or null if it can. */
export function cannotLearn(world: World, character: number, recipe: Numbered<Recipe>): Refusal | null {
  if (knowsRecipe(world, character, recipe)) return "already-done";
  const sheet = world.roster.rowOf.get(character);
  if (sheet === undefined || world.sheets.columns.level[sheet]! < recipe.level) return "level-too-low";
  if (skillOf(world, character, craftOf(world, recipe).number) < recipe.skill) return "skill-too-low";
  return world.skills.learned.length >= world.skills.learned.rowsMax ? "full" : null;
}

/** A character knows from now on how to make something. */
export function learnRecipe(world: World, character: number, recipe: Numbered<Recipe>): void {
  const { learned, known } = world.skills;
  if (knowsRecipe(world, character, recipe) || learned.length >= learned.rowsMax) return;
  const row = addRow(learned);
  learned.columns.character[row] = character;
  learned.columns.recipe[row] = recipe.number;
  known.add(skillKey(character, recipe.number));
  const body = bodyOf(world.roster, character);
  if (body >= 0) markOwn(world, body, "recipes", String(recipe.number));
}

/** The numbers of the abilities that a character was taught, besides those of its class. */
export function taughtAbilities({ skills }: World, character: number): readonly number[] {
  return skills.abilitiesOf.get(character) ?? [];
}

/** A character can do this from now on, whatever its class, as soon as its level is high enough for it. */
export function teachAbility(world: World, character: number, { number }: Numbered<Ability>): void {
  const { taught } = world.skills;
  if (taughtAbilities(world, character).includes(number) || taught.length >= taught.rowsMax) return;
  const row = addRow(taught);
  taught.columns.character[row] = character;
  taught.columns.ability[row] = number;
  noteTaught(world.skills, character, number);
  const body = bodyOf(world.roster, character);
  if (body >= 0) markOwn(world, body, "abilities", ALL_KEYS);
}
