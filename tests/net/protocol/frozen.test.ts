/** The bytes on the wire are frozen: what these files hold is what clients elsewhere speak. */
import assert from "node:assert/strict";
import {
  CLIENT_MESSAGES,
  type ClientMessage,
  type CrowdPlaces,
  decodeClientJson,
  decodeClientMessage,
  decodeServerMessage,
  encodeClientJson,
  frameToJson,
  type JsonFrame,
  SERVER_MESSAGES,
  type TurnPlace,
} from "../../../net/protocol/mod.ts";
import { squareCode } from "../../../world/replication/crowd_steps.ts";
import { encodeSample, readSamples } from "./frozen.ts";

const samples = readSamples();

Deno.test("frozen: there is a sample of every message and of every part of a frame", () => {
  const types = new Set<string>(samples.map(({ message }) => message.type));
  assert.deepEqual(types, new Set([...Object.keys(CLIENT_MESSAGES), ...Object.keys(SERVER_MESSAGES)]));
  const frames = samples.flatMap(({ message }) => message.type === "frame" ? [message] : []);
  assert.ok(frames.some(({ input }) => input !== undefined) && frames.some(({ slowed }) => slowed !== undefined));
  for (const part of ["forget", "messages", "cells"] as const) {
    assert.ok(frames.some((frame) => frame[part].length > 0));
  }
  assert.ok(frames.some(({ crowd }) => crowd) && frames.some(({ cells }) => cells.some(({ steps }) => steps)));
  const cells = frames.flatMap((frame) => frame.cells);
  for (const section of ["departures", "arrivals", "motions", "turns", "changes", "happenings"] as const) {
    assert.ok(cells.some((cell) => cell[section].length > 0), section);
  }
});

for (const { name, message, bytes } of samples) {
  Deno.test(`frozen: ${name}`, () => {
    assert.ok(bytes !== null, "write its bytes with: deno run -A tests/net/protocol/frozen.ts");
    assert.deepEqual(encodeSample(message), bytes, "what is written has changed: that is another protocol");
    if (message.type in CLIENT_MESSAGES) {
      assert.deepEqual(decodeClientMessage(bytes), { ok: true, message });
      assert.deepEqual(decodeClientJson(encodeClientJson(message as ClientMessage)), { ok: true, message });
      return;
    }
    const decoded = decodeServerMessage(bytes);
    const sample = message as JsonFrame;
    const json = decoded.type === "frame" ? frameToJson(decoded, placesIn(sample), crowdPlacesIn(sample)) : decoded;
    assert.deepEqual(JSON.parse(JSON.stringify(json)), message);
  });
}

/** Nor do bytes tell all of the places of a crowd. */
function crowdPlacesIn({ cells, tick: last }: JsonFrame): CrowdPlaces {
  return {
    motion(slot) {
      const motion = cells.flatMap(({ motions }) => motions).find((one) => one.slot === slot);
      return motion === undefined ? null : { x: motion.x * 256, y: motion.y * 256 };
    },
    steps(tick, { squares }) {
      const told = cells.find(({ tick: of = last, steps }) => of === tick && steps !== undefined)!.steps!;
      assert.deepEqual(squares, told.map(({ x, y }) => squareCode(x * 256, y * 256)));
      return told.map(({ slot, x, y }) => ({ slot, x: x * 256, y: y * 256 }));
    },
  };
}

/** Bytes tell of a turn without its place: that is the sample's. */
function placesIn({ tick: last, cells }: JsonFrame): TurnPlace {
  return (tick, [cellX, cellY], slot) => {
    const told = cells.find(({ cell, tick: of = last }) => cell[0] === cellX && cell[1] === cellY && of === tick);
    const turn = told?.turns.find((one) => one.slot === slot);
    return turn === undefined ? null : { x: turn.x * 256, y: turn.y * 256 };
  };
}
