/** What the map and its terrain worker say to one another. */
import type { Layout } from "../../../world/terrain/mod.ts";

/** To the worker. The seed comes first and once. */
export type TerrainAsk =
  | { type: "seed"; seed: number; recipe: Layout["recipe"] }
  | { type: "overview"; theme: "light" | "dark" }
  | { type: "chunk"; x: number; y: number; theme: "light" | "dark" };

/** From the worker. Pixels are RGBA. */
export type TerrainAnswer =
  | { type: "layout"; layout: Layout }
  | { type: "overview"; theme: "light" | "dark"; side: number; pixels: Uint8ClampedArray<ArrayBuffer> }
  | {
    type: "chunk";
    x: number;
    y: number;
    theme: "light" | "dark";
    side: number;
    pixels: Uint8ClampedArray<ArrayBuffer>;
    /** Five numbers for each prop: kind, x and y in metres, radius in metres, variant. */
    props: Float32Array<ArrayBuffer>;
  };
