/** Reads the files of a pack from a folder. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Mistake, type PackFile, shownValue } from "../../world/content/check/mod.ts";
import { FILE_LETTERS_MAX, FILES_MAX } from "./limits.ts";

/** The files of a folder, and what is wrong with those that cannot be read as JSON. */
export interface FolderRead {
  readonly files: readonly PackFile[];
  readonly mistakes: readonly Mistake[];
}

/** Reads every .json file under a folder, by name. Schemas for editors (*.schema.json) are none of the pack. */
export async function readFolder(folder: string): Promise<FolderRead> {
  const mistakes: Mistake[] = [];
  const files: PackFile[] = [];
  const names = await listFolder(folder);
  if (typeof names === "string") {
    const mistake = { file: folder, path: "the folder", value: names, wanted: "a folder with a pack.json" };
    return { files, mistakes: [mistake] };
  }
  const found = names.filter((name) => name.endsWith(".json") && !name.endsWith(".schema.json")).sort();
  if (found.length > FILES_MAX) {
    mistakes.push({ file: folder, path: "files", value: String(found.length), wanted: `at most ${FILES_MAX} files` });
    return { files, mistakes };
  }
  for (const path of found) {
    const read = await readJson(join(folder, path));
    if (read.ok) files.push({ path, json: read.json });
    else mistakes.push({ file: path, path: read.where, value: read.value, wanted: read.wanted });
  }
  return { files, mistakes };
}

/** Paths of all files under a folder, or why they cannot be listed. */
async function listFolder(folder: string): Promise<string[] | string> {
  try {
    return (await readdir(folder, { recursive: true })).map((name) => name.replaceAll("\\", "/"));
  } catch (error) {
    if (error instanceof Error && (error as { code?: unknown }).code === "ENOENT") return "not there";
    return shownValue(error instanceof Error ? error.message : String(error));
  }
}

type JsonRead =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly where: string; readonly value: string; readonly wanted: string };

async function readJson(path: string): Promise<JsonRead> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, where: "the file", value: shownValue(why), wanted: "a file that can be read" };
  }
  if (text.length > FILE_LETTERS_MAX) {
    const wanted = `at most ${FILE_LETTERS_MAX} letters; spread it over several files`;
    return { ok: false, where: "the file", value: `${text.length} letters`, wanted };
  }
  try {
    return { ok: true, json: JSON.parse(text) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, where: placeOf(text, why), value: shownValue(why), wanted: "JSON" };
  }
}

/** Line and column of a JSON error, as far as its message says where. */
function placeOf(text: string, why: string): string {
  const at = /position (\d+)/.exec(why)?.[1];
  if (at === undefined) return "the file";
  const before = text.slice(0, Number(at)).split("\n");
  return `line ${before.length}, column ${before.at(-1)!.length + 1}`;
}
