/** A saved world as it comes from storage, page by page, until it can be stood up. */
import { MalformedError, type MessageOf } from "../base/record.ts";
import { type CheckpointPage, savedTerrain } from "../checkpoint.ts";
import { isSameRecipe } from "../content/mod.ts";
import { makeTerrain, type TerrainMaker } from "../mod.ts";
import type { Terrain } from "../terrain/types.ts";
import { CHUNKS_SECTION, LAND_SECTION } from "../section_names.ts";
import type { LandMemory } from "./land_memory.ts";
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
  /** What is kept of the land: no state. */
  readonly #land: CheckpointPage[] = [];
  readonly #chunks: CheckpointPage[] = [];
  readonly #memory: LandMemory | null;
  /** Terrain made, or recalled, ahead of the load. */
  #terrain: Terrain | null = null;
  readonly #makeTerrain: TerrainMaker;

  /** `memory`: null where nothing is kept of the land. */
  constructor(memory: LandMemory | null, make: TerrainMaker = makeTerrain) {
    this.#memory = memory;
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
        this.#take({ section: message.section, page: message.page, bytes: new Uint8Array(message.bytes) });
        return;
      case "restoreRow":
        this.#rows.push({ rules: message.rules, terrain: message.terrain, bytes: new Uint8Array(message.bytes) });
        return;
      case "restoreLand":
        this.#makeLand();
    }
  }

  #take(page: CheckpointPage): void {
    const pages = page.section === LAND_SECTION
      ? this.#land
      : page.section === CHUNKS_SECTION
      ? this.#chunks
      : this.#pages;
    pages.push(page);
  }

  #makeLand(): void {
    try {
      const made = savedTerrain(this.#pages);
      if (made === null) return;
      const { seed, recipe } = made;
      this.#terrain = this.#memory?.recall(this.#land, seed, recipe) ?? this.#makeTerrain(seed, recipe);
    } catch (error) {
      // What is wrong with the pages is said when the world is loaded.
      if (!(error instanceof MalformedError)) throw error;
    }
  }

  /** Stands the world up, out of what came and what storage says of it. */
  recover(said: Pick<Saved, "hash" | "rules" | "problem">, recover: Recover): Recovered {
    if (this.#terrain === null) this.#makeLand();
    this.#memory?.recallChunks(this.#chunks);
    return recoverWorld({ ...said, pages: this.#pages, rows: this.#rows }, recover, this.terrainOf);
  }
}
