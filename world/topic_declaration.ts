/** What a topic of private state is declared as (topics.ts). */

/** A field of a topic's values. */
export interface TopicField {
  readonly type: "u8" | "u16" | "u32" | "i32" | "f64" | "text" | "bool";
  /** Whether every value has it, and what it is, for the document. */
  readonly required: boolean;
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

/** What values have besides that are about a single thing. */
export const OF_A_SINGLE_THING = {
  quality: { type: "u8", required: false, about: "of a single thing: its quality, 0 poor to 4 storied" },
  durability: { type: "u16", required: false, about: "of a single thing: what is left of its durability" },
  maker: { type: "text", required: false, about: "of a single thing: who made it, or nothing" },
  bound: { type: "bool", required: false, about: "of a single thing: whether it is yours alone" },
} as const;
