/** A saved world as it comes from storage, page by page, until it can be stood up. */
import { MalformedError, type MessageOf } from "../base/record.ts";
import { type CheckpointPage, savedTerrain } from "../checkpoint.ts";
import { isSameRecipe } from "../content/mod.ts";
import { makeTerrain, type TerrainMaker } from "../mod.ts";
import type { Terrain } from "../terrain/types.ts";
import type { storageToWorld } from "./messages.ts";
import { type JournalRow, type Recovered, recoverWorld, type Saved } from "./recover.ts";
import type { Recover } from "./types.ts";

/** What storage hands over. Pages that the terrain follows from come first. */
type Arriving = Extract<
  MessageOf<typeof storageToWorld.declarations>,
  { type: "restorePage" | "restoreLand" | "restoreRow" }
>;

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

  /** Keeps copies of pages and of the journal's rows. The terrain is made when all is here that it follows from. */
  hear(message: Arriving): void {
    switch (message.type) {
      case "restorePage":
        this.#pages.push({ section: message.section, page: message.page, bytes: new Uint8Array(message.bytes) });
        return;
      case "restoreRow":
        this.#rows.push({ rules: message.rules, terrain: message.terrain, bytes: new Uint8Array(message.bytes) });
        return;
      case "restoreLand":
        this.#makeLand();
    }
  }

  #makeLand(): void {
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
