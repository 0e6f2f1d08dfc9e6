/** The own character in a fight: health, energy and experience, what lasts on it, what it casts, what it can do. */
import type { WealdClient } from "../../sdk/mod.ts";
import type { TopicValue } from "../../../../world/topics.ts";
import { drawIconOn } from "../art/icon.ts";
import type { AbilityLore, Lore } from "../game/lore.ts";
import { byId, make, setText } from "./dom.ts";
import { EffectIcons } from "./effect_icons.ts";
import { HOTBAR_KEYS, keyWord } from "./hotbar_keys.ts";

/** A button of the bar, and what it shows. */
interface Slot {
  readonly button: HTMLButtonElement;
  readonly shade: HTMLElement;
  readonly seconds: HTMLElement;
  ability: AbilityLore | null;
  /** Ticks that the wait took when it began, for the shade. */
  whole: number;
}

/** Lives as long as the page. */
export class FightBar {
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #element = byId("fight");
  readonly #slots: Slot[] = [];
  readonly #health = makeMeter("health", "Health");
  readonly #energy = makeMeter("energy", "Energy");
  readonly #xp = make("i", "xp-bar");
  readonly #level = make("b", "own-level");
  readonly #effects: EffectIcons;
  readonly #cast = make("button", "cast-bar");
  readonly #castText = make("span");
  readonly #castFill = make("i");
  /** Called when an ability is wanted. */
  use: (ability: AbilityLore) => void = () => {};
  /** Called when what is cast or made is to stop. */
  stop: () => void = () => {};

  constructor(client: WealdClient, lore: Lore) {
    this.#client = client;
    this.#lore = lore;
    this.#effects = new EffectIcons(lore, "you");
    this.#cast.type = "button";
    this.#cast.title = "Stop (Escape)";
    this.#cast.addEventListener("click", () => this.stop());
    this.#cast.append(this.#castFill, this.#castText);
    this.#cast.hidden = true;
    const bars = make("div", "own-bars");
    const xp = make("div", "xp");
    xp.append(this.#xp);
    bars.append(this.#level, this.#health.element, this.#energy.element, xp);
    const row = make("div", "hotbar");
    for (const key of HOTBAR_KEYS) row.append(this.#makeSlot(key));
    this.#element.append(this.#effects.element, this.#cast, bars, row);
    // What stands above the bar keeps above it, however many rows it has.
    new ResizeObserver(() => {
      byId("hud").style.setProperty("--fight-height", `${this.#element.offsetHeight}px`);
    }).observe(this.#element);
  }

  /** Shows what there is by now; a few times a second, and after changes. */
  show(): void {
    const vitals = this.#client.own.vitals.get("self");
    this.#element.hidden = vitals === undefined || this.#lore.abilities.size === 0;
    if (vitals === undefined) return;
    this.#health.show(vitals.health, vitals.healthMax);
    const own = this.#lore.classes.find(({ number }) => number === vitals.class);
    this.#energy.name(own?.energyName ?? "Energy");
    this.#energy.show(vitals.energy, vitals.energyMax);
    setText(this.#level, String(vitals.level));
    this.#xp.style.width = `${vitals.xpNext === 0 ? 100 : Math.floor(vitals.xp * 100 / vitals.xpNext)}%`;
    this.#xp.parentElement!.title = vitals.xpNext === 0
      ? "There is no higher level"
      : `${vitals.xp} of ${vitals.xpNext} to level ${vitals.level + 1}`;
    this.#showAbilities(vitals.class, vitals.energy);
    this.#showCast();
    this.#showEffects();
  }

  /** The ability of a key; null if there is none. */
  abilityOf(key: string): AbilityLore | null {
    return this.#slots[HOTBAR_KEYS.indexOf(key)]?.ability ?? null;
  }

  /** The ability that waits to be done next; null for none. */
  set next(ability: AbilityLore | null) {
    for (const slot of this.#slots) slot.button.classList.toggle("next", ability !== null && slot.ability === ability);
  }

  /** The blow that one begins with. */
  get attack(): AbilityLore | null {
    return this.#slots[0]?.ability ?? null;
  }

  #makeSlot(key: string): HTMLButtonElement {
    const button = make("button", "slot");
    button.type = "button";
    const shade = make("i", "shade");
    const seconds = make("span", "seconds");
    button.append(make("canvas"), shade, seconds, make("kbd", "", keyWord(key)));
    const slot: Slot = { button, shade, seconds, ability: null, whole: 1 };
    button.addEventListener("click", () => {
      if (slot.ability !== null) this.use(slot.ability);
    });
    this.#slots.push(slot);
    return button;
  }

  #showAbilities(ownClass: number, energy: number): void {
    const known = this.#client.own.abilities;
    const lore = this.#lore.classes.find(({ number }) => number === ownClass) ?? this.#lore.classes[0];
    const order = lore === undefined ? [] : [lore.attack, ...lore.abilities.map(({ ability }) => ability)];
    const place = (id: string) => order.indexOf(id) < 0 ? order.length : order.indexOf(id);
    const abilities = [...known.keys()].map((key) => this.#lore.abilities.get(Number(key)))
      .filter((ability) => ability !== undefined)
      .sort((a, b) => place(a.id) - place(b.id));
    const { tick } = this.#client;
    const rate = this.#client.welcome?.tickRate ?? 20;
    const pause = this.#client.own.cooldowns.get("0")?.untilTick ?? 0;
    this.#slots.forEach((slot, at) => {
      const ability = abilities[at] ?? null;
      if (ability !== slot.ability) this.#fill(slot, ability, at);
      slot.button.hidden = ability === null;
      if (ability === null) return;
      const own = this.#client.own.cooldowns.get(String(ability.number))?.untilTick ?? 0;
      const left = Math.max(0, Math.max(own, ability.offGlobal ? 0 : pause) - tick);
      if (left === 0) slot.whole = 1;
      slot.whole = Math.max(slot.whole, left);
      slot.shade.style.height = `${Math.round(left * 100 / slot.whole)}%`;
      setText(slot.seconds, left > rate * 1.5 ? String(Math.ceil(left / rate)) : "");
      slot.button.classList.toggle("poor", energy < ability.cost);
    });
  }

  /** What the own class's energy is called, within a sentence. */
  get #energyWord(): string {
    const own = this.#client.own.vitals.get("self")?.class;
    return (this.#lore.classes.find(({ number }) => number === own)?.energyName ?? "energy").toLowerCase();
  }

  #fill(slot: Slot, ability: AbilityLore | null, at: number): void {
    slot.ability = ability;
    slot.whole = 1;
    if (ability === null) return;
    drawIconOn(slot.button.querySelector("canvas")!, ability.icon);
    const facts = [
      ability.cost > 0 ? `${ability.cost} ${this.#energyWord}` : "",
      ability.rangeCm > 0 ? `${Math.round(ability.rangeCm / 100)} m` : "",
      ability.castMs > 0 ? `${ability.castMs / 1000} s to cast` : "",
      ability.cooldownMs > 0 ? `again after ${ability.cooldownMs / 1000} s` : "",
    ].filter((fact) => fact !== "").join(" · ");
    slot.button.title = `${ability.name} (${keyWord(HOTBAR_KEYS[at]!)})\n${ability.text}${
      facts === "" ? "" : `\n${facts}`
    }`;
    slot.button.setAttribute("aria-label", `${ability.name}: ${ability.text}`);
  }

  #showCast(): void {
    const work = this.#client.own.work.get("self");
    if (work !== undefined) return this.#showWork(work);
    const casting = this.#client.own.casting.get("self");
    const ability = casting === undefined ? undefined : this.#lore.abilities.get(casting.ability);
    this.#cast.hidden = casting === undefined || ability === undefined;
    if (casting === undefined || ability === undefined) return;
    const rate = this.#client.welcome?.tickRate ?? 20;
    const whole = Math.max(1, (ability.channel?.durationMs ?? ability.castMs) * rate / 1000);
    const left = Math.max(0, casting.endTick - this.#client.tick);
    const part = ability.channel === null ? 1 - left / whole : left / whole;
    this.#castFill.style.width = `${Math.max(0, Math.min(100, part * 100)).toFixed(1)}%`;
    setText(this.#castText, ability.name);
  }

  /** What one is at fills the same bar. */
  #showWork({ makes, skins, what, startTick, endTick, left }: TopicValue<"work">): void {
    this.#cast.hidden = false;
    const part = (this.#client.tick - startTick) / Math.max(1, endTick - startTick);
    this.#castFill.style.width = `${Math.max(0, Math.min(100, part * 100)).toFixed(1)}%`;
    const output = this.#lore.recipes.get(what)?.output.item ?? "";
    const name = makes
      ? this.#lore.itemName(output)
      : (skins ? this.#lore.creature(what)?.name : this.#lore.nodes.get(what)?.name) ?? "";
    setText(this.#castText, left > 1 ? `${name} (${left} to go)` : name);
  }

  #showEffects(): void {
    const { tick, welcome, own } = this.#client;
    this.#effects.show(own.effects, { tick, tickRate: welcome?.tickRate ?? 20 });
  }
}

/** A bar with its numbers. */
function makeMeter(name: string, label: string) {
  const element = make("div", `meter ${name}`);
  const fill = make("i");
  const text = make("span");
  element.setAttribute("role", "meter");
  element.setAttribute("aria-label", label);
  element.append(fill, text);
  return {
    element,
    /** What it is called, where that is not always the same. */
    name(word: string): void {
      if (element.title === word) return;
      element.title = word;
      element.setAttribute("aria-label", word);
    },
    show(value: number, most: number): void {
      fill.style.width = `${most === 0 ? 0 : Math.min(100, value * 100 / most).toFixed(1)}%`;
      element.setAttribute("aria-valuenow", String(value));
      element.setAttribute("aria-valuemax", String(most));
      setText(text, `${value} / ${most}`);
    },
  };
}
