import assert from "node:assert/strict";
import {
  changedAt,
  firstChange,
  HISTORY_FLUSHES,
  makeChangedCells,
  nextChanged,
  noteChange,
} from "../../../net/gateway/changed_cells.ts";
import { Prng } from "../../../world/base/prng.ts";

Deno.test("changed cells: each flush that is kept says which changed, from low to high, whatever was before", () => {
  const dice = new Prng(3);
  for (const cells of [1, 9, 25, 32, 33, 225]) {
    const changed = makeChangedCells(cells);
    const expected = new Map<number, Set<number>>();
    for (let flush = HISTORY_FLUSHES; flush < 60; flush++) {
      const places = new Set(Array.from({ length: dice.below(6) }, () => dice.below(cells)));
      for (const place of places) noteChange(changed, flush, place);
      expected.set(flush, places);
      for (let kept = Math.max(HISTORY_FLUSHES, flush - HISTORY_FLUSHES + 1); kept <= flush; kept++) {
        const wanted = [...expected.get(kept)!].sort((a, b) => a - b);
        const found: number[] = [];
        for (let at = nextChanged(changed, kept, 0); at >= 0; at = nextChanged(changed, kept, at + 1)) found.push(at);
        assert.deepEqual(found, wanted);
        assert.equal(changedAt(changed, kept), wanted.length > 0);
      }
    }
  }
});

Deno.test("changed cells: a frame begins with the first flush after the last one told in which something changed", () => {
  const changed = makeChangedCells(25);
  noteChange(changed, 10, 3);
  noteChange(changed, 12, 24);
  assert.equal(firstChange(changed, 9, 12), 10);
  assert.equal(firstChange(changed, 10, 12), 12);
  assert.equal(firstChange(changed, 12, 13), 13);
  assert.equal(firstChange(changed, 0, 20), 20);
});
