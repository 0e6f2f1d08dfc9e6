import { deepEqual, equal, rejects } from "node:assert/strict";
import { CatalogReader } from "../../../net/client/sdk/catalog.ts";
import { globalRuntime, type Runtime } from "../../../net/client/sdk/runtime.ts";

/** A runtime whose server answers with the address, or fails as long as it is told to. */
function serverThat(state: { fails: boolean }, asked: string[]): Runtime {
  return {
    ...globalRuntime(),
    readText: (url) => {
      asked.push(url);
      return state.fails ? Promise.reject(new Error("no")) : Promise.resolve(JSON.stringify({ hash: url }));
    },
  };
}

Deno.test("catalog: it is read once for each hash, from the server of the connection", async () => {
  const asked: string[] = [];
  const reader = new CatalogReader(serverThat({ fails: false }, asked), "wss://play.example.org:7777/play");
  equal((await reader.read("aa")).hash, "https://play.example.org:7777/content.json?aa");
  await reader.read("aa");
  await reader.read("bb");
  deepEqual(asked.map((url) => url.slice(-2)), ["aa", "bb"]);
  const plain = new CatalogReader(serverThat({ fails: false }, asked), "ws://127.0.0.1:7777/play");
  equal((await plain.read("cc")).hash, "http://127.0.0.1:7777/content.json?cc");
});

Deno.test("catalog: what failed is tried again when it is asked for again", async () => {
  const state = { fails: true };
  const asked: string[] = [];
  const reader = new CatalogReader(serverThat(state, asked), "ws://127.0.0.1/play");
  await rejects(reader.read("aa"));
  state.fails = false;
  await reader.read("aa");
  equal(asked.length, 2);
  const { readText: _readText, ...without } = globalRuntime();
  await rejects(new CatalogReader(without, "ws://127.0.0.1/play").read("aa"), /no HTTP/);
});

Deno.test("catalog: who waits for one gets it once, after as many tries as it takes, and not after another is wanted", async () => {
  const state = { fails: true };
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const runtime: Runtime = {
    ...serverThat(state, asked),
    later: (_ms, run) => {
      waiting.push(run);
      return () => {};
    },
  };
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve));
  const reader = new CatalogReader(runtime, "ws://127.0.0.1/play");
  const taken: (string | null)[] = [];
  const take = (catalog: { readonly hash: string } | null) => void taken.push(catalog && catalog.hash.slice(-2));
  reader.await("aa", take);
  await settle();
  waiting.pop()!();
  await settle();
  deepEqual([taken, asked.length], [[], 2]);
  state.fails = false;
  waiting.pop()!();
  await settle();
  deepEqual(taken, ["aa"]);
  reader.await("bb", take);
  reader.await("cc", take);
  await settle();
  deepEqual(taken, ["aa", "cc"]);
  reader.await("dd", take);
  reader.close();
  await settle();
  deepEqual(taken, ["aa", "cc"]);
  const { readText: _readText, ...without } = globalRuntime();
  new CatalogReader(without, "ws://127.0.0.1/play").await("aa", take);
  deepEqual(taken, ["aa", "cc", null]);
});
