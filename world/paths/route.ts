/** Long ways: along the roads from one part of the world to another, as waypoints for `findPath` to go between. */
import { Heap } from "../base/heap.ts";
import { UNITS_PER_METRE } from "../base/space.ts";
import type { Layout } from "../terrain/types.ts";

/** A way along roads, or none if a straight walk is as good. Points in units; the ends are the caller's own. */
export interface Route {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Length of the way along the points, in metres, with the walks to the first and from the last. */
  readonly metres: number;
}

interface Network {
  readonly x: number[];
  readonly y: number[];
  readonly joined: number[][];
}

/** Two points of roads this near are a junction, in metres: roads that share ground differ by their smoothing. */
const JUNCTION_METRES = 9;
const BUCKET_METRES = 16;
/** Off the road a metre counts as this many: who is near a road walks on it. */
const OFF_ROAD = 2;
/** Points nearer than this are walked to without a road, in metres. */
const NEAR_METRES = 120;

/** Further than this nobody walks without a road, however long the way round; in metres. */
const OFF_ROAD_METRES_MAX = 240;

// Layouts are never changed and few: the network of one is made once and goes with it.
const networks = new WeakMap<Layout, Network>();

/**
 * Finds a way along the roads of `layout` between two points in units: Dijkstra's search over their points (a few
 * hundred). `points` is empty if both are near each other, or no further than a local path leads and a road would be a detour.
 */
export function findRoute(layout: Layout, fromX: number, fromY: number, toX: number, toY: number): Route {
  let network = networks.get(layout);
  if (network === undefined) networks.set(layout, network = makeNetwork(layout));
  const from = { x: fromX / UNITS_PER_METRE, y: fromY / UNITS_PER_METRE };
  const to = { x: toX / UNITS_PER_METRE, y: toY / UNITS_PER_METRE };
  const direct = metresBetween(from.x, from.y, to.x, to.y);
  if (direct <= NEAR_METRES) return { points: [], metres: direct };
  const nodes = search(network, from, to, direct <= OFF_ROAD_METRES_MAX ? direct * OFF_ROAD : Infinity);
  const points = nodes.map((node) => ({
    x: network.x[node]! * UNITS_PER_METRE,
    y: network.y[node]! * UNITS_PER_METRE,
  }));
  let metres = 0;
  let last: { x: number; y: number } = from;
  for (const node of nodes) {
    metres += metresBetween(last.x, last.y, network.x[node]!, network.y[node]!);
    last = { x: network.x[node]!, y: network.y[node]! };
  }
  return { points, metres: metres + metresBetween(last.x, last.y, to.x, to.y) };
}

function makeNetwork(layout: Layout): Network {
  const network: Network = { x: [], y: [], joined: [] };
  const buckets = new Map<number, number[]>();
  for (const road of layout.roads) {
    let before = -1;
    for (const { x, y } of road.points) {
      const node = network.x.length;
      network.x.push(x);
      network.y.push(y);
      network.joined.push([]);
      if (before >= 0) join(network, before, node);
      before = node;
      const column = Math.floor(x / BUCKET_METRES);
      const row = Math.floor(y / BUCKET_METRES);
      for (let near = 0; near < 9; near++) {
        for (const other of buckets.get((row + Math.floor(near / 3) - 1) * 4096 + column + near % 3 - 1) ?? []) {
          if (other === node - 1) continue;
          if (metresBetween(x, y, network.x[other]!, network.y[other]!) <= JUNCTION_METRES) join(network, other, node);
        }
      }
      const bucket = buckets.get(row * 4096 + column);
      if (bucket === undefined) buckets.set(row * 4096 + column, [node]);
      else bucket.push(node);
    }
  }
  return network;
}

function join(network: Network, a: number, b: number): void {
  network.joined[a]!.push(b);
  network.joined[b]!.push(a);
}

function metresBetween(ax: number, ay: number, bx: number, by: number): number {
  return Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
}

interface Metres {
  readonly x: number;
  readonly y: number;
}

/** The nodes of the cheapest way, empty if no way along roads costs less than `direct`. */
function search(network: Network, from: Metres, to: Metres, direct: number): number[] {
  const count = network.x.length;
  const costs = new Float64Array(count).fill(Infinity);
  const came = new Int32Array(count).fill(-1);
  const heap = new Heap(count + 1);
  const fromReach = walkTo(network, from);
  const toReach = walkTo(network, to);
  for (let node = 0; node < count; node++) {
    const metres = metresBetween(from.x, from.y, network.x[node]!, network.y[node]!);
    if (metres > fromReach) continue;
    costs[node] = OFF_ROAD * metres;
    heap.push(costs[node]!, node);
  }
  let best = -1;
  let bestCost = direct;
  for (let node = heap.pop(); node >= 0; node = heap.pop()) {
    const cost = costs[node]!;
    if (cost >= bestCost) break;
    const metres = metresBetween(to.x, to.y, network.x[node]!, network.y[node]!);
    if (metres <= toReach && cost + OFF_ROAD * metres < bestCost) [best, bestCost] = [node, cost + OFF_ROAD * metres];
    for (const other of network.joined[node]!) {
      const onward = cost + metresBetween(network.x[node]!, network.y[node]!, network.x[other]!, network.y[other]!);
      if (onward >= costs[other]!) continue;
      costs[other] = onward;
      came[other] = node;
      heap.push(onward, other);
    }
  }
  const nodes: number[] = [];
  for (let node = best; node >= 0; node = came[node]!) nodes.push(node);
  return nodes.reverse();
}

/** How far to walk between a place and a road, in metres: as far as a local path leads, or to the nearest road. */
function walkTo(network: Network, place: Metres): number {
  let nearest = Infinity;
  for (let node = 0; node < network.x.length; node++) {
    const metres = metresBetween(place.x, place.y, network.x[node]!, network.y[node]!);
    if (metres < nearest) nearest = metres;
  }
  return nearest > OFF_ROAD_METRES_MAX ? nearest : OFF_ROAD_METRES_MAX;
}
