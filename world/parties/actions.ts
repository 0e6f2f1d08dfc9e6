/** What players do with their party: invite, answer, leave, send away, hand over the lead, speak among themselves. */
import type { ActionCommandOf } from "../commands.ts";
import { indexOf, isAlive } from "../entities.ts";
import { KIND } from "../kinds.ts";
import { PARTY_INVITE_SECONDS, PARTY_MEMBERS_MAX } from "../limits.ts";
import type { WorldOutput } from "../output.ts";
import { ALL_KEYS, markOwn } from "../own_marks.ts";
import type { Refusal } from "../refusals.ts";
import { bodyOf } from "../roster.ts";
import type { ActionHandlers } from "../systems/actions.ts";
import type { World } from "../world.ts";
import * as parties from "./parties.ts";

/** The actions that are about parties. */
export const PARTY_ACTIONS: ActionHandlers<
  "partyInvite" | "partyAnswer" | "partyLeave" | "partyRemove" | "partyPromote" | "partySay"
> = {
  partyInvite,
  partyAnswer,
  partyLeave,
  partyRemove,
  partyPromote,
  partySay,
};

function partyInvite(world: World, index: number, { to }: ActionCommandOf<"partyInvite">): Refusal | null {
  const { character, kind, session } = world.entities.components.columns;
  const at = indexOf(to);
  if (!isAlive(world.entities, to) || kind[at] !== KIND.player || session[at] === 0) return "gone";
  const [own, other] = [character[index]!, character[at]!];
  if (own === other) return "wrong-target";
  const party = parties.partyOf(world.parties, own);
  if (party !== 0 && !parties.leads(world.parties, own)) return "not-leader";
  if (parties.partyOf(world.parties, other) !== 0) return "in-party";
  if (parties.membersOf(world.parties, party).length >= PARTY_MEMBERS_MAX) return "full";
  const until = world.tick + PARTY_INVITE_SECONDS * world.facts.tickRate;
  if (!parties.invite(world.parties, own, other, until)) return "busy";
  markOwn(world, at, "invites", String(own));
  return null;
}

function partyAnswer(world: World, index: number, { from, yes }: ActionCommandOf<"partyAnswer">): Refusal | null {
  const own = world.entities.components.columns.character[index]!;
  if (!parties.takeInvite(world.parties, from, own)) return "gone";
  markOwn(world, index, "invites", String(from));
  if (yes === 0) return null;
  if (parties.partyOf(world.parties, own) !== 0) return "in-party";
  // Who invited may have joined another party since, and does not lead it.
  const party = parties.partyOf(world.parties, from);
  if (party !== 0 && !parties.leads(world.parties, from)) return "gone";
  if (!parties.joinParty(world.parties, from, own)) return "full";
  tellParty(world, parties.companyOf(world.parties, own));
  return null;
}

function partyLeave(world: World, index: number): Refusal | null {
  return depart(world, world.entities.components.columns.character[index]!);
}

function partyRemove(world: World, index: number, { member }: ActionCommandOf<"partyRemove">): Refusal | null {
  const refused = mayLead(world, index, member);
  return refused ?? depart(world, member);
}

function partyPromote(world: World, index: number, { member }: ActionCommandOf<"partyPromote">): Refusal | null {
  const refused = mayLead(world, index, member);
  if (refused !== null) return refused;
  parties.promote(world.parties, member);
  tellParty(world, parties.companyOf(world.parties, member));
  return null;
}

function partySay(
  world: World,
  index: number,
  { text }: ActionCommandOf<"partySay">,
  output: WorldOutput,
): Refusal | null {
  const { character, name, session } = world.entities.components.columns;
  if (parties.partyOf(world.parties, character[index]!) === 0) return "no-party";
  if (text === "") return null;
  for (const member of parties.companyOf(world.parties, character[index]!)) {
    const body = bodyOf(world.roster, member);
    if (body >= 0 && session[body] !== 0) output.line(session[body]!, "party", name[index]!, text);
  }
  return null;
}

/** Whether a body's character leads the party that another is in. */
function mayLead(world: World, index: number, member: number): Refusal | null {
  const own = world.entities.components.columns.character[index]!;
  const party = parties.partyOf(world.parties, own);
  if (party === 0) return "no-party";
  if (!parties.leads(world.parties, own)) return "not-leader";
  return own !== member && parties.partyOf(world.parties, member) === party ? null : "wrong-target";
}

/** Takes a character out of its party; the others are told. */
export function depart(world: World, character: number): Refusal | null {
  const before = parties.leaveParty(world.parties, character);
  if (before.length === 0) return "no-party";
  tellParty(world, before);
  return null;
}

/** All that these characters know of their party is told anew. */
function tellParty(world: World, characters: readonly number[]): void {
  for (const character of characters) {
    const body = bodyOf(world.roster, character);
    if (body < 0) continue;
    markOwn(world, body, "party", ALL_KEYS);
    markOwn(world, body, "lasting", ALL_KEYS);
  }
}
