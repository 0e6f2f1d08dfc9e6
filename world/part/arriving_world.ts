/** A saved world as it comes from storage, page by page, until it can be stood up. */
import { ByteReader, MalformedError } from "../base/record.ts";
import type { CheckpointPage } from "../checkpoint.ts";
import { arePlansSame } from "../content/mod.ts";
import { makeTerrain, type TerrainMaker } from "../mod.ts";
import { readFacts } from "../sections.ts";
import type { Floorplan } from "../terrain/mod.ts";
import type { Terrain } from "../terrain/types.ts";
import { type JournalRow, type Recovered, recoverWorld, type Saved } from "./recover.ts";
import type { Recover } from "./types.ts";

/** Lives until the world is stood up. */
export class ArrivingWorld {
  readonly #rows: JournalRow[] = [];
  readonly #pages: CheckpointPage[] = [];
  /** Terrain made ahead of the load. */
  #terrain: Terrain | null = null;
  /** The host's dungeons: most likely those of the world as well. */
  plans: readonly Floorplan[] = [];
  readonly #makeTerrain: TerrainMaker;

  constructor(make: TerrainMaker = makeTerrain) {
    this.#makeTerrain = make;
  }

  /** Terrain: what was made ahead, where it fits. */
  readonly terrainOf: TerrainMaker = (seed, plans) => {
    const made = this.#terrain?.layout;
    return made?.seed === seed && arePlansSame(made.plans, plans) ? this.#terrain! : this.#makeTerrain(seed, plans);
  };

  /** Keeps a copy of a row of the journal. */
  row({ rules, terrain, bytes }: JournalRow): void {
    this.#rows.push({ rules, terrain, bytes: new Uint8Array(bytes) });
  }

  /** Keeps a copy of a page. The facts come first: the terrain is made while storage reads the rest. */
  page(arrived: { readonly section: string; readonly page: number; readonly bytes: Uint8Array }): void {
    const { section, page: number } = arrived;
    const page: CheckpointPage = { section, page: number, bytes: new Uint8Array(arrived.bytes) };
    this.#pages.push(page);
    if (page.section !== "facts" || this.#terrain !== null) return;
    try {
      const { seed } = readFacts(new ByteReader(page.bytes));
      this.#terrain = this.#makeTerrain(seed, this.plans);
    } catch (error) {
      // What is wrong with the page is said when the world is loaded.
      if (!(error instanceof MalformedError)) throw error;
    }
  }

  /** Stands the world up, out of what came and what storage says of it. */
  recover(said: Pick<Saved, "hash" | "rules" | "problem">, recover: Recover): Recovered {
    return recoverWorld({ ...said, pages: this.#pages, rows: this.#rows }, recover, this.terrainOf);
  }
}
