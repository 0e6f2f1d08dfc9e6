import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { PlayerServer } from "../../../net/http/server.ts";
import { loadStaticFiles, makeStaticFile } from "../../../net/http/static_files.ts";
import { DEFAULT_LIMITS } from "../../../net/limits.ts";

const INDEX = `<!doctype html><title>page</title>${"<p>word</p>".repeat(200)}`;

const CATALOG = JSON.stringify({ hash: "c0ffee", kinds: { items: new Array(200).fill("coin") } });

/** A server with a page of some files, and the folder above it with a secret. */
async function withServer(run: (url: string, port: number) => Promise<void>, built = true): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "weald-pages-"));
  await mkdir(join(folder, "dist", "art"), { recursive: true });
  await writeFile(join(folder, "secret.txt"), "secret");
  if (built) {
    await writeFile(join(folder, "dist", "index.html"), INDEX);
    await writeFile(join(folder, "dist", "app.js"), "let a = 1;");
    await writeFile(join(folder, "dist", "art", "oak tree.png"), Uint8Array.of(1, 2, 3));
  }
  const server = new PlayerServer({
    limits: DEFAULT_LIMITS,
    files: new Map([
      ...await loadStaticFiles(pathToFileURL(join(folder, built ? "dist/" : "nothing/"))),
      ["/content.json", makeStaticFile("content.json", new TextEncoder().encode(CATALOG), "c0ffee")],
    ]),
    clock: () => performance.now(),
    status: () => ({ name: 'A "world"', version: "1.2.3", online: 4, tick: 5 }),
    certificate: null,
    otherPorts: () => [],
    offer: () => Promise.resolve(null),
    onConnection: () => {},
    onRefused: () => {},
  });
  const listening = await server.listen("127.0.0.1", 0, false);
  assert.ok(listening.ok);
  try {
    await run(`http://127.0.0.1:${listening.port}`, listening.port);
  } finally {
    server.destroy();
    await rm(folder, { recursive: true });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A request as bytes, so that no client tidies its path up; the whole answer. */
function ask(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    socket.on("data", (data) => answer += data.toString("latin1"));
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
    socket.write(`${request}\r\nHost: x\r\nConnection: close\r\n\r\n`);
  });
}

Deno.test("pages: files have their type, a tag, and headers that keep strangers out", async () => {
  await withServer(async (url) => {
    for (const path of ["/", "/index.html", "/?from=a#b"]) {
      const answer = await fetch(url + path);
      assert.equal(answer.status, 200);
      assert.equal(await answer.text(), INDEX);
      assert.equal(answer.headers.get("content-type"), "text/html; charset=utf-8");
      assert.match(answer.headers.get("content-security-policy")!, /^default-src 'self';/);
      assert.doesNotMatch(answer.headers.get("content-security-policy")!, /unsafe|\*|http/);
      assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
      assert.equal(answer.headers.get("cache-control"), "no-cache");
    }
    const script = await fetch(`${url}/app.js`);
    assert.equal(script.headers.get("content-type"), "text/javascript; charset=utf-8");
    const picture = await fetch(`${url}/art/oak%20tree.png`);
    assert.deepEqual([...await picture.bytes()], [1, 2, 3]);
    assert.equal(picture.headers.get("content-type"), "image/png");
  });
});

Deno.test("pages: a file that is known already is not sent again", async () => {
  await withServer(async (url) => {
    const first = await fetch(url);
    await first.text();
    const etag = first.headers.get("etag")!;
    const again = await fetch(url, { headers: { "if-none-match": `"x", ${etag}` } });
    assert.deepEqual([again.status, await again.text()], [304, ""]);
    const other = await fetch(url, { headers: { "if-none-match": '"other"' } });
    assert.deepEqual([other.status, await other.text()], [200, INDEX]);
  });
});

Deno.test("pages: compressed for who takes it, where it helps", async () => {
  await withServer(async (_, port) => {
    const zipped = await ask(port, "GET / HTTP/1.1\r\nAccept-Encoding: br, gzip");
    assert.match(zipped, /content-encoding: gzip/i);
    const body = Uint8Array.from(zipped.slice(zipped.indexOf("\r\n\r\n") + 4), (letter) => letter.charCodeAt(0));
    assert.equal(gunzipSync(body).toString(), INDEX);
    for (const accept of ["identity", "gzip;q=0", "br"]) {
      const plain = await ask(port, `GET / HTTP/1.1\r\nAccept-Encoding: ${accept}`);
      assert.doesNotMatch(plain, /content-encoding/i);
      assert.ok(plain.endsWith(INDEX), accept);
    }
    const short = await ask(port, "GET /app.js HTTP/1.1\r\nAccept-Encoding: gzip");
    assert.doesNotMatch(short, /content-encoding/i);
  });
});

Deno.test("pages: HEAD has the headers alone; other methods are refused", async () => {
  await withServer(async (url, port) => {
    for (const path of ["/", "/status", "/nothing"]) {
      const get = await fetch(url + path, { headers: { "accept-encoding": "identity" } });
      const length = (await get.bytes()).length;
      const head = await ask(port, `HEAD ${path} HTTP/1.1`);
      assert.match(head, new RegExp(`^HTTP/1\\.1 ${get.status} `));
      assert.match(head, new RegExp(`content-length: ${length}\\r\\n`, "i"));
      assert.ok(head.endsWith("\r\n\r\n"));
    }
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
      const answer = await fetch(url, { method, ...(method === "POST" ? { body: "x".repeat(1000) } : {}) });
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.get("allow"), "GET, HEAD");
      await answer.text();
    }
  });
});

Deno.test("pages: no path leads out of the folder", async () => {
  await withServer(async (_, port) => {
    const paths = [
      "/../secret.txt",
      "/..%2fsecret.txt",
      "/%2e%2e/secret.txt",
      "/art/../../secret.txt",
      "//../secret.txt",
      "/..\\secret.txt",
      "/art/..%5c..%5csecret.txt",
      "/%00",
      "/art",
      "/art/",
      "/app.js/",
      "/constructor",
      "/__proto__",
      "/app.js%00.png",
    ];
    for (const path of paths) {
      const answer = await ask(port, `GET ${path} HTTP/1.1`);
      assert.match(answer, /^HTTP\/1\.1 40[04] /, path);
      assert.ok(!answer.includes("secret"), path);
    }
  });
});

Deno.test("pages: the status is for anyone", async () => {
  await withServer(async (url) => {
    const answer = await fetch(`${url}/status`);
    assert.equal(answer.headers.get("content-type"), "application/json");
    assert.deepEqual(await answer.json(), { name: 'A "world"', version: "1.2.3", online: 4, tick: 5 });
  });
});

Deno.test("pages: a page that was not built says so; the rest answers", async () => {
  await withServer(async (url) => {
    const answer = await fetch(url);
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /was not built/);
    assert.equal((await (await fetch(`${url}/status`)).json()).online, 4);
    const missing = await fetch(`${url}/app.js`);
    assert.equal(missing.status, 404);
    assert.match(await missing.text(), /There is no such page/);
  }, false);
});

Deno.test("P42 the catalog may be kept for ever under its hash, is asked for again without, and read from anywhere", async () => {
  await withServer(async (url) => {
    for (
      const [path, caching] of [
        ["/content.json", "no-cache"],
        ["/content.json?beef", "no-cache"],
        ["/content.json?c0ffee", "public, max-age=31536000, immutable"],
      ]
    ) {
      const answer = await fetch(url + path);
      assert.equal(await answer.text(), CATALOG);
      assert.equal(answer.headers.get("cache-control"), caching);
      assert.equal(answer.headers.get("access-control-allow-origin"), "*");
      const etag = answer.headers.get("etag")!;
      const again = await fetch(url + path, { headers: { "if-none-match": etag } });
      assert.equal(again.status, 304);
      await again.body?.cancel();
    }
    const index = await fetch(`${url}/index.html?c0ffee`);
    assert.equal(index.headers.get("cache-control"), "no-cache");
    await index.body?.cancel();
  });
});
