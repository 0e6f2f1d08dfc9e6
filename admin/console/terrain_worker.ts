/** The map's terrain worker: makes the terrain of the seed and paints it, so that the page never waits for it. */
import { UNITS_PER_METRE } from "../../world/base/space.ts";
import { type Chunk, CHUNK_METRES, makeTerrain, type Prop, type Terrain } from "../../world/terrain/mod.ts";
import type { TerrainAnswer, TerrainAsk } from "./map/terrain_messages.ts";
import {
  BORDERED,
  type BorderedGround,
  CHUNK_FINER,
  OVERVIEW_FINER,
  paintChunk,
  paintOverview,
} from "./map/terrain_paint.ts";

let terrain: Terrain | null = null;

function answer(message: TerrainAnswer, transfer: Transferable[]): void {
  (self as unknown as { postMessage(message: TerrainAnswer, transfer: Transferable[]): void })
    .postMessage(message, transfer);
}

function packProps(props: readonly Prop[]): Float32Array<ArrayBuffer> {
  const packed = new Float32Array(props.length * 5);
  props.forEach((prop, index) => {
    packed.set(
      [prop.kind, prop.x / UNITS_PER_METRE, prop.y / UNITS_PER_METRE, prop.radius / UNITS_PER_METRE, prop.variant],
      index * 5,
    );
  });
  return packed;
}

function withBorder(terrain: Terrain, chunk: Chunk): BorderedGround {
  const ground = new Uint8Array(BORDERED * BORDERED);
  for (let y = 0; y < BORDERED; y++) {
    for (let x = 0; x < BORDERED; x++) {
      const inside = x > 0 && y > 0 && x <= CHUNK_METRES && y <= CHUNK_METRES;
      ground[y * BORDERED + x] = inside ? chunk.ground[(y - 1) * CHUNK_METRES + x - 1]! : terrain.groundAt(
        ((chunk.x * CHUNK_METRES) + x - 1) * UNITS_PER_METRE + UNITS_PER_METRE / 2,
        ((chunk.y * CHUNK_METRES) + y - 1) * UNITS_PER_METRE + UNITS_PER_METRE / 2,
      );
    }
  }
  return ground;
}

self.addEventListener("message", (event: MessageEvent<TerrainAsk>) => {
  const ask = event.data;
  if (ask.type === "seed") {
    terrain = makeTerrain(ask.seed, ask.recipe);
    return answer({ type: "layout", layout: terrain.layout }, []);
  }
  if (terrain === null) return;
  if (ask.type === "overview") {
    const overview = terrain.overview();
    const pixels = paintOverview(overview, ask.theme);
    const side = overview.size * OVERVIEW_FINER;
    return answer({ type: "overview", theme: ask.theme, side, pixels }, [pixels.buffer]);
  }
  const { x, y, theme } = ask;
  const chunk = terrain.chunk(x, y);
  const pixels = paintChunk(chunk, withBorder(terrain, chunk), theme);
  const props = packProps(chunk.props);
  answer({ type: "chunk", x, y, theme, side: CHUNK_METRES * CHUNK_FINER, pixels, props }, [
    pixels.buffer,
    props.buffer,
  ]);
});
