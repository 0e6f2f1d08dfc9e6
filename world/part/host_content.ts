/** The content that the host started with, and how it becomes the world's. */
import type { Command } from "../commands.ts";
import {
  NO_NUMBERS,
  NO_PACK,
  numbersOf,
  type Pack,
  packHash,
  plansOf,
  readPack,
  writeCatalog,
  writePack,
} from "../content/mod.ts";
import { createWorld, type TerrainMaker, type World } from "../mod.ts";
import type { WorldConfig } from "./types.ts";

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

  /** A new world of this content. */
  newWorld(config: WorldConfig, terrainOf: TerrainMaker): World {
    return createWorld(config, terrainOf(config.seed, plansOf(this.pack, NO_NUMBERS)), this.pack);
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
