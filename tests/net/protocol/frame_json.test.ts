import assert from "node:assert/strict";
import { frameToJson, type TurnPlace } from "../../../net/protocol/mod.ts";
import { makeBlock } from "../blocks.ts";

Deno.test("JSON frame: world coordinates in metres, words for numbers, everything there", () => {
  const block = makeBlock({
    cell: [2, 1],
    keyframe: true,
    departures: [{ slot: 4 }, { slot: 5, to: [3, 1] }],
    arrivals: [{
      slot: 0,
      entity: 131_073,
      motion: { x: 256, y: 8191, heading: 200, speed: 63 },
      components: { kind: 1, name: "Ada", look: 0xffff_ffff, activity: 2, presence: 1 },
    }],
    motions: [{ slot: 0, motion: { x: 128, y: 0, heading: 1, speed: 2 } }],
    changes: [{ slot: 0, component: "activity", value: 0 }, { slot: 0, component: "name", value: "Bo" }],
    happenings: [{ type: "said", entity: 131_073, text: "hi" }],
  });
  // Of the second nobody knows where it came from.
  const turned = { heading: 9, speed: 16, ticksBefore: 1 };
  const turn = makeBlock({
    cell: [3, 1],
    turns: [{ slot: 7, ...turned, dx: 1, dy: 0 }, { slot: 8, ...turned, dx: 0, dy: 0 }],
  });
  const places: unknown[] = [];
  const turnPlace: TurnPlace = (...asked) => (places.push(asked), asked[2] === 7 ? { x: 25_601, y: 8320 } : null);
  const json = frameToJson({
    type: "frame",
    tick: 9,
    reset: false,
    input: { sequence: 3, lead: -2 },
    forget: [{ x: 0, y: 0 }],
    messages: [],
    slowed: null,
    crowd: false,
    flushes: [{ tick: 7, blocks: [turn] }, { tick: 9, blocks: [block] }],
  }, turnPlace);
  assert.deepEqual(places, [[7, [3, 1], 7], [7, [3, 1], 8]]);
  assert.deepEqual(JSON.parse(JSON.stringify(json)), {
    type: "frame",
    tick: 9,
    reset: false,
    input: { sequence: 3, lead: -2 },
    forget: [[0, 0]],
    messages: [],
    cells: [{
      ...{ cell: [3, 1], tick: 7, keyframe: false, departures: [], arrivals: [], motions: [], changes: [] },
      turns: [{ slot: 7, x: 100.00390625, y: 32.5, heading: 9, speed: 16, ago: 1, dx: 1, dy: 0 }],
      happenings: [],
    }, {
      cell: [2, 1],
      keyframe: true,
      departures: [{ slot: 4, to: null }, { slot: 5, to: [3, 1] }],
      arrivals: [{
        slot: 0,
        entity: 131_073,
        kind: "player",
        name: "Ada",
        look: 0xffff_ffff,
        activity: "running",
        presence: "here",
        x: 65,
        y: 63.99609375,
        heading: 200,
        speed: 63,
      }],
      motions: [{ slot: 0, x: 64.5, y: 32, heading: 1, speed: 2 }],
      turns: [],
      changes: [{ slot: 0, activity: "idle" }, { slot: 0, name: "Bo" }],
      happenings: [{ type: "said", entity: 131_073, text: "hi" }],
    }],
  });
});

Deno.test("JSON frame: a value that has no word yet stays a number", () => {
  const block = makeBlock({ cell: [0, 0], arrivals: [{ slot: 0, entity: 1, components: { kind: 250 } }] });
  const frame = {
    type: "frame",
    tick: 1,
    reset: true,
    input: null,
    forget: [],
    messages: [],
    slowed: 1,
    crowd: false,
  } as const;
  const json = frameToJson({ ...frame, flushes: [{ tick: 1, blocks: [block] }] }, () => null);
  assert.equal(json.cells[0]!.arrivals[0]!.kind, 250);
  assert.equal(json.slowed, 1);
  assert.ok(!("input" in json));
});
