import assert from "node:assert/strict";
import { compilation } from "./compile.ts";
import { readFiles } from "./source_files.ts";

/** Threads of the server, named as compile's own command line names them. Those of pages are in the pages' bundles. */
function threadsOf(path: string, text: string): string[] {
  const found = text.matchAll(/\bnew URL\("(\.[^"]+worker\.ts)", import\.meta\.url\)/g);
  return [...found].map(([, to]) => new URL(to!, `file:///${path}`).pathname.slice(1));
}

Deno.test("compile: every thread of the server is inside the executable", () => {
  const files = readFiles(".ts").filter(({ path }) => !/^(tests|net\/client|admin\/console)\//.test(path));
  const threads = files.flatMap(({ path, text }) => threadsOf(path, text));
  assert.ok(threads.length >= 4, `threads were found: ${threads.join(", ")}`);
  const { args } = compilation("", "deno.json", "dist");
  for (const thread of threads) assert.ok(args.includes(thread), `${thread} is included`);
});
