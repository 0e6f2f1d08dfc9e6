/**
 * Stats in words, and the list of those that a character has, in groups: what each comes to, and what that does, for who
 * points at it or touches it.
 */
import { BLOCK_PERMILLE, CRITICAL_PERMILLE, MISS_PERMILLE } from "../../../../world/combat/limits.ts";
import type { WealdClient } from "../../sdk/mod.ts";
import { make } from "../hud/dom.ts";

/** One stat in words. */
interface StatWords {
  readonly name: string;
  /** After what a thing adds to it: `+2 % to hit`. */
  readonly added: string;
  /** What it does, with what it comes to. */
  readonly about: (value: number) => string;
  /** Of thousandths: what everybody has, on which it is added. */
  readonly usual?: number;
}

/** Of what comes in so much is held off, in percent: as the world counts it (world/combat/formulas.ts). */
const heldOff = (value: number) => percent(Math.round(Math.max(0, value) * 1000 / (100 + Math.max(0, value))));

/** Of what comes back by itself. */
const BACK = "So much more comes back by itself in a minute.";

const STATS: Readonly<Record<string, StatWords>> = {
  healthMax: { name: "Health", added: "health", about: () => "What you can bear." },
  energyMax: { name: "Energy", added: "energy", about: () => "What you can spend." },
  attackPower: {
    ...{ name: "Attack power", added: "attack power" },
    about: () => "Your blows, and what you do with a weapon, grow with it.",
  },
  spellPower: {
    name: "Spell power",
    added: "spell power",
    about: () => "What you cast grows with it, and so does healing.",
  },
  armour: {
    ...{ name: "Armour", added: "armour" },
    about: (value) => `Holds off ${heldOff(value)} of what strikes your body.`,
  },
  ward: {
    ...{ name: "Ward", added: "ward" },
    about: (value) => `Holds off ${heldOff(value)} of fire, frost and all else that is no blow.`,
  },
  hitPermille: {
    ...{ name: "Hit", added: "to hit", usual: 1000 - MISS_PERMILLE },
    about: () => "How often what you do does not miss. More than always is of no use.",
  },
  criticalPermille: {
    ...{ name: "Strike hard", added: "to strike hard", usual: CRITICAL_PERMILLE },
    about: () => "How often what you do counts half as much again.",
  },
  dodgePermille: {
    ...{ name: "Dodge", added: "to dodge" },
    about: () => "How often you are not where the blow falls.",
  },
  blockPermille: {
    ...{ name: "Block", added: "to block" },
    about: (value) =>
      `With a shield you block ${percent(BLOCK_PERMILLE + value)} of what comes from the front: two fifths less hurts.`,
  },
  hastePermille: { name: "Haste", added: "haste", about: () => "You cast, and strike again, so much sooner." },
  speedPermille: { name: "Speed", added: "speed", about: () => "You walk so much faster than usual." },
  damageDonePermille: {
    ...{ name: "Damage dealt", added: "of damage dealt" },
    about: () => "All that you do to others hurts so much more, or less.",
  },
  damageTakenPermille: {
    ...{ name: "Damage taken", added: "of damage taken" },
    about: () => "All that is done to you hurts so much more, or less.",
  },
  healingDonePermille: {
    ...{ name: "Healing given", added: "of healing given" },
    about: () => "Whom you heal gets so much more, or less.",
  },
  healingTakenPermille: {
    ...{ name: "Healing taken", added: "of healing taken" },
    about: () => "What heals you does so much more, or less.",
  },
  threatPermille: {
    ...{ name: "Threat", added: "of threat" },
    about: () => "What you do turns creatures towards you so much more, or less.",
  },
  healthPerMinute: { name: "Health back", added: "health a minute", about: () => BACK },
  energyPerMinute: { name: "Energy back", added: "energy a minute", about: () => BACK },
};

/** Groups in this order; those that are always shown stand there where they are nothing, too. */
const GROUPS: readonly {
  readonly title: string;
  readonly always: readonly string[];
  readonly more: readonly string[];
}[] = [
  {
    title: "What you do",
    always: ["attackPower", "spellPower", "hitPermille", "criticalPermille"],
    more: ["hastePermille", "damageDonePermille", "healingDonePermille", "threatPermille"],
  },
  {
    title: "What is done to you",
    always: ["armour", "ward", "dodgePermille"],
    more: ["blockPermille", "damageTakenPermille", "healingTakenPermille"],
  },
  { title: "Besides", always: [], more: ["healthPerMinute", "energyPerMinute", "speedPermille"] },
];

/** What a thing adds to a stat: `+6 armour`, `+2.5 % to hit`. */
export function addedWords(stat: string, add: number): string {
  const sign = add > 0 ? "+" : "";
  return `${sign}${isShare(stat) ? percent(add) : add} ${STATS[stat]?.added ?? stat}`;
}

/** What an attribute is called, and what a point of it is good for; undefined for other stats. */
type AttributeOf = (stat: string) => { readonly name: string; readonly text: string } | undefined;

/** The list of a character's stats. One that was touched stays open until it is touched again. */
export class StatList {
  readonly element = make("section", "stats");
  readonly #attribute: AttributeOf;
  #open = "";
  /** What is shown, so that nothing is made anew under a finger. */
  #shown = "";
  #stats: WealdClient["own"]["stats"] = new Map();

  constructor(attribute: AttributeOf) {
    this.#attribute = attribute;
    this.element.setAttribute("aria-label", "What you are reckoned with");
  }

  /** Shows what a character has by now. */
  draw({ stats }: Pick<WealdClient["own"], "stats">): void {
    this.#stats = stats;
    const attributes = [...stats.keys()].filter((stat) => this.#attribute(stat) !== undefined);
    const groups = [
      { title: "Attributes", stats: attributes },
      ...GROUPS.map(({ title, always, more }) => ({
        title,
        stats: [...always, ...more.filter((stat) => stats.has(stat))],
      })),
    ].filter((group) => group.stats.length > 0);
    const shown = JSON.stringify([this.#open, groups, [...stats]]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const focused = this.element.querySelector<HTMLElement>("button:focus")?.dataset.stat;
    this.element.replaceChildren();
    for (const group of groups) {
      const list = make("div", "stat-group");
      list.append(make("h3", "", group.title));
      for (const stat of group.stats) this.#append(list, stat);
      this.element.append(list);
    }
    if (focused !== undefined) {
      this.element.querySelector<HTMLElement>(`[data-stat="${focused}"]`)?.focus({ preventScroll: true });
    }
  }

  #append(list: HTMLElement, stat: string): void {
    const { value, bare } = this.#stats.get(stat) ?? { value: 0, bare: 0 };
    const known = this.#attribute(stat) ?? { name: STATS[stat]?.name ?? stat, text: STATS[stat]?.about(value) ?? "" };
    const lasting = value === bare ? "" : `Without what lasts on you just now: ${amountOf(stat, bare)}.`;
    const about = [known.text, lasting].filter((sentence) => sentence !== "");
    const isOpen = stat === this.#open;
    const row = make("button", "stat");
    row.type = "button";
    row.dataset.stat = stat;
    row.title = about.join("\n");
    row.setAttribute("aria-expanded", String(isOpen));
    row.append(
      make("span", "", known.name),
      make("b", value > bare ? "more" : value < bare ? "less" : "", amountOf(stat, value)),
    );
    row.addEventListener("click", () => {
      this.#open = isOpen ? "" : stat;
      this.draw({ stats: this.#stats });
    });
    list.append(row);
    if (isOpen) list.append(make("p", "soft stat-about", about.join(" ")));
  }
}

function isShare(stat: string): boolean {
  return stat.endsWith("Permille");
}

/** Thousandths as percent. */
function percent(permille: number): string {
  return `${permille / 10} %`;
}

/** What a stat comes to: shares of all with what is usual, others with a sign, as what is added. */
function amountOf(stat: string, value: number): string {
  if (!isShare(stat)) return String(value);
  const usual = STATS[stat]?.usual;
  if (usual !== undefined) return percent(Math.max(0, Math.min(1000, usual + value)));
  return stat === "dodgePermille" ? percent(value) : `${value > 0 ? "+" : ""}${percent(value)}`;
}
