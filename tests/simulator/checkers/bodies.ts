/** Nobody is there twice. */
import { idAt, indexEnd } from "../../../world/entities.ts";
import type { World } from "../../../world/mod.ts";

/** Throws if a character or a session has two bodies. */
export function checkBodies(world: World): void {
  const { entities } = world;
  for (const name of ["character", "session"] as const) {
    const column = entities.components.columns[name];
    const seen = new Map<number, number>();
    for (let index = 0; index < indexEnd(entities); index++) {
      const value = column[index]!;
      const id = idAt(entities, index);
      if (id === 0 || value === 0) continue;
      if (seen.has(value)) throw new Error(`bodies: ${name} ${value} has two: ${seen.get(value)} and ${id}`);
      seen.set(value, id);
    }
  }
}
