/** The catalog of a world's content: what is behind the numbers of things, creatures, abilities. */
import type { Catalog } from "../../../world/content/types.ts";
import type { Runtime } from "./runtime.ts";

/** The floor plan of a dungeon (world/terrain/floorplan.ts). */
export interface DungeonPlan {
  readonly rows: readonly string[];
}

/** The floor plans of a catalog's dungeons. */
export function dungeonPlansOf({ kinds }: Catalog): DungeonPlan[] {
  return kinds.dungeons.flatMap(({ plan }) => Array.isArray(plan) ? [{ rows: plan as string[] }] : []);
}

/** Reads catalogs, each at most once. Lives as long as its client. */
export class CatalogReader {
  readonly #runtime: Runtime;
  readonly #url: string;
  #hash = "";
  #reading: Promise<Catalog> | null = null;

  /** `url` is that of the connection: wss://host/play. */
  constructor(runtime: Runtime, url: string) {
    this.#runtime = runtime;
    this.#url = url;
  }

  /** The catalog of this hash. What failed is tried again when it is asked for again. */
  read(hash: string): Promise<Catalog> {
    if (this.#reading === null || this.#hash !== hash) {
      this.#hash = hash;
      const reading = this.#fetch(hash);
      this.#reading = reading;
      reading.catch(() => {
        if (this.#reading === reading) this.#reading = null;
      });
    }
    return this.#reading;
  }

  /**
   * Gives the floor plans of the dungeons, which the ground is made of besides the seed: at once and without any where no
   * catalog can be read.
   */
  plans(hash: string, take: (plans: readonly DungeonPlan[]) => void): void {
    if (this.#runtime.readText === undefined) return take([]);
    this.read(hash).then(dungeonPlansOf, () => []).then(take);
  }

  async #fetch(hash: string): Promise<Catalog> {
    const { readText } = this.#runtime;
    if (readText === undefined) throw new Error("read the catalog: this runtime has no HTTP");
    const url = new URL(`/content.json?${hash}`, this.#url);
    url.protocol = url.protocol === "wss:" ? "https:" : "http:";
    return JSON.parse(await readText(url.href)) as Catalog;
  }
}
