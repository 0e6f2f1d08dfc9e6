/** What parties need from tick to tick: late invitations go, and members hear how the others are. */
import { markOwn } from "../own_marks.ts";
import { bodyOf } from "../roster.ts";
import type { World } from "../world.ts";
import { dropLateInvites } from "./parties.ts";

/** Members hear of each other this often, in seconds. */
const TELL_SECONDS = 1;

/** Once a second: every member who is here hears of all members. */
export function tellParties(world: World): void {
  if (world.tick % (TELL_SECONDS * world.facts.tickRate) !== 0) return;
  dropLateInvites(world.parties, world.tick, (from, to) => {
    const body = bodyOf(world.roster, to);
    if (body >= 0) markOwn(world, body, "invites", String(from));
  });
  for (const members of world.parties.membersOf.values()) {
    for (const member of members) {
      const body = bodyOf(world.roster, member);
      if (body < 0) continue;
      for (const other of members) if (other !== member) markOwn(world, body, "party", String(other));
    }
  }
}
