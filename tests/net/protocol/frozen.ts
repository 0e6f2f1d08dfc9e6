/**
 * Frozen samples of the wire: `frozen/NAME.json` is a message as the JSON subprotocol has it, `frozen/NAME.hex` the same
 * message as the binary subprotocol has it. Whoever writes a client can read them too.
 *
 *     deno run -A tests/net/protocol/frozen.ts                 writes the .hex of every .json that has none
 *     deno run -A tests/net/protocol/frozen.ts --change NAME   writes one anew: a change of the protocol, for its diary
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { assert } from "../../../world/base/assert.ts";
import { ByteWriter } from "../../../world/base/record.ts";
import { ACTIVITIES, COMPONENTS, KINDS, PRESENCES } from "../../../world/components.ts";
import type { ComponentName } from "../../../world/components.ts";
import type { ComponentValue } from "../../../world/replication/cell_block.ts";
import { type CrowdSteps, squareCode } from "../../../world/replication/crowd_steps.ts";
import {
  CLIENT_MESSAGES,
  type ClientMessage,
  encodeClientMessage,
  encodeServerBody,
  encodeServerMessage,
  happeningOfJson,
  type JsonCell,
  type JsonFrame,
  type JsonMotion,
  type JsonStep,
  SERVER_MESSAGES,
  type ServerMessage,
  writeFrameBlocks,
  writeFrameHead,
} from "../../../net/protocol/mod.ts";
import { FLUSH_TICKS } from "../../../world/limits.ts";
import { makeBlock } from "../blocks.ts";

const FOLDER = new URL("./frozen/", import.meta.url);

/** A message in both subprotocols. `bytes` is null where they are not frozen yet. */
export interface Sample {
  readonly name: string;
  readonly message: ClientMessage | ServerMessage | JsonFrame;
  readonly bytes: Uint8Array | null;
}

/** All samples, by name. */
export function readSamples(): Sample[] {
  const files = readdirSync(FOLDER);
  return files.filter((file) => file.endsWith(".json")).sort().map((file) => {
    const name = file.slice(0, -".json".length);
    const message = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8"));
    const bytes = files.includes(`${name}.hex`) ? parseHex(readFileSync(new URL(`${name}.hex`, FOLDER), "utf8")) : null;
    return { name, message, bytes };
  });
}

/** Bytes out of lines of hex; what follows a `;` in a line is for people. */
export function parseHex(text: string): Uint8Array {
  const digits = text.split("\n").map((line) => line.split(";", 1)[0]!).join(" ").trim();
  return Uint8Array.from(digits.split(/\s+/), (pair) => {
    assert(/^[0-9a-f]{2}$/.test(pair), `“${pair}” is two digits of hex`);
    return parseInt(pair, 16);
  });
}

/** A message in the binary subprotocol. */
export function encodeSample(message: Sample["message"]): Uint8Array {
  if (message.type === "frame") return encodeFrame(message);
  if (message.type in CLIENT_MESSAGES) return encodeClientMessage(message as ClientMessage);
  return encodeServerMessage(message as ServerMessage);
}

function encodeFrame(frame: JsonFrame): Uint8Array {
  const writer = new ByteWriter();
  writeFrameHead(writer, {
    tick: frame.tick,
    reset: frame.reset,
    input: frame.input ?? null,
    forget: frame.forget.map(([x, y]) => ({ x, y })),
    messages: frame.messages.map((message) => ({
      id: SERVER_MESSAGES[message.type],
      body: encodeServerBody(message),
    })),
    slowed: frame.slowed ?? null,
    crowd: frame.crowd ?? false,
    earlier: earlierOf(frame),
  });
  writeFrameBlocks(writer, frame.cells.map(encodeCell), frame.crowd ?? false);
  return writer.copy();
}

/** How many cells are of each flush before the frame's, from the oldest on. */
function earlierOf({ tick, cells }: JsonFrame): number[] {
  const counts: number[] = [];
  const first = Math.min(tick, ...cells.map((cell) => cell.tick ?? tick));
  for (let at = first; at < tick; at += FLUSH_TICKS) counts.push(cells.filter((cell) => cell.tick === at).length);
  return counts;
}

function encodeCell(told: JsonCell): Uint8Array {
  const { cell, keyframe, departures, arrivals, motions, turns, changes, happenings, steps } = told;
  const motionOf = ({ x, y, heading, speed }: JsonMotion) => ({
    motion: { x: (x - cell[0] * 32) * 256 & 8191, y: (y - cell[1] * 32) * 256 & 8191, heading, speed },
  });
  const components = (of: object) =>
    (Object.entries(of) as [ComponentName, ComponentValue][]).filter(([name]) => COMPONENTS[name]?.audience === "near")
      .map(([name, value]) => [name, numberOf(name, value)] as const);
  return makeBlock({
    cell,
    keyframe,
    departures: departures.map(({ slot, to }) => to === null ? { slot } : { slot, to }),
    arrivals: arrivals.map((arrival) => ({
      slot: arrival.slot,
      entity: arrival.entity,
      ...motionOf(arrival),
      components: Object.fromEntries(components(arrival)),
    })),
    motions: motions.map((motion) => ({ slot: motion.slot, ...motionOf(motion) })),
    turns: turns.map(({ slot, heading, speed, ago, dx, dy }) => ({
      ...{ slot, heading, speed, ticksBefore: ago, dx, dy },
    })),
    changes: changes.flatMap((change) =>
      components(change).map(([component, value]) => ({ slot: change.slot, component, value }))
    ),
    happenings: happenings.map(happeningOfJson),
    ...(steps === undefined ? {} : { steps: encodeSteps(steps) }),
  });
}

/** Steps as they are where every number from 0 on is known: ten slices, and one that is told whole begins with its first. */
function encodeSteps(steps: readonly JsonStep[]): CrowdSteps {
  const slices = 10;
  const places = steps.map(({ slot }) => Math.floor(slot / slices));
  return {
    slice: steps[0]!.slot % slices,
    slices,
    isWhole: places[0] === 0,
    places,
    squares: steps.map(({ x, y }) => squareCode(x * 256, y * 256)),
  };
}

const WORDS: Readonly<Record<string, readonly string[]>> = { kind: KINDS, activity: ACTIVITIES, presence: PRESENCES };

function numberOf(name: ComponentName, value: ComponentValue): ComponentValue {
  return typeof value === "string" && name in WORDS ? WORDS[name]!.indexOf(value) : value;
}

/** Hex in lines of 16 bytes. */
function formatHex(bytes: Uint8Array): string {
  const pairs = [...bytes].map((byte) => byte.toString(16).padStart(2, "0"));
  const lines: string[] = [];
  for (let at = 0; at < pairs.length; at += 16) lines.push(pairs.slice(at, at + 16).join(" "));
  return lines.join("\n") + "\n";
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { change: { type: "string", multiple: true, default: [] } } });
  const samples = readSamples();
  for (const name of values.change) {
    assert(samples.some((sample) => sample.name === name), `change ${name}: one of ${samples.map((of) => of.name)}`);
  }
  for (const { name, message, bytes } of samples) {
    if (bytes !== null && !values.change.includes(name)) continue;
    writeFileSync(new URL(`${name}.hex`, FOLDER), formatHex(encodeSample(message)));
    console.log(`wrote ${name}.hex`);
  }
}
