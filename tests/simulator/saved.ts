/** The world in a folder that nobody serves, read as a start would read it. */
import { isSameRecipe } from "../../world/content/mod.ts";
import { hashWorld, makeTerrain, type TerrainMaker, type World } from "../../world/mod.ts";
import type { Terrain } from "../../world/terrain/types.ts";
import { recoverWorld } from "../../world/part/recover.ts";
import { readFailure } from "../../persistence/database.ts";
import { openStore, type Store } from "../../persistence/store.ts";
import { troubleOf } from "../../persistence/trouble.ts";

/** What was read. */
export interface SavedWorld {
  readonly world: World;
  readonly tick: number;
  readonly hash: string;
}

/** The world, or the sentence with which a start would be refused; null if nothing was saved yet. */
export type ReadSaved = { readonly ok: true; readonly saved: SavedWorld | null } | {
  readonly ok: false;
  readonly message: string;
};

const terrains: Terrain[] = [];

/** Terrain is a function of seed and recipe alone: one for all worlds of a process. */
export const sharedTerrain: TerrainMaker = (seed, recipe) => {
  let terrain = terrains.find(({ layout }) => layout.seed === seed && isSameRecipe(layout.recipe, recipe));
  if (terrain === undefined) terrains.push(terrain = makeTerrain(seed, recipe));
  return terrain;
};

/** Reads what is saved in a folder, and lets `look` look at the file while it is open. */
export function tryReadSaved(folder: string, look: (store: Store, world: World) => void = () => {}): ReadSaved {
  const opened = openStore({ folder, mode: "serve", version: "", now: () => 0, onTrouble: () => {} });
  if (!opened.ok) return { ok: false, message: opened.message };
  const { store } = opened;
  try {
    const newest = store.checkpoints.newest();
    if (newest === null) return { ok: true, saved: null };
    const pages = [...store.checkpoints.pages()].map((page) => ({ ...page, bytes: new Uint8Array(page.bytes) }));
    const read = [...store.journal.rows(newest.tick)];
    const rows = read.flatMap((one) => one.type === "row" ? [one.row] : []);
    const problem = read.flatMap((one) => one.type === "damaged" ? [one.message] : [])[0] ?? "";
    const recovered = recoverWorld({ ...newest, pages, rows, problem }, "exact", sharedTerrain);
    if (recovered.type === "refused") return { ok: false, message: recovered.message };
    const { world } = recovered;
    if (recovered.other !== "") throw new Error(`stepping again did something else: ${recovered.other}`);
    look(store, world);
    return { ok: true, saved: { world, tick: world.tick, hash: hashWorld(world) } };
  } catch (error) {
    // As the storage part does: what is found while the world is read is a failure with a sentence.
    const trouble = troubleOf(error);
    if (trouble === null) throw error;
    return { ok: false, message: readFailure(folder, trouble).message };
  } finally {
    store.close();
  }
}

/** The same, where it must be there and sound. */
export function readSavedWorld(folder: string, look?: (store: Store, world: World) => void): SavedWorld {
  const read = tryReadSaved(folder, look);
  if (!read.ok) throw new Error(`read the saved world: ${read.message}`);
  if (read.saved === null) throw new Error("read the saved world: there is no checkpoint");
  return read.saved;
}
