/** How a bot gathers: it goes to the nearest of what is meant, and takes it. */
import type { CatalogEntryOf } from "../../world/content/mod.ts";
import type { SeenEntity, WealdClient } from "../../net/client/sdk/mod.ts";
import { away, type Legs, type Point } from "./legs.ts";

const REACH_METRES = 2.2;
const ACT_EVERY_SECONDS = 0.6;
/** So far around a mark it looks for what is meant. */
const ROAM_METRES = 60;

/** The gathering of one bot. */
export class Gatherer {
  readonly #client: WealdClient;
  readonly #legs: Legs;
  readonly #nodes: ReadonlyMap<number, CatalogEntryOf<"nodes">>;
  #nextAct = 0;

  constructor(client: WealdClient, legs: Legs, nodes: ReadonlyMap<number, CatalogEntryOf<"nodes">>) {
    [this.#client, this.#legs, this.#nodes] = [client, legs, nodes];
  }

  /** Goes on with it around a mark; calls `hopeless` if it has no tool for it, or is not good enough. */
  goOn(own: SeenEntity, nodeId: string, at: Point, seconds: number, hopeless: () => void): void {
    let nearest: SeenEntity | null = null;
    for (const entity of this.#client.entities) {
      const isIt = entity.kind === "node" && entity.amount > 0 && this.#nodes.get(entity.species)?.id === nodeId;
      if (isIt && (nearest === null || away(entity, own) < away(nearest, own))) nearest = entity;
    }
    if (nearest === null) return away(own, at) > 8 ? this.#legs.goTo(at, 2) : this.#legs.roam(at, ROAM_METRES);
    if (away(nearest, own) > REACH_METRES) return this.#legs.goTo(nearest, 1);
    this.#legs.stop();
    if (own.speed > 0 || seconds < this.#nextAct) return;
    this.#nextAct = seconds + ACT_EVERY_SECONDS;
    void this.#client.act("gather", { node: nearest.id, x: 0, y: 0 }).then((result) => {
      if (result.type === "refused" && ["no-tool", "skill-too-low", "not-yours"].includes(result.reason)) hopeless();
    });
  }
}
