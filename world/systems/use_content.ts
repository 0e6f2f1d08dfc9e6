/** The host started with another pack of content than the world has. */
import { indexContent, NO_PACK, readPack } from "../content/mod.ts";
import type { World } from "../world.ts";

/**
 * Gives the world its new content. Entries keep their numbers, new ones get theirs, and what the pack has no more are
 * relics: what there is of them stays, and nothing is done with it.
 */
export function useContent(world: World, bytes: Uint8Array): void {
  const pack = readPack(bytes);
  // It was checked before it became a command; what cannot be read all the same changes nothing.
  if (pack === NO_PACK) return;
  world.content = indexContent(pack, world.content.numbers);
}
