/**
 * Fights in play: who is aimed at, what one does to them, what comes of it. Abilities go by their keys or a touch; Tab
 * aims at the nearest enemy, T at the next of one's party, a touch at whoever is touched; Escape stops and lets go. What
 * is for a place first shows a circle on the ground (ground_aim.ts).
 */
import { STATUS } from "../../../../world/kinds.ts";
import type { SeenEntity, WealdClient } from "../../sdk/mod.ts";
import { isTouched } from "../hud/dom.ts";
import { lastingOn } from "../hud/effect_icons.ts";
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
import { type AimingAt, type Ground, GroundAim, radiusOf, type Shot, within } from "./ground_aim.ts";
import type { AbilityLore, Lore } from "./lore.ts";
import { NextAbility, type Waits } from "./next_ability.ts";
import type { Around, PlayPart } from "./play.ts";
import { isFighter, nextEnemy, nextOf } from "./whom.ts";

/** A touch within this of somebody means it, in metres. */
const TOUCH_METRES = 1.2;
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
  /** Whom one aims at: what else can be done with them is set by whoever does it. */
  readonly frame: TargetFrame;
  readonly #news: FightNews;
  readonly #next = new NextAbility();
  readonly #ground = new GroundAim();
  /** The place that was chosen for an ability. */
  #chosen: { readonly ability: AbilityLore; readonly place: Ground } | null = null;
  #target = 0;
  /** Whom the world was told that one aims at. */
  #saidAim = 0;
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
    this.frame = new TargetFrame(lore, () => this.letGo());
    this.#bar = new FightBar(client, lore);
    this.#bar.use = (ability) => this.#press(ability);
    this.#bar.stop = () => this.letGo();
    this.#news = new FightNews(client, lore, say, {
      ...{ blows: this.#blows, frame: this.frame, log: new FightLog(panels) },
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
    client.on("entered", () => this.#saidAim = 0);
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

  /**
   * Uses a thing that does the ability of this id: on whom one aims at, where it is not for oneself and one's friends.
   * What is for a place is thrown when that is chosen; true if it is to be chosen yet.
   */
  useThing(what: number, id: string): boolean {
    const ability = [...this.#lore.abilities.values()].find((one) => one.id === id);
    if (ability?.target === "place") return this.#aimOrChoose({ ability, thing: what });
    this.#throw(what, { target: ability?.target === "enemy" ? this.#target : 0 });
    return false;
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
    const { shot } = this.#ground;
    if (shot !== null) this.#ground.draw(context, view, this.#aimingAt(shot));
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
    const isAiming = this.#ground.shot !== null;
    this.#ground.end();
    this.#bar.next = this.#next.wanted;
    return isAiming;
  }

  /** Takes a touch on the ground, in metres, as the place that is looked for. False if none is. */
  tapGround(x: number, y: number): boolean {
    const { shot } = this.#ground;
    if (shot === null) return false;
    this.#choose(shot, within({ x, y }, this.#aimingAt(shot)));
    return true;
  }

  /** The circle on the ground, in metres; null for none. */
  get aiming(): { readonly ability: string; readonly x: number; readonly y: number; readonly radius: number } | null {
    const { shot } = this.#ground;
    if (shot === null) return null;
    return {
      ability: shot.ability.id,
      ...this.#ground.place(this.#aimingAt(shot)),
      radius: radiusOf(shot.ability),
    };
  }

  #aimingAt(shot: Shot): AimingAt {
    const own = this.#seen(this.#client.ownId) ?? { x: 0, y: 0 };
    return {
      own,
      target: this.#isThere(this.#target) ? this.#seen(this.#target) : null,
      reach: this.#reachOf(shot.ability),
    };
  }

  /** How far an ability reaches with what is in hand, in metres; one of a thing as far as the content says. */
  #reachOf({ number, rangeCm }: AbilityLore): number {
    const reachCm = this.#client.own.abilities.get(String(number))?.rangeCm ?? rangeCm;
    return reachCm === 0 ? REACH_METRES : reachCm / 100;
  }

  #choose({ ability, thing }: Shot, place: Ground): void {
    this.#ground.end();
    const target = this.#seen(this.#target);
    const isOnTarget = target !== null && place.x === target.x && place.y === target.y;
    this.#chosen = isOnTarget ? null : { ability, place };
    if (thing === 0) this.#do(ability);
    else this.#throw(thing, isOnTarget ? { target: this.#target } : { target: 0, ...this.#away(place) });
  }

  /** Uses a thing there and then. */
  #throw(what: number, aim: { readonly target: number; readonly x?: number; readonly y?: number }): void {
    this.#client.act("useItem", { what, ...aim }).then((result) => {
      if (result.type === "refused") this.#say(result.text);
    });
  }

  /** Looks for a place, or takes the one that was found. True if it is looked for. */
  #aimOrChoose(shot: Shot): boolean {
    const isFound = this.#ground.isFor(shot);
    if (isFound) this.#choose(shot, this.#ground.place(this.#aimingAt(shot)));
    else {
      this.#chosen = null;
      this.#ground.begin(shot);
    }
    return !isFound;
  }

  /** How far a place is from the own character, as actions say it; null is where it is itself. */
  #away(place: Ground | null): Ground {
    const own = this.#seen(this.#client.ownId);
    if (place === null || own === null) return { x: 0, y: 0 };
    const units = (metres: number) => Math.max(-16_384, Math.min(16_384, Math.round(metres * 256)));
    return { x: units(place.x - own.x), y: units(place.y - own.y) };
  }

  /** The player presses an ability. */
  #press(ability: AbilityLore): void {
    if (ability.target !== "place" || this.#next.isFarOff(ability, this.#waits)) {
      this.#ground.end();
      return this.#do(ability);
    }
    if (this.#aimOrChoose({ ability, thing: 0 })) this.#bar.next = ability;
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
    if (ability.target === "enemy" && target === null) {
      return this.#say(
        `There is nobody to aim at. ${isTouched() ? "Touch who it is for." : "Tab looks for the nearest."}`,
      );
    }
    const isFriend = target !== null && target.kind === "player" && this.#moodOf(target.id) !== "foe";
    const at = this.#chosen?.ability === ability ? this.#chosen.place : target;
    const to = (isHelp && !isFriend) || ability.target === "self" || at !== target ? 0 : this.#target;
    const fields = { ability: ability.number, target: to, ...this.#away(at) };
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
    const next = nextEnemy(this.#actors, this.#target);
    if (next !== 0) this.aimAt(next);
  }

  /** Aims at the next of the own party that is in view. False if there is none. */
  #aimAtFriend(): boolean {
    const next = nextOf(this.#client, this.#actors, this.#target);
    if (next !== 0) this.aimAt(next);
    return next !== 0;
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
    this.frame.show(actor, this.#seconds, this.#lore.filled(text));
    this.frame.showEffects(lastingOn(this.#client.own.lasting, this.#target), this.#waits);
    this.#sayAim();
  }

  /** Says whom one aims at, where that is another than was said: what lasts on it is told then. */
  #sayAim(): void {
    if (this.#target === this.#saidAim) return;
    this.#saidAim = this.#target;
    this.#client.act("aimAt", { target: this.#target }).then((result) => {
      // Who looks along a row of enemies says it when the eye rests.
      if (result.type === "refused" && result.reason === "too-often") this.#saidAim = -1;
    });
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
