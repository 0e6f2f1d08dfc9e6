/**
 * Who can hold something: characters, places of theirs, piles on the ground, what waits to change hands (trades and
 * orders), and named accounts that are sources and sinks. What is in the world came from a source.
 */

/** Kinds of account: the numbers behind the words. Add at the end, sixteen at most. */
export const ACCOUNT_KIND = {
  named: 0,
  /** What a character carries: its bag and its purse. */
  character: 1,
  /** What lies on the ground; the number is the pile's entity. */
  pile: 2,
  /** What a character keeps at the bank. */
  bank: 3,
  /** What a character wears. */
  worn: 4,
  /** What is promised and not given yet: the number is that of the trade, the sale, the letter. */
  escrow: 5,
  /** What vendors hold for somebody: the number is the character that may buy it back. */
  vendor: 6,
  /** What a dead creature leaves; the number is its entity. */
  corpse: 7,
  /** What is found at a place: the number is the node's entity. */
  node: 8,
  /** What a player has put into an order; the number is the order's. */
  order: 9,
  /** What waits for a character at the market boards. */
  box: 10,
} as const;

/** Named accounts: sources and sinks. They may go below zero. Add at the end. */
export const NAMED = {
  /** Where everything comes from that a new world has. */
  mint: 1,
  /** Where everything goes that lay about for too long, or was thrown away. */
  decay: 2,
  /** Where comes from what creatures leave. */
  loot: 3,
  /** What vendors sell, and what they were sold and keep no longer. */
  vendor: 4,
  /** What quests give and take. */
  quest: 5,
  /** What crafts make and use up. */
  craft: 6,
  /** What is gathered, fished and reaped. */
  harvest: 7,
  /** What repairs cost. */
  repair: 8,
  /** Fees. */
  fee: 9,
  /** What death costs. */
  death: 10,
} as const;

/** An account: its kind, and the number that goes with it: a character's, an entity's, a named account's. */
export interface Account {
  readonly kind: number;
  readonly id: number;
}

export const MINT: Account = { kind: ACCOUNT_KIND.named, id: NAMED.mint };
export const DECAY: Account = { kind: ACCOUNT_KIND.named, id: NAMED.decay };

/** A named account. */
export function namedAccount(name: keyof typeof NAMED): Account {
  return { kind: ACCOUNT_KIND.named, id: NAMED[name] };
}

/** A character's account. */
export function characterAccount(character: number): Account {
  return { kind: ACCOUNT_KIND.character, id: character };
}

/** What a character keeps at the bank. */
export function bankAccount(character: number): Account {
  return { kind: ACCOUNT_KIND.bank, id: character };
}

/** What a character wears. */
export function wornAccount(character: number): Account {
  return { kind: ACCOUNT_KIND.worn, id: character };
}

/** What a player has put into an order. */
export function orderAccount(order: number): Account {
  return { kind: ACCOUNT_KIND.order, id: order };
}

/** What waits for a character at the market boards. */
export function boxAccount(character: number): Account {
  return { kind: ACCOUNT_KIND.box, id: character };
}

/** A pile's account. */
export function pileAccount(entity: number): Account {
  return { kind: ACCOUNT_KIND.pile, id: entity };
}

/** The account that words of `accountText` stand for, or null. */
export function accountOf(text: string): Account | null {
  const named = Object.entries(NAMED).find(([name]) => name === text);
  if (named !== undefined) return { kind: ACCOUNT_KIND.named, id: named[1] };
  const match = /^([a-z]+) (\d+)$/.exec(text);
  if (match === null) return null;
  const kind = Object.entries(ACCOUNT_KIND).find(([name]) => name === match[1]);
  return kind === undefined ? null : { kind: kind[1], id: Number(match[2]) };
}

/** Kinds in words, by number. */
const KIND_WORDS = Object.keys(ACCOUNT_KIND) as readonly (keyof typeof ACCOUNT_KIND)[];

/** An account in words, as the file's ledger has it: "character 12", "pile 131094", "mint". */
export function accountText({ kind, id }: Account): string {
  if (kind !== ACCOUNT_KIND.named) return `${KIND_WORDS[kind]} ${id}`;
  return Object.entries(NAMED).find(([, number]) => number === id)?.[0] ?? `named ${id}`;
}
