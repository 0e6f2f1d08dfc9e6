/** Whom one aims at: its name, level and health, what lasts on it, what it casts just now, and a button to let go. */
import { STATUS } from "../../../../world/kinds.ts";
import { byId, make, setText } from "./dom.ts";
import type { Lore } from "../game/lore.ts";
import type { Actor } from "../scene/actor.ts";
import { type Clock, EffectIcons, type Lasting } from "./effect_icons.ts";

/** What somebody casts, and when that began and ends, in seconds of the page. */
interface Cast {
  readonly name: string;
  readonly from: number;
  readonly until: number;
}

/** So many casts are remembered. */
const CASTS_MAX = 64;
/** What ends a cast, whoever does it. */
const BROKEN_OFF = STATUS.dead | STATUS.stunned | STATUS.silenced;

/** Lives as long as the page. */
export class TargetFrame {
  readonly #element = byId("target");
  readonly #name = make("b");
  readonly #about = make("span", "soft");
  readonly #health = makeBar("meter");
  readonly #cast = makeBar("cast-bar");
  readonly #castText = make("span");
  readonly #text = make("p", "soft");
  readonly #effects: EffectIcons;
  readonly #ask = makeDeed("Invite", (id) => this.ask(id), () => this.#shown);
  readonly #trade = makeDeed("Trade", (id) => this.trade(id), () => this.#shown);
  readonly #whisper = makeDeed("Whisper", () => this.whisper(this.#name.textContent), () => this.#shown);
  readonly #deeds = make("div", "deeds");
  #shown = 0;
  /** Whether somebody could be asked into the party. */
  mayAsk: (entity: number) => boolean = () => false;
  /** Asks somebody into the party. */
  ask: (entity: number) => void = () => {};
  /** Asks somebody to trade. */
  trade: (entity: number) => void = () => {};
  /** Begins to say something to somebody alone. */
  whisper: (name: string) => void = () => {};
  readonly #casts = new Map<number, Cast>();

  /** `letGo` aims at nobody any more, and stops what is done to who was aimed at. */
  constructor(lore: Lore, letGo: () => void) {
    this.#effects = new EffectIcons(lore, "whom you aim at");
    const button = make("button", "let-go", "×");
    button.type = "button";
    button.setAttribute("aria-label", "Stop, and let go (Escape)");
    button.title = "Stop, and let go (Escape)";
    button.addEventListener("click", letGo);
    this.#cast.hidden = true;
    this.#cast.append(this.#castText);
    this.#element.append(this.#name, this.#about, button, this.#health, this.#cast, this.#effects.element, this.#text);
    this.#deeds.append(this.#ask, this.#trade, this.#whisper);
    this.#element.append(this.#deeds);
  }

  /** Somebody begins to cast, for so many seconds; 0 when it has come off. */
  noteCast(entity: number, name: string, now: number, seconds: number): void {
    this.#casts.delete(entity);
    if (seconds <= 0) return;
    if (this.#casts.size >= CASTS_MAX) this.#casts.delete(this.#casts.keys().next().value!);
    this.#casts.set(entity, { name, from: now, until: now + seconds });
  }

  /** Shows somebody, with a sentence of it; undefined for nobody. */
  show(actor: Actor | undefined, now: number, text: string): void {
    this.#element.hidden = actor === undefined;
    if (actor === undefined) return;
    setText(this.#name, actor.name === "" ? nameOfKind(actor.kind) : actor.name);
    setText(this.#text, text);
    this.#shown = actor.id;
    // What else one can do with another player is found where one looks for it: on whom one has just touched.
    this.#deeds.hidden = actor.kind !== "player" || actor.own || actor.ghost || actor.mood === "foe";
    this.#ask.hidden = !this.mayAsk(actor.id);
    const isDead = (actor.status & STATUS.dead) !== 0;
    setText(this.#about, isDead ? "dead" : actor.level > 0 ? `level ${actor.level}` : "");
    this.#element.dataset["mood"] = actor.kind === "player" && actor.mood === "wary" ? "friend" : actor.mood;
    const share = isDead ? 0 : actor.healthShare === 0 ? 255 : actor.healthShare;
    (this.#health.firstElementChild as HTMLElement).style.width = `${(share / 2.55).toFixed(0)}%`;
    this.#showCast(actor, now);
  }

  /** Shows what lasts on whom it shows. */
  showEffects(effects: Iterable<readonly [string, Lasting]>, clock: Clock): void {
    this.#effects.show(effects, clock);
  }

  #showCast({ id, status }: Actor, now: number): void {
    const cast = this.#casts.get(id);
    const isOver = cast === undefined || now > cast.until || (status & BROKEN_OFF) !== 0;
    if (isOver) this.#casts.delete(id);
    this.#cast.hidden = isOver;
    if (isOver) return;
    const part = (now - cast.from) / (cast.until - cast.from);
    (this.#cast.firstElementChild as HTMLElement).style.width = `${(part * 100).toFixed(0)}%`;
    setText(this.#castText, cast.name);
  }
}

/** What somebody without a name is called. */
export function nameOfKind(kind: string): string {
  return kind[0]!.toUpperCase() + kind.slice(1);
}

function makeDeed(text: string, act: (entity: number) => void, shown: () => number): HTMLButtonElement {
  const button = make("button", "small", text);
  button.type = "button";
  button.addEventListener("click", () => {
    byId("world").focus({ preventScroll: true });
    act(shown());
  });
  return button;
}

function makeBar(name: string): HTMLElement {
  const bar = make("div", name);
  bar.append(make("i"));
  return bar;
}
