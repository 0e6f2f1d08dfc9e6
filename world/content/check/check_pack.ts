/**
 * From files to a pack: the manifest, then the entries of all files by id, over those of the pack that is extended, then
 * each entry by its schema with all references known, then the whole.
 */
import { KIND_NAMES, type KindName } from "../schema/kind_names.ts";
import { KINDS, MANIFEST, type Manifest } from "../schema/kinds.ts";
import { type KnownIds, withKnownIds } from "../schema/known_ids.ts";
import type { Pack } from "../pack.ts";
import { checkWhole } from "./whole.ts";
import { mistakesOf } from "./issues.ts";
import { type Mistake, shownValue } from "./mistakes.ts";
import { nearest } from "./nearest.ts";

/** A file of a pack: its path within the folder, and what its JSON says. */
export interface PackFile {
  readonly path: string;
  readonly json: unknown;
}

/** The pack, or everything that is wrong with it. */
export type Checked =
  | { readonly ok: true; readonly pack: Pack }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

export const MANIFEST_FILE = "pack.json";

/** An entry before it is checked. */
interface Draft {
  readonly file: string;
  readonly raw: { readonly id: string };
}
type Drafts = Map<KindName, Map<string, Draft>>;

/** Checks a pack. `defaults`: the files of the default pack, which it may extend. */
export function checkPack(files: readonly PackFile[], defaults: readonly PackFile[]): Checked {
  const mistakes: Mistake[] = [];
  const manifest = readManifest(files, mistakes);
  if (manifest === null) return { ok: false, mistakes };
  const drafts: Drafts = new Map(KIND_NAMES.map((kind) => [kind, new Map()]));
  // Names of files are told from the pack's own folder; those of the default pack say whose they are.
  if (manifest.extends === "default") {
    gather(drafts, defaults.map((file) => ({ ...file, path: `default/${file.path}` })), mistakes);
  }
  gather(drafts, files, mistakes);
  const ids: KnownIds = new Map([...drafts].map(([kind, entries]) => [kind, new Set(entries.keys())]));
  const entries = withKnownIds(ids, () => readEntries(drafts, ids, mistakes));
  if (mistakes.length > 0) return { ok: false, mistakes };
  const pack = { name: manifest.name, version: manifest.version, entries };
  checkWhole(pack, (kind, id, path, value, wanted) => {
    const file = drafts.get(kind)!.get(id)?.file ?? MANIFEST_FILE;
    const whole = [kind, id, path].filter((part) => part !== "").join(".");
    mistakes.push({ file, path: whole, value: shownValue(value), wanted });
  });
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, pack };
}

function readManifest(files: readonly PackFile[], mistakes: Mistake[]): Manifest | null {
  const file = files.find(({ path }) => path === MANIFEST_FILE);
  const wanted = "a file pack.json with name, version and extends";
  if (file === undefined) {
    mistakes.push({ file: MANIFEST_FILE, path: "the file", value: "", wanted });
    return null;
  }
  const parsed = MANIFEST.safeParse(file.json);
  if (parsed.success) return parsed.data;
  mistakes.push(...mistakesOf(parsed.error.issues, file.json, { file: MANIFEST_FILE, at: "pack", ids: new Map() }));
  return null;
}

/** Lays the entries of files over those that are there: the same id replaces, `remove` takes away, new ones come last. */
function gather(drafts: Drafts, files: readonly PackFile[], mistakes: Mistake[]): void {
  const seen = new Map<string, string>();
  for (const { path: file, json } of files) {
    if (file === MANIFEST_FILE || file === `default/${MANIFEST_FILE}`) continue;
    if (typeof json !== "object" || json === null || Array.isArray(json)) {
      mistakes.push({
        file,
        path: "the file",
        value: shownValue(json),
        wanted: "an object with lists of entries by kind",
      });
      continue;
    }
    for (const [kind, list] of Object.entries(json)) {
      if (kind === "$schema") continue;
      const into = drafts.get(kind as KindName);
      if (into === undefined) {
        const close = nearest(kind, KIND_NAMES);
        const wanted = `a kind of content${
          close === null ? `: ${KIND_NAMES.join(", ")}` : `; did you mean "${close}"?`
        }`;
        mistakes.push({ file, path: kind, value: shownValue(list), wanted });
      } else if (!Array.isArray(list)) {
        mistakes.push({ file, path: kind, value: shownValue(list), wanted: "a list of entries [ … ]" });
      } else list.forEach((raw: unknown, index) => gatherOne(into, { file, kind, index, raw }, seen, mistakes));
    }
  }
}

function gatherOne(
  into: Map<string, Draft>,
  { file, kind, index, raw }: { file: string; kind: string; index: number; raw: unknown },
  seen: Map<string, string>,
  mistakes: Mistake[],
): void {
  const path = `${kind}.${index}`;
  const id: unknown = typeof raw === "object" && raw !== null ? Reflect.get(raw, "id") : undefined;
  if (typeof id !== "string" || id === "") {
    mistakes.push({
      file,
      path: `${path}.id`,
      value: shownValue(id),
      wanted: "an id: small letters, digits, underscores",
    });
    return;
  }
  const key = `${kind} ${id}`;
  const before = seen.get(key);
  if (before !== undefined) {
    mistakes.push({
      file,
      path: `${path}.id`,
      value: shownValue(id),
      wanted: `an id that is new: ${before} has this one`,
    });
    return;
  }
  seen.set(key, file);
  if (Reflect.get(raw as object, "remove") === true) {
    if (!into.delete(id)) {
      mistakes.push({ file, path: `${kind}.${id}`, value: shownValue(raw), wanted: "an entry of the extended pack" });
    }
  } else into.set(id, { file, raw: raw as { id: string } });
}

function readEntries(drafts: Drafts, ids: KnownIds, mistakes: Mistake[]): Pack["entries"] {
  const entries = KIND_NAMES.map((kind) => {
    const list: unknown[] = [];
    for (const [id, { file, raw }] of drafts.get(kind)!) {
      const parsed = KINDS[kind].safeParse(raw);
      if (parsed.success) list.push(parsed.data);
      else mistakes.push(...mistakesOf(parsed.error.issues, raw, { file, at: `${kind}.${id}`, ids }));
    }
    return [kind, list] as const;
  });
  return Object.fromEntries(entries) as unknown as Pack["entries"];
}
