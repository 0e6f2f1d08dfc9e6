/**
 * Actions: what a player can do besides walking and talking, each declared once. From this table follow the commands of
 * the world and its journal, the messages of the players' protocol with their limits and schemas, the gateway's
 * handling, the fuzz and the tables of docs/protocol.md. What an action does is a handler in world/systems/actions.ts.
 *
 * Each action is answered by `done` or `refusedAction` with its `sequence`, any number of the client's.
 *
 * Ids are those of the command in the file and of the message on the wire: never reuse one, only add.
 */
import { assert } from "./base/assert.ts";
import { AMOUNT_MAX, NAME_LETTERS_MAX, SAY_LETTERS_MAX } from "./limits.ts";
import { DECLARED_ORDER_ACTIONS } from "./actions_of_orders.ts";

/**
 * A field of an action. Ranges include their ends; `spare` is what it is where a message leaves it out, and without one
 * none may. Texts are cleaned as what is said is (world/base/text.ts).
 */
export type ActionField =
  | { readonly type: "u8" | "u16" | "u32" | "i32"; readonly min: number; readonly max: number; readonly spare?: number }
  /** At most so many letters (code points); "" is a text, too. */
  | { readonly type: "text"; readonly lettersMax: number };

/** One row of the table. */
export interface ActionDeclaration {
  readonly id: number;
  /** What it does, for the document. */
  readonly about: string;
  /** How many one session may send per second, and at once; more end it. */
  readonly perSecondMax: number;
  readonly burst: number;
  /**
   * Whether its answer waits until what was done is on the disk, because it promises something to keep. Where a handler
   * moves things in the ledger the answer waits in any case.
   */
  readonly held: boolean;
  readonly fields: Readonly<Record<string, ActionField>>;
}

/** Units of 1/256 m: 64 m at most. */
const AWAY = { type: "i32", min: -16_384, max: 16_384 } as const;
/** The same where older clients do not say it. */
const PERHAPS_AWAY = { ...AWAY, spare: 0 } as const;
const ENTITY = { type: "u32", min: 0, max: 0xffff_ffff } as const;
/** A kind of thing, or one thing from 2^20 on (world/ledger/things.ts). */
const THING = { type: "u32", min: 0, max: 0xffff_ffff } as const;
const FLAG = { type: "u8", min: 0, max: 1 } as const;
const AMOUNT = { type: "u32", min: 1, max: AMOUNT_MAX } as const;

export const ACTIONS = {
  pickUp: {
    id: 100,
    about: "take all of the pile whose entity is `pile`, within 3 m",
    ...{ perSecondMax: 5, burst: 10, held: true },
    fields: { pile: ENTITY },
  },
  drop: {
    id: 101,
    about: "put `amount` of thing `what` on the ground, where it lies for half an hour",
    ...{ perSecondMax: 5, burst: 10, held: true },
    fields: { what: THING, amount: AMOUNT },
  },
  give: {
    id: 102,
    about: "give `amount` of thing `what` to the player whose entity is `to`, within 3 m",
    ...{ perSecondMax: 5, burst: 10, held: true },
    fields: { to: ENTITY, what: THING, amount: AMOUNT },
  },
  passDoor: {
    id: 103,
    about: "go through the nearest door within 3 m: into a room, a dungeon, or out of it; `placed` tells where that is",
    ...{ perSecondMax: 2, burst: 4, held: false },
    fields: {},
  },
  partyInvite: {
    id: 104,
    about: "ask the player whose entity is `to` into your party",
    ...{ perSecondMax: 1, burst: 5, held: false },
    fields: { to: ENTITY },
  },
  partyAnswer: {
    id: 105,
    about: "accept (`yes` 1) or decline (0) what the character `from` asked",
    ...{ perSecondMax: 2, burst: 5, held: false },
    fields: { from: ENTITY, yes: FLAG },
  },
  partyLeave: {
    id: 106,
    about: "leave your party",
    ...{ perSecondMax: 1, burst: 3, held: false },
    fields: {},
  },
  partyRemove: {
    id: 107,
    about: "send the character `member` away from the party that you lead",
    ...{ perSecondMax: 1, burst: 5, held: false },
    fields: { member: ENTITY },
  },
  partyPromote: {
    id: 108,
    about: "have the character `member` lead the party in your place",
    ...{ perSecondMax: 1, burst: 5, held: false },
    fields: { member: ENTITY },
  },
  partySay: {
    id: 109,
    about: "say something that only your party hears, wherever it is",
    ...{ perSecondMax: 1, burst: 5, held: false },
    fields: { text: { type: "text", lettersMax: SAY_LETTERS_MAX } },
  },
  equip: {
    id: 110,
    about: "put on the single thing `what` from your bag; what it takes the place of goes there",
    ...{ perSecondMax: 4, burst: 8, held: true },
    fields: { what: THING },
  },
  unequip: {
    id: 111,
    about: "take off what you wear",
    ...{ perSecondMax: 4, burst: 8, held: true },
    fields: { what: THING },
  },
  useItem: {
    id: 112,
    about:
      "use one of `what` from your bag on the entity `target`; or with 0 on yourself, or where it is for a place at that `x` east and `y` south of you, in 1/256 m",
    ...{ perSecondMax: 4, burst: 8, held: true },
    fields: { what: THING, target: ENTITY, x: PERHAPS_AWAY, y: PERHAPS_AWAY },
  },
  destroy: {
    id: 113,
    about: "throw `amount` of `what` away for good",
    ...{ perSecondMax: 4, burst: 8, held: true },
    fields: { what: THING, amount: AMOUNT },
  },
  repair: {
    id: 114,
    about: "have `what` made whole by who repairs, or with 0 all that you wear",
    ...{ perSecondMax: 2, burst: 5, held: true },
    fields: { npc: ENTITY, what: THING },
  },
  bankPut: {
    id: 115,
    about: "put `amount` of `what` into the bank, at a banker within 5 m",
    ...{ perSecondMax: 5, burst: 20, held: true },
    fields: { npc: ENTITY, what: THING, amount: AMOUNT },
  },
  bankTake: {
    id: 116,
    about: "take `amount` of `what` out of the bank",
    ...{ perSecondMax: 5, burst: 20, held: true },
    fields: { npc: ENTITY, what: THING, amount: AMOUNT },
  },
  openVendor: {
    id: 117,
    about: "look at what the vendor `npc` sells, within 5 m: the topics `vendor` and `prices` tell",
    ...{ perSecondMax: 3, burst: 6, held: false },
    fields: { npc: ENTITY },
  },
  buy: {
    id: 118,
    about: "buy `amount` of the kind `what`",
    ...{ perSecondMax: 5, burst: 20, held: true },
    fields: { npc: ENTITY, what: THING, amount: AMOUNT },
  },
  sell: {
    id: 119,
    about: "sell `amount` of `what` from your bag",
    ...{ perSecondMax: 5, burst: 20, held: true },
    fields: { npc: ENTITY, what: THING, amount: AMOUNT },
  },
  buyBack: {
    id: 120,
    about: "buy back what you sold last of `what`, for what was paid for it",
    ...{ perSecondMax: 5, burst: 20, held: true },
    fields: { npc: ENTITY, what: THING },
  },
  openCorpse: {
    id: 121,
    about: "look at what the dead body `corpse` has left, within 4 m: the topic `loot` tells",
    ...{ perSecondMax: 4, burst: 8, held: false },
    fields: { corpse: ENTITY },
  },
  takeLoot: {
    id: 122,
    about: "take `what` from a corpse, or with 0 all that you may",
    ...{ perSecondMax: 5, burst: 20, held: true },
    fields: { corpse: ENTITY, what: THING },
  },
  roll: {
    id: 123,
    about: "choose in a roll, once: 0 pass, 1 greed, 2 need",
    ...{ perSecondMax: 5, burst: 20, held: true },
    fields: { roll: ENTITY, choice: { type: "u8", min: 0, max: 2 } },
  },
  tradeAsk: {
    id: 124,
    about: "ask the player whose entity is `to` to trade, within 10 m; it begins when both have asked",
    ...{ perSecondMax: 2, burst: 5, held: false },
    fields: { to: ENTITY },
  },
  tradeOffer: {
    id: 125,
    about: "offer `amount` of `what` in your trade, in all; 0 takes it back. Nobody has agreed then",
    ...{ perSecondMax: 5, burst: 20, held: true },
    fields: { what: THING, amount: { type: "u32", min: 0, max: AMOUNT_MAX } },
  },
  tradeAgree: {
    id: 126,
    about: "agree (`yes` 1) to your trade as it is, or not (0); when both agree it is done",
    ...{ perSecondMax: 4, burst: 8, held: true },
    fields: { yes: FLAG },
  },
  tradeCancel: {
    id: 127,
    about: "end your trade: both get back what is theirs",
    ...{ perSecondMax: 2, burst: 5, held: true },
    fields: {},
  },
  useAbility: {
    id: 128,
    about:
      "do the ability of this number to the entity `target` (0: yourself, where it helps), or to the place `x` east and `y` south of you, in 1/256 m",
    ...{ perSecondMax: 10, burst: 20, held: false },
    fields: { ability: { type: "u16", min: 0, max: 0xffff }, target: ENTITY, x: AWAY, y: AWAY },
  },
  revive: {
    id: 129,
    about:
      "come back to life, from the tick on that the topic `death` tells: near your body as a spirit, for nothing; else where you are bound to or newcomers appear, for what the topic says",
    ...{ perSecondMax: 2, burst: 4, held: false },
    fields: {},
  },
  stop: {
    id: 130,
    about: "stop what you cast or hold, and blows that go on by themselves",
    ...{ perSecondMax: 5, burst: 10, held: false },
    fields: {},
  },
  chooseClass: {
    id: 131,
    about: "become of the class of this number, once and for good",
    ...{ perSecondMax: 1, burst: 3, held: true },
    fields: { class: { type: "u8", min: 0, max: 0xff } },
  },
  talk: {
    id: 132,
    about: "talk to the person `npc`, within 5 m; the topic `dialogue` tells what is said and can be answered",
    ...{ perSecondMax: 4, burst: 8, held: false },
    fields: { npc: ENTITY },
  },
  answer: {
    id: 133,
    about: "give answer number `choice` of the list that the topic `dialogue` told under this number",
    ...{ perSecondMax: 4, burst: 10, held: true },
    fields: { choice: { type: "u8", min: 0, max: 0xff }, list: { type: "u16", min: 0, max: 0xffff } },
  },
  endTalk: {
    id: 134,
    about: "end your talk",
    ...{ perSecondMax: 4, burst: 8, held: false },
    fields: {},
  },
  leaveQuest: {
    id: 135,
    about: "give up the quest of this number",
    ...{ perSecondMax: 2, burst: 6, held: true },
    fields: { quest: { type: "u16", min: 0, max: 0xffff } },
  },
  questWay: {
    id: 136,
    about: "go on with the quest of this number by one of several ways, counted from 1, when its stage is done",
    ...{ perSecondMax: 2, burst: 6, held: true },
    fields: { quest: { type: "u16", min: 0, max: 0xffff }, way: { type: "u8", min: 0, max: 8 } },
  },
  gather: {
    id: 137,
    about:
      "gather from the node, ripe crop or carcass `node`, within 3 m (9 m of a shoal), or with 0 fell the tree `x` east and `y` south of you, in 1/256 m; the topic `work` tells how far it is",
    ...{ perSecondMax: 4, burst: 8, held: false },
    fields: { node: ENTITY, x: AWAY, y: AWAY },
  },
  plant: {
    id: 138,
    about: "put the seed `what` into a field, `x` east and `y` south of you, in 1/256 m, within 3 m",
    ...{ perSecondMax: 4, burst: 8, held: true },
    fields: { what: THING, x: AWAY, y: AWAY },
  },
  make: {
    id: 139,
    about: "make what the recipe of this number makes, `times` times",
    ...{ perSecondMax: 4, burst: 8, held: false },
    fields: { recipe: { type: "u16", min: 0, max: 0xffff }, times: { type: "u8", min: 1, max: 100 } },
  },
  learn: {
    id: 140,
    about: "learn the recipe of this number from `npc`, who trains its craft, for what that costs",
    ...{ perSecondMax: 4, burst: 8, held: true },
    fields: { npc: ENTITY, recipe: { type: "u16", min: 0, max: 0xffff } },
  },
  setPvp: {
    id: 150,
    about:
      "switch fights with other players on (`on` 1), which holds at once, or off (0), which holds 300 s later, or after the last of them",
    ...{ perSecondMax: 1, burst: 4, held: false },
    fields: { on: FLAG },
  },
  walkBack: {
    id: 151,
    about: "go from your dead body as a spirit, to where you would come back to life, and walk back to it",
    ...{ perSecondMax: 2, burst: 4, held: false },
    fields: {},
  },
  aimAt: {
    id: 152,
    about: "say that you aim at the entity `target`, or with 0 at nobody: the topic `lasting` tells what lasts on it",
    ...{ perSecondMax: 5, burst: 10, held: false },
    fields: { target: ENTITY },
  },
  whisper: {
    id: 153,
    about: "say something that only the player of the name `to` hears, wherever both are",
    ...{ perSecondMax: 1, burst: 5, held: false },
    fields: {
      to: { type: "text", lettersMax: NAME_LETTERS_MAX },
      text: { type: "text", lettersMax: SAY_LETTERS_MAX },
    },
  },
  ...DECLARED_ORDER_ACTIONS,
} as const satisfies Record<string, ActionDeclaration>;

/** The name of an action. */
export type ActionName = keyof typeof ACTIONS;
type FieldsOf<Name extends ActionName> = (typeof ACTIONS)[Name]["fields"];
type ValueOf<Field> = Field extends { type: "text" } ? string : number;

type Needed<Fields> = { [Name in keyof Fields as Fields[Name] extends { spare: number } ? never : Name]: Fields[Name] };

/** The fields of an action with their values; those that have a spare one may be left out. */
export type ActionFields<Name extends ActionName> =
  & { [Field in keyof Needed<FieldsOf<Name>>]: ValueOf<Needed<FieldsOf<Name>>[Field]> }
  & {
    [Field in Exclude<keyof FieldsOf<Name>, keyof Needed<FieldsOf<Name>>>]?: ValueOf<FieldsOf<Name>[Field]>;
  };

/** An action as a client sends it. */
export type ActionMessage = {
  [Name in ActionName]: { type: Name; sequence: number } & ActionFields<Name>;
}[ActionName];

/** What the commands of the actions are declared as: each has `session` and `sequence` before its own fields. */
type ActionCommands = {
  readonly [Name in ActionName]: {
    readonly id: (typeof ACTIONS)[Name]["id"];
    readonly fields:
      & { readonly session: "u32"; readonly sequence: "u16" }
      & { readonly [Field in keyof FieldsOf<Name>]: FieldsOf<Name>[Field] extends { type: infer Type } ? Type : never };
  };
};

/** All names, in the order of the table. */
export const ACTION_NAMES = Object.keys(ACTIONS) as readonly ActionName[];

/** Ids of actions: above those of the other commands, below those of what gateways say besides. */
export const ACTION_ID_MIN = 100;
export const ACTION_ID_MAX = 199;

/** The commands of the actions, for world/commands.ts. */
export const ACTION_COMMANDS = Object.fromEntries(ACTION_NAMES.map((name) => {
  const { id, fields }: ActionDeclaration = ACTIONS[name];
  assert(id >= ACTION_ID_MIN && id <= ACTION_ID_MAX, `the id ${id} of ${name} is from 100 to 199`);
  assert(!("session" in fields) && !("sequence" in fields) && !("type" in fields), `${name} leaves those names alone`);
  const own = Object.entries(fields).map(([field, { type }]) => [field, type]);
  return [name, { id, fields: { session: "u32", sequence: "u16", ...Object.fromEntries(own) } }];
})) as unknown as ActionCommands;

/** Whether a command or message is an action, by its type. */
export function isAction(type: string): type is ActionName {
  return Object.hasOwn(ACTIONS, type);
}

/** The row of an action, with the type that all rows share. */
export function actionRow(name: ActionName): ActionDeclaration {
  return ACTIONS[name];
}
