/** The files of the project, for the checks that read them. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The root of the project, with a slash at its end. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url)).replaceAll("\\", "/");

/** Names of folders and files that are made, not written: never looked into. */
const MADE: ReadonlySet<string> = new Set([".git", "node_modules", "dist", "weald-data", "coverage", ".DS_Store"]);

/** A file with its path from the root ("world/limits.ts") and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Something that a check found. `line` counts from 1; 0 is the file as a whole. */
export interface Problem {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** Paths of all files, from the root, in order. Pictures and other binary files included. */
export function listFiles(folder = ""): string[] {
  const paths: string[] = [];
  for (const entry of readdirSync(ROOT + folder, { withFileTypes: true })) {
    if (MADE.has(entry.name) || entry.name.endsWith(".log")) continue;
    const path = folder + entry.name;
    if (entry.isDirectory()) paths.push(...listFiles(`${path}/`));
    else paths.push(path);
  }
  return paths.sort();
}

/** Names in the root that are not made: files, and folders with a slash at the end. */
export function listTop(): string[] {
  return readdirSync(ROOT)
    .filter((name) => !MADE.has(name) && !name.endsWith(".log"))
    .map((name) => statSync(ROOT + name).isDirectory() ? `${name}/` : name)
    .sort();
}

/** Reads the files whose names end in one of `endings`. */
export function readFiles(...endings: string[]): SourceFile[] {
  return listFiles()
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .map((path) => ({ path, text: readFileSync(ROOT + path, "utf8") }));
}

/** Problems as lines for a failing test's message. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems.map(({ path, line, text }) => `\n  ${path}${line > 0 ? `:${line}` : ""}: ${text}`).join("");
}
