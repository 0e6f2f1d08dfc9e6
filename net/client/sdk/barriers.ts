/** What stands in the way of the own character, of all that is in view: gates, and the landmarks that hold one back. */
import type { Catalog } from "../../../world/content/types.ts";
import type { Footing } from "../../../world/motion.ts";
import { OBJECT } from "../../../world/kinds.ts";
import { type Barrier, barrierOf, Barriers, gateAt } from "../../../world/barriers.ts";

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

/** What is in the way of one client's character. Lives as long as the client. */
export class InTheWay {
  readonly #barriers = new Barriers();
  #holding = holdingOf(null);
  #objects: readonly SeenObject[] = [];

  /** The ground of a world with what stands on it; its catalog says which landmarks hold. */
  on(footing: Footing, catalog: Pick<Catalog, "kinds"> | null): Footing {
    this.#holding = holdingOf(catalog);
    this.see(this.#objects);
    return this.#barriers.on(footing);
  }

  /** These are the objects in view by now. */
  see(objects: Iterable<SeenObject>): void {
    this.#objects = [...objects];
    this.#barriers.set(barriersOf(this.#objects, this.#holding));
  }
}
