import assert from "node:assert/strict";
import plugin from "./lint_plugin.ts";

/** Ids of what the plugin finds in `source`, if that stood in `path`. */
function found(path: string, source: string): string[] {
  return Deno.lint.runPlugin(plugin, path, source).map((diagnostic) => diagnostic.id);
}

const IMPURE = [
  "const now = Date.now();",
  "const now = performance.now();",
  "setTimeout(() => {}, 5);",
  "const text = Deno.readTextFileSync('a');",
  "const id = crypto.randomUUID();",
  "await fetch('a');",
  "const all = globalThis;",
  "const chance = Math.random();",
  "const y = Math.sin(1);",
  "const d = Math.hypot(1, 2);",
  "const p = Math.pow(2, 3);",
  "const p = 3 ** x;",
  "names.sort((a, b) => a.localeCompare(b));",
  "import { readFileSync } from 'node:fs';",
  "import { encode } from '@msgpack/msgpack';",
];
for (const source of IMPURE) {
  Deno.test(`lint: world/ may not say: ${source}`, () => {
    assert.deepEqual(found("world/systems/walk.ts", source), ["weald/pure-world"]);
    assert.deepEqual(found(`${import.meta.dirname}/../../world/walk.ts`.replace("tests/tools/../../", ""), source), [
      "weald/pure-world",
    ]);
  });
  Deno.test(`lint: world/part/, net/ and tests may say: ${source}`, () => {
    for (const path of ["world/part/walk.ts", "net/walk.ts", "tests/world/walk.ts"]) {
      assert.deepEqual(found(path, source), [], path);
    }
  });
}

const PURE = [
  "const x = Math.floor(Math.sqrt(Math.imul(3, 4)));",
  "const x = 2 ** shift;",
  "const a = { Date: 1 }; const b = a.Date;",
  "interface A { process: number; fetch(): void }",
  "import { assert } from './base/assert.ts';",
];
for (const source of PURE) {
  Deno.test(`lint: world/ may say: ${source}`, () => {
    assert.deepEqual(found("world/systems/walk.ts", source), []);
  });
}

Deno.test("lint: default exports are refused, named ones are not", () => {
  assert.deepEqual(found("net/a.ts", "export default function walk() {}"), ["weald/no-default-export"]);
  assert.deepEqual(found("net/a.ts", "export function walk() {}"), []);
});

Deno.test("lint: export * is refused, a list is not", () => {
  assert.deepEqual(found("net/a.ts", "export * from './b.ts';"), ["weald/no-export-all"]);
  assert.deepEqual(found("net/a.ts", "export * as b from './b.ts';"), ["weald/no-export-all"]);
  assert.deepEqual(found("net/a.ts", "export { b } from './b.ts';"), []);
});

Deno.test("lint: a failure is not dropped without a word", () => {
  const bad = ["try { a(); } catch {}", "a().catch(() => {});", "a().catch(function () {});"];
  for (const source of bad) assert.deepEqual(found("net/a.ts", source), ["weald/no-silent-catch"], source);
  const good = [
    "try { a(); } catch { /* the file may be gone */ }",
    "try { a(); } catch (error) { report(error); }",
    "a().catch(() => {\n  // the other end may be gone\n});",
    "a().catch(report);",
  ];
  for (const source of good) assert.deepEqual(found("net/a.ts", source), [], source);
});

Deno.test("lint: files are snake_case", () => {
  for (
    const path of [
      "net/cellBlock.ts",
      "net/CellBlock.ts",
      "net/cell-block.ts",
      "net/cell__block.ts",
      "net/cellBlock.mjs",
    ]
  ) {
    assert.deepEqual(found(path, "export {};"), ["weald/file-name"], path);
  }
  for (
    const path of [
      "net/cell_block.ts",
      "net/_cell.ts",
      "tests/cell.test.ts",
      "net/view.tsx",
      "net/ws.d.ts",
      "tests/a_b.mjs",
    ]
  ) {
    assert.deepEqual(found(path, "export {};"), [], path);
  }
});
