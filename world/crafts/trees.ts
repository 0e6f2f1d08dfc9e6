/** Trees of the land that can be felled, and the stumps that stand where some were. */
import type { GatherNode, Numbered } from "../content/mod.ts";
import { KIND } from "../kinds.ts";
import { WORLD_UNITS } from "../limits.ts";
import { cellAt } from "../spatial.ts";
import { CHUNK_METRES, PROP, type Prop } from "../terrain/types.ts";
import type { World } from "../world.ts";

/** A tree that gives something. */
export interface Tree {
  readonly node: Numbered<GatherNode>;
  readonly x: number;
  readonly y: number;
}

/** Who names a tree may be wrong by so much, in units: 1/4 m. */
const OFF_UNITS = 64;
const CHUNK_UNITS = CHUNK_METRES * 256;

/** The tree at a point, in units, that stands and gives something; null if there is none. */
export function treeAt(world: World, x: number, y: number): Tree | null {
  if (x < 0 || y < 0 || x >= WORLD_UNITS || y >= WORLD_UNITS) return null;
  const { props } = world.terrain.chunk(Math.floor(x / CHUNK_UNITS), Math.floor(y / CHUNK_UNITS));
  let nearest: Prop | null = null;
  let least = OFF_UNITS + 1;
  for (const prop of props) {
    const away = Math.max(Math.abs(prop.x - x), Math.abs(prop.y - y));
    if (away < least) [nearest, least] = [prop, away];
  }
  const node = nearest === null ? undefined : nodeOfProp(world, nearest.kind);
  if (nearest === null || node === undefined || isFelled(world, nearest.x, nearest.y)) return null;
  return { node, x: nearest.x, y: nearest.y };
}

/** What a kind of prop is to who gathers. */
function nodeOfProp(world: World, kind: number): Numbered<GatherNode> | undefined {
  return world.content.nodes.all.find(({ where }) => where.props.some((name) => PROP[name] === kind));
}

/** Whether a stump stands at exactly this point. */
function isFelled(world: World, x: number, y: number): boolean {
  const { kind, originX, originY } = world.entities.components.columns;
  const { nextPlusOne } = world.entities.derived.columns;
  for (let next = world.spatial.others[cellAt(x, y)]!; next !== 0; next = nextPlusOne[next - 1]!) {
    const index = next - 1;
    if (kind[index] === KIND.node && originX[index] === x && originY[index] === y) return true;
  }
  return false;
}
