/** What the world tells of fights: casts, blows, deaths. They are drawn, written down, and said where they are one's own. */
import type { WealdClient } from "../../sdk/mod.ts";
import { nameOfKind, type TargetFrame } from "../hud/target_frame.ts";
import type { FightLog } from "../panels/fight_log.ts";
import type { Actor } from "../scene/actor.ts";
import type { Blows } from "../scene/blows.ts";
import { avoidedWord, blowLine, YOU } from "./fight_words.ts";
import type { Ground } from "./ground_aim.ts";
import type { AbilityLore, Lore } from "./lore.ts";

/** Where the news go. */
export interface NewsTies {
  readonly blows: Blows;
  readonly frame: TargetFrame;
  readonly log: FightLog;
  /** Whom the player aims at. */
  target(): number;
  /** The place on the ground that the player chose for an ability last; null for none. */
  placeOf(ability: AbilityLore): Ground | null;
  /** Somebody has struck the own character. */
  struckBy(source: number): void;
  /** The own character is dead. */
  died(): void;
}

/** Lives as long as the page. */
export class FightNews {
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #say: (text: string) => void;
  readonly #ties: NewsTies;
  /** Who is in view. */
  actors: readonly Actor[] = [];

  /** `say` shows a sentence to the player. */
  constructor(client: WealdClient, lore: Lore, say: (text: string) => void, ties: NewsTies) {
    this.#client = client;
    this.#lore = lore;
    this.#say = say;
    this.#ties = ties;
    client.on("cast", ({ entity, ability, target, ticks }) => this.#seeCast(entity, ability, target, ticks));
    client.on("struck", (blow) => this.#seeBlow(blow));
    client.on("event", ({ entity, what, value }) => this.#seeEvent(entity, what, value));
  }

  get #seconds(): number {
    return performance.now() / 1000;
  }

  #seeCast(entity: number, number: number, target: number, ticks: number): void {
    const ability = this.#lore.abilities.get(number);
    if (ability === undefined) return;
    this.#ties.frame.noteCast(entity, ability.name, this.#seconds, ticks / (this.#client.welcome?.tickRate ?? 20));
    if (ticks !== 0) return;
    const place = entity === this.#client.ownId ? this.#ties.placeOf(ability) : null;
    this.#ties.blows.flash(entity, target, ability, this.#seconds, place);
  }

  #seeBlow(
    { source, target, ability: number, amount, outcome }: {
      readonly source: number;
      readonly target: number;
      readonly ability: number;
      readonly amount: number;
      readonly outcome: string | number;
    },
  ): void {
    const ability = this.#lore.abilities.get(number);
    if (ability !== undefined && ability.castMs > 0) this.#ties.blows.flash(source, target, ability, this.#seconds);
    const isOwn = target === this.#client.ownId;
    if (isOwn && source !== target) this.#ties.struckBy(source);
    this.#write(source, target, { with: ability?.name ?? "", amount, outcome });
    const size = outcome === "critical" ? 1.5 : 1;
    const avoided = avoidedWord(outcome, amount);
    if (avoided !== "") return this.#ties.blows.rise(target, avoided, "#d8dce4", 0.9, this.#seconds);
    if (amount < 0) this.#ties.blows.rise(target, `+${-amount}`, "#8ee27a", size, this.#seconds);
    else this.#ties.blows.rise(target, `${amount}`, isOwn ? "#ff7a66" : "#ffe08a", size, this.#seconds);
  }

  /** Writes down what the own character and its party do and have done to them. */
  #write(
    source: number,
    target: number,
    blow: { readonly with: string; readonly amount: number; readonly outcome: string | number },
  ): void {
    if (!this.#isOwnSide(source) && !this.#isOwnSide(target)) return;
    const kind = blow.amount < 0 ? "mended" : this.#isOwnSide(target) ? "taken" : "done";
    this.#ties.log.add(kind, blowLine({ by: this.#nameOf(source), to: this.#nameOf(target), ...blow }));
  }

  #isOwnSide(entity: number): boolean {
    const { own, ownId } = this.#client;
    return entity === ownId || [...own.party.values()].some((member) => member.entity === entity);
  }

  #nameOf(entity: number): string {
    if (entity === this.#client.ownId) return YOU;
    const actor = this.actors.find(({ id }) => id === entity);
    return actor === undefined ? "" : actor.name === "" ? nameOfKind(actor.kind) : actor.name;
  }

  #seeEvent(entity: number, what: string | number, value: number): void {
    const isNoted = what === "died" && (this.#isOwnSide(entity) || entity === this.#ties.target());
    if (isNoted) this.#ties.log.add("note", `${this.#nameOf(entity)}: dead`);
    if (entity !== this.#client.ownId) {
      if (what === "levelled") this.#ties.blows.rise(entity, `level ${value}`, "#f3cf7c", 1.1, this.#seconds);
      return;
    }
    if (what === "levelled") {
      this.#ties.blows.rise(entity, `Level ${value}!`, "#f3cf7c", 1.6, this.#seconds);
      this.#say(`You have reached level ${value}.`);
      this.#ties.log.add("note", `You have reached level ${value}.`);
    }
    if (what === "died") this.#ties.died();
  }
}
