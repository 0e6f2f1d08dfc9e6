/**
 * Who can hold something: characters, piles on the ground, and named accounts that are sources and sinks. What is in the
 * world came from a source, so all balances of a thing, the negative ones of sources included, are always 0 in sum.
 */

/** Kinds of account: the numbers behind the words. Add at the end. */
export const ACCOUNT_KIND = { named: 0, character: 1, pile: 2 } as const;

/** Named accounts. They may go below zero. Add at the end. */
export const NAMED = {
  /** Where everything comes from that a new world has. */
  mint: 1,
  /** Where everything goes that lay about for too long. */
  decay: 2,
} as const;

/** An account: its kind, and the character's number, the pile's entity or the named account's number. */
export interface Account {
  readonly kind: number;
  readonly id: number;
}

export const MINT: Account = { kind: ACCOUNT_KIND.named, id: NAMED.mint };
export const DECAY: Account = { kind: ACCOUNT_KIND.named, id: NAMED.decay };

/** A character's account. */
export function characterAccount(character: number): Account {
  return { kind: ACCOUNT_KIND.character, id: character };
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

/** An account in words, as the file's ledger has it: "character 12", "pile 131094", "mint". */
export function accountText({ kind, id }: Account): string {
  switch (kind) {
    case ACCOUNT_KIND.character:
      return `character ${id}`;
    case ACCOUNT_KIND.pile:
      return `pile ${id}`;
    default:
      return Object.entries(NAMED).find(([, number]) => number === id)?.[0] ?? `named ${id}`;
  }
}
