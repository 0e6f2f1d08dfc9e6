/** What players can do with orders, as rows of ACTIONS: ids are those of the command in the file and on the wire. */

/** The number of an order. */
const ORDER = { type: "u32", min: 0, max: 0xffff_ffff } as const;
const THING = { type: "u32", min: 0, max: 0xffff_ffff } as const;
const FLAG = { type: "u8", min: 0, max: 1 } as const;
/** Things of an order, or how often something is to be made. */
const COUNT = { type: "u16", min: 1, max: 1_000 } as const;

/** Actions at market boards. */
export const DECLARED_ORDER_ACTIONS = {
  openBoard: {
    id: 141,
    about:
      "look at page `page` of the market board where you are, counted from 0: orders of a side (1 buy, 2 sell, 3 make), of a kind of thing, of what a craft makes; 0 is any. The topic `board` tells",
    ...{ perSecondMax: 4, burst: 12, held: false },
    fields: {
      side: { type: "u8", min: 0, max: 3 },
      kind: { type: "u16", min: 0, max: 0xffff },
      craft: { type: "u16", min: 0, max: 0xffff },
      page: { type: "u16", min: 0, max: 9_999 },
    },
  },
  closeBoard: {
    id: 142,
    about: "look at the board no longer",
    ...{ perSecondMax: 4, burst: 8, held: false },
    fields: {},
  },
  postOrder: {
    id: 143,
    about:
      "put up an order at a market board, for `count` at `price` coins each, for so many real days: to buy (`side` 1) things of the kind `what`, single ones of this quality at least; to sell (2) the thing `what`; or to have made (3), so many times, what the recipe `what` makes, with what it takes. What you give for it leaves your bag at once",
    ...{ perSecondMax: 3, burst: 10, held: true },
    fields: {
      side: { type: "u8", min: 1, max: 3 },
      what: THING,
      quality: { type: "u8", min: 0, max: 4 },
      count: COUNT,
      price: { type: "u32", min: 1, max: 1_000_000 },
      days: { type: "u8", min: 1, max: 100 },
    },
  },
  fillOrder: {
    id: 144,
    about:
      "at a market board, fill `count` of the order of this number: give `what` from your bag to who wants to buy, or buy what is sold (`what` 0)",
    ...{ perSecondMax: 5, burst: 20, held: true },
    fields: { order: ORDER, what: THING, count: COUNT },
  },
  takeOrder: {
    id: 145,
    about:
      "take on an order to make something (`yes` 1), at a market board, for an hour in which it is yours alone; or leave it to others (0)",
    ...{ perSecondMax: 3, burst: 6, held: true },
    fields: { order: ORDER, yes: FLAG },
  },
  makeOrdered: {
    id: 146,
    about:
      "make, `times` times, what an order asks for that you took on, where such things are made: of its materials, for its owner; you are paid for each",
    ...{ perSecondMax: 4, burst: 8, held: false },
    fields: { order: ORDER, times: { type: "u8", min: 1, max: 100 } },
  },
  cancelOrder: {
    id: 147,
    about: "take back an order of yours, at a market board: what is left of what you gave comes back, but for the fee",
    ...{ perSecondMax: 3, burst: 10, held: true },
    fields: { order: ORDER },
  },
  collect: {
    id: 148,
    about: "take what waits for you at the market boards, the thing `what` or with 0 all that you have room for",
    ...{ perSecondMax: 4, burst: 12, held: true },
    fields: { what: THING },
  },
} as const;
