/** The bytes on the wire are frozen: what these files hold is what clients elsewhere speak. */
import assert from "node:assert/strict";
import {
  CLIENT_MESSAGES,
  type ClientMessage,
  decodeClientJson,
  decodeClientMessage,
  decodeServerMessage,
  encodeClientJson,
  frameToJson,
  type JsonFrame,
  SERVER_MESSAGES,
  type TurnPlace,
} from "../../../net/protocol/mod.ts";
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
    const json = decoded.type === "frame" ? frameToJson(decoded, placesIn(message as JsonFrame)) : decoded;
    assert.deepEqual(JSON.parse(JSON.stringify(json)), message);
  });
}

/** Bytes tell of a turn without its place: that is the sample's. */
function placesIn({ tick: last, cells }: JsonFrame): TurnPlace {
  return (tick, [cellX, cellY], slot) => {
    const told = cells.find(({ cell, tick: of = last }) => cell[0] === cellX && cell[1] === cellY && of === tick);
    const turn = told?.turns.find((one) => one.slot === slot);
    return turn === undefined ? null : { x: turn.x * 256, y: turn.y * 256 };
  };
}
