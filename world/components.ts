/**
 * The component table: everything an entity can have, declared once. The columns, the encoder and decoder of cell
 * blocks, the checkpoint, the state hash and the console's inspector all read this table; a new component is a new row.
 *
 * Ids are on the wire and in the file: never reuse one, only add.
 */
import { assert } from "./base/assert.ts";

/** What a column holds. `text` columns are arrays of strings, all others typed arrays. */
export type ColumnType = "u8" | "u16" | "u32" | "i32" | "text";

/**
 * Who is told a component's value by the cell streams.
 *
 * - `motion`: part of the motion record, which everyone near receives
 * - `near`: everyone who watches the entity's cell
 * - `staff`: nobody but the console, on request
 */
export type Audience = "motion" | "near" | "staff";

/** One row of the table. */
export interface ComponentDeclaration {
  readonly id: number;
  readonly column: ColumnType;
  readonly audience: Audience;
  /** Whether checkpoint and state hash hold it. What can be worked out again from the rest is not saved. */
  readonly saved: boolean;
  /** For people, in the console. */
  readonly label: string;
  /** For people: what a value counts, or how to show it ("units" are 1/256 m). */
  readonly unit:
    | ""
    | "units"
    | "heading"
    | "speed"
    | "tick"
    | "kind"
    | "activity"
    | "presence"
    | "look"
    | "entity"
    | "thing"
    | "share"
    | "status";
}

export const COMPONENTS = {
  kind: { id: 1, column: "u8", audience: "near", saved: true, label: "Kind", unit: "kind" },
  space: { id: 2, column: "u16", audience: "staff", saved: true, label: "Space", unit: "" },
  originX: { id: 3, column: "i32", audience: "motion", saved: true, label: "Segment starts at x", unit: "units" },
  originY: { id: 4, column: "i32", audience: "motion", saved: true, label: "Segment starts at y", unit: "units" },
  heading: { id: 5, column: "u8", audience: "motion", saved: true, label: "Heading", unit: "heading" },
  speed: { id: 6, column: "u8", audience: "motion", saved: true, label: "Speed", unit: "speed" },
  startTick: { id: 7, column: "u32", audience: "motion", saved: true, label: "Segment starts at", unit: "tick" },
  name: { id: 8, column: "text", audience: "near", saved: true, label: "Name", unit: "" },
  look: { id: 9, column: "u32", audience: "near", saved: true, label: "Look", unit: "look" },
  activity: { id: 10, column: "u8", audience: "near", saved: true, label: "Activity", unit: "activity" },
  presence: { id: 11, column: "u8", audience: "near", saved: true, label: "Presence", unit: "presence" },
  character: { id: 12, column: "u32", audience: "staff", saved: true, label: "Character", unit: "" },
  session: { id: 13, column: "u32", audience: "staff", saved: true, label: "Session", unit: "" },
  lingerUntil: { id: 14, column: "u32", audience: "staff", saved: true, label: "Body stays until", unit: "tick" },
  appliedInput: { id: 15, column: "u16", audience: "staff", saved: true, label: "Last input applied", unit: "" },
  group: { id: 16, column: "u16", audience: "staff", saved: true, label: "Herd or settlement", unit: "" },
  member: { id: 17, column: "u16", audience: "staff", saved: true, label: "Number in its group", unit: "" },
  plan: { id: 18, column: "u8", audience: "staff", saved: true, label: "Plan", unit: "" },
  dueTick: { id: 19, column: "u32", audience: "staff", saved: true, label: "Next decision at", unit: "tick" },
  wantHeading: { id: 20, column: "u8", audience: "staff", saved: true, label: "Wants to head", unit: "heading" },
  wantSpeed: { id: 21, column: "u8", audience: "staff", saved: true, label: "Wants to go", unit: "speed" },
  quietUntil: { id: 22, column: "u32", audience: "staff", saved: true, label: "Says nothing until", unit: "tick" },
  thing: { id: 23, column: "u16", audience: "near", saved: true, label: "What lies there", unit: "thing" },
  amount: { id: 24, column: "u32", audience: "near", saved: true, label: "How many", unit: "" },
  species: { id: 25, column: "u16", audience: "near", saved: true, label: "Number in the content", unit: "" },
  level: { id: 26, column: "u8", audience: "near", saved: true, label: "Level", unit: "" },
  healthShare: { id: 27, column: "u8", audience: "near", saved: true, label: "Health that is seen", unit: "share" },
  status: { id: 28, column: "u16", audience: "near", saved: true, label: "Status", unit: "status" },
  gear: { id: 29, column: "u32", audience: "near", saved: true, label: "Gear that is seen", unit: "look" },
  health: { id: 30, column: "u16", audience: "staff", saved: true, label: "Health", unit: "" },
  healthMax: { id: 31, column: "u16", audience: "staff", saved: true, label: "Health when whole", unit: "" },
  energy: { id: 32, column: "u16", audience: "staff", saved: true, label: "Energy", unit: "" },
  energyMax: { id: 33, column: "u16", audience: "staff", saved: true, label: "Energy when rested", unit: "" },
  target: { id: 34, column: "u32", audience: "staff", saved: true, label: "Has as its target", unit: "entity" },
  region: { id: 35, column: "u16", audience: "staff", saved: true, label: "Region that it is in", unit: "" },
  aura: { id: 36, column: "u16", audience: "near", saved: true, label: "Effect that is seen on it", unit: "" },
  gait: {
    id: 37,
    column: "u16",
    audience: "staff",
    saved: true,
    label: "Thousandths of its speed, if not all",
    unit: "",
  },
} as const satisfies Record<string, ComponentDeclaration>;

/** The name of a component. */
export type ComponentName = keyof typeof COMPONENTS;

/** The components that cell blocks carry as changes and in arrivals, in the order of the table. */
export const NEAR_COMPONENTS: readonly ComponentName[] = (Object.keys(COMPONENTS) as ComponentName[])
  .filter((name) => COMPONENTS[name].audience === "near");

/** Component names by id. */
export const COMPONENT_BY_ID: readonly (ComponentName | undefined)[] = indexById();

function indexById(): (ComponentName | undefined)[] {
  const byId: (ComponentName | undefined)[] = [];
  for (const name of Object.keys(COMPONENTS) as ComponentName[]) {
    const { id } = COMPONENTS[name];
    assert(byId[id] === undefined && id < 256, `component id ${id} of ${name} is used once`);
    byId[id] = name;
  }
  return byId;
}

/** Kinds of entity: the values of `kind`. Add at the end. */
export const KINDS = [
  "none",
  "player",
  "townsfolk",
  "deer",
  "sheep",
  "rabbit",
  "boar",
  "wolf",
  "fox",
  "duck",
  "pile",
  "creature",
  "npc",
  "node",
  "object",
  "crop",
] as const;
export type Kind = (typeof KINDS)[number];

/** What an entity is seen doing: the values of `activity`. Add at the end. */
export const ACTIVITIES = [
  "idle",
  "walking",
  "running",
  "grazing",
  "fleeing",
  "resting",
  "working",
  "drinking",
  "talking",
  "asleep",
] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** Whether somebody steers an entity: the values of `presence`. `lost` is a player whose connection dropped. */
export const PRESENCES = ["none", "here", "lost"] as const;
export type Presence = (typeof PRESENCES)[number];

/**
 * What an entity is seen to be in: the bits of `status`, from low to high. Add at the end, sixteen at most.
 *
 * - `pvp`: players who are open to it too may fight it where it stands
 * - `protected`: no player can hurt it yet: it has only just come
 */
export const STATUSES = [
  "inCombat",
  "dead",
  "spirit",
  "stunned",
  "rooted",
  "slowed",
  "silenced",
  "casting",
  "channelling",
  "hostileToPlayers",
  "pvp",
  "resting",
  "trading",
  "looted",
  "skinned",
  "protected",
] as const;
export type Status = (typeof STATUSES)[number];
assert(STATUSES.length <= 16, "a bit for each: status has sixteen");

/** What is seen to be worn, from low to high: places among the content's things of the slot (seen_gear.ts). */
export const GEAR_BITS = { mainHand: 8, head: 8, chest: 8, offHand: 8 } as const;

/** How a blow, a cure or a spell came out: the values of `outcome` in the happening `struck`. Add at the end. */
export const OUTCOMES = ["hit", "critical", "miss", "dodge", "block", "absorb", "immune", "resist"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What becomes of an entity once: the values of `what` in the happening `event`. Add at the end. */
export const EVENTS = [
  "died",
  "revived",
  "levelled",
  "looted",
  "gathered",
  "crafted",
  "vanished",
  "appeared",
] as const;
export type EventWord = (typeof EVENTS)[number];

/**
 * A look is 32 bits, from low to high: skin 4, hair colour 4, hair style 4, shirt 5, trousers 5, hat 4, build 3, 3 spare.
 * Every value is valid; the pages draw each number modulo what they have.
 */
export const LOOK_BITS = { skin: 4, hairColour: 4, hairStyle: 4, shirt: 5, trousers: 5, hat: 4, build: 3 } as const;
