import assert from "node:assert/strict";
import { addressedFromBundle, bundledAs, bundleServer, threadPaths } from "./bundle.ts";
import { compilation } from "./compile.ts";
import { stop } from "esbuild";

Deno.test("compile: every thread of the server is inside the executable", () => {
  const threads = threadPaths();
  assert.ok(threads.length >= 7, `threads were found: ${threads.join(", ")}`);
  assert.ok(threads.includes("world/part/worker.ts"));
  const { args } = compilation("", "deno.json", "dist");
  for (const thread of threads) assert.ok(args.includes(bundledAs(thread)), `${thread} is included`);
});

Deno.test("bundle: what a module names beside itself is named from the bundle's folder", () => {
  const text = 'a(new URL("./worker.ts", import.meta.url)); b = new URL("./client/dist/", import.meta.url);';
  assert.equal(
    addressedFromBundle("net/part.ts", text),
    'a(new URL("./net_worker.js", import.meta.url)); b = new URL("../../net/client/dist/", import.meta.url);',
  );
  assert.throws(() => addressedFromBundle("net/part.ts", "x(import.meta.url)"), /bundle net\/part\.ts/);
});

Deno.test("bundle: main and all threads are made, and no comment is in them", async () => {
  const files = await bundleServer().finally(stop);
  const paths = files.map(({ path }) => path);
  for (const path of ["main.ts", ...threadPaths()]) assert.ok(paths.includes(bundledAs(path)), path);
  for (const { path, text } of files) assert.ok(!text.includes("/**"), path);
});
