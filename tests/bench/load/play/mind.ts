/**
 * Somebody who plays, and knows no more than it must: fights what is near, takes what is left of it, gathers herbs and
 * makes something of them, asks people for tasks and hands them in. It thinks a few times a second at most, and asks its
 * senses for one thing at a time, so that thousands of them cost little. The generators and the bench without sockets use
 * the same.
 */
import type { ActionFields, ActionName } from "../../../../world/actions.ts";
import { KIND, STATUS } from "../../../../world/kinds.ts";
import { RUN_SPEED, WALK_SPEED } from "../../../../world/limits.ts";
import { headingTowards } from "../../../../world/base/space.ts";
import type { Company } from "./company.ts";
import type { Blow, PlayLore } from "./lore.ts";

/** Something that is seen. Places in units. */
export interface Seen {
  readonly id: number;
  readonly species: number;
  readonly x: number;
  readonly y: number;
  readonly status: number;
  readonly amount: number;
}

/** What somebody can know of what is around it. */
export interface Senses {
  readonly x: number;
  readonly y: number;
  /** Bits of STATUS, and health left, of 255. */
  readonly status: number;
  readonly healthShare: number;
  /** The nearest of a kind that fits, within so many metres. */
  nearest(kind: number, metres: number, fits: (seen: Seen) => boolean): Seen | null;
  look(id: number): Seen | null;
  /** The texts of what can be answered in its talk, by number, and the number of the list; null: it is in no talk. */
  talk(): { readonly list: number; readonly answers: readonly string[] } | null;
}

/** What somebody can do. */
export interface Limbs {
  steer(heading: number, speed: number): void;
  act<Name extends ActionName>(name: Name, fields: ActionFields<Name>): void;
}

const UNITS = 256;
const HUNT_METRES = 90;
/** Whoever struck first is within this. */
const ATTACKER_METRES = 25;
const HERB_METRES = 60;
const POST_METRES = 45;
const HAND_METRES = 2;
const LOOT_METRES = 3;
const ROAM_METRES = 30;
/** Below this share of health one heals oneself, who can. */
const HEAL_BELOW = 130;
/** Whatever is not done in this time is left. */
const PATIENCE_SECONDS = 20;
/** A task is asked for, or handed in, so often at most. */
const TALK_SECONDS = 25;
const DEAD_SECONDS = 6;
const STAND_SECONDS = 0.3;
/** Answers that lead on, the best first. */
const ANSWERS = [/it is done/, /^Thank you/, /^I will do it/, /to be done/] as const;

type Aim = "none" | "fight" | "loot" | "gather" | "make" | "talk";

/** One mind. Lifetime: its player's. */
export class Mind {
  readonly #lore: PlayLore;
  readonly #class: PlayLore["classes"][number];
  readonly #company: Company;
  readonly #chance: () => number;
  #aim: Aim = "none";
  #target = 0;
  #since = 0;
  #hasClass = false;
  #isAttacking = false;
  /** It has struck, or gathered: what comes of it is its own. */
  #hasBegun = false;
  #blowAt = 0;
  #healAt = 0;
  #talkAt = 0;
  #deadSince = 0;
  #homeX = 0;
  #homeY = 0;
  #isMoving = false;

  /** `number`: of the player, from 0 on; its class follows from it. */
  constructor(number: number, lore: PlayLore, company: Company, chance: () => number) {
    this.#lore = lore;
    this.#class = lore.classes[number % lore.classes.length]!;
    this.#company = company;
    this.#chance = chance;
  }

  /** Begins anew, in a body that may be elsewhere. */
  wake(senses: Senses): void {
    [this.#homeX, this.#homeY] = [senses.x, senses.y];
    [this.#aim, this.#isMoving] = ["none", false];
  }

  /** One thought, at so many seconds of any clock. Returns the seconds until the next. */
  think(senses: Senses, limbs: Limbs, seconds: number): number {
    const isFighting = (senses.status & STATUS.inCombat) !== 0;
    this.#company.note(this, isFighting, this.#aim === "fight");
    if (!this.#hasClass) {
      this.#hasClass = true;
      limbs.act("chooseClass", { class: this.#class.number });
      return 1;
    }
    if ((senses.status & STATUS.dead) !== 0) return this.#beDead(limbs, seconds);
    if (this.#deadSince !== 0) {
      this.#deadSince = 0;
      this.wake(senses);
    }
    if (isFighting && this.#aim !== "fight") this.#strikeBack(senses, seconds);
    if (this.#aim !== "none" && seconds - this.#since > PATIENCE_SECONDS) this.#begin("none", 0, seconds);
    switch (this.#aim) {
      case "fight":
        return this.#fight(senses, limbs, seconds);
      case "loot":
        return this.#loot(senses, limbs, seconds);
      case "gather":
        return this.#gather(senses, limbs, seconds);
      case "make":
        this.#begin("none", 0, seconds);
        limbs.act("make", { recipe: this.#lore.recipe, times: 1 });
        return 2.5;
      case "talk":
        return this.#talk(senses, limbs, seconds);
      case "none":
        return this.#choose(senses, limbs, seconds);
    }
  }

  #begin(aim: Aim, target: number, seconds: number): void {
    [this.#aim, this.#target, this.#since] = [aim, target, seconds];
    this.#isAttacking = this.#hasBegun = false;
  }

  #beDead(limbs: Limbs, seconds: number): number {
    if (this.#deadSince === 0) this.#deadSince = seconds;
    this.#begin("none", 0, seconds);
    if (seconds - this.#deadSince > DEAD_SECONDS) limbs.act("revive", {});
    return 3;
  }

  #strikeBack(senses: Senses, seconds: number): void {
    const fights = STATUS.inCombat;
    const found = senses.nearest(
      KIND.creature,
      ATTACKER_METRES,
      ({ status }) => (status & (fights | STATUS.dead)) === fights,
    );
    if (found !== null) this.#begin("fight", found.id, seconds);
  }

  #choose(senses: Senses, limbs: Limbs, seconds: number): number {
    if (this.#company.wantsFighter()) {
      const isFree = ({ status }: Seen) => (status & (STATUS.dead | STATUS.inCombat)) === 0;
      const prey = senses.nearest(KIND.creature, HUNT_METRES, isFree);
      if (prey !== null) {
        this.#begin("fight", prey.id, seconds);
        return this.#fight(senses, limbs, seconds);
      }
    }
    if (seconds >= this.#talkAt) {
      const post = senses.nearest(KIND.npc, POST_METRES, ({ species }) => this.#lore.posts.includes(species));
      if (post !== null) {
        this.#talkAt = seconds + TALK_SECONDS;
        this.#begin("talk", post.id, seconds);
        return this.#talk(senses, limbs, seconds);
      }
    }
    if (this.#chance() < 0.5) {
      const herb = senses.nearest(
        KIND.node,
        HERB_METRES,
        ({ species, amount }) => species === this.#lore.herb && amount > 0,
      );
      if (herb !== null) {
        this.#begin("gather", herb.id, seconds);
        return this.#gather(senses, limbs, seconds);
      }
    }
    return this.#roam(senses, limbs);
  }

  /** A few steps somewhere, or back to where it began. */
  #roam(senses: Senses, limbs: Limbs): number {
    const [dx, dy] = [this.#homeX - senses.x, this.#homeY - senses.y];
    const isFar = Math.hypot(dx, dy) > ROAM_METRES * UNITS;
    const heading = isFar ? headingTowards(dx, dy) : Math.floor(this.#chance() * 256);
    this.#isMoving = true;
    limbs.steer(heading, WALK_SPEED);
    return 0.5 + this.#chance();
  }

  #stop(limbs: Limbs): void {
    if (this.#isMoving) limbs.steer(0, 0);
    this.#isMoving = false;
  }

  /** Goes nearer; 0 if it is there, else the seconds until it has to look again. */
  #approach(senses: Senses, limbs: Limbs, { x, y }: Seen, metres: number): number {
    const [dx, dy] = [x - senses.x, y - senses.y];
    const far = Math.hypot(dx, dy) / UNITS - metres;
    if (far <= 0) {
      // It stands when the world has heard of it.
      const wait = this.#isMoving ? STAND_SECONDS : 0;
      this.#stop(limbs);
      return wait;
    }
    this.#isMoving = true;
    limbs.steer(headingTowards(Math.round(dx), Math.round(dy)), RUN_SPEED);
    return Math.max(0.25, Math.min(1.5, far / (RUN_SPEED / 8)));
  }

  #fight(senses: Senses, limbs: Limbs, seconds: number): number {
    const target = senses.look(this.#target);
    if (target === null || (target.status & STATUS.dead) !== 0) {
      this.#begin(target === null || !this.#hasBegun ? "none" : "loot", this.#target, seconds);
      return 0.2;
    }
    const { attack, blow, heal } = this.#class;
    if (heal !== null && senses.healthShare < HEAL_BELOW && seconds >= this.#healAt) {
      this.#healAt = seconds + heal.everySeconds;
      this.#stop(limbs);
      limbs.act("useAbility", { ability: heal.ability, target: 0, x: 0, y: 0 });
      return 2.2;
    }
    const reach = Math.max(attack.reachMetres, blow.reachMetres);
    const wait = this.#approach(senses, limbs, target, reach);
    if (wait > 0) return wait;
    const far = Math.hypot(target.x - senses.x, target.y - senses.y) / UNITS;
    const strike = ({ ability }: Blow) => limbs.act("useAbility", { ability, target: target.id, x: 0, y: 0 });
    if (!this.#isAttacking && far <= attack.reachMetres) {
      this.#isAttacking = true;
      this.#hasBegun = true;
      strike(attack);
    }
    if (seconds >= this.#blowAt) {
      this.#blowAt = seconds + blow.everySeconds;
      // Who is struck has its patience anew.
      this.#since = Math.max(this.#since, seconds - PATIENCE_SECONDS / 2);
      this.#hasBegun = true;
      strike(blow);
    }
    return 1;
  }

  #loot(senses: Senses, limbs: Limbs, seconds: number): number {
    const corpse = senses.look(this.#target);
    if (corpse === null) {
      this.#begin("none", 0, seconds);
      return 0.2;
    }
    const wait = this.#approach(senses, limbs, corpse, LOOT_METRES);
    if (wait > 0) return wait;
    limbs.act("takeLoot", { corpse: corpse.id, what: 0 });
    this.#begin("none", 0, seconds);
    return 0.5;
  }

  #gather(senses: Senses, limbs: Limbs, seconds: number): number {
    const herb = senses.look(this.#target);
    if (herb === null || herb.amount === 0) {
      this.#begin(this.#hasBegun ? "make" : "none", 0, seconds);
      return 0.2;
    }
    const wait = this.#approach(senses, limbs, herb, HAND_METRES);
    if (wait > 0) return wait;
    this.#hasBegun = true;
    limbs.act("gather", { node: herb.id, x: 0, y: 0 });
    return 2.5;
  }

  #talk(senses: Senses, limbs: Limbs, seconds: number): number {
    const post = senses.look(this.#target);
    if (post === null) {
      this.#begin("none", 0, seconds);
      return 0.2;
    }
    const wait = this.#approach(senses, limbs, post, HAND_METRES);
    if (wait > 0) return wait;
    const talk = senses.talk();
    if (talk === null) {
      limbs.act("talk", { npc: post.id });
      return 0.8;
    }
    for (const form of ANSWERS) {
      const choice = talk.answers.findIndex((text) => form.test(text));
      if (choice < 0) continue;
      limbs.act("answer", { choice, list: talk.list });
      return 0.8;
    }
    limbs.act("endTalk", {});
    this.#begin("none", 0, seconds);
    return 0.5;
  }
}
