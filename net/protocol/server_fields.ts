/**
 * The fields of what the server sends, declared once: the JSON Schemas and docs/protocol.md read this table, and a test
 * holds that it says the same as the types `ServerMessage` and `JsonFrame`. Frames are declared as JSON has them; their
 * bytes are drawn in frame.ts.
 */
import { ACTIVITIES, KINDS, PRESENCES } from "../../world/components.ts";
import { CELL_METRES, NAME_LETTERS_MAX, OWN_KEY_LETTERS_MAX, PLANE_WIDTH_METRES } from "../../world/limits.ts";
import { SPEED_STEP_MAX } from "../../world/base/space.ts";
import { TURN_TICKS_MAX } from "../../world/replication/cell_block.ts";
import { TOPIC_NAMES } from "../../world/topics.ts";
import { LINE_KINDS } from "../../world/output.ts";
import type { FieldRule } from "./client_fields.ts";
import { HAPPENING_SHAPES } from "./happening_fields.ts";

/** What a value of the server's may be. Ranges include their ends. Letters are code points. */
export type ValueRule =
  | FieldRule
  | { readonly kind: "boolean" }
  /** One of these words; if `open`, also a number that this version has no word for. */
  | { readonly kind: "words"; readonly words: readonly string[]; readonly open: boolean }
  | { readonly kind: "list"; readonly of: ValueRule }
  /** A cell as [cx, cy]. */
  | { readonly kind: "cell" }
  | { readonly kind: "cellOrNull" }
  | { readonly kind: "object"; readonly fields: ValueFields }
  /** An object whose fields depend on its `type`. */
  | { readonly kind: "variants"; readonly variants: Readonly<Record<string, ValueFields>> }
  /** A value of the topic that the message names, or null. */
  | { readonly kind: "ownValue" }
  /** One of these messages, whole. */
  | { readonly kind: "messages"; readonly types: readonly string[] };

/** A value with its place in a message: whether it is always there, and its unit or meaning in a few words. */
export type ValueField = ValueRule & { readonly required: boolean; readonly about: string };
/** The fields of an object by name. */
export type ValueFields = Readonly<Record<string, ValueField>>;

const BOOLEAN = { kind: "boolean", required: true } as const;
const U8 = { kind: "integer", min: 0, max: 0xff, required: true } as const;
const U16 = { kind: "integer", min: 0, max: 0xffff, required: true } as const;
const U32 = { kind: "integer", min: 0, max: 0xffff_ffff, required: true } as const;
const METRES = { kind: "number", min: 0, max: PLANE_WIDTH_METRES, required: true } as const;
const NAME = { kind: "text", lettersMax: NAME_LETTERS_MAX, required: true } as const;
const SENTENCE = { kind: "text", lettersMax: 300, required: true } as const;
const TICK = { ...U32, about: "tick of the world" } as const;
const ENTITY = { ...U32, about: "id of an entity" } as const;
const SLOT = { kind: "integer", min: 0, max: 0xffff_ffff, required: true, about: "slot in the cell" } as const;

const MOTION = {
  x: { ...METRES, about: "metres, multiples of 1/256, to the east" },
  y: { ...METRES, about: "metres, multiples of 1/256, to the south" },
  heading: { ...U8, about: "1/256 of a turn: 0 east, 64 south" },
  speed: { kind: "integer", min: 0, max: SPEED_STEP_MAX, required: true, about: "1/8 m/s" },
} as const satisfies ValueFields;

const TURN = {
  slot: SLOT,
  ...MOTION,
  ago: { kind: "integer", min: 0, max: TURN_TICKS_MAX, required: true, about: "ticks since it turned" },
  dx: { kind: "integer", min: 0, max: 1, required: true, about: "1/256 m that rounding had left out" },
  dy: { kind: "integer", min: 0, max: 1, required: true, about: "1/256 m that rounding had left out" },
} as const satisfies ValueFields;

const COMPONENT_VALUES = {
  kind: { kind: "words", words: KINDS, open: true, required: false, about: "what it is" },
  name: { kind: "text", lettersMax: NAME_LETTERS_MAX, required: false, about: "its name" },
  look: { kind: "integer", min: 0, max: 0xffff_ffff, required: false, about: "how it is dressed" },
  activity: { kind: "words", words: ACTIVITIES, open: true, required: false, about: "what it is doing" },
  presence: { kind: "words", words: PRESENCES, open: true, required: false, about: "whether a player steers it" },
  thing: { kind: "integer", min: 0, max: 0xffff, required: false, about: "number of the thing that lies there" },
  amount: { kind: "integer", min: 0, max: 0xffff_ffff, required: false, about: "how many of it" },
  species: { kind: "integer", min: 0, max: 0xffff, required: false, about: "its number in the content" },
  level: { kind: "integer", min: 0, max: 0xff, required: false, about: "its level" },
  healthShare: { kind: "integer", min: 0, max: 0xff, required: false, about: "health left, of 255" },
  status: { kind: "integer", min: 0, max: 0xffff, required: false, about: "bits: what it is in" },
  gear: { kind: "integer", min: 0, max: 0xffff_ffff, required: false, about: "bits: what is seen to be worn" },
  aura: { kind: "integer", min: 0, max: 0xffff, required: false, about: "number of the effect that is seen on it" },
} as const satisfies ValueFields;

const CELL_FIELDS = {
  cell: { kind: "cell", required: true, about: `the cell, ${CELL_METRES} m wide` },
  tick: { ...U32, required: false, about: "the tick that its positions are of, if that is not the frame's" },
  keyframe: { ...BOOLEAN, about: "the cell is told whole" },
  departures: {
    kind: "list",
    of: {
      kind: "object",
      fields: {
        slot: SLOT,
        to: { kind: "cellOrNull", required: true, about: "where it went; null: gone from the world" },
      },
    },
    required: true,
    about: "who left",
  },
  arrivals: {
    kind: "list",
    of: { kind: "object", fields: { slot: SLOT, entity: ENTITY, ...COMPONENT_VALUES, ...MOTION } },
    required: true,
    about: "who came, with all that is known",
  },
  motions: {
    kind: "list",
    of: { kind: "object", fields: { slot: SLOT, ...MOTION } },
    required: true,
    about: "who goes on in another way",
  },
  turns: {
    kind: "list",
    of: { kind: "object", fields: TURN },
    required: true,
    about: "who turned on its way",
  },
  changes: {
    kind: "list",
    of: { kind: "object", fields: { slot: SLOT, ...COMPONENT_VALUES } },
    required: true,
    about: "components with another value",
  },
  happenings: {
    kind: "list",
    of: { kind: "variants", variants: HAPPENING_SHAPES },
    required: true,
    about: "what happened once",
  },
  steps: {
    kind: "list",
    of: { kind: "object", fields: { slot: SLOT, x: MOTION.x, y: MOTION.y } },
    required: false,
    about: "in a crowd: the middles of the squares that some are in",
  },
} as const satisfies ValueFields;

const LISTED_CHARACTER = {
  character: { ...U32, about: "its number, for good" },
  name: { ...NAME, about: "its name" },
  look: { ...U32, about: "how it is dressed" },
  class: { ...U8, about: "number of its class, 0 without one" },
  level: { ...U8, about: "its level, 0 if it was never in the world" },
  playedAt: {
    kind: "number",
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    required: true,
    about: "when it was played last, in ms since 1970, right to an hour; 0: never",
  },
  here: { ...BOOLEAN, about: "its body is in the world" },
  x: {
    ...MOTION.x,
    required: false,
    about: "where it is or was last, in metres; not there if it never was in the world",
  },
  y: { ...MOTION.y, required: false, about: "the same" },
} as const satisfies ValueFields;

export const SERVER_SHAPES = {
  welcome: {
    protocol: { kind: "constant", value: 1, otherwise: "protocol-version", required: true, about: "version" },
    world: { ...SENTENCE, about: "the world's name" },
    version: { ...SENTENCE, about: "the server's version" },
    tickRate: { ...U8, min: 1, about: "ticks a second" },
    flushTicks: { ...U8, min: 1, about: "ticks from one flush to the next" },
    seed: { ...U32, about: "what the land is made from" },
    terrainVersion: { ...U16, about: "how it is made" },
    dayTicks: { ...U32, min: 1, about: "ticks of a day" },
    content: { ...SENTENCE, about: "names the catalog at `/content.json`" },
    online: { ...U32, about: "players in the world" },
  },
  signedIn: {
    name: { ...NAME, about: "the character's name" },
    character: { ...U32, about: "the character's number, for good" },
    guest: { ...BOOLEAN, about: "no password belongs to it" },
    look: { ...U32, about: "how it is dressed" },
    token: { ...SENTENCE, about: "secret that signs in again" },
  },
  characters: {
    token: { ...SENTENCE, about: "secret that signs in again" },
    most: { ...U8, about: "characters that an account can have" },
    characters: {
      kind: "list",
      of: { kind: "object", fields: LISTED_CHARACTER },
      required: true,
      about: "whom there is to choose from, the one played last first",
    },
  },
  refused: {
    reason: { ...SENTENCE, about: "a word" },
    text: { ...SENTENCE, about: "a sentence for the player" },
  },
  entered: {
    entity: { ...U32, about: "the own body's id" },
    tick: TICK,
    space: { ...U16, about: "0 is the land" },
    x: MOTION.x,
    y: MOTION.y,
  },
  placed: { tick: TICK, x: MOTION.x, y: MOTION.y },
  line: {
    kind: { kind: "words", words: LINE_KINDS, open: false, required: true, about: "who speaks" },
    from: { ...SENTENCE, about: "a name" },
    text: { ...SENTENCE, about: "what to show" },
  },
  pong: {
    time: {
      kind: "number",
      min: -Number.MAX_SAFE_INTEGER,
      max: Number.MAX_SAFE_INTEGER,
      required: true,
      about: "as it was sent",
    },
    tick: TICK,
  },
  wayFound: {
    sequence: { ...U16, about: "that of the goTo" },
    found: { ...BOOLEAN, about: "whether there is a way" },
    reason: { ...SENTENCE, about: "empty, or why not" },
  },
  done: { sequence: { ...U16, about: "that of the action" } },
  refusedAction: {
    sequence: { ...U16, about: "that of the action" },
    reason: { ...SENTENCE, about: "why not, a word" },
    text: { ...SENTENCE, about: "why not, a sentence for the player" },
  },
  own: {
    topic: { kind: "words", words: TOPIC_NAMES, open: false, required: true, about: "what it is about" },
    key: { kind: "text", lettersMax: OWN_KEY_LETTERS_MAX, required: true, about: "empty: forget the whole topic" },
    value: { kind: "ownValue", required: true, about: "what it is by now; null: it is no more" },
  },
  frame: {
    tick: TICK,
    reset: { ...BOOLEAN, about: "forget every cell" },
    input: {
      kind: "object",
      fields: {
        sequence: { ...U16, about: "the last input applied" },
        lead: { kind: "integer", min: -128, max: 127, required: true, about: "ticks before its time" },
      },
      required: false,
      about: "there if one was applied",
    },
    slowed: { ...U8, required: false, about: "1: fewer frames, 0: no more; there if it changes" },
    crowd: { ...BOOLEAN, required: false, about: "the cells tell of a crowd; there if they do" },
    forget: { kind: "list", of: { kind: "cell" }, required: true, about: "cells out of view" },
    messages: {
      kind: "list",
      of: { kind: "messages", types: ["line", "wayFound", "done", "refusedAction", "own"] },
      required: true,
      about: "whole messages",
    },
    cells: { kind: "list", of: { kind: "object", fields: CELL_FIELDS }, required: true, about: "what changed where" },
  },
} as const satisfies Record<string, ValueFields>;
