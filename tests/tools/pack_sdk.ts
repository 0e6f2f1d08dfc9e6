/**
 * Makes the npm package of the SDK in dist/sdk/: two ES modules, their types, the guide.
 *
 *     deno run -A tests/tools/pack_sdk.ts     then, to publish or to install it elsewhere: npm pack ./dist/sdk
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import * as esbuild from "esbuild";
import ts from "typescript";
import { moduleOptions } from "../../net/client/build.ts";
import { ROOT } from "./source_files.ts";

/** The modules of the package by what follows its name in an import. */
const ENTRIES: Readonly<Record<string, { readonly source: string; readonly name: string }>> = {
  ".": { source: "net/client/sdk/mod.ts", name: "index" },
  "./terrain": { source: "net/client/sdk/terrain.ts", name: "terrain" },
};

/** The name under which the package is imported. */
export const SDK_NAME = "weald-client";

/** Packs into a folder, which is made anew. */
export async function packSdk(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await esbuild.build({
    ...moduleOptions(false),
    entryPoints: Object.values(ENTRIES).map(({ source, name }) => ({ in: join(ROOT, source), out: name })),
    outdir: folder,
  });
  await esbuild.stop();
  writeTypes(folder);
  const { version } = JSON.parse(readFileSync(`${ROOT}deno.json`, "utf8")) as { version: string };
  const exports = Object.fromEntries(
    Object.entries(ENTRIES).map(([path, { source, name }]) => [
      path,
      { types: `./${typesPath(source)}`, default: `./${name}.js` },
    ]),
  );
  const manifest = {
    name: SDK_NAME,
    version,
    description: "Connects programs to worlds of Weald: sign in, walk, talk, see who is around.",
    license: "MIT",
    type: "module",
    sideEffects: false,
    engines: { node: ">=20" },
    exports,
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, null, 2) + "\n");
  cpSync(join(ROOT, "LICENSE"), join(folder, "LICENSE"));
  cpSync(join(ROOT, "docs/sdk.md"), join(folder, "README.md"));
}

function typesPath(source: string): string {
  return `types/${source.replace(/\.ts$/, ".d.ts")}`;
}

/** Writes the declarations that the entries lead to, in the folders that their sources stand in. */
function writeTypes(folder: string): void {
  const declared = new Map<string, string>();
  const program = ts.createProgram(Object.values(ENTRIES).map(({ source }) => join(ROOT, source)), {
    declaration: true,
    emitDeclarationOnly: true,
    allowImportingTsExtensions: true,
    // The types were checked with Deno's; here they are only written down.
    noCheck: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
    types: [],
    rootDir: ROOT,
    outDir: join(folder, "types"),
  });
  program.emit(undefined, (path, text) => void declared.set(posix.normalize(path), text));
  const wanted = Object.values(ENTRIES).map(({ source }) => posix.normalize(join(folder, typesPath(source))));
  const written = new Set<string>();
  for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
    if (written.has(path)) continue;
    written.add(path);
    const text = declared.get(path);
    if (text === undefined) throw new Error(`write the types of the SDK: ${path} is imported and was not made`);
    const at = dirname(path);
    mkdirSync(at, { recursive: true });
    // What is imported as .ts is found beside its declarations as .js.
    writeFileSync(path, text.replace(/(["'])(\.{1,2}\/[^"']+)\.ts\1/g, "$1$2.js$1"));
    for (const [, , target] of text.matchAll(/(["'])(\.{1,2}\/[^"']+)\.ts\1/g)) {
      wanted.push(posix.normalize(`${at}/${target}.d.ts`));
    }
  }
}

if (import.meta.main) {
  await packSdk(join(ROOT, "dist/sdk"));
  console.log("packed the SDK into dist/sdk");
}
