/** Farming: seed goes into the fields of villages, grows in its seasons whoever is on, and withers when nobody reaps. */
import { setAmount } from "../bodies.ts";
import type { ActionCommandOf } from "../commands.ts";
import type { GatherNode, Numbered } from "../content/mod.ts";
import { hasRoom } from "../entities.ts";
import { carries, isDead } from "../items/mod.ts";
import { KIND } from "../kinds.ts";
import { characterAccount, kindOf, namedAccount, transfer } from "../ledger/mod.ts";
import { CELL_COLUMNS, REACH_METRES, WORLD_UNITS } from "../limits.ts";
import type { Refusal } from "../refusals.ts";
import { learnByDoing, skillOf } from "../skills/mod.ts";
import { cellAt } from "../spatial.ts";
import { GROUND } from "../terrain/types.ts";
import { positionX, positionY, type World } from "../world.ts";
import { stageTicks } from "./regrow.ts";
import { addNode, growAt } from "./wilds.ts";

/** Plants stand so far apart, in units. */
const APART_UNITS = 320;
/** Plants of one character in the whole world. */
const PLANTS_MAX = 60;

/** Whether a crop can be reaped. */
export function isRipe(world: World, index: number): boolean {
  const { amount, species } = world.entities.components.columns;
  const crop = world.content.nodes.byNumber[species[index]!]?.crop ?? null;
  return crop !== null && amount[index]! >= crop.stages;
}

/** Whether a character has planted a crop. */
export function isTheirs(world: World, index: number, character: number): boolean {
  return world.entities.components.columns.character[index] === character;
}

/** The action `plant`: a seed of the bag goes into the ground, within reach. */
export function plant(world: World, index: number, { what, x, y }: ActionCommandOf<"plant">): Refusal | null {
  if (isDead(world, index)) return "dead";
  const character = world.entities.components.columns.character[index]!;
  if (!carries(world, character, what, 1)) return "not-enough";
  const node = cropOf(world, kindOf(world.ledger, what));
  if (node === undefined) return "wrong-target";
  const craft = world.content.crafts.byId.get(node.craft)!;
  if (skillOf(world, character, craft.number) < node.skill) return "skill-too-low";
  const at = { x: positionX(world, index) + x, y: positionY(world, index) + y };
  const reach = REACH_METRES * 256;
  if (x * x + y * y > reach * reach) return "too-far";
  if (!isField(world, at.x, at.y)) return "not-here";
  const full = isTaken(world, at.x, at.y) || plantsOf(world, character) >= PLANTS_MAX || !hasRoom(world.entities);
  if (full) return "full";
  const from = characterAccount(character);
  const moving = { from, to: namedAccount("harvest"), what, amount: 1, why: "used up", actor: character } as const;
  const done = transfer(world.ledger, moving);
  if (done !== "done") return done;
  const crop = addNode(world, KIND.crop, node, at);
  world.entities.components.columns.character[crop] = character;
  setAmount(world, crop, 1);
  growAt(world, crop, world.tick + stageTicks(world, node.crop!));
  learnByDoing(world, character, node);
  return null;
}

function cropOf(world: World, kind: number): Numbered<GatherNode> | undefined {
  const seed = world.content.items.byNumber[kind]?.id;
  return world.content.nodes.all.find(({ crop }) => crop !== null && crop.seed === seed);
}

function isField(world: World, x: number, y: number): boolean {
  if (x < 0 || y < 0 || x >= WORLD_UNITS || y >= WORLD_UNITS) return false;
  return world.terrain.groundAt(x, y) === GROUND.field && !world.terrain.isBlocked(x, y);
}

/** Whether something grows too near to a point. */
function isTaken(world: World, x: number, y: number): boolean {
  const { kind, originX, originY } = world.entities.components.columns;
  const { nextPlusOne } = world.entities.derived.columns;
  const middle = cellAt(x, y);
  for (const row of [-CELL_COLUMNS, 0, CELL_COLUMNS]) {
    for (const column of [-1, 0, 1]) {
      const head = world.spatial.others[middle + row + column] ?? 0;
      for (let next = head; next !== 0; next = nextPlusOne[next - 1]!) {
        const index = next - 1;
        if (kind[index] !== KIND.crop && kind[index] !== KIND.node) continue;
        const [dx, dy] = [originX[index]! - x, originY[index]! - y];
        if (dx * dx + dy * dy < APART_UNITS * APART_UNITS) return true;
      }
    }
  }
  return false;
}

/** Plants of a character: all that grow are in one list. */
function plantsOf(world: World, character: number): number {
  const { kind, character: owner } = world.entities.components.columns;
  const { indexes, count } = world.growing;
  let plants = 0;
  for (let at = 0; at < count; at++) {
    const index = indexes[at]!;
    if (kind[index] === KIND.crop && owner[index] === character) plants++;
  }
  return plants;
}
