/** What players of the simulator do at market boards: they look, put up, fill, take on, make, take back and collect. */
import { NO_NUMBERS, recipeOf } from "../../world/content/mod.ts";
import type { Prng } from "../../world/base/prng.ts";
import { simulatedPack } from "./pack.ts";
import type { Player } from "./player.ts";
import { sharedTerrain } from "./saved.ts";
import { SIMULATED } from "./server.ts";

const COIN = 1;
/** Kinds that are looked for: coins and what lies about, and some that nobody has. */
const KINDS_ASKED = 12;
/** Kinds that are wanted: apples, stones and lanterns, which somebody will have. */
const KINDS_WANTED = 3;
const SIDE = { buy: 1, sell: 2, make: 3 } as const;

/** Where the boards of houses are, in units. */
export function boards(): readonly { readonly x: number; readonly y: number }[] {
  const { layout } = sharedTerrain(SIMULATED.seed, recipeOf(simulatedPack(), NO_NUMBERS));
  return layout.settlements.flatMap(({ buildings }) => buildings).filter(({ use }) => use === "market")
    .map(({ doorX, doorY }) => ({ x: doorX, y: doorY }));
}

/** One thing that a player could do at a board, by what it was told of it. */
export function dealAtBoard(player: Player, prng: Prng): void {
  const pick = <One>(list: readonly One[]): One | undefined => list[prng.below(list.length)];
  const lines = [...player.topic("board")].filter(([, line]) => line.mine === false);
  const own = [...player.topic("orders")];
  const chance = prng.below(12);
  if (chance < 2 || !player.topic("board").has("self")) return look(player, prng);
  const order = pick(lines);
  if (chance < 6 && order !== undefined) return fill(player, prng, Number(order[0]), order[1]);
  const mine = pick(own);
  if (chance < 7 && mine !== undefined) {
    const number = Number(mine[0]);
    if (mine[1].mine === true) return player.say("cancelOrder", { order: number });
    if (prng.below(3) === 0) return player.say("takeOrder", { order: number, yes: 0 });
    return player.say("makeOrdered", { order: number, times: 1 + prng.below(2) });
  }
  const waits = player.topic("kept").size > 0 || prng.below(10) === 0;
  if (chance < 10 && waits) return player.say("collect", { what: prng.below(2) * COIN });
  putUp(player, prng);
}

function look(player: Player, prng: Prng): void {
  const kind = prng.below(3) === 0 ? 1 + prng.below(KINDS_ASKED) : 0;
  if (prng.below(8) === 0) player.say("closeBoard", {});
  else player.say("openBoard", { side: prng.below(4), kind, craft: 0, page: prng.below(2) });
}

function putUp(player: Player, prng: Prng): void {
  const things = [...player.bag.keys()].filter((what) => what !== COIN);
  const recipes = [...player.topic("recipes").keys()].map(Number);
  const common = { quality: 0, count: 1 + prng.below(3), price: 1 + prng.below(4), days: 1 };
  const side = 1 + prng.below(3);
  const sold = things[prng.below(things.length)];
  if (side === SIDE.sell && sold !== undefined) return player.say("postOrder", { side, what: sold, ...common });
  const recipe = recipes[prng.below(recipes.length)];
  if (side === SIDE.make && recipe !== undefined) return player.say("postOrder", { side, what: recipe, ...common });
  player.say("postOrder", { side: SIDE.buy, what: 2 + prng.below(KINDS_WANTED), ...common });
}

/** Fills what it sees, now and then more than there is; makes what is to be made. */
function fill(player: Player, prng: Prng, order: number, line: Readonly<Record<string, unknown>>): void {
  if (line["side"] === "make") return player.say("takeOrder", { order, yes: 1 });
  const count = 1 + prng.below(Math.min(5, Number(line["amount"]) + 1));
  const what = line["side"] === "sell" ? 0 : Number(line["kind"]);
  player.say("fillOrder", { order, what, count });
}
