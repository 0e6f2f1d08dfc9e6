/** The fields of happenings as JSON has them, and which of their numbers are words there. */
import { EVENTS, OUTCOMES } from "../../world/components.ts";
import { SAY_LETTERS_MAX } from "../../world/limits.ts";
import type { Happening, HAPPENINGS } from "../../world/replication/cell_block.ts";
import type { ValueField } from "./server_fields.ts";

type HappeningType = keyof typeof HAPPENINGS;

const U16 = { kind: "integer", min: 0, max: 0xffff, required: true } as const;
const U32 = { kind: "integer", min: 0, max: 0xffff_ffff, required: true } as const;
const ENTITY = { ...U32, about: "id of an entity" } as const;
const ABILITY = { ...U16, about: "number of the ability, 0 for none" } as const;

export const HAPPENING_SHAPES = {
  said: {
    entity: ENTITY,
    text: { kind: "text", lettersMax: SAY_LETTERS_MAX, required: true, about: "what was said" },
  },
  cast: {
    entity: ENTITY,
    ability: ABILITY,
    target: { ...U32, about: "id of the entity it is meant for, or 0" },
    ticks: { ...U16, about: "how long it takes; 0: it is done" },
  },
  struck: {
    source: { ...U32, about: "id of the entity that did it" },
    target: { ...U32, about: "id of the entity that it was done to" },
    ability: ABILITY,
    amount: {
      kind: "integer",
      min: -(2 ** 31),
      max: 2 ** 31 - 1,
      required: true,
      about: "health lost; negative: gained",
    },
    outcome: { kind: "words", words: OUTCOMES, open: true, required: true, about: "how it came out" },
  },
  event: {
    entity: ENTITY,
    what: { kind: "words", words: EVENTS, open: true, required: true, about: "what became of it" },
    value: { ...U32, about: "depends on what: a level, a number of the content" },
  },
} as const satisfies {
  [Type in HappeningType]: { [Field in keyof (typeof HAPPENINGS)[Type]["fields"]]: ValueField };
};

/** A happening in JSON: outcomes and events are words. */
export type JsonHappening =
  | Extract<Happening, { type: "said" | "cast" }>
  | (Omit<Extract<Happening, { type: "struck" }>, "outcome"> & { outcome: string | number })
  | (Omit<Extract<Happening, { type: "event" }>, "what"> & { what: string | number });

/** A happening as JSON says it. A number that this version has no word for stays a number. */
export function happeningToJson(happening: Happening): JsonHappening {
  switch (happening.type) {
    case "struck":
      return { ...happening, outcome: OUTCOMES[happening.outcome] ?? happening.outcome };
    case "event":
      return { ...happening, what: EVENTS[happening.what] ?? happening.what };
    default:
      return happening;
  }
}

/** The happening that JSON says. */
export function happeningOfJson(told: JsonHappening): Happening {
  const number = (words: readonly string[], word: string | number) =>
    typeof word === "string" ? words.indexOf(word) : word;
  switch (told.type) {
    case "struck":
      return { ...told, outcome: number(OUTCOMES, told.outcome) };
    case "event":
      return { ...told, what: number(EVENTS, told.what) };
    default:
      return told;
  }
}
