import assert from "node:assert/strict";
import { Heap } from "../../../world/base/heap.ts";
import { Prng } from "../../../world/base/prng.ts";

Deno.test("a heap gives back everything in the order of its keys, and grows", () => {
  const heap = new Heap(2);
  const random = new Prng(1);
  const keys = Array.from({ length: 500 }, () => random.below(100));
  keys.forEach((key, node) => heap.push(key, node));
  assert.equal(heap.size, 500);
  const taken: number[] = [];
  for (let node = heap.pop(); node >= 0; node = heap.pop()) taken.push(node);
  assert.equal(new Set(taken).size, 500);
  assert.deepEqual(taken.map((node) => keys[node]), keys.toSorted((a, b) => a - b));
  assert.equal(heap.pop(), -1);
});

Deno.test("a cleared heap forgets, and the same pushes come out in the same order, equals too", () => {
  const heap = new Heap(4);
  const run = () => {
    heap.clear();
    for (let node = 0; node < 40; node++) heap.push(node % 3, node);
    return Array.from({ length: 41 }, () => heap.pop());
  };
  const first = run();
  heap.push(-1, 99);
  assert.deepEqual(run(), first);
});
