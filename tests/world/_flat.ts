/** A terrain for tests: flat grass with square pillars to bump into, made of arithmetic, and a settlement or none. */
import { DEFAULT_RECIPE } from "../../world/terrain/rules.ts";
import { GROUND, type Layout, type Settlement, type Terrain } from "../../world/terrain/types.ts";

export const SPAWN = { x: 500_000, y: 500_000 };

/** A pillar of 2 m stands at the corner of each square of 16 m. */
function isPillar(x: number, y: number): boolean {
  return (x & 4095) < 512 && (y & 4095) < 512;
}

/** Makes the terrain. `settlements` may be given where a test is about them. */
export function makeFlat(settlements: readonly Settlement[] = []): Terrain {
  const layout: Layout = {
    seed: 1,
    metres: 4096,
    settlements,
    roads: [],
    places: [],
    portals: [],
    recipe: DEFAULT_RECIPE,
    spawnX: SPAWN.x,
    spawnY: SPAWN.y,
  };
  const isBlocked = (x: number, y: number) => x < 0 || y < 0 || x >= 1 << 20 || y >= 1 << 20 || isPillar(x, y);
  return {
    layout,
    // Nothing stands there. Pillars are in no chunk.
    chunk: (x, y) => ({
      ...{ x, y, heights: new Int16Array(65 * 65).fill(4), ground: new Uint8Array(64 * 64).fill(GROUND.grass) },
      ...{ blocked: new Uint32Array(512), solid: new Uint32Array(512), props: [], buildings: [] },
    }),
    isBlocked,
    isSolid: isBlocked,
    groundAt: () => GROUND.grass,
    heightAt: () => 256,
    riseAt: () => 0,
    isClear(fromX, fromY, toX, toY) {
      const dx = toX - fromX;
      const dy = toY - fromY;
      const steps = Math.max(1, Math.ceil(Math.sqrt(dx * dx + dy * dy) / 64));
      for (let step = 0; step <= steps; step++) {
        if (isBlocked(fromX + Math.floor(dx * step / steps), fromY + Math.floor(dy * step / steps))) return false;
      }
      return true;
    },
    overview: () => ({
      size: 256,
      ground: new Uint8Array(256 * 256).fill(GROUND.meadow),
      heights: new Int16Array(256 * 256).fill(4),
    }),
    nearestFree(x, y, radius) {
      for (let away = 0; away <= radius; away += 128) {
        for (const [right, down] of [[0, 0], [1, 0], [0, 1], [-1, 0], [0, -1]] as const) {
          if (!isBlocked(x + right * away, y + down * away)) return { x: x + right * away, y: y + down * away };
        }
      }
      return null;
    },
  };
}
