/**
 * The default pack with creatures that attack nobody: they live, roam and are told like always, and who only walks about
 * to be measured is not eaten.
 */
import { DEFAULT_FILES } from "../../../world/content/default/files.ts";

/** Writes the pack into a folder that is not there yet. */
export async function writePeacefulPack(folder: string): Promise<void> {
  const creatures = DEFAULT_FILES.flatMap(({ json }) =>
    (json as { creatures?: { attitude: string }[] }).creatures ?? []
  )
    .filter(({ attitude }) => attitude === "hostile")
    .map((creature) => ({ ...creature, attitude: "neutral" }));
  await Deno.mkdir(folder);
  const pack = { name: "Three Bells at peace", version: "1", extends: "default" };
  await Deno.writeTextFile(`${folder}/pack.json`, JSON.stringify(pack));
  await Deno.writeTextFile(`${folder}/creatures.json`, JSON.stringify({ creatures }));
}
