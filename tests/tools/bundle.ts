/**
 * Bundles the server: dist/server/main.js and one script for each of its threads, with what they share beside them.
 *
 *     deno run -A tests/tools/bundle.ts
 *
 * A thread holds the text of all its modules for as long as it lives, comments included, and some of it twice. Without
 * comments, types and white space, and in a few files rather than hundreds, four threads hold 20 MB less. Names are
 * kept, so what an error says of where it happened can be found in the sources. Packages stay outside.
 *
 * The default content goes beside them as one file, checked, so that no start has to check it. All of it is worked out
 * anew at every build: a content that was edited is never missed, and one with a mistake makes no bundle.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { posix } from "node:path";
import * as esbuild from "esbuild";
import { checkFolder } from "../../admin/content/check_folder.ts";
import { readFiles, ROOT } from "./source_files.ts";

/** Where the bundle is, from the root. */
export const BUNDLE_FOLDER = "dist/server";
const TO_ROOT = "../../";

/** A file beside the one that names it: a thread, or a folder of pages. */
const BESIDE = /\bnew URL\("(\.[^"]+)", import\.meta\.url\)/g;

/** The path from the root of a file that another one names. */
function pathBeside(path: string, beside: string): string {
  return posix.join(posix.dirname(path), beside);
}

/** What a module that begins a thread becomes, without extension: "net/worker.ts" is in "net_worker.js". */
function scriptName(path: string): string {
  return path.replace(/\.ts$/, "").replaceAll("/", "_");
}

/** Where in the bundle main.ts or a thread's module is, from the root. */
export function bundledAs(path: string): string {
  return `${BUNDLE_FOLDER}/${scriptName(path)}.js`;
}

/** Where in the bundle the default content is, from the root; admin/content/prepare_apart.ts reads it. */
export const BUNDLED_PACK = `${BUNDLE_FOLDER}/default.pack`;

/** The server's threads, by their paths: what shipped code makes a `new URL("….ts", import.meta.url)` of. */
export function threadPaths(): string[] {
  const files = readFiles(".ts").filter(({ path }) => !/^(tests|net\/client|admin\/console)\//.test(path));
  const named = files.flatMap(({ path, text }) =>
    [...text.matchAll(BESIDE)].map(([, beside]) => pathBeside(path, beside!)).filter((found) => found.endsWith(".ts"))
  );
  return [...new Set(named)].sort();
}

/** A module's text with what it names beside itself named from the bundle's folder instead. Throws on other addresses. */
export function addressedFromBundle(path: string, text: string): string {
  if (text.replace(BESIDE, "").includes("import.meta.url")) {
    throw new Error(`bundle ${path}: an address that is no new URL("./…", import.meta.url)`);
  }
  return text.replace(BESIDE, (_, beside: string) => {
    return `new URL("${addressInBundle(pathBeside(path, beside))}", import.meta.url)`;
  });
}

/** What the bundle names a file by, its path from the root: threads and the content are in it, pages are not. */
function addressInBundle(named: string): string {
  if (named.endsWith(".ts")) return `./${scriptName(named)}.js`;
  if (named.endsWith(".pack")) return `./${posix.basename(named)}`;
  return posix.join(TO_ROOT, named);
}

/** An import that waits until it is wanted, as the bundler writes it. */
const LATER = /\bimport\(("\.\/[^"]+")\)/g;

/**
 * Hides from the loader what is imported later: it would read all that is named so at the start and keep the text,
 * which is 1.4 MB of other threads' and of commands' (measured).
 */
export function importingLater(text: string): string {
  return text.replace(LATER, (_, named: string) => `import(String(${named}))`);
}

const addresses: esbuild.Plugin = {
  name: "addresses",
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const contents = addressedFromBundle(
        path.replaceAll("\\", "/").slice(ROOT.length),
        await Deno.readTextFile(path),
      );
      return { contents, loader: "ts" };
    });
  },
};

/** A file of the bundle, its path from the root. */
export interface BundledFile {
  readonly path: string;
  readonly text: string;
}

/** Builds the bundle, and writes nothing. The bundler's helper runs until esbuild is stopped. */
export async function bundleServer(): Promise<BundledFile[]> {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: ["main.ts", ...threadPaths()].map((path) => ({ in: path, out: scriptName(path) })),
    outdir: BUNDLE_FOLDER,
    bundle: true,
    splitting: true,
    packages: "external",
    minifyWhitespace: true,
    minifySyntax: true,
    format: "esm",
    platform: "node",
    target: "esnext",
    // One letter beyond Latin-1, and the engine holds a whole file with two bytes a letter.
    charset: "ascii",
    legalComments: "none",
    logLevel: "silent",
    tsconfigRaw: "{}",
    write: false,
    plugins: [addresses],
  });
  const scripts = outputFiles.map(({ path, text }) => ({
    path: `${BUNDLE_FOLDER}/${posix.basename(path.replaceAll("\\", "/"))}`,
    text: importingLater(text),
  }));
  return [...scripts, await bundledPack()];
}

/** Throws if the content has a mistake, and says which. */
async function bundledPack(): Promise<BundledFile> {
  const checked = await checkFolder("");
  if (!checked.ok) throw new Error(`bundle the content, which has mistakes:\n${checked.message}`);
  return { path: BUNDLED_PACK, text: new TextDecoder().decode(checked.bytes) };
}

/** Writes what is not yet so, and removes what is of another build: a server that runs from the same one is not disturbed. */
function writeBundle(files: readonly BundledFile[]): void {
  const folder = ROOT + BUNDLE_FOLDER;
  mkdirSync(folder, { recursive: true });
  const before = new Set(readdirSync(folder).map((name) => `${BUNDLE_FOLDER}/${name}`));
  for (const { path, text } of files) {
    if (!before.delete(path) || readFileSync(ROOT + path, "utf8") !== text) writeFileSync(ROOT + path, text);
  }
  for (const path of before) rmSync(ROOT + path);
}

if (import.meta.main) {
  const startedAt = performance.now();
  try {
    const files = await bundleServer();
    writeBundle(files);
    console.log(`${BUNDLE_FOLDER}: ${files.length} files in ${Math.round(performance.now() - startedAt)} ms`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    Deno.exitCode = 1;
  }
  await esbuild.stop();
}
