/** What the page does with a touch on something farther off, and with what comes into the bag. */
import assert from "node:assert/strict";
import { gainsOf, totalsOf } from "../../../net/client/page/game/gains.ts";
import { Going } from "../../../net/client/page/game/going.ts";
import type { Around } from "../../../net/client/page/game/play.ts";

/** Who plays stands at (x, 0), and walks with a speed. */
function standing(x: number, speed = 0): Around {
  return { x, y: 0, actors: [{ own: true, x, y: 0, speed }] } as unknown as Around;
}

/** A touch on something 10 m to the east, within 4 m of which it can be done. */
function touch({ stands = false, x = 0, speed = 0 } = {}) {
  const walks: number[] = [];
  const going = new Going((to) => walks.push(Math.round(to * 10) / 10));
  const target: { place: { x: number; y: number } | null } = { place: { x: 10, y: 0 } };
  let done = 0;
  going.to({ place: () => target.place, reach: 4, stands, act: () => done++ }, standing(x, speed));
  return { walks, going, target, done: () => done };
}

Deno.test("going: what is touched out of reach is gone to and done there, once", () => {
  const { walks, going, done } = touch();
  assert.deepEqual(walks, [7.8]);
  going.look(standing(3, 6));
  assert.equal(done(), 0);
  going.look(standing(6.5, 6));
  going.look(standing(7.8));
  assert.equal(done(), 1);
});

Deno.test("going: what is within reach is done at once, by who walks too, unless a step would end it", () => {
  assert.equal(touch({ x: 7, speed: 6 }).done(), 1);
  const gathering = touch({ x: 7, speed: 6, stands: true });
  assert.equal(gathering.done(), 0);
  gathering.going.look(standing(7.5));
  assert.equal(gathering.done(), 1);
});

Deno.test("going: who moves is gone after, who is gone is not, and own steps end it", () => {
  const moved = touch();
  moved.target.place = { x: 16, y: 0 };
  moved.going.look(standing(4, 6));
  assert.deepEqual(moved.walks, [7.8, 13.8]);
  const gone = touch();
  gone.target.place = null;
  gone.going.look(standing(8));
  assert.equal(gone.done(), 0);
  const stopped = touch();
  stopped.going.stop();
  stopped.going.look(standing(8));
  assert.equal(stopped.done(), 0);
});

Deno.test("gains: what there is more of, coins last; what is only put on or taken off is none", () => {
  const own = (bag: [string, { amount: number; kind?: number }][], worn: [string, { kind: number }][]) =>
    totalsOf({ bag: new Map(bag), worn: new Map(worn) } as unknown as Parameters<typeof totalsOf>[0]);
  const before = own([["1", { amount: 5 }], ["9", { amount: 2 }], ["70001", { amount: 1, kind: 30 }]], []);
  const now = own([["1", { amount: 9 }], ["9", { amount: 1 }], ["8", { amount: 3 }]], [["chest", { kind: 30 }]]);
  assert.deepEqual(gainsOf(before, now), [[8, 3], [1, 4]]);
});
