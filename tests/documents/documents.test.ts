import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { readFiles, ROOT } from "../tools/source_files.ts";
import { readAnchors, readCodeBlocks, readLinks, readPaths, readTasks } from "./markdown.ts";
import { DOCUMENTS_WITH_TABLES, withTables } from "./tables.ts";

const documents = readFiles(".md");
const config = JSON.parse(readFileSync(`${ROOT}deno.json`, "utf8")) as {
  version: string;
  tasks: Record<string, { description?: string; command?: string }>;
};

Deno.test("markdown: links, anchors, code and tasks are read", () => {
  const text =
    "# A title: *with* `code`\n[a](b.md) ![c](d.png) `[no](e.md)`\n```ts\n[no](f.md)\n```\n`deno task ok --x`\n";
  assert.deepEqual(readLinks(text), [{ line: 2, target: "b.md" }, { line: 2, target: "d.png" }]);
  assert.deepEqual([...readAnchors(text)], ["a-title-with-code"]);
  assert.deepEqual(readCodeBlocks(text), [{ line: 3, language: "ts", text: "[no](f.md)\n" }]);
  assert.deepEqual([...readTasks(text + "npx --yes deno@1.2.3 task compile:x")], ["ok", "compile:x"]);
  assert.deepEqual(readPaths("`world/tick.ts` and `net/` but world/no.ts"), ["world/tick.ts", "net/"]);
});

for (const { path, text } of documents) {
  Deno.test(`documents: links within the project lead somewhere: ${path}`, () => {
    for (const { line, target } of readLinks(text)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [file, anchor] = target.split("#") as [string, string?];
      const to = file === "" ? path : posix.normalize(posix.join(posix.dirname(path), file));
      assert.ok(existsSync(ROOT + to), `${path}:${line} leads to ${to}, which is not there`);
      if (anchor === undefined) continue;
      assert.ok(readAnchors(readFileSync(ROOT + to, "utf8")).has(anchor), `${path}:${line}: ${to} has no #${anchor}`);
    }
  });

  Deno.test(`documents: tasks, files and versions that are named are there: ${path}`, () => {
    for (const task of readTasks(text)) assert.ok(task in config.tasks, `there is no task ${task}`);
    // Files that only a build makes are named too.
    for (const named of readPaths(text)) {
      assert.ok(/(^|\/)dist(\/|$)/.test(named) || existsSync(ROOT + named), `there is no ${named}`);
    }
  });
}

Deno.test("documents: README begins with how to start and how to test", () => {
  const { text } = documents.find(({ path }) => path === "README.md")!;
  const commands = readCodeBlocks(text).slice(0, 2).map((block) => block.text.trim());
  const version = /npx --yes deno@([\d.]+) task/.exec(text)![1];
  assert.deepEqual(commands, [`npx --yes deno@${version} task start`, `npx --yes deno@${version} task test`]);
});

Deno.test("documents: one version of Deno is named everywhere", () => {
  const texts = [...documents, { path: ".ci/run", text: readFileSync(`${ROOT}.ci/run`, "utf8") }];
  const versions = new Set(
    texts.flatMap(({ text }) => [...text.matchAll(/deno@(\d[\d.]*\d)/g)].map((match) => match[1])),
  );
  assert.equal(versions.size, 1, [...versions].join(", "));
});

Deno.test("documents: every task has a description in one line", () => {
  for (const [name, { description }] of Object.entries(config.tasks)) {
    assert.ok(description !== undefined && description !== "" && !description.includes("\n"), name);
  }
});

Deno.test("documents: CHANGELOG tells of this version", () => {
  const { text } = documents.find(({ path }) => path === "CHANGELOG.md")!;
  assert.match(text, new RegExp(`^## (${config.version.replaceAll(".", "\\.")}|Unreleased)\\b`, "m"));
});

for (const path of DOCUMENTS_WITH_TABLES) {
  Deno.test(`documents: tables are as the code has them: ${path}`, () => {
    const text = readFileSync(ROOT + path, "utf8");
    assert.match(text, /<!-- table: /);
    assert.equal(withTables(text), text, "write them anew with: deno run -A tests/documents/tables.ts");
  });
}

Deno.test("documents: each row of what was tried and refused names a test that is there", () => {
  const { text } = documents.find(({ path }) => path === "docs/combat.md")!;
  const rows = [...text.matchAll(/\| `(tests\/\S+\.test\.ts)`: (.*?) *\|$/gm)];
  assert.ok(rows.length > 10);
  for (const [, path, name] of rows) {
    assert.ok(readFileSync(ROOT + path!, "utf8").includes(`Deno.test("${name}"`), `${path} has no test "${name}"`);
  }
});

Deno.test("documents: JSON examples are JSON", () => {
  for (const { path, text } of documents) {
    for (const block of readCodeBlocks(text).filter(({ language }) => language === "json")) {
      assert.doesNotThrow(() => JSON.parse(block.text), `${path}:${block.line}`);
    }
  }
});
