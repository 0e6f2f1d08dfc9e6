/**
 * Which file may import which. Imports point one way:
 *
 *   main.ts ─► admin ─► net ─────────┐
 *      │         └─► persistence ────┤
 *      └──► net, persistence ────────┴─► world ─► world/base
 *
 * 1. A folder imports only what it may, by the table below; net and persistence never each other.
 * 2. `_name.ts` is private: only files of its own folder, and tests of that folder, import it. Tests share theirs.
 * 3. A folder that has a mod.ts is entered by it, or by a file that ENTRANCES names.
 * 4. Shipped code imports no tests.
 * 5. Values are not imported in a circle.
 */
import { posix } from "node:path";
import type { Problem, SourceFile } from "./source_files.ts";

/** What each folder may import besides itself: the longest prefix of a path counts. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "main.ts": ["admin/", "net/", "persistence/", "world/", "deno.json"],
  "admin/": ["net/", "persistence/", "world/"],
  "net/": ["world/"],
  "persistence/": ["world/"],
  "world/": [],
  "world/base/": [],
  "tests/": ["main.ts", "admin/", "net/", "persistence/", "world/", "deno.json"],
};

/** Folders that are a part of another but may import less of it. */
const INNERMOST: readonly string[] = ["world/base/"];

/** One import as it stands in a file. */
export interface Import {
  readonly from: string;
  readonly line: number;
  /** As written: "./a.ts", "npm:…", "ws". */
  readonly specifier: string;
  /** The imported file's path from the root; null for packages and built-in modules. */
  readonly to: string | null;
  /** Whether it is erased when types are: `import type`, `export type`. */
  readonly typesOnly: boolean;
}

const STATIC = /^\s*(import|export)\s+(type\s+)?(?:[^"'`;()]*?\sfrom\s+)?["']([^"'\n]+)["']/gm;
const DYNAMIC = /\b(?:import\s*\(|new\s+URL\s*\()\s*["'](\.{1,2}\/[^"'\n]+\.tsx?)["']/g;

/** The imports of a file, static, dynamic and of workers by `new URL("./part.ts", …)`. */
export function readImports(file: SourceFile): Import[] {
  // Comments hold examples; blank them, but keep the lines.
  const text = file.text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "))
    .replace(/^[ \t]*\/\/.*$/gm, "");
  const imports: Import[] = [];
  const add = (index: number, specifier: string, typesOnly: boolean) => {
    const line = text.slice(0, index).split("\n").length;
    const to = /^\.\.?\//.test(specifier) ? posix.normalize(posix.join(posix.dirname(file.path), specifier)) : null;
    imports.push({ from: file.path, line, specifier, to, typesOnly });
  };
  for (const match of text.matchAll(STATIC)) {
    add(match.index + match[0].indexOf(match[1]!), match[3]!, match[2] !== undefined);
  }
  for (const match of text.matchAll(DYNAMIC)) add(match.index, match[1]!, false);
  return imports;
}

/** Everything in `files` that breaks a rule above. */
export function checkImports(files: readonly SourceFile[]): Problem[] {
  const imports = files.flatMap(readImports);
  const paths = new Set(files.map((file) => file.path));
  return [
    ...imports.flatMap((one) => checkDirection(one)),
    ...imports.flatMap((one) => checkPrivate(one)),
    ...imports.flatMap((one) => checkEntrance(one, paths)),
    ...checkCircles(imports),
  ];
}

function checkDirection({ from, line, to }: Import): Problem[] {
  if (to === null) return [];
  if (to.startsWith("../")) return [{ path: from, line, text: `imports ${to}, outside of the project` }];
  const folder = Object.keys(MAY_IMPORT).filter((name) => from.startsWith(name)).sort().at(-1);
  if (folder === undefined) {
    return [{ path: from, line, text: "belongs to no folder that tests/tools/imports.ts knows" }];
  }
  const own = INNERMOST.includes(folder) ? folder : `${folder.split("/")[0]}/`;
  if (to.startsWith(own) || MAY_IMPORT[folder]!.some((name) => to.startsWith(name))) return [];
  return [{ path: from, line, text: `imports ${to}: ${folder} may not import that` }];
}

function checkPrivate({ from, line, to }: Import): Problem[] {
  if (to === null || !posix.basename(to).startsWith("_")) return [];
  const folder = posix.dirname(to);
  const importer = posix.dirname(from);
  if (importer === folder || `${importer}/`.startsWith(`tests/${folder}/`)) return [];
  if (from.startsWith("tests/") && to.startsWith("tests/")) return [];
  return [{ path: from, line, text: `imports ${to}, which is private to ${folder}/` }];
}

/**
 * Files besides mod.ts by which a folder may be entered, where it has a mod.ts: declarations and limits anywhere, and
 * the tables and sums that pages, and plans of days, need without the rest of the folder.
 */
const ENTRANCES: readonly RegExp[] = [
  /(^|\/)(mod|types|limits|part|worker|config)\.tsx?$/,
  /^world\/(components|commands|calendar|seasons|weather|motion|footing|output|actions|refusals|topics|kinds)\.ts$/,
  /^world\/(section_names|seen_gear|barriers)\.ts$/,
  /^world\/systems\/(actions|topic_readers|inputs|route_requests|wake|near)\.ts$/,
  /^world\/places\/(buildings|regions|where)\.ts$/,
  /^world\/landmarks\/ground\.ts$/,
  /^admin\/api\/(ports|live_messages|overview|passwords)\.ts$/,
  /^admin\/past\/(clock|questions)\.ts$/,
  /^admin\/supervisor\/parts\.ts$/,
  /^world\/ledger\/(things|piles)\.ts$/,
];

function checkEntrance({ from, line, to }: Import, paths: ReadonlySet<string>): Problem[] {
  if (to === null || from.startsWith("tests/") || ENTRANCES.some((entrance) => entrance.test(to))) return [];
  const folder = posix.dirname(to);
  if (!paths.has(`${folder}/mod.ts`) || `${posix.dirname(from)}/`.startsWith(`${folder}/`)) return [];
  // The folder's own parent puts it together, and knows its files.
  if (posix.dirname(from) === posix.dirname(folder)) return [];
  return [{ path: from, line, text: `imports ${to}: ${folder}/ is entered by its mod.ts` }];
}

/** Circles among imports of values, each told once, at its first file in the order of names. */
function checkCircles(imports: readonly Import[]): Problem[] {
  const next = new Map<string, Import[]>();
  for (const one of imports) {
    if (one.to === null || one.typesOnly || one.to === one.from) continue;
    next.set(one.from, [...next.get(one.from) ?? [], one]);
  }
  const problems: Problem[] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: string[]) => {
    const at = trail.indexOf(path);
    if (at >= 0) {
      const circle = [...trail.slice(at), path];
      problems.push({ path, line: 0, text: `imports itself in a circle: ${circle.join(" → ")}` });
      return;
    }
    if (done.has(path)) return;
    for (const { to } of next.get(path) ?? []) walk(to!, [...trail, path]);
    done.add(path);
  };
  for (const path of [...next.keys()].sort()) walk(path, []);
  return problems;
}
