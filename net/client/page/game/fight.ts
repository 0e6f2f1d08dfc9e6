/**
 * Fights in play: who is aimed at, what one does to them, what comes of it. Abilities go by their keys or a touch; Tab
 * aims at the nearest enemy, T at the next of one's party, a touch at whoever is touched; Escape stops and lets go. What
 * is for a place first shows a circle on the ground (ground_aim.ts).
 */
import { STATUS } from "../../../../world/kinds.ts";
import type { SeenEntity, WealdClient } from "../../sdk/mod.ts";
import { FightBar } from "../hud/fight_bar.ts";
import type { Offer } from "../hud/prompt.ts";
import { TargetFrame } from "../hud/target_frame.ts";
import { ClassChoice } from "../panels/class_choice.ts";
import { FightLog } from "../panels/fight_log.ts";
import type { Panels } from "../panels/panels.ts";
import type { Actor } from "../scene/actor.ts";
import { Blows } from "../scene/blows.ts";
import type { View } from "../scene/view.ts";
import { FightNews } from "./fight_news.ts";
import { type AimingAt, type Ground, GroundAim, radiusOf, within } from "./ground_aim.ts";
import type { AbilityLore, Lore } from "./lore.ts";
import { NextAbility, type Waits } from "./next_ability.ts";
import type { Around, PlayPart } from "./play.ts";

/** A touch within this of somebody means it, in metres. */
const TOUCH_METRES = 1.2;
/** Tab looks so far, in metres. */
const TAB_METRES = 28;
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
  readonly #frame = new TargetFrame(() => this.letGo());
  readonly #news: FightNews;
  readonly #next = new NextAbility();
  readonly #ground = new GroundAim();
  /** The place that was chosen for an ability. */
  #chosen: { readonly ability: AbilityLore; readonly place: Ground } | null = null;
  #target = 0;
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
    this.#bar.use = (ability) => this.#press(ability);
    this.#bar.stop = () => this.letGo();
    this.#news = new FightNews(client, lore, say, {
      ...{ blows: this.#blows, frame: this.#frame, log: new FightLog(panels) },
      target: () => this.#target,
      placeOf: (ability) => this.#chosen?.ability === ability ? this.#chosen.place : null,
      struckBy: (source) => this.#target = this.#target === 0 ? source : this.#target,
      died: () => {
        this.#target = 0;
        this.endAiming();
      },
    });
    this.#choice = new ClassChoice(client, lore, panels, say);
    lore.listen(() => this.#choice.draw());
    client.on("own", ({ topic }) => {
      if (topic === "vitals" || topic === "abilities" || topic === "cooldowns" || topic === "casting") this.#bar.show();
      if (topic === "work") this.#bar.show();
    });
  }

  look({ actors }: Around): void {
    this.#actors = actors;
    this.#news.actors = actors;
    this.#lore.refresh();
    this.#bar.show();
    this.#showTarget();
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
    if (key === "t" || key === "T") return this.#aimAtFriend();
    const ability = this.#bar.abilityOf(key);
    if (ability === null) return false;
    this.#press(ability);
    return true;
  }

  /** Aims at somebody. */
  aimAt(entity: number): void {
    this.#target = entity;
    this.#showTarget();
  }

  /** Whom the player aims at; 0 for nobody. */
  get target(): number {
    return this.#target;
  }

  /** Whom the ability of this id is for: who is aimed at, where it is not for oneself and one's friends; else 0. */
  aimFor(id: string): number {
    const target = [...this.#lore.abilities.values()].find((ability) => ability.id === id)?.target;
    return target === "enemy" || target === "place" ? this.#target : 0;
  }

  /** Stops what is cast, made or done by itself, and aims at nobody any more. */
  letGo(): void {
    const { casting, work } = this.#client.own;
    const isBusy = this.#target !== 0 || casting.size > 0 || work.size > 0 || this.#next.wanted !== null;
    this.#next.forget();
    this.#follows = null;
    this.aimAt(0);
    if (isBusy) void this.#client.act("stop", {});
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
    this.aimAt(nearest.id);
    // A second touch strikes.
    const { attack } = this.#bar;
    if (isSecond && attack !== null && (nearest.kind !== "player" || nearest.mood === "foe")) this.#do(attack);
    return true;
  }

  /** Draws over the scene, and does what waits as soon as it can be done. */
  draw(context: CanvasRenderingContext2D, view: View, actors: readonly Actor[], seconds: number): void {
    this.#doNext();
    const { ability } = this.#ground;
    if (ability !== null) this.#ground.draw(context, view, this.#aimingAt(ability));
    this.#blows.draw(context, view, actors, this.#target, seconds);
  }

  get #waits(): Waits {
    return { own: this.#client.own, tick: this.#client.tick, tickRate: this.#client.welcome?.tickRate ?? 20 };
  }

  /** The mouse is over the world, in pixels of the page. */
  point(x: number, y: number): void {
    this.#ground.point(x, y);
  }

  /** Looks for no place any more. False if it did not. */
  endAiming(): boolean {
    const isAiming = this.#ground.ability !== null;
    this.#ground.end();
    this.#bar.next = this.#next.wanted;
    return isAiming;
  }

  /** Takes a touch on the ground, in metres, as the place that is looked for. False if none is. */
  tapGround(x: number, y: number): boolean {
    const { ability } = this.#ground;
    if (ability === null) return false;
    this.#choose(ability, within({ x, y }, this.#aimingAt(ability)));
    return true;
  }

  /** The circle on the ground, in metres; null for none. */
  get aiming(): { readonly ability: string; readonly x: number; readonly y: number; readonly radius: number } | null {
    const { ability } = this.#ground;
    if (ability === null) return null;
    return { ability: ability.id, ...this.#ground.place(this.#aimingAt(ability)), radius: radiusOf(ability) };
  }

  #aimingAt(ability: AbilityLore): AimingAt {
    const own = this.#seen(this.#client.ownId) ?? { x: 0, y: 0 };
    return {
      own,
      target: this.#isThere(this.#target) ? this.#seen(this.#target) : null,
      reach: this.#reachOf(ability),
    };
  }

  /** How far an ability reaches with what is in hand, in metres. */
  #reachOf({ number }: AbilityLore): number {
    const reachCm = this.#client.own.abilities.get(String(number))?.rangeCm ?? 0;
    return reachCm === 0 ? REACH_METRES : reachCm / 100;
  }

  #choose(ability: AbilityLore, place: Ground): void {
    this.#ground.end();
    const target = this.#seen(this.#target);
    const isOnTarget = target !== null && place.x === target.x && place.y === target.y;
    this.#chosen = isOnTarget ? null : { ability, place };
    this.#do(ability);
  }

  /** The player presses an ability. */
  #press(ability: AbilityLore): void {
    if (ability.target !== "place" || this.#next.isFarOff(ability, this.#waits)) {
      this.#ground.end();
      return this.#do(ability);
    }
    if (this.#ground.ability === ability) return this.#choose(ability, this.#ground.place(this.#aimingAt(ability)));
    this.#chosen = null;
    this.#ground.begin(ability);
    this.#bar.next = ability;
  }

  /** An ability is wanted: now, or as soon as it can be done. */
  #do(ability: AbilityLore): void {
    if (this.#next.press(ability, this.#waits, performance.now())) this.#use(ability);
    this.#bar.next = this.#next.wanted;
  }

  #doNext(): void {
    if (this.#next.wanted === null) return;
    const ability = this.#next.take(this.#waits, performance.now());
    if (ability !== null) this.#use(ability);
    this.#bar.next = this.#next.wanted;
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
    const at = this.#chosen?.ability === ability ? this.#chosen.place : target;
    const to = (isHelp && !isFriend) || ability.target === "self" || at !== target ? 0 : this.#target;
    const away = (of: "x" | "y") => at === null || own === null ? 0 : Math.round((at[of] - own[of]) * 256);
    const clamp = (value: number) => Math.max(-16_384, Math.min(16_384, value));
    const fields = { ability: ability.number, target: to, x: clamp(away("x")), y: clamp(away("y")) };
    this.#client.act("useAbility", fields).then((result) => {
      if (result.type !== "refused") return;
      // The world was not quite as far as it seemed.
      const isEarly = result.reason === "not-ready" || result.reason === "busy";
      if (isEarly && this.#next.tooSoon(ability, performance.now())) return;
      if (result.reason === "too-far" && ability.target === "enemy" && this.#follows === null) {
        this.#follows = { ability, until: performance.now() + FOLLOW_MS };
        return this.#follow(this.#follows);
      }
      this.#say(result.text);
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
    const reach = this.#reachOf(ability) * REACH_PART;
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
    this.aimAt(near[(at + 1) % near.length]!.id);
  }

  /** Aims at the next of the own party that is in view. False if there is none. */
  #aimAtFriend(): boolean {
    const { own, ownId } = this.#client;
    const friends = [...own.party.values()].map(({ entity }) => entity)
      .filter((entity) => entity !== ownId && this.#actors.some(({ id }) => id === entity));
    if (friends.length === 0) return false;
    this.aimAt(friends[(friends.indexOf(this.#target) + 1) % friends.length]!);
    return true;
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
    const text = actor === undefined || actor.form === null
      ? ""
      : this.#lore.creature(this.#seen(actor.id)?.species ?? 0)?.text ?? "";
    this.#frame.show(actor, this.#seconds, this.#lore.filled(text));
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
}

/** Who can be aimed at. */
function isFighter({ kind, form }: Actor): boolean {
  return form !== null || kind === "player" || WILDLIFE.has(kind);
}

const WILDLIFE = new Set<Actor["kind"]>(["deer", "sheep", "rabbit", "boar", "wolf", "fox", "duck"]);
