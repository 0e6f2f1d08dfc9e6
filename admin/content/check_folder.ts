/** Checks the pack of a folder, or the default one. */
import { type Checked, checkPack, mistakeText } from "../../world/content/check/mod.ts";
import { DEFAULT_FILES } from "../../world/content/default/files.ts";
import { type Pack, PACK_BYTES_MAX, packHash, writePack } from "../../world/content/mod.ts";
import { MISTAKES_TOLD_MAX } from "./limits.ts";
import { readFolder } from "./read_folder.ts";

/** The pack, or what is wrong with it as a text for the host, a mistake a line. */
export type CheckedFolder =
  | { readonly ok: true; readonly pack: Pack; readonly hash: string; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly mistakes: number; readonly message: string };

/** Checks the pack in a folder; "": the default pack. */
export async function checkFolder(folder: string): Promise<CheckedFolder> {
  const read = folder === "" ? { files: DEFAULT_FILES, mistakes: [] } : await readFolder(folder);
  const checked: Checked = read.mistakes.length > 0
    ? { ok: false, mistakes: read.mistakes }
    : checkPack(read.files, folder === "" ? [] : DEFAULT_FILES);
  if (!checked.ok) {
    const told = checked.mistakes.slice(0, MISTAKES_TOLD_MAX).map(mistakeText);
    const more = checked.mistakes.length - told.length;
    if (more > 0) told.push(`… and ${more} more.`);
    return { ok: false, mistakes: checked.mistakes.length, message: told.join("\n") };
  }
  const bytes = writePack(checked.pack);
  if (bytes.length > PACK_BYTES_MAX) {
    const message = `The pack has ${bytes.length} bytes; wanted: at most ${PACK_BYTES_MAX}.`;
    return { ok: false, mistakes: 1, message };
  }
  return { ok: true, pack: checked.pack, hash: packHash(checked.pack), bytes };
}
