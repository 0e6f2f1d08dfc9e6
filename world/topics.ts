/**
 * Private state: what only a player's own client is told, as maps of values by key, a topic each. Systems mark what
 * changed (own_marks.ts), and at the end of the tick each mark is read once and told (systems/tell_own.ts). Which reader
 * belongs to a topic is in systems/topic_readers.ts.
 *
 * Names are on the wire, ids between the parts: never reuse one, only add.
 */
import { assert } from "./base/assert.ts";
import type { FieldTypes } from "./base/record.ts";

/** A field of a topic's values. */
export interface TopicField {
  readonly type: "u8" | "u16" | "u32" | "i32" | "f64" | "text" | "bool";
  /** Whether every value has it. */
  readonly required: boolean;
  /** What it is, for the document. */
  readonly about: string;
}

/** One row of the table. */
export interface TopicDeclaration {
  readonly id: number;
  /** What it is, and what its keys are, for the document. */
  readonly about: string;
  readonly key: string;
  /** Told when the tick is on the disk, because a player builds on it; else at once. */
  readonly held: boolean;
  readonly fields: Readonly<Record<string, TopicField>>;
}

/** The key of a topic that has one value. */
export const ONLY_KEY = "self";

export const TOPICS = {
  bag: {
    id: 1,
    about: "what your character carries",
    key: "number of the thing",
    held: true,
    fields: { amount: { type: "u32", required: true, about: "how many" } },
  },
  vitals: {
    id: 2,
    about: "how your character is",
    key: "`self`",
    held: false,
    fields: {
      class: { type: "u8", required: true, about: "number of its class, 0 without one" },
      level: { type: "u8", required: true, about: "its level" },
      xp: { type: "u32", required: true, about: "experience since its level began" },
      xpNext: { type: "u32", required: true, about: "experience at which the next level begins; 0: there is none" },
      health: { type: "u16", required: true, about: "health left" },
      healthMax: { type: "u16", required: true, about: "health when whole" },
      energy: { type: "u16", required: true, about: "energy left" },
      energyMax: { type: "u16", required: true, about: "energy when rested" },
    },
  },
  party: {
    id: 3,
    about: "who is in your party, you too; nobody if you are in none",
    key: "the character's number",
    held: false,
    fields: {
      name: { type: "text", required: true, about: "its name" },
      leads: { type: "bool", required: true, about: "whether it leads the party" },
      here: { type: "bool", required: true, about: "whether somebody plays it just now" },
      entity: { type: "u32", required: true, about: "its body; 0: none" },
      level: { type: "u8", required: true, about: "its level" },
      healthShare: { type: "u8", required: true, about: "health left, of 255" },
      x: { type: "i32", required: true, about: "where it is or was, in 1/256 m" },
      y: { type: "i32", required: true, about: "where it is or was, in 1/256 m" },
    },
  },
  invites: {
    id: 4,
    about: "who asks you into a party",
    key: "the character's number",
    held: false,
    fields: { name: { type: "text", required: true, about: "its name" } },
  },
} as const satisfies Record<string, TopicDeclaration>;

/** The name of a topic. */
export type TopicName = keyof typeof TOPICS;
type FieldsOf<Name extends TopicName> = (typeof TOPICS)[Name]["fields"];
type ValueOf<Field> = Field extends { type: infer Type extends keyof FieldTypes } ? FieldTypes[Type] : never;
type Needed<Fields> = { [Name in keyof Fields as Fields[Name] extends { required: true } ? Name : never]: unknown };

/** A value of a topic. */
export type TopicValue<Name extends TopicName> =
  & { readonly [Field in keyof Needed<FieldsOf<Name>>]: ValueOf<FieldsOf<Name>[Field & keyof FieldsOf<Name>]> }
  & {
    readonly [Field in Exclude<keyof FieldsOf<Name>, keyof Needed<FieldsOf<Name>>>]?: ValueOf<FieldsOf<Name>[Field]>;
  };

/** A value of any topic. */
export type OwnValue = Readonly<Record<string, number | string | boolean>>;

/** All names, in the order of the table: that in which they are told whole. */
export const TOPIC_NAMES = Object.keys(TOPICS) as readonly TopicName[];

/** Names by id. */
export const TOPIC_BY_ID: readonly (TopicName | undefined)[] = indexById();

function indexById(): (TopicName | undefined)[] {
  const byId: (TopicName | undefined)[] = [];
  for (const name of TOPIC_NAMES) {
    const { id } = TOPICS[name];
    assert(byId[id] === undefined && id < 256, `topic id ${id} of ${name} is used once`);
    byId[id] = name;
  }
  return byId;
}

/** The row of a topic, with the type that all rows share. */
export function topicRow(name: TopicName): TopicDeclaration {
  return TOPICS[name];
}
