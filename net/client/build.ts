/**
 * Bundles what browsers load: the players' page into net/client/dist/ and the console into admin/console/dist/.
 *
 *     deno run -A net/client/build.ts            once, minified
 *     deno run -A net/client/build.ts --watch    again at each change, readable
 *
 * A bundle folder holds entry scripts, and beside them what is copied as it is: HTML, CSS, icons. The file names stay
 * the same from build to build, so whoever serves them sends an ETag of the content.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

/** One folder of sources that becomes one folder of files for the browser. Paths from the root of the repository. */
interface Bundle {
  readonly sources: string;
  readonly output: string;
  /** What main.ts becomes. Each `*_worker.ts` beside it becomes a script of its own name. */
  readonly script: string;
  /** More modules in the same folder: their sources, and their names without extension. */
  readonly modules: Readonly<Record<string, string>>;
}

const BUNDLES: readonly Bundle[] = [
  {
    sources: "net/client/page",
    output: "net/client/dist",
    script: "page",
    // For programs of others: a world brings the SDK that speaks with it.
    modules: { "sdk": "net/client/sdk/mod.ts", "sdk_terrain": "net/client/sdk/terrain.ts" },
  },
  { sources: "admin/console", output: "admin/console/dist", script: "console", modules: {} },
];

/** Copied beside the scripts as they are. */
const COPIED = new Set([".html", ".css", ".svg", ".png", ".ico", ".webmanifest", ".woff2", ".txt"]);

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What a build made: a path from the repository's root and the size of the file. */
export interface Built {
  readonly path: string;
  readonly bytes: number;
}

/** Builds every bundle whose sources exist, and tells what it wrote. One that fails holds no other up. */
export async function buildAll(options: { minify: boolean }): Promise<Built[]> {
  const results = await Promise.allSettled(BUNDLES.filter(hasSources).map((bundle) => buildOne(bundle, options)));
  const failures = results.flatMap((result) => result.status === "rejected" ? [String(result.reason)] : []);
  if (failures.length > 0) throw new Error(failures.join("\n"));
  return results.flatMap((result) => result.status === "fulfilled" ? result.value : []);
}

function hasSources(bundle: Bundle): boolean {
  return existsSync(join(root, bundle.sources, "main.ts"));
}

async function buildOne(bundle: Bundle, options: { minify: boolean }): Promise<Built[]> {
  const result = await esbuild.build({ ...esbuildOptions(bundle, options.minify), write: false });
  const output = join(root, bundle.output);
  mkdirSync(output, { recursive: true });
  const built: Built[] = [];
  // Each file becomes the new one at once: a server may be reading, and another may be building.
  const write = (name: string, bytes: Uint8Array) => {
    const unfinished = join(output, `.${name}.${process.pid}`);
    writeFileSync(unfinished, bytes);
    renameSync(unfinished, join(output, name));
    built.push({ path: `${bundle.output}/${name}`, bytes: bytes.length });
  };
  for (const file of result.outputFiles) write(file.path.slice(output.length + 1), file.contents);
  for (const name of readdirSync(join(root, bundle.sources))) {
    if (COPIED.has(extname(name))) write(name, readFileSync(join(root, bundle.sources, name)));
  }
  const kept = new Set(built.map(({ path }) => basename(path)));
  for (const name of readdirSync(output)) {
    // What another is just writing begins with a dot.
    if (!kept.has(name) && !name.startsWith(".")) rmSync(join(output, name), { recursive: true, force: true });
  }
  return built;
}

/** Options for ES modules that run in browsers and elsewhere, with their packages in them. */
export function moduleOptions(minify: boolean) {
  return {
    bundle: true,
    minify,
    format: "esm",
    target: "es2022",
    platform: "browser",
    sourcemap: false,
    legalComments: "none",
    charset: "utf8",
    logLevel: "silent",
    tsconfigRaw: "{}",
    plugins: [unusedGone, wordsGone, npmFromDeno],
  } satisfies esbuild.BuildOptions;
}

function esbuildOptions(bundle: Bundle, minify: boolean) {
  const sources = join(root, bundle.sources);
  const workers = readdirSync(sources).filter((name) => name.endsWith("_worker.ts"));
  return {
    entryPoints: [
      { in: join(sources, "main.ts"), out: bundle.script },
      ...workers.map((name) => ({ in: join(sources, name), out: name.slice(0, -3) })),
      ...Object.entries(bundle.modules).map(([name, path]) => ({ in: join(root, path), out: name })),
    ],
    outdir: join(root, bundle.output),
    ...moduleOptions(minify),
  } satisfies esbuild.BuildOptions;
}

/** No module of ours does anything by being imported but check itself: one that nothing is used of is left out. */
const unusedGone: esbuild.Plugin = {
  name: "unused-gone",
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, resolveDir, kind }) => {
      if (kind === "entry-point" || resolveDir.includes("node_modules")) return undefined;
      return { path: join(resolveDir, path), sideEffects: false };
    });
  },
};

/**
 * What the tables of the protocol say about each field is for documents and schemas, which no client makes: without it
 * the SDK is a ninth smaller.
 */
const wordsGone: esbuild.Plugin = {
  name: "words-gone",
  setup(build) {
    const tables = /\/(world\/(topics|topic_declaration|actions)\w*|net\/protocol\/\w+_fields)\.ts$/;
    build.onLoad({ filter: tables }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      return { contents: text.replace(/\babout:\s*"(?:[^"\\]|\\.)*"/g, 'about: ""'), loader: "ts" };
    });
  },
};

/**
 * Finds npm packages where Deno keeps them. Deno resolves a bare name through the import map of deno.json; importing
 * it first has it downloaded when the cache is cold. Of what it finds, the ES module form is taken where the package
 * names one, because only that can be trimmed to what is used.
 */
const npmFromDeno: esbuild.Plugin = {
  name: "npm-from-deno",
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, async ({ path, kind }) => {
      if (kind === "entry-point" || path.startsWith("node:")) return undefined;
      await import(path);
      const main = fileURLToPath(import.meta.resolve(path));
      const folder = packageFolder(main);
      const { module } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { module?: string };
      return { path: module === undefined ? main : join(folder, module), sideEffects: false };
    });
  },
};

function packageFolder(file: string): string {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json")) && !folder.endsWith("dist.cjs")) return folder;
  }
  throw new Error(`find the package of ${file}: no package.json in any folder above it`);
}

/** Builds again whenever a source changes, until the process is ended. */
async function watch(): Promise<void> {
  const folders = ["net", "world", "admin/console"].map((folder) => join(root, folder)).filter(existsSync);
  let timer: ReturnType<typeof setTimeout> | undefined;
  for await (const event of Deno.watchFs(folders)) {
    if (event.kind === "access" || event.paths.every((path) => path.includes("/dist"))) continue;
    clearTimeout(timer);
    timer = setTimeout(() => void report({ minify: false }), 60);
  }
}

async function report(options: { minify: boolean }): Promise<boolean> {
  const start = performance.now();
  try {
    const built = await buildAll(options);
    for (const { path, bytes } of built) console.log(`${(bytes / 1024).toFixed(1).padStart(8)} KiB  ${path}`);
    console.log(`built in ${Math.round(performance.now() - start)} ms`);
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

if (import.meta.main) {
  const watching = Deno.args.includes("--watch");
  const succeeded = await report({ minify: !watching });
  if (watching) await watch();
  await esbuild.stop();
  if (!succeeded) Deno.exit(1);
}
