/** The content that the host started with, and how it becomes the world's. */
import type { Command } from "../commands.ts";
import {
  landChanges,
  NO_NUMBERS,
  NO_PACK,
  numbersOf,
  type Pack,
  packHash,
  readPack,
  recipeOf,
  writeCatalog,
  writePack,
} from "../content/mod.ts";
import { LandError } from "../terrain/mod.ts";
import { createWorld, type TerrainMaker, type World } from "../mod.ts";
import type { WorldConfig } from "./types.ts";

/** Why no world can begin with this content. */
export interface LandRefused {
  readonly type: "refused";
  readonly code: "land-refused";
  readonly message: string;
}

/** Lives as long as the world part. */
export class HostContent {
  /** NO_PACK until main has told. */
  pack: Pack = NO_PACK;
  /** Whether main has told. */
  isHere = false;

  /** Takes the content. */
  hear(bytes: Uint8Array): void {
    this.pack = readPack(bytes);
    this.isHere = true;
  }

  /** A new world of this content, or why there can be none. */
  newWorld(
    config: WorldConfig,
    terrainOf: TerrainMaker,
  ): { readonly type: "new"; readonly world: World } | LandRefused {
    try {
      const terrain = terrainOf(config.seed, recipeOf(this.pack, NO_NUMBERS));
      return { type: "new", world: createWorld(config, terrain, this.pack) };
    } catch (error) {
      if (!(error instanceof LandError)) throw error;
      const message = `No land can be made by these terrain rules from the seed ${config.seed}: ${error.message}. ` +
        "Change what the content says in terrain, or take another seed.";
      return { type: "refused", code: "land-refused", message };
    }
  }

  /** Why a world that stands already cannot have this content: its land is made, and stays. Null: it can. */
  landProblem(world: World): LandRefused | null {
    if (this.pack === NO_PACK) return null;
    const { land } = recipeOf(this.pack, world.content.numbers);
    const changes = landChanges(world.terrain.layout.recipe.land, land);
    if (changes.length === 0) return null;
    const message =
      `The content asks for another land than the one that this world was made with: ${
        changes.join("; ")
      }. Land is made once, with the world. Put the values back that were, or start a new world in another folder; ` +
      "terrain.footing may change at any start.";
    return { type: "refused", code: "land-refused", message };
  }

  /** The catalog of this content under the numbers that its entries have, or get with the next tick. */
  catalogFor({ content }: World): { readonly type: "catalog"; readonly hash: string; readonly json: Uint8Array } {
    const pack = this.pack === NO_PACK ? content.pack : this.pack;
    const { hash, bytes: json } = writeCatalog(pack, numbersOf(pack, content.numbers));
    return { type: "catalog", hash, json };
  }

  /** Another content than the world's becomes its own by a command of its next tick, and so it is in the journal. */
  giveTo({ content }: World, commands: Command[], log: (text: string) => void): void {
    const { name, version } = this.pack;
    const before = content.pack;
    const hash = packHash(this.pack);
    if (this.pack === NO_PACK || hash === content.hash) return;
    commands.push({ type: "useContent", actor: "the host", pack: writePack(this.pack) });
    const was = before === NO_PACK
      ? "there was none before"
      : `it was ${before.name} ${before.version} (${content.hash})`;
    log(`The content is ${name} ${version} (${hash}); ${was}.`);
  }
}
