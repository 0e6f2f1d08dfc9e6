/** A saved world as it comes from storage, page by page, until it can be stood up. */
import { MalformedError } from "../base/record.ts";
import { type CheckpointPage, savedTerrain } from "../checkpoint.ts";
import { isSameRecipe } from "../content/mod.ts";
import { makeTerrain, type TerrainMaker } from "../mod.ts";
import type { Terrain } from "../terrain/types.ts";
import { type JournalRow, type Recovered, recoverWorld, type Saved } from "./recover.ts";
import type { Recover } from "./types.ts";

/** Lives until the world is stood up. */
export class ArrivingWorld {
  readonly #rows: JournalRow[] = [];
  readonly #pages: CheckpointPage[] = [];
  /** Terrain made ahead of the load. */
  #terrain: Terrain | null = null;
  readonly #makeTerrain: TerrainMaker;

  constructor(make: TerrainMaker = makeTerrain) {
    this.#makeTerrain = make;
  }

  /** Terrain: what was made ahead, where it fits. */
  readonly terrainOf: TerrainMaker = (seed, recipe) => {
    const made = this.#terrain?.layout;
    return made?.seed === seed && isSameRecipe(made.recipe, recipe) ? this.#terrain! : this.#makeTerrain(seed, recipe);
  };

  /** Keeps a copy of a row of the journal. */
  row({ rules, terrain, bytes }: JournalRow): void {
    this.#rows.push({ rules, terrain, bytes: new Uint8Array(bytes) });
  }

  /** Keeps a copy of a page. Those that the terrain follows from come first. */
  page({ section, page, bytes }: { section: string; page: number; bytes: Uint8Array }): void {
    this.#pages.push({ section, page, bytes: new Uint8Array(bytes) });
  }

  /** All that the terrain follows from is here: it is made while storage reads the rest. */
  makeLand(): void {
    try {
      const made = savedTerrain(this.#pages);
      if (made !== null) this.#terrain = this.#makeTerrain(made.seed, made.recipe);
    } catch (error) {
      // What is wrong with the pages is said when the world is loaded.
      if (!(error instanceof MalformedError)) throw error;
    }
  }

  /** Stands the world up, out of what came and what storage says of it. */
  recover(said: Pick<Saved, "hash" | "rules" | "problem">, recover: Recover): Recovered {
    return recoverWorld({ ...said, pages: this.#pages, rows: this.#rows }, recover, this.terrainOf);
  }
}
