/**
 * Makes the executable: builds the pages and the server's bundle (bundle.ts), then compiles it with all threads and
 * pages inside.
 *
 *     deno run -A tests/tools/compile.ts                                    dist/weald, for this machine
 *     deno run -A tests/tools/compile.ts --target x86_64-pc-windows-msvc    dist/weald-x86_64-pc-windows-msvc.exe
 *
 * The compiler is this Deno, or the one that DENO_COMPILE names. DENORT_BIN is honoured by the compiler itself.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BUNDLE_FOLDER, bundledAs } from "./bundle.ts";
import { oneOf, optionsOf } from "./options.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Where an executable can run; the names are the compiler's. */
export const TARGETS = [
  "x86_64-unknown-linux-gnu",
  "aarch64-unknown-linux-gnu",
  "x86_64-apple-darwin",
  "aarch64-apple-darwin",
  "x86_64-pc-windows-msvc",
] as const;

/** What imports do not reach, besides the threads. */
const PAGES = ["net/client/dist", "admin/console/dist"] as const;

/** What the executable may do: files, sockets, the machine's addresses and memory. No other programs, no libraries. */
const PERMISSIONS = [
  "--allow-read",
  "--allow-write",
  "--allow-net",
  "--allow-sys",
  "--allow-env",
  "--no-prompt",
  // QUIC, for WebTransport.
  "--unstable-net",
] as const;

/** Lets the server give back what its start left behind, in older runtimes too (world/part/leftovers.ts). */
const ENGINE_FLAGS = "--v8-flags=--expose-gc";

/** Packages that only tools and tests use: without them the executable is 30 MB smaller. */
const UNSHIPPED = ["esbuild", "playwright-core", "@types/ws"] as const;

/** How to compile, and what comes out. */
export interface Compilation {
  readonly compiler: string;
  readonly args: readonly string[];
  /** Path of the executable. */
  readonly output: string;
}

/**
 * The compiler's command line. `target` "" is this machine; `config` is the project's without what is not shipped;
 * `bundled` are the bundle's files: the compiler does not find those that are imported later.
 */
export function compilation(
  target: string,
  config: string,
  outputFolder: string,
  bundled: readonly string[],
): Compilation {
  const name = target === "" ? "weald" : `weald-${target}`;
  const isWindows = target === "" ? Deno.build.os === "windows" : target.includes("windows");
  const output = join(outputFolder, isWindows ? `${name}.exe` : name);
  const included = [...bundled, ...PAGES].flatMap((path) => ["--include", path]);
  const forTarget = target === "" ? [] : ["--target", target];
  return {
    compiler: Deno.env.get("DENO_COMPILE") || Deno.execPath(),
    args: [
      ...["compile", "--no-check", "--no-lock", "--config", config],
      ...[ENGINE_FLAGS, ...PERMISSIONS, ...included, ...forTarget, "--output", output, bundledAs("main.ts")],
    ],
    output,
  };
}

/** The project's configuration with the packages that are shipped, all of them pinned. */
function shippedConfig(): string {
  const { imports, compilerOptions } = JSON.parse(Deno.readTextFileSync(join(ROOT, "deno.json")));
  for (const name of UNSHIPPED) delete imports[name];
  return JSON.stringify({ imports, compilerOptions });
}

/** Builds the pages and compiles. Answers the path of the executable, or why there is none. */
export async function compile(
  target: string,
  outputFolder = join(ROOT, "dist"),
): Promise<{ readonly output: string } | { readonly failed: string }> {
  // Processes of their own: the bundler's helper ends with them.
  for (const builder of ["net/client/build.ts", "tests/tools/bundle.ts"]) {
    const failed = await run(Deno.execPath(), ["run", "-A", builder]);
    if (failed !== null) return { failed: `${builder} failed: ${failed}` };
  }
  const config = await Deno.makeTempFile({ prefix: "weald-", suffix: ".json" });
  await Deno.writeTextFile(config, shippedConfig());
  const bundled = readdirSync(join(ROOT, BUNDLE_FOLDER)).map((name) => `${BUNDLE_FOLDER}/${name}`);
  const { compiler, args, output } = compilation(target, config, outputFolder, bundled);
  const failed = await run(compiler, args).finally(() => Deno.remove(config));
  return failed === null ? { output } : { failed: `The compiler failed: ${failed}` };
}

/** Runs a program in the project's folder. Null if it succeeded, else the end of what it said. */
async function run(program: string, args: readonly string[]): Promise<string | null> {
  const command = new Deno.Command(program, { args: [...args], cwd: ROOT, env: { NO_COLOR: "1" } });
  const { success, stdout, stderr } = await command.output();
  return success ? null : new TextDecoder().decode(new Uint8Array([...stdout, ...stderr])).trim().slice(-3000);
}

if (import.meta.main) {
  const { target } = optionsOf({ task: "deno task compile", about: "Makes the executable, in dist/." }, {
    target: oneOf<(typeof TARGETS)[number] | "">("where it is to run; without, this machine", TARGETS, ""),
  });
  const startedAt = performance.now();
  const result = await compile(target);
  if ("failed" in result) {
    console.error(result.failed);
    Deno.exit(1);
  }
  const megabytes = (Deno.statSync(result.output).size / 1e6).toFixed(0);
  console.log(`${result.output}  ${megabytes} MB, in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}
