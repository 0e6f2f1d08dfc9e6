/**
 * What a world begins with, as it comes: the configuration, the host's content, and the saved world. A saved world needs
 * nothing of the content to stand again, so it does while the content is checked; nothing is told or written before all
 * is here.
 */
import type { MessageOf } from "../base/record.ts";
import type { TerrainMaker, World } from "../mod.ts";
import { ArrivingWorld } from "./arriving_world.ts";
import type { HostContent, LandRefused } from "./host_content.ts";
import type { LandMemory } from "./land_memory.ts";
import type { storageToWorld } from "./messages.ts";
import type { Recovered } from "./recover.ts";
import type { WorldConfig } from "./types.ts";

/** What storage says when it has handed everything over. */
export type Restored = Extract<MessageOf<typeof storageToWorld.declarations>, { type: "restored" }>;

/** A saved world that stands again. */
export type Standing = Extract<Recovered, { type: "recovered" }>;

/** A world that can begin, or why there is none. */
export type Begun =
  | { readonly type: "new"; readonly world: World }
  | Standing
  | Extract<Recovered, { type: "refused" }>
  | LandRefused;

/** Lives until the world begins. */
export class Beginning {
  readonly arriving: ArrivingWorld;
  config: WorldConfig | null = null;
  restored: Restored | null = null;
  #recovered: Recovered | null = null;

  constructor(memory: LandMemory | null, terrainOf?: TerrainMaker) {
    this.arriving = new ArrivingWorld(memory, terrainOf);
  }

  /** Comes as far as what is here allows; null: something is missing yet. `log` is told what was recovered. */
  begin(content: HostContent, log: (text: string) => void): Begun | null {
    const { config, restored } = this;
    if (config === null || restored === null) return null;
    if (!restored.fresh) this.#recovered ??= this.#recover(config, restored, log);
    if (this.#recovered?.type === "refused") return this.#recovered;
    if (config.contentFollows === true && !content.isHere) return null;
    if (this.#recovered === null) return content.newWorld(config, this.arriving.terrainOf);
    return content.landProblem(this.#recovered.world) ?? this.#recovered;
  }

  #recover(config: WorldConfig, { hash, rules, problem }: Restored, log: (text: string) => void): Recovered {
    const startedMs = performance.now();
    const recovered = this.arriving.recover({ hash, rules, problem }, config.recover ?? "exact");
    if (recovered.type === "recovered" && recovered.ticks > 0) {
      const { ticks, world: { tick } } = recovered;
      const ms = Math.round(performance.now() - startedMs);
      log(`The journal brought the world forward by ${ticks} ticks, to tick ${tick}, in ${ms} ms.`);
    }
    return recovered;
  }
}
