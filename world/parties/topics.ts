/** What members know of each other, and who invites whom. */
import { bodyOf } from "../roster.ts";
import type { TopicReader } from "../systems/topic_readers.ts";
import { positionX, positionY, type World } from "../world.ts";
import { companyOf, invitersOf, membersOf, partyOf } from "./parties.ts";

/** The members of one's party, oneself too, the leader first. */
export const PARTY_TOPIC: TopicReader<"party"> = {
  keys: (world, index) => {
    const party = partyOf(world.parties, characterAt(world, index));
    return membersOf(world.parties, party).map(String);
  },
  read: (world, index, key) => {
    const member = Number(key);
    const company = companyOf(world.parties, characterAt(world, index));
    if (partyOf(world.parties, member) === 0 || !company.includes(member)) return null;
    const row = world.roster.rowOf.get(member)!;
    const { name, x, y, entity } = world.roster.table.columns;
    const body = bodyOf(world.roster, member);
    const { level, healthShare, session } = world.entities.components.columns;
    return {
      name: name[row]!,
      leads: company[0] === member,
      here: body >= 0 && session[body] !== 0,
      entity: entity[row]!,
      level: body >= 0 ? level[body]! : world.sheets.columns.level[row] ?? 0,
      healthShare: body >= 0 ? healthShare[body]! : 0,
      x: body >= 0 ? positionX(world, body) : x[row]!,
      y: body >= 0 ? positionY(world, body) : y[row]!,
    };
  },
};

/** Who invites one, by character. */
export const INVITES_TOPIC: TopicReader<"invites"> = {
  keys: (world, index) => invitersOf(world.parties, characterAt(world, index)).map(String),
  read: (world, index, key) => {
    const from = Number(key);
    if (!invitersOf(world.parties, characterAt(world, index)).includes(from)) return null;
    const row = world.roster.rowOf.get(from);
    return row === undefined ? null : { name: world.roster.table.columns.name[row]! };
  },
};

function characterAt(world: World, index: number): number {
  return world.entities.components.columns.character[index]!;
}
