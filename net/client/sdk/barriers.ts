/** What stands in the way of the own character, of all that is in view: gates, and the landmarks that hold one back. */
import type { Catalog } from "../../../world/content/types.ts";
import { OBJECT } from "../../../world/kinds.ts";
import { type Barrier, barrierOf, gateAt } from "../../../world/landmarks/barriers.ts";

/** An object in view: its place in units. */
export interface SeenObject {
  readonly look: number;
  readonly species: number;
  readonly x: number;
  readonly y: number;
  readonly heading: number;
}

/** What the catalog says of landmarks, by number. */
type Holding = ReadonlyMap<number, { readonly holdMetres: number; readonly sizeMetres: number }>;

/** The landmarks of a catalog through which nobody goes. */
export function holdingOf(catalog: Pick<Catalog, "kinds"> | null): Holding {
  const entries = (catalog?.kinds.landmarks ?? []) as readonly {
    readonly number: number;
    readonly holdMetres?: number;
    readonly sizeMetres?: number;
  }[];
  return new Map(
    entries.map(({ number, holdMetres = 0, sizeMetres = 0 }) => [number, { holdMetres, sizeMetres }] as const),
  );
}

/** The barriers that objects in view are. */
export function barriersOf(objects: Iterable<SeenObject>, holding: Holding): Barrier[] {
  const barriers: Barrier[] = [];
  for (const object of objects) {
    if (object.look === OBJECT.gate) barriers.push(gateAt(object));
    if (object.look !== OBJECT.landmark) continue;
    const barrier = barrierOf(holding.get(object.species) ?? { holdMetres: 0, sizeMetres: 0 }, object);
    if (barrier !== null) barriers.push(barrier);
  }
  return barriers;
}
