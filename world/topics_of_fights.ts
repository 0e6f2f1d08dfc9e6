/** The topics of fights, as rows of TOPICS: names are on the wire, ids between the parts. */
import type { TopicDeclaration } from "./topic_declaration.ts";

export const FIGHT_TOPICS = {
  abilities: {
    id: 14,
    about: "what your character can do",
    key: "number of the ability",
    held: false,
    fields: {
      cost: { type: "u16", required: true, about: "energy that it takes" },
      rangeCm: {
        type: "u16",
        required: true,
        about: "how far it reaches with what is in hand, in cm; 0: it is done to oneself",
      },
    },
  },
  cooldowns: {
    id: 15,
    about: "what your character waits for before it does it again",
    key: "number of the ability; 0: any but those that need no pause",
    held: false,
    fields: { untilTick: { type: "u32", required: true, about: "the tick from which on it can be done" } },
  },
  casting: {
    id: 16,
    about: "what your character casts or holds",
    key: "always `self`",
    held: false,
    fields: {
      ability: { type: "u16", required: true, about: "number of the ability" },
      endTick: { type: "u32", required: true, about: "the tick at which it comes off, or ends" },
    },
  },
  effects: {
    id: 17,
    about: "what lasts on your character",
    key: "number of the effect, `/`, the entity that it is from",
    held: false,
    fields: {
      effect: { type: "u16", required: true, about: "number of the effect" },
      stacks: { type: "u8", required: true, about: "how many of it" },
      untilTick: { type: "u32", required: true, about: "the tick at which it ends; 0: when something takes it away" },
    },
  },
  lasting: {
    id: 43,
    about: "what lasts on whom you have said to aim at (`aimAt`), while it is near, and on the others of your party",
    key: "whose it is: the entity, `/`, number of the effect, `/`, the entity that it is from",
    held: false,
    fields: {
      effect: { type: "u16", required: true, about: "number of the effect" },
      stacks: { type: "u8", required: true, about: "how many of it" },
      untilTick: { type: "u32", required: true, about: "the tick at which it ends; 0: when something takes it away" },
    },
  },
  pvp: {
    id: 35,
    about: "how your character stands to fights with other players",
    key: "always `self`",
    held: false,
    fields: {
      rule: { type: "text", required: true, about: "of the ground that it is on: `safe`, `contested` or `free`" },
      region: { type: "u16", required: true, about: "number of the region that it is in; 0: none" },
      on: { type: "bool", required: true, about: "whether its switch is on, be it that it is to go off" },
      offTick: { type: "u32", required: true, about: "the tick at which the switch goes off; 0: it stays as it is" },
      graceTick: { type: "u32", required: true, about: "until this tick no player can hurt it; 0: none holds back" },
      fightTick: {
        type: "u32",
        required: true,
        about: "until this tick it counts as fighting players; 0: it does not",
      },
      open: { type: "bool", required: true, about: "whether it can fight those with the bit `pvp`, and they it" },
    },
  },
  death: {
    id: 36,
    about: "what your character can do about its death; nothing while it lives",
    key: "always `self`",
    held: false,
    fields: {
      tick: { type: "u32", required: true, about: "the tick from which on it can come back" },
      coins: {
        type: "u32",
        required: true,
        about: "what coming back at its shrine costs, of the coins that it carries",
      },
      wearPermille: {
        type: "u16",
        required: true,
        about: "thousandths of its durability that all that it wears loses by that",
      },
      weakness: {
        type: "u16",
        required: true,
        about: "number of the effect that lasts on it then, as it does not carry the fee; 0: none does",
      },
      spirit: { type: "bool", required: true, about: "whether it walks as a spirit" },
      x: { type: "i32", required: true, about: "of a spirit: where its body lies, in 1/256 m; else 0" },
      y: { type: "i32", required: true, about: "of a spirit: where its body lies, in 1/256 m; else 0" },
      metres: { type: "u8", required: true, about: "within so many of its body it comes back there, for nothing" },
    },
  },
  stats: {
    id: 41,
    about: "what your character's fights and deeds are reckoned with; what is 0 is left out",
    key: "name of the stat, as content has it: `strength`, `armour`, `criticalPermille`",
    held: false,
    fields: {
      value: { type: "i32", required: true, about: "what it is now; of thousandths what is added to the usual" },
      bare: { type: "i32", required: true, about: "what it would be without what lasts on your character" },
    },
  },
  gait: {
    id: 42,
    about: "how your character gets along: predict its steps by it",
    key: "always `self`",
    held: false,
    fields: {
      permille: { type: "u16", required: true, about: "thousandths of the speed that is steered: 1000 is as usual" },
      led: {
        type: "bool",
        required: true,
        about: "whether it runs for fear: the server leads it, and inputs do nothing",
      },
      fromTick: { type: "u32", required: true, about: "the tick from which on this holds, at the latest" },
    },
  },
} as const satisfies Record<string, TopicDeclaration>;
