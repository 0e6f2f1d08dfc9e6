/**
 * Fights in play: who is aimed at, what one does to them, what comes of it. Abilities go by the keys 1 to 0 or a touch;
 * Tab aims at the nearest enemy, a touch at whoever is touched.
 */
import { KIND, STATUS } from "../../../../world/kinds.ts";
import { KINDS } from "../../../../world/components.ts";
import type { SeenEntity, WealdClient } from "../../sdk/mod.ts";
import { byId, make, setText } from "../hud/dom.ts";
import { FightBar } from "../hud/fight_bar.ts";
import type { Offer } from "../hud/prompt.ts";
import { ClassChoice } from "../panels/class_choice.ts";
import type { Panels } from "../panels/panels.ts";
import type { Actor } from "../scene/actor.ts";
import { Blows } from "../scene/blows.ts";
import type { View } from "../scene/view.ts";
import type { AbilityLore, Lore } from "./lore.ts";
import type { Around, PlayPart } from "./play.ts";

/** A touch within this of somebody means it, in metres. */
const TOUCH_METRES = 1.2;
/** Tab looks so far, in metres. */
const TAB_METRES = 28;
/** An ability that is not ready yet is tried again for so long, in milliseconds. */
const AGAIN_MS = 450;
/** One walks after whoever is too far away, for so long, in milliseconds; into this part of the reach. */
const FOLLOW_MS = 9000;
const REACH_PART = 0.8;
const REACH_METRES = 3;

/** All of it. Lives as long as the page. */
export class FightPart implements PlayPart {
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #say: (text: string) => void;
  readonly #bar: FightBar;
  readonly #choice: ClassChoice;
  readonly #blows = new Blows();
  readonly #frame = byId("target");
  #target = 0;
  #again: { readonly ability: AbilityLore; readonly until: number } | null = null;
  #follows: { readonly ability: AbilityLore; readonly until: number } | null = null;
  #actors: readonly Actor[] = [];
  readonly #walkTo: (x: number, y: number) => void;

  /** `walkTo` walks to a point in metres; `say` shows a sentence to the player. */
  constructor(
    client: WealdClient,
    lore: Lore,
    panels: Panels,
    { walkTo, say }: { readonly walkTo: (x: number, y: number) => void; readonly say: (text: string) => void },
  ) {
    this.#client = client;
    this.#lore = lore;
    this.#walkTo = walkTo;
    this.#say = say;
    this.#bar = new FightBar(client, lore);
    this.#bar.use = (ability) => this.#use(ability);
    this.#choice = new ClassChoice(client, lore, panels, say);
    lore.listen(() => this.#choice.draw());
    this.#frame.append(make("b"), make("span", "soft"), makeBar());
    client.on("own", ({ topic }) => {
      if (topic === "vitals" || topic === "abilities" || topic === "cooldowns" || topic === "casting") this.#bar.show();
      if (topic === "work") this.#bar.show();
    });
    client.on("cast", ({ entity, ability, target, ticks }) => this.#seeCast(entity, ability, target, ticks));
    client.on("struck", (blow) => this.#seeBlow(blow));
    client.on("event", ({ entity, what, value }) => this.#seeEvent(entity, what, value));
  }

  look({ actors }: Around): void {
    this.#actors = actors;
    this.#lore.refresh();
    this.#bar.show();
    this.#showTarget();
    if (this.#again !== null) this.#tryAgain(this.#again);
    if (this.#follows !== null) this.#follow(this.#follows);
  }

  offers(): Offer[] {
    return this.#choice.offers();
  }

  press(key: string): boolean {
    if (key === "Tab") {
      this.#aimAtNext();
      return true;
    }
    const ability = this.#bar.abilityOf(key);
    if (ability === null) return false;
    this.#use(ability);
    return true;
  }

  tap(x: number, y: number): boolean {
    let nearest: Actor | null = null;
    let least = TOUCH_METRES;
    for (const actor of this.#actors) {
      if (actor.own || !isFighter(actor)) continue;
      // Nobody aims at a carcass: a touch on it is for what it leaves.
      if (actor.form !== null && (actor.status & STATUS.dead) !== 0) continue;
      const metres = Math.min(Math.hypot(actor.x - x, actor.y - y), Math.hypot(actor.x - x, actor.y - 0.8 - y));
      if (metres < least) [nearest, least] = [actor, metres];
    }
    if (nearest === null) return false;
    const isSecond = nearest.id === this.#target;
    this.#target = nearest.id;
    this.#showTarget();
    // A second touch strikes.
    const { attack } = this.#bar;
    if (isSecond && attack !== null && (nearest.kind !== "player" || nearest.mood === "foe")) this.#use(attack);
    return true;
  }

  /** Draws over the scene. */
  draw(context: CanvasRenderingContext2D, view: View, actors: readonly Actor[], seconds: number): void {
    this.#blows.draw(context, view, actors, this.#target, seconds);
  }

  #use(ability: AbilityLore): void {
    const isHelp = ability.target === "self" || ability.target === "friend";
    if (ability.target === "enemy" && !this.#isThere(this.#target)) this.#aimAtNext();
    const target = this.#seen(this.#target);
    const own = this.#seen(this.#client.ownId);
    if (ability.target === "enemy" && target === null) {
      return this.#say("There is nobody to aim at. Tab looks for the nearest.");
    }
    const isFriend = target !== null && target.kind === "player" && this.#moodOf(target.id) !== "foe";
    const to = isHelp && !isFriend ? 0 : ability.target === "self" ? 0 : this.#target;
    const away = (of: "x" | "y") => target === null || own === null ? 0 : Math.round((target[of] - own[of]) * 256);
    const clamp = (value: number) => Math.max(-16_384, Math.min(16_384, value));
    const fields = { ability: ability.number, target: to, x: clamp(away("x")), y: clamp(away("y")) };
    this.#client.act("useAbility", fields).then((result) => {
      if (result.type !== "refused") return void (this.#again = null);
      // Pressed a little early: it is done as soon as it can be.
      if (result.reason === "not-ready" && this.#again === null) {
        this.#again = { ability, until: performance.now() + AGAIN_MS };
        return;
      }
      if (result.reason === "too-far" && ability.target === "enemy" && this.#follows === null) {
        this.#follows = { ability, until: performance.now() + FOLLOW_MS };
        return this.#follow(this.#follows);
      }
      if (result.reason !== "not-ready") this.#say(result.text);
    });
  }

  /** Goes after the target until it is in reach; whoever walks elsewhere meanwhile has thought better of it. */
  #follow({ ability, until }: { readonly ability: AbilityLore; readonly until: number }): void {
    const target = this.#seen(this.#target);
    const own = this.#seen(this.#client.ownId);
    if (target === null || own === null || !this.#isThere(target.id) || performance.now() > until) {
      this.#follows = null;
      return;
    }
    const reachCm = this.#client.own.abilities.get(String(ability.number))?.rangeCm ?? 0;
    const reach = (reachCm === 0 ? REACH_METRES : reachCm / 100) * REACH_PART;
    const [dx, dy] = [target.x - own.x, target.y - own.y];
    const away = Math.hypot(dx, dy);
    if (away > reach) {
      const part = Math.max(0, away - reach * 0.6) / away;
      return this.#walkTo(own.x + dx * part, own.y + dy * part);
    }
    this.#follows = null;
    this.#walkTo(own.x, own.y);
    this.#use(ability);
  }

  /** Words rise over somebody's head. */
  rise(entity: number, text: string): void {
    this.#blows.rise(entity, text, "#cfe8b0", 1, this.#seconds);
  }

  /** Stops going after anybody: the player walks by its own will. */
  stopFollowing(): void {
    this.#follows = null;
  }

  #tryAgain({ ability, until }: { readonly ability: AbilityLore; readonly until: number }): void {
    this.#again = null;
    if (performance.now() < until) this.#use(ability);
  }

  #aimAtNext(): void {
    const own = this.#actors.find((actor) => actor.own);
    if (own === undefined) return;
    const away = (actor: Actor) => Math.hypot(actor.x - own.x, actor.y - own.y);
    const near = this.#actors.filter((actor) =>
      !actor.own && isFighter(actor) && (actor.kind !== "player" || actor.mood === "foe") &&
      (actor.status & STATUS.dead) === 0 &&
      away(actor) < TAB_METRES
    ).sort((a, b) => away(a) - away(b));
    if (near.length === 0) return;
    const at = near.findIndex(({ id }) => id === this.#target);
    this.#target = near[(at + 1) % near.length]!.id;
    this.#showTarget();
  }

  #seen(id: number): SeenEntity | null {
    if (id === 0) return null;
    for (const entity of this.#client.entities) if (entity.id === id) return entity;
    return null;
  }

  #moodOf(id: number): Actor["mood"] {
    return this.#actors.find((actor) => actor.id === id)?.mood ?? "friend";
  }

  #isThere(id: number): boolean {
    const entity = this.#seen(id);
    return entity !== null && (entity.status & STATUS.dead) === 0;
  }

  #showTarget(): void {
    const actor = this.#actors.find(({ id }) => id === this.#target);
    if (actor === undefined) this.#target = 0;
    this.#frame.hidden = actor === undefined;
    if (actor === undefined) return;
    const [name, about, bar] = [...this.#frame.children] as HTMLElement[];
    setText(name!, actor.name === "" ? nameOf(actor.kind) : actor.name);
    const isDead = (actor.status & STATUS.dead) !== 0;
    setText(about!, isDead ? "dead" : actor.level > 0 ? `level ${actor.level}` : "");
    this.#frame.dataset["mood"] = actor.kind === "player" && actor.mood === "wary" ? "friend" : actor.mood;
    const share = isDead ? 0 : actor.healthShare === 0 ? 255 : actor.healthShare;
    (bar!.firstElementChild as HTMLElement).style.width = `${(share / 2.55).toFixed(0)}%`;
  }

  /** Whether the own character is dead, or a spirit. */
  get isDead(): boolean {
    const own = this.#actors.find((actor) => actor.own);
    return own !== undefined && (own.status & (STATUS.dead | STATUS.spirit)) !== 0;
  }

  /** Whether the own character cannot walk: the dead lie, who is stunned or rooted stands. */
  get isHeld(): boolean {
    const own = this.#actors.find((actor) => actor.own);
    return own !== undefined && (own.status & (STATUS.dead | STATUS.stunned | STATUS.rooted)) !== 0;
  }

  get #seconds(): number {
    return performance.now() / 1000;
  }

  #seeCast(entity: number, number: number, target: number, ticks: number): void {
    const ability = this.#lore.abilities.get(number);
    if (ability === undefined || ticks > 0) return;
    this.#blows.flash(entity, target, ability, this.#seconds);
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
    if (ability !== undefined && ability.castMs > 0) this.#blows.flash(source, target, ability, this.#seconds);
    const isOwn = target === this.#client.ownId;
    if (isOwn && this.#target === 0 && source !== target) this.#target = source;
    const size = outcome === "critical" ? 1.5 : 1;
    if (outcome !== "hit" && outcome !== "critical") {
      return this.#blows.rise(target, WORDS[outcome] ?? String(outcome), "#d8dce4", 0.9, this.#seconds);
    }
    if (amount < 0) this.#blows.rise(target, `+${-amount}`, "#8ee27a", size, this.#seconds);
    else this.#blows.rise(target, `${amount}`, isOwn ? "#ff7a66" : "#ffe08a", size, this.#seconds);
  }

  #seeEvent(entity: number, what: string | number, value: number): void {
    if (entity !== this.#client.ownId) {
      if (what === "levelled") this.#blows.rise(entity, `level ${value}`, "#f3cf7c", 1.1, this.#seconds);
      return;
    }
    if (what === "levelled") {
      this.#blows.rise(entity, `Level ${value}!`, "#f3cf7c", 1.6, this.#seconds);
      this.#say(`You have reached level ${value}.`);
    }
    if (what === "died") this.#target = 0;
  }
}

const WORDS: Readonly<Record<string, string>> = {
  miss: "missed",
  dodge: "dodged",
  block: "blocked",
  absorb: "absorbed",
  immune: "immune",
  resist: "resisted",
};

/** Who can be aimed at. */
function isFighter({ kind, form }: Actor): boolean {
  return form !== null || kind === "player" || WILDLIFE.has(kind);
}

const WILDLIFE = new Set<Actor["kind"]>(["deer", "sheep", "rabbit", "boar", "wolf", "fox", "duck"]);

function nameOf(kind: Actor["kind"]): string {
  const word = KINDS[KIND[kind]]!;
  return word[0]!.toUpperCase() + word.slice(1);
}

function makeBar(): HTMLElement {
  const bar = make("div", "meter");
  bar.append(make("i"));
  return bar;
}
