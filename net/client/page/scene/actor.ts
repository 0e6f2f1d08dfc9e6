/** Somebody or something that moves, as the scene draws it. */
import type { Activity, Kind } from "../../../../world/components.ts";
import type { Worn } from "../art/worn.ts";
import type { Growth } from "../art/growth.ts";
import type { LandmarkLook } from "../art/landmarks.ts";
import type { CreatureLook } from "../art/creatures.ts";

/** One mover at one frame. Positions in metres. */
export interface Actor {
  readonly id: number;
  readonly kind: Kind;
  readonly x: number;
  readonly y: number;
  /** Where it faces, in radians: 0 is east, a quarter turn on is south. */
  readonly facing: number;
  /** Metres per second. */
  readonly speed: number;
  /** Metres walked since it came into view: legs follow it. */
  readonly phase: number;
  readonly activity: Activity;
  readonly name: string;
  /** What it is, below the name: "smith"; "" for nothing. */
  readonly title: string;
  readonly look: number;
  /** How it is drawn, if it is a creature of the content. */
  readonly form: CreatureLook | null;
  /** How it is drawn, if it grows and can be gathered. */
  readonly growth: Growth | null;
  /** What it is, if it is a landmark of the content. */
  readonly landmark: LandmarkLook | null;
  /** Metres that it lights up by night. */
  readonly light: number;
  /** What a person is seen to wear and carry; null for nothing. */
  readonly worn: Worn | null;
  /** The colour of what lasts on it, as #rrggbb; "" for none. */
  readonly tint: string;
  readonly level: number;
  /** Health left, 255 for whole. */
  readonly healthShare: number;
  /** Bits of STATUS (world/kinds.ts). */
  readonly status: number;
  /** Whether it strikes at once, strikes back, or does neither; of a player see game/pvp.ts. */
  readonly mood: "foe" | "wary" | "friend";
  /** Whether it has a quest for the player, or waits for one. */
  readonly errand: "none" | "offers" | "ready";
  /** The player of this page. */
  readonly own: boolean;
  /** Its player's connection is lost. */
  readonly ghost: boolean;
  /** On water: what is below is not drawn. */
  readonly afloat: boolean;
  /** What it says, and how visible that is, 0 to 1; "" for nothing. */
  readonly words: string;
  readonly wordsStrength: number;
  /** 0 to 1: comes into view and leaves it softly. */
  readonly presence: number;
}
