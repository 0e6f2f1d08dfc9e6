import assert from "node:assert/strict";
import { posix } from "node:path";
import { addressedFromBundle, BUNDLED_PACK, bundledAs, bundleServer, importingLater, threadPaths } from "./bundle.ts";
import { compilation } from "./compile.ts";
import { checkPack } from "../../world/content/check/mod.ts";
import { DEFAULT_FILES } from "../../world/content/default/files.ts";
import { packHash, readPack } from "../../world/content/mod.ts";
import { stop } from "esbuild";

Deno.test("compile: every file of the bundle is inside the executable", () => {
  const { args } = compilation("", "deno.json", "dist", ["dist/server/main.js", "dist/server/later.js"]);
  for (const path of ["dist/server/main.js", "dist/server/later.js", "net/client/dist"]) {
    assert.equal(args[args.indexOf(path) - 1], "--include", path);
  }
});

Deno.test("bundle: what is imported later is hidden from the loader", () => {
  assert.equal(
    importingLater('a(await import("./b.js"));import("ws")'),
    'a(await import(String("./b.js")));import("ws")',
  );
});

Deno.test("bundle: what a module names beside itself is named from the bundle's folder", () => {
  const text = 'a(new URL("./worker.ts", import.meta.url)); b = new URL("./client/dist/", import.meta.url);';
  assert.equal(
    addressedFromBundle("net/part.ts", text),
    'a(new URL("./net_worker.js", import.meta.url)); b = new URL("../../net/client/dist/", import.meta.url);',
  );
  assert.equal(
    addressedFromBundle("admin/content/a.ts", 'new URL("./default.pack", import.meta.url)'),
    'new URL("./default.pack", import.meta.url)',
  );
  assert.throws(() => addressedFromBundle("net/part.ts", "x(import.meta.url)"), /bundle net\/part\.ts/);
});

Deno.test("bundle: main and all threads are made, without comments, later imports in sight and letters of two bytes", async () => {
  const threads = threadPaths();
  assert.ok(threads.length >= 7 && threads.includes("world/part/worker.ts"), `found: ${threads.join(", ")}`);
  const files = (await bundleServer().finally(stop)).filter(({ path }) => path !== BUNDLED_PACK);
  const paths = files.map(({ path }) => path);
  for (const path of ["main.ts", ...threads]) assert.ok(paths.includes(bundledAs(path)), path);
  for (const { path, text } of files) {
    assert.ok(!text.includes("/**"), path);
    assert.equal(importingLater(text), text, path);
    assert.match(text, /^[\0-\x7f]*$/, path);
  }
});

Deno.test("bundle: what a start waits for before the parts begin is without the console", async () => {
  const files = await bundleServer().finally(stop);
  const named = (path: string) => files.find((file) => file.path.endsWith(`/${path}`))!;
  const serve = files.find(({ path }) => posix.basename(path).startsWith("serve-"))!;
  const loaded = new Set([serve]);
  for (const { text } of loaded) {
    for (const [, path] of text.matchAll(/(?:from|import)"\.\/([^"]+)"/g)) loaded.add(named(path!));
  }
  for (const { path, text } of loaded) assert.doesNotMatch(text, /from"(hono|ws|node:http)"/, path);
});

Deno.test("bundle: the content in it is what checking the files gives", async () => {
  const files = await bundleServer().finally(stop);
  const { text } = files.find(({ path }) => path === BUNDLED_PACK)!;
  const checked = checkPack(DEFAULT_FILES, []);
  assert.ok(checked.ok);
  const read = readPack(new TextEncoder().encode(text));
  assert.deepEqual(read, checked.pack);
  assert.equal(packHash(read), packHash(checked.pack));
});
