/**
 * Private state: what only a player's own client is told, as maps of values by key, a topic each. Systems mark what
 * changed (own_marks.ts), and at the end of the tick each mark is read once and told (systems/tell_own.ts). Which reader
 * belongs to a topic is in systems/topic_readers.ts.
 *
 * Names are on the wire, ids between the parts: never reuse one, only add.
 */
import { assert } from "./base/assert.ts";
import type { FieldTypes } from "./base/record.ts";
import { FIGHT_TOPICS } from "./topics_of_fights.ts";
import { OF_A_SINGLE_THING, type TopicDeclaration } from "./topic_declaration.ts";
import { ORDER_TOPICS } from "./topics_of_orders.ts";

export type { TopicDeclaration, TopicField } from "./topic_declaration.ts";

/** The key of a topic that has one value. */
export const ONLY_KEY = "self";

export const TOPICS = {
  bag: {
    id: 1,
    about: "what your character carries",
    key: "number of the thing",
    held: true,
    fields: {
      amount: { type: "u32", required: true, about: "how many" },
      kind: { type: "u16", required: false, about: "number of its kind" },
      ...OF_A_SINGLE_THING,
    },
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
  bank: {
    id: 5,
    about: "what your character keeps at the bank",
    key: "number of the thing",
    held: true,
    fields: {
      amount: { type: "u32", required: true, about: "how many" },
      kind: { type: "u16", required: false, about: "number of its kind" },
      ...OF_A_SINGLE_THING,
    },
  },
  bagPlaces: {
    id: 6,
    about: "places of your bag",
    key: "`self`",
    held: true,
    fields: {
      used: { type: "u16", required: true, about: "that are taken" },
      all: { type: "u16", required: true, about: "that there are" },
    },
  },
  worn: {
    id: 7,
    about: "what your character wears",
    key: "the `slot` of the thing's kind in the catalog",
    held: true,
    fields: {
      what: { type: "u32", required: true, about: "number of the thing" },
      amount: { type: "u32", required: true, about: "how many" },
      kind: { type: "u16", required: true, about: "number of its kind" },
      ...OF_A_SINGLE_THING,
      repairCoins: { type: "u32", required: true, about: "what it costs to make it whole" },
    },
  },
  vendor: {
    id: 8,
    about: "the vendor's counter that you have open; nothing if there is none",
    key:
      "`self` for the vendor, `stock` and a kind (`stock 5`) for what it sells, `sold` and a thing for what you can buy back",
    held: true,
    fields: {
      entity: { type: "u32", required: false, about: "the vendor: its body" },
      name: { type: "text", required: false, about: "the vendor: its counter's name" },
      buys: { type: "bool", required: false, about: "the vendor: whether it takes what you sell" },
      repairs: { type: "bool", required: false, about: "the vendor: whether it repairs" },
      payPermille: { type: "u32", required: false, about: "the vendor: what it pays, in thousandths of the usual" },
      coins: { type: "u32", required: false, about: "what one costs; what all of it costs to buy back" },
      left: { type: "i32", required: false, about: "stock: how many there are, -1: any number" },
      what: { type: "u32", required: false, about: "sold: number of the thing" },
      amount: { type: "u32", required: false, about: "sold: how many" },
      kind: { type: "u16", required: false, about: "number of its kind" },
      ...OF_A_SINGLE_THING,
    },
  },
  prices: {
    id: 9,
    about: "what the open vendor pays for one of each thing in your bag; what it does not take is left out",
    key: "number of the thing",
    held: true,
    fields: { coins: { type: "u32", required: true, about: "for one" } },
  },
  loot: {
    id: 10,
    about: "what is in the corpse that you have open; nothing if there is none",
    key: "`self` for the corpse, else the number of the thing",
    held: true,
    fields: {
      entity: { type: "u32", required: false, about: "the corpse" },
      amount: { type: "u32", required: false, about: "how many" },
      kind: { type: "u16", required: false, about: "number of its kind" },
      ...OF_A_SINGLE_THING,
      state: { type: "text", required: false, about: "`free`, `rolling` or `won` by somebody else" },
    },
  },
  rolls: {
    id: 11,
    about: "the rolls that you have a part in",
    key: "number of the roll",
    held: true,
    fields: {
      what: { type: "u32", required: true, about: "number of the thing" },
      amount: { type: "u32", required: true, about: "how many" },
      kind: { type: "u16", required: true, about: "number of its kind" },
      ...OF_A_SINGLE_THING,
      untilTick: { type: "u32", required: true, about: "the tick at which it ends" },
      choice: { type: "i32", required: true, about: "what you chose: 0 pass, 1 greed, 2 need; -1: nothing yet" },
    },
  },
  trade: {
    id: 12,
    about: "your trade; nothing if you are in none",
    key: "`self` for the trade, `mine` or `theirs` and a thing (`mine 2`) for what each offers",
    held: true,
    fields: {
      character: { type: "u32", required: false, about: "the trade: with which character" },
      name: { type: "text", required: false, about: "the trade: its name" },
      entity: { type: "u32", required: false, about: "the trade: its body" },
      iAgree: { type: "bool", required: false, about: "the trade: whether you agree" },
      theyAgree: { type: "bool", required: false, about: "the trade: whether the other agrees" },
      what: { type: "u32", required: false, about: "offered: number of the thing" },
      amount: { type: "u32", required: false, about: "offered: how many" },
      kind: { type: "u16", required: false, about: "number of its kind" },
      ...OF_A_SINGLE_THING,
    },
  },
  tradeAsks: {
    id: 13,
    about: "who asks you to trade",
    key: "the character's number",
    held: false,
    fields: {
      name: { type: "text", required: true, about: "its name" },
      entity: { type: "u32", required: true, about: "its body; 0: none" },
    },
  },
  ...FIGHT_TOPICS,
  quests: {
    id: 18,
    about: "the quests that your character has",
    key: "number of the quest",
    held: true,
    fields: {
      stage: { type: "u8", required: true, about: "number of the stage, from 0 on, as the catalog has them" },
      counts: { type: "text", required: true, about: "what is done of each objective of the stage: `2,0`" },
      ready: { type: "bool", required: true, about: "whether it can be handed in" },
    },
  },
  errands: {
    id: 19,
    about: "who has a quest for your character, or waits for one",
    key: "number of the person in the content, as its body's `species`",
    held: false,
    fields: {
      ready: { type: "bool", required: true, about: "one can be handed in there; else one can be taken" },
      x: { type: "i32", required: true, about: "where it is, or the door to it, in 1/256 m" },
      y: { type: "i32", required: true, about: "where it is, or the door to it, in 1/256 m" },
    },
  },
  dialogue: {
    id: 20,
    about: "the talk that your character is in",
    key: "`self` for what is said; from 0 on for each answer",
    held: false,
    fields: {
      text: { type: "text", required: true, about: "what is said, or can be answered" },
      npc: { type: "u32", required: false, about: "of `self`: who says it" },
      list: { type: "u16", required: false, about: "of `self`: the number of the list of answers" },
      deeds: {
        type: "text",
        required: false,
        about: "of an answer: the kinds of deeds that it does, with commas: `openVendor`, `repairAll`, ...",
      },
      quest: {
        type: "u16",
        required: false,
        about: "of `self`: number of the quest that is offered, waited for or handed in just now",
      },
    },
  },
  skills: {
    id: 21,
    about: "how good your character is at each craft",
    key: "number of the craft",
    held: false,
    fields: {
      points: { type: "u16", required: true, about: "its skill" },
      most: { type: "u16", required: true, about: "the skill that there is at most" },
    },
  },
  recipes: {
    id: 22,
    about: "what your character knows how to make",
    key: "number of the recipe",
    held: false,
    fields: {
      teachesPermille: { type: "u16", required: true, about: "how likely making it teaches, in thousandths" },
    },
  },
  work: {
    id: 23,
    about: "what your character is at: gathering or making something",
    key: "always `self`",
    held: false,
    fields: {
      makes: { type: "bool", required: true, about: "whether it makes something" },
      skins: { type: "bool", required: true, about: "whether it skins a carcass" },
      what: { type: "u16", required: true, about: "number of the recipe, of the creature, else of the node" },
      entity: { type: "u32", required: true, about: "what it gathers from; 0: a tree, or nothing" },
      startTick: { type: "u32", required: true, about: "the tick at which it began" },
      endTick: { type: "u32", required: true, about: "the tick at which it is done" },
      left: { type: "u16", required: true, about: "how often it is made, this time counted" },
    },
  },
  events: {
    id: 24,
    about: "events of the calendar that go on",
    key: "number of the event",
    held: false,
    fields: {
      phase: { type: "u8", required: true, about: "its phase, counted from 0" },
      untilTick: { type: "u32", required: true, about: "the tick at which the phase ends at the latest" },
      weather: { type: "u8", required: true, about: "the weather that it brings, counted from 1; 0: as it would be" },
    },
  },
  tasks: {
    id: 25,
    about: "tasks that are everybody's and have begun",
    key: "number of the world quest",
    held: false,
    fields: {
      state: { type: "text", required: true, about: "`running`, `done` or `failed`" },
      counts: { type: "text", required: true, about: "how far each goal is, with commas" },
      mine: { type: "u32", required: true, about: "how much of it your character did" },
    },
  },
  towns: {
    id: 26,
    about: "how towns and villages do",
    key: "number of the settlement, as content counts them",
    held: false,
    fields: {
      name: { type: "text", required: true, about: "its name" },
      prosperity: { type: "u16", required: true, about: "0 to 1000; 500 is the middle" },
    },
  },
  timeline: {
    id: 27,
    about: "what has happened in the world, the newest lines",
    key: "number of the line, counted up",
    held: false,
    fields: {
      tick: { type: "u32", required: true, about: "when it was" },
      text: { type: "text", required: true, about: "what it was" },
    },
  },
  marks: {
    id: 28,
    about: "where what your quests ask for can be done, as far as there is one place for it",
    key: "number of the quest, `/`, and which objective of the stage, counted from 0; `in`: where it is handed in",
    held: false,
    fields: {
      x: { type: "i32", required: true, about: "the middle, in 1/256 m" },
      y: { type: "i32", required: true, about: "the middle, in 1/256 m" },
      metres: { type: "u16", required: true, about: "how far around it that is" },
    },
  },
  counters: {
    id: 40,
    about: "what somebody you talk to has opened for you",
    key: "`bank`, or `timeline` for what has happened in the world",
    held: false,
    fields: { entity: { type: "u32", required: true, about: "who has opened it" } },
  },
  ...ORDER_TOPICS,
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

/** All names, in the order of the table, in which they are told whole; and names by id. */
export const TOPIC_NAMES = Object.keys(TOPICS) as readonly TopicName[];
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
