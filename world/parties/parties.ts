/**
 * Parties: a few characters who play together. They are part of the state, whether their members are on or away; who
 * was in a party yesterday still is today. Members stand in the order of joining, and the first of them leads.
 */
import { addRow, makeTable, removeRow, type Table } from "../base/table.ts";
import { PARTY_INVITES_MAX, PARTY_MEMBERS_MAX, ROSTER_MAX } from "../limits.ts";

const MEMBERS = {
  party: { column: "u32", saved: true },
  character: { column: "u32", saved: true },
} as const;

const INVITES = {
  /** Who invites, and who is invited. */
  from: { column: "u32", saved: true },
  to: { column: "u32", saved: true },
  untilTick: { column: "u32", saved: true },
} as const;

/** All parties. A row of `members` for each member, all parties together, in the order of joining. */
export interface Parties {
  readonly members: Table<typeof MEMBERS>;
  readonly invites: Table<typeof INVITES>;
  /** Party of each member; derived. */
  readonly partyOf: Map<number, number>;
  /** Members of each party, the leader first; derived. */
  readonly membersOf: Map<number, number[]>;
}

/** Nobody is in one. */
export function makeParties(): Parties {
  return {
    members: makeTable(MEMBERS, ROSTER_MAX),
    invites: makeTable(INVITES, PARTY_INVITES_MAX),
    partyOf: new Map(),
    membersOf: new Map(),
  };
}

/** Works out who is with whom, after a load. */
export function reindexParties(parties: Parties): void {
  parties.partyOf.clear();
  parties.membersOf.clear();
  const { party, character } = parties.members.columns;
  for (let row = 0; row < parties.members.length; row++) list(parties, party[row]!, character[row]!);
}

/** The party of a character, or 0. */
export function partyOf({ partyOf }: Parties, character: number): number {
  return partyOf.get(character) ?? 0;
}

const NOBODY: readonly number[] = [];

/** The members of a party, the leader first. */
export function membersOf({ membersOf }: Parties, party: number): readonly number[] {
  return membersOf.get(party) ?? NOBODY;
}

/** Who is with a character: its party, or itself alone. */
export function companyOf(parties: Parties, character: number): readonly number[] {
  const party = partyOf(parties, character);
  return party === 0 ? [character] : membersOf(parties, party);
}

/** Whether a character leads its party. */
export function leads(parties: Parties, character: number): boolean {
  return membersOf(parties, partyOf(parties, character))[0] === character;
}

/** Puts somebody who is in no party into another's; one who is in none founds one. False if it is full. */
export function joinParty(parties: Parties, leader: number, newcomer: number): boolean {
  let party = partyOf(parties, leader);
  if (party === 0) {
    party = newNumber(parties);
    addMember(parties, party, leader);
  }
  if (membersOf(parties, party).length >= PARTY_MEMBERS_MAX) return false;
  addMember(parties, party, newcomer);
  return true;
}

/** Takes a character out of its party. A party of one is none: returns everybody whose party this changed. */
export function leaveParty(parties: Parties, character: number): readonly number[] {
  const party = partyOf(parties, character);
  if (party === 0) return NOBODY;
  const before = [...membersOf(parties, party)];
  dropMember(parties, character);
  const left = membersOf(parties, party);
  if (left.length === 1) dropMember(parties, left[0]!);
  return before;
}

/** Makes a member the leader. */
export function promote(parties: Parties, character: number): void {
  const party = partyOf(parties, character);
  const others = membersOf(parties, party).filter((member) => member !== character);
  for (const member of others) {
    dropMember(parties, member);
    addMember(parties, party, member);
  }
}

/** Notes that somebody is invited; an earlier invitation by the same one is renewed. False if too many are open. */
export function invite(parties: Parties, from: number, to: number, untilTick: number): boolean {
  const { invites } = parties;
  let row = inviteRow(parties, from, to);
  if (row < 0) {
    if (invites.length >= PARTY_INVITES_MAX) return false;
    row = addRow(invites);
    invites.columns.from[row] = from;
    invites.columns.to[row] = to;
  }
  invites.columns.untilTick[row] = untilTick;
  return true;
}

/** Takes an invitation away. True if there was one. */
export function takeInvite(parties: Parties, from: number, to: number): boolean {
  const row = inviteRow(parties, from, to);
  if (row >= 0) removeRow(parties.invites, row);
  return row >= 0;
}

/** Who invites a character, oldest first. */
export function invitersOf({ invites }: Parties, to: number): number[] {
  const inviters: number[] = [];
  for (let row = 0; row < invites.length; row++) {
    if (invites.columns.to[row] === to) inviters.push(invites.columns.from[row]!);
  }
  return inviters;
}

/** Drops the invitations whose time is over, and calls `dropped` with whom they were for. */
export function dropLateInvites(
  { invites }: Parties,
  tick: number,
  dropped: (from: number, to: number) => void,
): void {
  const { from, to, untilTick } = invites.columns;
  for (let row = invites.length - 1; row >= 0; row--) {
    if (untilTick[row]! > tick) continue;
    const [inviter, invited] = [from[row]!, to[row]!];
    removeRow(invites, row);
    dropped(inviter, invited);
  }
}

/** One more than any party has: numbers may come again, for nothing is known of a party that is over. */
function newNumber({ members }: Parties): number {
  let most = 0;
  for (let row = 0; row < members.length; row++) most = Math.max(most, members.columns.party[row]!);
  return most + 1;
}

function inviteRow({ invites }: Parties, from: number, to: number): number {
  for (let row = 0; row < invites.length; row++) {
    if (invites.columns.from[row] === from && invites.columns.to[row] === to) return row;
  }
  return -1;
}

function list(parties: Parties, party: number, character: number): void {
  parties.partyOf.set(character, party);
  const members = parties.membersOf.get(party);
  if (members === undefined) parties.membersOf.set(party, [character]);
  else members.push(character);
}

function addMember(parties: Parties, party: number, character: number): void {
  const row = addRow(parties.members);
  parties.members.columns.party[row] = party;
  parties.members.columns.character[row] = character;
  list(parties, party, character);
}

function dropMember(parties: Parties, character: number): void {
  const { members } = parties;
  const party = parties.partyOf.get(character)!;
  for (let row = 0; row < members.length; row++) {
    if (members.columns.character[row] !== character) continue;
    removeRow(members, row);
    break;
  }
  parties.partyOf.delete(character);
  const left = membersOf(parties, party).filter((member) => member !== character);
  if (left.length === 0) parties.membersOf.delete(party);
  else parties.membersOf.set(party, left);
}
