import assert from "node:assert/strict";
import { allocateLink, Link } from "../../../world/base/link.ts";
import { defineVocabulary } from "../../../world/base/record.ts";

const questions = defineVocabulary({ ask: { id: 1, fields: { n: "u32" } } });
const answers = defineVocabulary({ tell: { id: 1, fields: { n: "u32", bytes: "bytes" } } });

function makeLink(capacity = 1024) {
  const ends = allocateLink("a", "b", capacity, capacity);
  return { a: new Link(ends.a, questions, answers), b: new Link(ends.b, answers, questions) };
}

Deno.test("link: each end is woken for what the other sent while it slept, and loses nothing", async () => {
  const { a, b } = makeLink();
  const got: number[] = [];
  b.onWake = () => void b.drain(({ n }) => b.mustSend({ type: "tell", n: n * 2, bytes: new Uint8Array(n % 50) }));
  const done = new Promise<void>((resolve) => {
    a.onWake = () => {
      a.drain(({ n, bytes }) => {
        got.push(n);
        assert.equal(bytes.length, (n / 2) % 50);
        if (got.length < 500) a.mustSend({ type: "ask", n: got.length });
        else resolve();
      });
    };
  });
  a.mustSend({ type: "ask", n: 0 });
  await done;
  assert.deepEqual(got, Array.from({ length: 500 }, (_, n) => n * 2));
  a.close();
  b.close();
});

Deno.test("link: what is left by a bounded drain wakes the reader again", async () => {
  const { a, b } = makeLink();
  let got = 0;
  const done = new Promise<void>((resolve) => {
    b.onWake = () => {
      b.drain(() => void got++, 1);
      if (got === 10) resolve();
    };
  });
  for (let n = 0; n < 10; n++) a.mustSend({ type: "ask", n });
  await done;
  assert.equal(got, 10);
  a.close();
  b.close();
});

Deno.test("link: a full ring refuses, counts it, and names itself when that must not happen", () => {
  const { a, b } = makeLink();
  while (a.send({ type: "ask", n: 1 }));
  assert.equal(a.stats.sendRefused, 1);
  assert.equal(a.stats.name, "b");
  assert.ok(a.stats.sendWaitingBytes > 900);
  assert.throws(() => a.mustSend({ type: "ask", n: 1 }), /the ring to b has room for ask/);
  a.close();
  b.close();
});

Deno.test("link: works between a worker and its maker", async () => {
  const ends = allocateLink("main", "worker", 1024, 1024);
  const source = `
    import { Link } from "${new URL("../../../world/base/link.ts", import.meta.url)}";
    import { defineVocabulary } from "${new URL("../../../world/base/record.ts", import.meta.url)}";
    const questions = defineVocabulary({ ask: { id: 1, fields: { n: "u32" } } });
    const answers = defineVocabulary({ tell: { id: 1, fields: { n: "u32", bytes: "bytes" } } });
    self.onmessage = ({ data }) => {
      const link = new Link(data, answers, questions);
      link.onWake = () => link.drain(({ n }) => link.mustSend({ type: "tell", n: n + 1, bytes: new Uint8Array() }));
      link.onWake();
    };`;
  const url = URL.createObjectURL(new Blob([source], { type: "text/typescript" }));
  const worker = new Worker(url, { type: "module" });
  const link = new Link(ends.a, questions, answers);
  worker.postMessage(ends.b, [ends.b.port]);
  let last = 0;
  await new Promise<void>((resolve) => {
    link.onWake = () => {
      link.drain(({ n }) => {
        last = n;
        if (n < 1000) link.mustSend({ type: "ask", n });
        else resolve();
      });
    };
    link.mustSend({ type: "ask", n: 0 });
  });
  assert.equal(last, 1000);
  link.close();
  worker.terminate();
  URL.revokeObjectURL(url);
});
