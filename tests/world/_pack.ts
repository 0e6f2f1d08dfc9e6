/** The default pack, checked once for all tests of a process. */
import { checkPack } from "../../world/content/check/mod.ts";
import { DEFAULT_FILES } from "../../world/content/default/files.ts";
import type { Pack } from "../../world/content/mod.ts";

let checked: Pack | null = null;

/** The default pack. */
export function defaultPack(): Pack {
  if (checked !== null) return checked;
  const result = checkPack(DEFAULT_FILES, []);
  if (!result.ok) throw new Error("the default pack has mistakes: see tests/world/content");
  return checked = result.pack;
}
