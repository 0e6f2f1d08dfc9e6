/** Stats in words, and the list of those that a character has. */
import type { WealdClient } from "../../sdk/mod.ts";
import { make } from "../hud/dom.ts";

const STAT_WORDS: Readonly<Record<string, string>> = {
  healthMax: "health",
  energyMax: "energy",
  attackPower: "attack power",
  spellPower: "spell power",
  hitPermille: "‰ to hit",
  criticalPermille: "‰ to strike hard",
  dodgePermille: "‰ to dodge",
  blockPermille: "‰ to block",
  hastePermille: "‰ haste",
  speedPermille: "‰ of speed",
  damageDonePermille: "‰ of damage dealt",
  damageTakenPermille: "‰ of damage taken",
  healingDonePermille: "‰ of healing given",
  healingTakenPermille: "‰ of healing taken",
  threatPermille: "‰ of threat",
  healthPerMinute: "health a minute",
  energyPerMinute: "energy a minute",
};

/** In this order, and these are shown where they are nothing, too. */
const ALWAYS = ["attackPower", "spellPower", "armour", "ward", "hitPermille", "criticalPermille", "dodgePermille"];

/** A stat in the words of what a thing adds to it: `armour`, `‰ to hit`. */
export function statWords(stat: string): string {
  return STAT_WORDS[stat] ?? stat;
}

/** What an attribute is called, and what a point of it is good for; undefined for other stats. */
type AttributeOf = (stat: string) => { readonly name: string; readonly text: string } | undefined;

/** Makes the list of a character's stats: attributes first; what lasts on it for a while is told beside. */
export function makeStatList({ stats }: WealdClient["own"], attribute: AttributeOf): HTMLElement {
  const list = make("dl", "stats");
  const told = [...stats.keys()];
  const attributes = told.filter((stat) => attribute(stat) !== undefined);
  const others = [...ALWAYS, ...told.filter((stat) => attribute(stat) === undefined && !ALWAYS.includes(stat))];
  for (const stat of [...attributes, ...others]) {
    const { value, bare } = stats.get(stat) ?? { value: 0, bare: 0 };
    const known = attribute(stat);
    const row = make("div");
    row.dataset.stat = stat;
    if (known !== undefined) row.title = known.text;
    row.append(make("dt", "", known?.name ?? nameOf(stat)));
    const shown = make("dd", value > bare ? "more" : value < bare ? "less" : "", amountOf(stat, value));
    if (value !== bare) shown.title = `${amountOf(stat, bare)} without what lasts on you just now`;
    row.append(shown);
    list.append(row);
  }
  return list;
}

/** A stat's name by itself: without the sign of thousandths, and with a capital. */
function nameOf(stat: string): string {
  const words = statWords(stat).replace(/^‰ (of )?/, "");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Thousandths are told in percent. */
function amountOf(stat: string, value: number): string {
  return stat.endsWith("Permille") ? `${value > 0 ? "+" : ""}${value / 10} %` : String(value);
}
