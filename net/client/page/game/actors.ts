/** Turns what the client sees into what the scene draws: turns heads smoothly, keeps legs in step, fades in and out. */
import { UNITS_PER_METRE } from "../../../../world/base/space.ts";
import { GROUND, type Terrain } from "../../../../world/terrain/types.ts";
import type { SeenEntity } from "../../sdk/mod.ts";
import type { Actor } from "../scene/actor.ts";

/** An `Actor` that can be written, and what it needs from frame to frame. */
interface Puppet {
  id: number;
  kind: Actor["kind"];
  x: number;
  y: number;
  facing: number;
  speed: number;
  phase: number;
  activity: Actor["activity"];
  name: string;
  title: string;
  look: number;
  form: Actor["form"];
  growth: Actor["growth"];
  landmark: Actor["landmark"];
  light: number;
  tint: string;
  worn: Actor["worn"];
  level: number;
  healthShare: number;
  status: number;
  mood: Actor["mood"];
  errand: Actor["errand"];
  own: boolean;
  ghost: boolean;
  afloat: boolean;
  words: string;
  wordsStrength: number;
  presence: number;
  wordsFrom: number;
  wordsUntil: number;
  seenFrame: number;
}

/** What the content says of somebody. */
export type Described = Pick<
  Actor,
  "name" | "title" | "form" | "growth" | "landmark" | "light" | "tint" | "worn" | "mood" | "errand"
>;

const FADE_SECONDS = 0.35;
const TURN_PER_SECOND = 13;
const WORDS_FADE_SECONDS = 0.25;

/** Everybody in view of one page, from the moment they come until they are faded out. */
export class Puppets {
  readonly #terrain: Terrain;
  readonly #puppets = new Map<number, Puppet>();
  #frame = 0;
  #seconds = 0;

  constructor(terrain: Terrain) {
    this.#terrain = terrain;
  }

  /** Brings the puppets up to what is seen at `seconds` and returns them all. */
  update(
    seen: Iterable<SeenEntity>,
    ownId: number,
    seconds: number,
    describe: (entity: SeenEntity) => Described,
  ): readonly Actor[] {
    const passed = Math.min(0.25, Math.max(0, seconds - this.#seconds));
    this.#seconds = seconds;
    this.#frame++;
    for (const entity of seen) this.#follow(entity, entity.id === ownId, passed, describe(entity));
    for (const [id, puppet] of this.#puppets) {
      const here = puppet.seenFrame === this.#frame;
      puppet.presence = Math.max(0, Math.min(1, puppet.presence + (here ? passed : -passed) / FADE_SECONDS));
      puppet.wordsStrength = Math.max(
        0,
        Math.min(
          1,
          (seconds - puppet.wordsFrom) / WORDS_FADE_SECONDS,
          (puppet.wordsUntil - seconds) / WORDS_FADE_SECONDS,
        ),
      );
      if (puppet.wordsStrength === 0 && seconds > puppet.wordsUntil) puppet.words = "";
      if (!here && puppet.presence === 0) this.#puppets.delete(id);
    }
    return [...this.#puppets.values()];
  }

  /** Somebody says something: it stands above them for as long as it takes to read. */
  say(id: number, text: string, seconds: number): void {
    const puppet = this.#puppets.get(id);
    if (puppet === undefined) return;
    puppet.words = text;
    puppet.wordsFrom = seconds;
    puppet.wordsUntil = seconds + 3 + text.length * 0.065;
  }

  #follow(entity: SeenEntity, own: boolean, passed: number, described: Described): void {
    const facing = entity.heading * Math.PI / 128;
    let puppet = this.#puppets.get(entity.id);
    if (puppet === undefined) {
      puppet = {
        ...{ id: entity.id, kind: entity.kind, x: entity.x, y: entity.y, facing, speed: 0, phase: entity.id % 7 },
        ...{ activity: entity.activity, look: entity.look, own, ghost: false, afloat: false, ...described },
        ...{ level: entity.level, healthShare: entity.healthShare, status: entity.status },
        ...{ words: "", wordsStrength: 0, presence: 0, wordsFrom: 0, wordsUntil: 0, seenFrame: 0 },
      };
      this.#puppets.set(entity.id, puppet);
    }
    const moved = Math.hypot(entity.x - puppet.x, entity.y - puppet.y);
    // A jump is no walk: legs stay as they are.
    if (moved < 2) puppet.phase += moved;
    const speed = passed > 0 && moved < 2 ? moved / passed : entity.speed;
    puppet.speed += (speed - puppet.speed) * Math.min(1, passed * 12);
    if (entity.speed === 0 && puppet.speed < 0.3) puppet.speed = 0;
    let turn = (facing - puppet.facing) % (Math.PI * 2);
    if (turn > Math.PI) turn -= Math.PI * 2;
    if (turn < -Math.PI) turn += Math.PI * 2;
    puppet.facing += turn * Math.min(1, passed * TURN_PER_SECOND);
    puppet.kind = entity.kind;
    puppet.x = entity.x;
    puppet.y = entity.y;
    puppet.activity = entity.activity;
    puppet.name = described.name;
    puppet.title = described.title;
    puppet.form = described.form;
    puppet.growth = described.growth;
    puppet.landmark = described.landmark;
    puppet.light = described.light;
    puppet.tint = described.tint;
    puppet.worn = described.worn;
    puppet.mood = described.mood;
    puppet.errand = described.errand;
    puppet.level = entity.level;
    puppet.healthShare = entity.healthShare;
    puppet.status = entity.status;
    puppet.look = entity.look;
    puppet.own = own;
    puppet.ghost = entity.presence === "lost";
    puppet.afloat = entity.kind === "duck" && this.#isWater(entity.x, entity.y);
    puppet.seenFrame = this.#frame;
  }

  #isWater(x: number, y: number): boolean {
    const ground = this.#terrain.groundAt(Math.floor(x * UNITS_PER_METRE), Math.floor(y * UNITS_PER_METRE));
    return ground === GROUND.shallowWater || ground === GROUND.deepWater;
  }
}
