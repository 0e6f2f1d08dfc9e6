import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { checkImports, readImports } from "./imports.ts";
import { describeProblems, readFiles, ROOT } from "./source_files.ts";

/** What the check says of files given as path → text. */
function check(files: Record<string, string>): string[] {
  const list = Object.entries(files).map(([path, text]) => ({ path, text }));
  return checkImports(list).map((problem) => `${problem.path}:${problem.line} ${problem.text}`);
}

const ALLOWED: [from: string, specifier: string][] = [
  ["main.ts", "./admin/mod.ts"],
  ["main.ts", "./net/mod.ts"],
  ["main.ts", "./persistence/mod.ts"],
  ["admin/api/map.ts", "../../net/protocol/frame.ts"],
  ["admin/api/map.ts", "../../world/limits.ts"],
  ["admin/supervisor.ts", "../persistence/mod.ts"],
  ["net/gateway.ts", "../world/base/link.ts"],
  ["persistence/file.ts", "../world/base/record.ts"],
  ["world/tick.ts", "./base/prng.ts"],
  ["world/terrain/chunk.ts", "../limits.ts"],
  ["world/terrain/chunk.ts", "./_noise.ts"],
  ["tests/world/terrain/noise.test.ts", "../../../world/terrain/_noise.ts"],
  ["tests/net/gateway.test.ts", "../../persistence/file.ts"],
  ["tests/net/gateway.test.ts", "../world/_fixtures.ts"],
  ["persistence/file.ts", "node:sqlite"],
];
for (const [from, specifier] of ALLOWED) {
  Deno.test(`imports: ${from} may import ${specifier}`, () => {
    assert.deepEqual(check({ [from]: `import { a } from "${specifier}";` }), []);
  });
}

const REFUSED: [from: string, specifier: string, because: RegExp][] = [
  ["net/gateway.ts", "../persistence/file.ts", /net\/ may not import/],
  ["persistence/file.ts", "../net/gateway.ts", /persistence\/ may not import/],
  ["net/gateway.ts", "../admin/api.ts", /net\/ may not import/],
  ["persistence/file.ts", "../admin/api.ts", /persistence\/ may not import/],
  ["world/tick.ts", "../net/gateway.ts", /world\/ may not import/],
  ["world/base/ring.ts", "../limits.ts", /world\/base\/ may not import/],
  ["net/gateway.ts", "../tests/fixture.ts", /net\/ may not import/],
  ["net/gateway.ts", "../../elsewhere/a.ts", /outside of the project/],
  ["net/gateway.ts", "../world/terrain/_noise.ts", /private to world\/terrain/],
  ["world/tick.ts", "./terrain/_noise.ts", /private to world\/terrain/],
  ["tests/net/gateway.test.ts", "../../world/terrain/_noise.ts", /private to world\/terrain/],
];
for (const [from, specifier, because] of REFUSED) {
  Deno.test(`imports: ${from} may not import ${specifier}`, () => {
    for (const text of [`import { a } from "${specifier}";`, `export { a } from "${specifier}";`]) {
      const problems = check({ [from]: text });
      assert.equal(problems.length, 1, problems.join());
      assert.match(problems[0]!, because);
    }
  });
}

Deno.test("imports: a folder with a mod.ts is entered by it", () => {
  const mod = { "net/frames/mod.ts": "", "net/frames/encode.ts": "" };
  assert.match(
    check({ ...mod, "net/client/page.ts": 'import { a } from "../frames/encode.ts";' }).join(),
    /entered by its mod/,
  );
  assert.deepEqual(check({ ...mod, "net/gateway.ts": 'import { a } from "./frames/mod.ts";' }), []);
  assert.deepEqual(check({ "net/gateway.ts": 'import { a } from "./frames/encode.ts";' }), []);
  assert.deepEqual(check({ ...mod, "net/mod.ts": 'import { a } from "./frames/encode.ts";' }), []);
});

Deno.test("imports: circles of values are found, circles of types are allowed", () => {
  const b = 'import { a } from "./a.ts";';
  assert.match(
    check({ "net/a.ts": 'import { c } from "./c.ts";', "net/c.ts": 'import { b } from "./b.ts";', "net/b.ts": b })
      .join(),
    /circle: net\/a.ts → net\/c.ts → net\/b.ts → net\/a.ts/,
  );
  assert.deepEqual(check({ "net/a.ts": 'import type { b } from "./b.ts";', "net/b.ts": b }), []);
});

Deno.test("imports: all forms are read, comments are not", () => {
  const text = `/** import { no } from "./no.ts"; */
// import { no } from "./no.ts";
import "./side_effect.ts";
import {
  a,
  type B,
} from "./many_lines.ts";
export type { C } from "./types.ts";
export const d = "./text.ts";
const e = await import("./later.ts");
new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
`;
  const read = readImports({ path: "net/a.ts", text });
  assert.deepEqual(read.map((one) => [one.line, one.to, one.typesOnly]), [
    [3, "net/side_effect.ts", false],
    [4, "net/many_lines.ts", false],
    [8, "net/types.ts", true],
    [10, "net/later.ts", false],
    [11, "net/worker.ts", false],
  ]);
});

Deno.test("imports: the project keeps the rules", () => {
  const files = readFiles(".ts", ".tsx");
  assert.ok(files.length > 20 && files.some((file) => readImports(file).length > 3), "the files were read");
  const problems = checkImports(files);
  assert.equal(problems.length, 0, describeProblems(problems));
});

/** All modules that a file loads when it starts, by path: not what it loads later, and not what only gives types. */
function loadedBy(file: string): string[] {
  const told = execFileSync(Deno.execPath(), ["info", "--json", file], {
    ...{ cwd: ROOT, encoding: "utf8", stdio: "pipe" },
    // All modules with all that they import are some megabytes.
    maxBuffer: 64 * 1024 * 1024,
  });
  interface Loaded {
    readonly specifier: string;
    readonly dependencies?: readonly {
      readonly isDynamic?: boolean;
      readonly code?: { readonly specifier?: string };
    }[];
  }
  const { roots, modules } = JSON.parse(told) as { roots: readonly string[]; modules: readonly Loaded[] };
  const bySpecifier = new Map(modules.map((one) => [one.specifier, one]));
  const loaded = new Set<string>();
  const waiting = [...roots];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (loaded.has(next)) continue;
    loaded.add(next);
    for (const { isDynamic, code } of bySpecifier.get(next)?.dependencies ?? []) {
      if (isDynamic !== true && code?.specifier !== undefined) waiting.push(code.specifier);
    }
  }
  return [...loaded].map((specifier) => specifier.replace(/^file:\/\//, "").replace(ROOT, ""));
}

Deno.test("imports: no thread but the world's loads the world: each would hold it for as long as it runs", () => {
  for (const file of ["main.ts", "persistence/worker.ts", "net/worker.ts"]) {
    const loaded = loadedBy(file);
    assert.ok(loaded.length > 20, `${file} loads ${loaded.length} files`);
    const world = loaded.filter((path) => /^world\/(world|tick|mod|terrain\/mod|systems\/mod)\.ts$/.test(path));
    assert.deepEqual(world, [], file);
  }
});
