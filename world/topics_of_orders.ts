/** The topics of orders between players, as rows of TOPICS: names are on the wire, ids between the parts. */
import { OF_A_SINGLE_THING, type TopicDeclaration } from "./topic_declaration.ts";

/** What values have that are about an order. */
const OF_AN_ORDER = {
  what: { type: "u32", required: false, about: "of an order: number of the thing; but for what is sold, of the kind" },
  amount: { type: "u32", required: false, about: "of an order: how many are open" },
  coins: { type: "u32", required: false, about: "of an order: for each" },
  least: { type: "u8", required: false, about: "of an order to buy single things: the least quality" },
  recipe: { type: "u16", required: false, about: "of an order to make something: number of the recipe; else 0" },
  untilTick: { type: "u32", required: false, about: "of an order: the tick at which it ends" },
  ...OF_A_SINGLE_THING,
} as const;

export const ORDER_TOPICS = {
  board: {
    id: 29,
    about: "the page of a market board that you look at; nothing if you look at none",
    key: "`self` for the page, else the number of the order",
    held: false,
    fields: {
      side: { type: "text", required: true, about: "`buy`, `sell` or `make`; of `self` nothing: any side" },
      kind: { type: "u16", required: true, about: "number of the kind; of `self` 0: any kind" },
      craft: { type: "u16", required: false, about: "of `self`: number of the craft, 0: any" },
      page: { type: "u16", required: false, about: "of `self`: the page, counted from 0" },
      pages: { type: "u16", required: false, about: "of `self`: how many there are" },
      all: { type: "u32", required: false, about: "of `self`: orders of all pages" },
      feePermille: {
        type: "u16",
        required: false,
        about: "of `self`: what an order costs, in thousandths of its worth",
      },
      daysMax: { type: "u8", required: false, about: "of `self`: real days for which an order stands at most" },
      place: { type: "u16", required: false, about: "of an order: its place on the page, from 0 on" },
      ...OF_AN_ORDER,
      mine: { type: "bool", required: false, about: "of an order: whether it is yours" },
      name: { type: "text", required: false, about: "of an order: whose it is" },
      taken: { type: "bool", required: false, about: "of an order: whether somebody is at making it" },
    },
  },
  orders: {
    id: 30,
    about: "orders of your own, and those that you have taken on to make",
    key: "number of the order",
    held: true,
    fields: {
      side: { type: "text", required: true, about: "`buy`, `sell` or `make`" },
      kind: { type: "u16", required: true, about: "number of the kind" },
      ...OF_AN_ORDER,
      mine: { type: "bool", required: true, about: "whether it is yours; else you make it for somebody" },
      name: { type: "text", required: true, about: "who makes it, or for whom; nothing: nobody" },
      takenUntil: {
        type: "u32",
        required: true,
        about: "the tick until which whoever makes it has it alone; 0: nobody does",
      },
    },
  },
  kept: {
    id: 31,
    about: "what waits for you at the market boards",
    key: "number of the thing",
    held: true,
    fields: {
      amount: { type: "u32", required: true, about: "how many" },
      kind: { type: "u16", required: false, about: "number of its kind" },
      ...OF_A_SINGLE_THING,
    },
  },
} as const satisfies Record<string, TopicDeclaration>;
