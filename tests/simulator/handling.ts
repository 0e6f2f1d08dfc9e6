/** What players of the simulator do with the things that lie about, each compared with the ledger's rows. */
import type { Prng } from "../../world/base/prng.ts";
import { kindOf } from "./checks.ts";
import type { Player } from "./player.ts";

/** Picks up what lies near, goes for what lies further, drops or gives what it has to one of the others. */
export function handleThings(player: Player, prng: Prng, others: Iterable<Player>): void {
  const { entities } = player.replica;
  const own = entities.get(player.entity);
  if (own === undefined) return;
  const away = ({ x, y }: { x: number; y: number }) => Math.hypot(x - own.x, y - own.y);
  const seen = [...entities.values()].sort((a, b) => away(a) - away(b) || a.id - b.id);
  const [pile] = seen.filter((entity) => kindOf(entity) === "pile");
  const [mate] = seen.filter((entity) => kindOf(entity) === "player" && entity.id !== player.entity);
  const things = [...player.bag.keys()];
  const chance = prng.below(10);
  if (things.length > 0 && chance < 4) {
    const what = things[prng.below(things.length)]!;
    // One more than there is, now and then: that is refused.
    const amount = 1 + prng.below(player.bag.get(what)! + 1);
    // Whoever has no connection just now has a body all the same, but nobody here knows whose: it is given nothing.
    const to = [...others].find(({ entity }) => entity === mate?.id)?.person.character ?? 0;
    if (chance < 2 && mate !== undefined && to !== 0) {
      player.act("give", { to: mate.id, what, amount }, `given ${what} ${amount} character ${to}`);
    } else player.act("drop", { what, amount }, `dropped ${what} ${amount}`);
  } else if (pile !== undefined) {
    if (away(pile) < 3 * 256) player.act("pickUp", { pile: pile.id }, `picked up pile ${pile.id}`);
    else player.goTo(pile.x / 256, pile.y / 256);
  }
}
