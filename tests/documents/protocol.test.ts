/** docs/protocol.md says what the code does: its tables, its bytes, its frame, and the session that a person pastes. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ByteReader } from "../../world/base/record.ts";
import { UNITS_PER_METRE } from "../../world/base/space.ts";
import { type BlockVisitor, readBlock } from "../../world/replication/cell_block.ts";
import { squareNear } from "../../world/replication/crowd_steps.ts";
import { decodeServerBody, encodeServerBody, frameToJson, readFrame, SERVER_MESSAGES } from "../../net/protocol/mod.ts";
import { makeBlock } from "../net/blocks.ts";
import { testPart } from "../net/part_bench.ts";
import { playSession } from "./_session.ts";
import { parseHex, readSamples } from "../net/protocol/frozen.ts";
import project from "../../deno.json" with { type: "json" };
import { TABLES, withTables } from "./_protocol_tables.ts";

const DOCUMENT = readFileSync(new URL("../../docs/protocol.md", import.meta.url), "utf8");

/** The first code block of a kind. */
function codeBlock(kind: string): string {
  const found = new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\`\`\``).exec(DOCUMENT);
  assert.ok(found, `the document has a block of ${kind}`);
  return found[1]!;
}

/** A document without the white space by which the formatter lines tables up. */
function unpadded(document: string): string {
  return document.replace(
    /^\|.*\|$/gm,
    (line) => line.replace(/ +/g, " ").replace(/-{3,}|(?<=\| )-{2}(?= \|)/g, "---"),
  );
}

Deno.test("protocol document: its tables are the code's", () => {
  for (const name of Object.keys(TABLES)) assert.ok(DOCUMENT.includes(`<!-- table: ${name} -->`), `there is ${name}`);
  assert.equal(unpadded(DOCUMENT), unpadded(withTables(DOCUMENT)));
});

Deno.test("protocol document: the frame in JSON is what the code makes of such a frame", () => {
  const example = JSON.parse(codeBlock("json"));
  const line = { type: "line", kind: "broadcast", from: "Mira", text: "The fair begins!" } as const;
  const block = makeBlock({
    cell: [73, 33],
    departures: [{ slot: 2, to: [74, 33] }, { slot: 5 }],
    arrivals: [{
      slot: 2,
      entity: 131_080,
      motion: { x: 25.5 * 256, y: 31.25 * 256, heading: 64, speed: 16 },
      components: { kind: 1, name: "Ada", activity: 1, presence: 1 },
    }],
    motions: [{ slot: 0, motion: { x: 4 * 256, y: 24.5 * 256 } }],
    turns: [{ slot: 1, heading: 200, speed: 16, ticksBefore: 1, dx: 0, dy: 1 }],
    changes: [{ slot: 0, component: "activity", value: 0 }],
    happenings: [{ type: "said", entity: 131_080, text: "Good day!" }],
  });
  const made = frameToJson({
    type: "frame",
    tick: 1204,
    reset: false,
    input: { sequence: 7, lead: 1 },
    forget: [{ x: 70, y: 31 }],
    messages: [decodeServerBody(SERVER_MESSAGES.line, encodeServerBody(line))],
    slowed: null,
    crowd: false,
    flushes: [{ tick: 1204, blocks: [block] }],
  }, () => ({ x: 2350.25 * 256, y: 1079.75 * 256 }));
  assert.deepEqual(example, JSON.parse(JSON.stringify(made)));
});

Deno.test("protocol document: the bytes of the frame mean what the text says", () => {
  const bytes = Uint8Array.from(codeBlock("bytes").trim().split(" "), (hex) => parseInt(hex, 16));
  const frame = readFrame(bytes, decodeServerBody);
  assert.deepEqual([frame.tick, frame.input], [1204, { sequence: 7, lead: 1 }]);
  const heard: unknown[] = [];
  const visitor: BlockVisitor = {
    begin: (x, y, keyframe) => void heard.push([x, y, keyframe]),
    move: (slot, motion) => void heard.push([slot, { ...motion }]),
    depart: () => void heard.push("depart"),
    arrive: () => void heard.push("arrive"),
    change: () => void heard.push("change"),
    happen: () => void heard.push("happen"),
    turn: (slot, turn) => void heard.push([slot, { ...turn }]),
    steps: () => void heard.push("steps"),
  };
  for (const { tick, blocks } of frame.flushes) {
    heard.push(tick);
    for (const block of blocks) readBlock(new ByteReader(block), visitor);
  }
  assert.deepEqual(heard, [
    1202,
    [73, 33, false],
    [0, { x: 128, y: 64, heading: 0, speed: 16 }],
    1204,
    [74, 33, false],
    [1, { heading: 200, speed: 16, ticksBefore: 1, dx: 0, dy: 1 }],
  ]);
});

Deno.test("protocol document: the examples byte for byte are the frozen samples", () => {
  const examples = [...DOCUMENT.matchAll(/```bytes (\w+)\n([\s\S]*?)```/g)];
  assert.ok(examples.length >= 6);
  const samples = new Map(readSamples().map(({ name, bytes }) => [name, bytes]));
  for (const [, name, lines] of examples) assert.deepEqual(parseHex(lines!.trim()), samples.get(name!), name!);
});

Deno.test("protocol document: the steps of its crowd lead where the text says", () => {
  const text = /```bytes frame_crowd\n[\s\S]*?```\n\nWho reads it ([\s\S]*?)\n\n/.exec(DOCUMENT)?.[1] ?? "";
  const [before, after] = text.split("the steps are to the squares");
  const anchors = new Map(
    [...before!.matchAll(/slot (\d+)'s(?: anchor)? in(?: square)? \((\d+), (\d+)\)/g)].map(([, slot, x, y]) => [
      Number(slot),
      [Number(x), Number(y)] as const,
    ]),
  );
  const said = [...after!.split("With slot")[0]!.matchAll(/\((\d+), (\d+)\)/g)].map((
    [, x, y],
  ) => [Number(x), Number(y)]);
  const known = [...before!.split(".")[0]!.matchAll(/\d+/g)].map(Number).sort((a, b) => a - b);
  const bytes = readSamples().find(({ name }) => name === "frame_crowd")?.bytes;
  const heard: number[][] = [];
  const nothing = () => {};
  const visitor: BlockVisitor = {
    ...{ begin: nothing, move: nothing, depart: (slot) => void known.splice(known.indexOf(slot), 1), arrive: nothing },
    ...{ change: nothing, happen: nothing, turn: nothing },
    steps: ({ slice, slices, places, squares }) => {
      const slots = known.filter((slot) => slot % slices === slice);
      places.forEach((place, at) => {
        const [x, y] = anchors.get(slots[place]!)!;
        const code = squares[at]!;
        heard.push([squareNear(code & 15, x * UNITS_PER_METRE), squareNear(code >> 4, y * UNITS_PER_METRE)]);
      });
    },
  };
  for (const { blocks } of readFrame(bytes!, decodeServerBody).flushes) {
    for (const block of blocks) readBlock(new ByteReader(block), visitor);
  }
  assert.equal(heard.length, 5);
  assert.deepEqual(heard, said);
});

Deno.test("protocol document: the rules are numbered without a gap, each once", () => {
  const numbers = [...DOCUMENT.matchAll(/^(?:- )?\*\*P(\d+)\*\* /gm)].map((found) => Number(found[1])).sort((a, b) =>
    a - b
  );
  assert.deepEqual(numbers, numbers.map((_, index) => index + 1));
});

Deno.test("protocol document: the diary tells of this version", () => {
  const diary = DOCUMENT.slice(DOCUMENT.indexOf("The diary, newest last:"));
  assert.ok(diary.includes(`| ${project.version} |`));
});

const SESSIONS = [...DOCUMENT.matchAll(/```session\n([\s\S]*?)```/g)].map((found) => found[1]!.trim().split("\n"));

testPart("the sessions in docs/protocol.md go as they are written", {}, async (bench) => {
  assert.equal(SESSIONS.length, 2);
  for (const lines of SESSIONS) await playSession(`ws://127.0.0.1:${bench.port}/play`, lines);
});
