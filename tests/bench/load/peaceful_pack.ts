/**
 * The default pack with creatures that attack nobody: they live, roam and are told like always, and who only walks about
 * to be measured is not eaten.
 */
import type { PackFile } from "../../../world/content/check/mod.ts";
import { DEFAULT_FILES } from "../../../world/content/default/files.ts";

/** The files of the pack, over those of the default pack. */
export function peacefulFiles(): PackFile[] {
  const creatures = DEFAULT_FILES.flatMap(({ json }) =>
    (json as { creatures?: { attitude: string }[] }).creatures ?? []
  )
    .filter(({ attitude }) => attitude === "hostile")
    .map((creature) => ({ ...creature, attitude: "neutral" }));
  return [
    { path: "pack.json", json: { name: "Three Bells at peace", version: "1", extends: "default" } },
    { path: "creatures.json", json: { creatures } },
  ];
}
