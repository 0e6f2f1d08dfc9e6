/** What a mind of the play scenario has to know of the content: numbers, worked out once and told to the generators. */
import { NO_NUMBERS, type Numbers, numbersOf } from "../../../../world/content/mod.ts";
import { HERB, playPack, RECIPE } from "./pack.ts";

/** Something that can be done to an enemy, or to oneself. */
export interface Blow {
  readonly ability: number;
  readonly reachMetres: number;
  /** From one to the next: its wait, or what it costs against what comes back. */
  readonly everySeconds: number;
}

/** A class of the pack, as who begins has it. */
export interface ClassLore {
  readonly number: number;
  /** Goes on by itself. */
  readonly attack: Blow;
  readonly blow: Blow;
  readonly heal: Blow | null;
}

/** All of it. Plain data. */
export interface PlayLore {
  readonly classes: readonly ClassLore[];
  readonly herb: number;
  readonly recipe: number;
  /** People with a task. */
  readonly posts: readonly number[];
}

/** Reach of what is done by hand, less than the world allows: both may have moved since. */
const HAND_METRES = 1.8;
/** What reaches no farther is done by hand, in cm. */
const HAND_CM_MAX = 500;
const BLOW_SECONDS = 5;
const HEAL_SECONDS = 6;

/** The lore of the play scenario's pack, in a new world. */
export function playLore(): PlayLore {
  const pack = playPack();
  const numbers: Numbers = numbersOf(pack, NO_NUMBERS);
  const weaponCm = (gear: readonly string[]) =>
    Math.max(0, ...pack.entries.items.filter(({ id }) => gear.includes(id)).map(({ weapon }) => weapon?.rangeCm ?? 0));
  const blowOf = (gear: readonly string[], id: string, everySeconds: number): Blow => {
    const ability = pack.entries.abilities.find((ability) => ability.id === id)!;
    const rangeCm = ability.rangeCm === 0 ? weaponCm(gear) : ability.rangeCm;
    const reachMetres = Math.max(HAND_METRES, rangeCm > HAND_CM_MAX ? rangeCm / 100 * 0.7 : 0);
    return { ability: numbers.abilities.indexOf(id) + 1, reachMetres, everySeconds };
  };
  const classes = pack.entries.classes.map(({ id, attack, abilities, gear }): ClassLore => {
    const first = abilities.filter(({ level }) => level === 1).map(({ ability }) =>
      pack.entries.abilities.find(({ id }) => id === ability)!
    );
    const heal = first.find(({ target }) => target === "friend");
    return {
      number: numbers.classes.indexOf(id) + 1,
      attack: blowOf(gear, attack, 0),
      blow: blowOf(gear, first.find(({ target }) => target === "enemy")!.id, BLOW_SECONDS),
      heal: heal === undefined ? null : blowOf(gear, heal.id, HEAL_SECONDS),
    };
  });
  const posts = numbers.npcs.flatMap((id, at) => id.startsWith("load_post_") ? [at + 1] : []);
  return { classes, herb: numbers.nodes.indexOf(HERB) + 1, recipe: numbers.recipes.indexOf(RECIPE) + 1, posts };
}
