import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readLicences } from "./packages.ts";
import { describeProblems, listTop, type Problem, readFiles, ROOT } from "./source_files.ts";
import { checkDocs, checkLengths, checkLicences, checkPins, checkTop, checkWords } from "./tidy.ts";

/** Fails with one line for each problem. */
function expectNone(problems: readonly Problem[]): void {
  assert.equal(problems.length, 0, describeProblems(problems));
}

const TEXT_FILES = [".ts", ".tsx", ".css", ".html", ".md", ".json", ".yml", ".svg"];

const GOOD_TOP = ["ARCHITECTURE.md", "CHANGELOG.md", "LICENSE", "README.md", "deno.json", "deno.lock", "world/"];

Deno.test("tidy: what does not belong at the top is found, and what is missing there", () => {
  expectNone(checkTop(GOOD_TOP));
  assert.equal(checkTop([...GOOD_TOP, "src/"])[0]?.path, "src/");
  assert.equal(checkTop(GOOD_TOP.filter((name) => name !== "LICENSE"))[0]?.path, "LICENSE");
});

Deno.test("tidy: the top of the project holds what it should", () => expectNone(checkTop(listTop())));

Deno.test("tidy: long lines and long files are found", () => {
  expectNone(checkLengths({ path: "net/a.ts", text: `${"x".repeat(120)}\n` }));
  assert.equal(checkLengths({ path: "net/a.ts", text: `\n${"x".repeat(121)}\n` })[0]?.line, 2);
  expectNone(checkLengths({ path: "net/a.ts", text: ` * ${"x".repeat(125)}\n` }));
  expectNone(checkLengths({ path: "net/a.ts", text: "x\n".repeat(400) }));
  assert.equal(checkLengths({ path: "net/a.ts", text: "x\n".repeat(401) }).length, 1);
  expectNone(checkLengths({ path: "README.md", text: "x".repeat(500) }));
});

Deno.test("tidy: lines and files have their length", () => {
  expectNone(readFiles(...TEXT_FILES).flatMap(checkLengths));
});

Deno.test("tidy: banned words are found, others are not", () => {
  const bad = [
    "see /" + "work/main",
    "// TO" + "DO: later",
    '"js' + 'r:@std/http"',
    "Deno.test." + "only(",
    "de" + "no.land",
  ];
  for (const text of bad) assert.equal(checkWords({ path: "net/a.ts", text: `\n${text}` })[0]?.line, 2, text);
  const good = ["npm:ws@8.23.0", "at work and at home", "https://example.org/a/tmp/b", "the network/workshop"];
  for (const text of good) expectNone(checkWords({ path: "net/a.ts", text }));
});

Deno.test("tidy: the project says no banned words", () => {
  expectNone(readFiles(...TEXT_FILES, "LICENSE", "deno.lock").flatMap(checkWords));
});

Deno.test("tidy: exported things without a doc comment are found", () => {
  const bad = [
    "export function walk(): void {}",
    "export async function walk() {}",
    "export interface Walk {",
    "export class Walk {",
    "export type Walk = string | number;",
    "import a;\n/** Another's. */\nconst a = 1;\nexport type Walk = {",
    "/** Ways. */\nexport interface Way {}\nexport interface Walk {}",
  ];
  for (const text of bad) assert.equal(checkDocs({ path: "net/a.ts", text }).length, 1, text);
  const good = [
    "/** Walks. */\nexport function walk(): void {}",
    "/**\n * Walks.\n */\n// deno-lint-ignore no-explicit-any\nexport class Walk {",
    "export const WALK = 1;",
    "export type Walk = keyof typeof WALK;",
    "/** Walks. */\nexport function walk(a: string): void;\nexport function walk(a: number): void;",
    "function walk() {}",
    "/** Walks. */\nimport a;\nexport function walk() {}",
    "/** Walks. */\n/** Of walks. */\nexport interface Options {}\nexport class Walk {",
  ];
  for (const text of good) expectNone(checkDocs({ path: "net/a.ts", text }));
  expectNone(checkDocs({ path: "tests/a.ts", text: bad[0]! }));
});

Deno.test("tidy: every exported function and type of shipped code has a doc comment", () => {
  const files = readFiles(".ts", ".tsx");
  assert.ok(files.length > 20, "the files were read");
  expectNone(files.flatMap(checkDocs));
});

Deno.test("tidy: dependencies are pinned to one version", () => {
  for (const target of ["npm:ws@^8.1.0", "npm:ws", "npm:ws@8", "js" + "r:@std/http@1.0.0", "./vendor/ws.ts"]) {
    assert.equal(checkPins({ ws: target }).length, 1, target);
  }
  const { imports } = JSON.parse(readFileSync(`${ROOT}deno.json`, "utf8")) as { imports: Record<string, string> };
  assert.ok(Object.keys(imports).length > 0);
  expectNone(checkPins(imports));
});

Deno.test("tidy: deno.lock names packages and hashes, but no hosts", () => {
  const text = readFileSync(`${ROOT}deno.lock`, "utf8");
  assert.doesNotMatch(text, /:\/\/|"tarball"|"resolved"/);
  const { imports } = JSON.parse(readFileSync(`${ROOT}deno.json`, "utf8")) as { imports: Record<string, string> };
  const { specifiers } = JSON.parse(text) as { specifiers: Record<string, string> };
  for (const target of Object.values(imports)) assert.ok(target in specifiers, `${target} is locked`);
});

Deno.test("tidy: a licence that does not go with ours is found", () => {
  const names = (licence: string) => checkLicences([{ name: "a", version: "1.0.0", licence }]).length;
  for (const licence of ["GPL-3.0", "none", "UNLICENSED", "MIT AND GPL-2.0", "SSPL-1.0"]) {
    assert.equal(names(licence), 1);
  }
  for (const licence of ["MIT", "(MIT OR GPL-3.0)", "Apache-2.0", "MIT AND ISC"]) assert.equal(names(licence), 0);
});

Deno.test("tidy: every package in use has a licence that goes with ours", () => {
  const { found, absent } = readLicences();
  for (const name of ["ws", "hono", "@msgpack/msgpack", "esbuild"]) {
    assert.ok(found.some((one) => one.name === name), `${name} is in Deno's cache`);
  }
  // Only builds for other machines may be locked without being fetched, and those follow their parent's licence.
  const strangers = absent.filter((key) => !/^@esbuild\/|^fsevents@/.test(key));
  assert.deepEqual(strangers, []);
  expectNone(checkLicences(found));
});
