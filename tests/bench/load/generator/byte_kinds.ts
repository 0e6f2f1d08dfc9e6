/** What the bytes of frames are spent on, counted by reading the blocks once more. */
import { type Frame, frameBlockBytes } from "../../../../net/protocol/mod.ts";
import { ByteReader } from "../../../../world/base/record.ts";
import { type BlockVisitor, readBlock } from "../../../../world/replication/cell_block.ts";

/** Bytes by kind. `blockHeads`: length, cell, sections and counts of blocks. */
export interface ByteKinds {
  frameHeads: number;
  blockHeads: number;
  keyframes: number;
  arrivals: number;
  departures: number;
  motions: number;
  turns: number;
  changes: number;
  happenings: number;
  steps: number;
}

/** Nothing counted yet. */
export function newByteKinds(): ByteKinds {
  return {
    frameHeads: 0,
    blockHeads: 0,
    keyframes: 0,
    arrivals: 0,
    departures: 0,
    motions: 0,
    turns: 0,
    changes: 0,
    happenings: 0,
    steps: 0,
  };
}

/** Adds a frame of `wireBytes` bytes, WebSocket header included. */
export function countBytes(kinds: ByteKinds, frame: Frame, wireBytes: number): void {
  let inBlocks = 0;
  for (const block of frame.flushes.flatMap(({ blocks }) => blocks)) {
    const bytes = frameBlockBytes(block);
    inBlocks += bytes;
    // A block's head is shorter in a frame than by itself.
    kinds.blockHeads += bytes - block.length;
    countBlock(kinds, block);
  }
  kinds.frameHeads += wireBytes - inBlocks;
}

// A section's count stands before its first record and is counted with it: one byte nearly always, put right here.
function countBlock(kinds: ByteKinds, block: Uint8Array): void {
  const reader = new ByteReader(block);
  let at = 0;
  let isKeyframe = false;
  let section: keyof ByteKinds = "blockHeads";
  const add = (kind: keyof ByteKinds) => {
    const counted = kind === section ? 0 : 1;
    section = kind;
    kinds.blockHeads += counted;
    kinds[kind] += reader.at - at - counted;
    at = reader.at;
  };
  const visitor: BlockVisitor = {
    begin: (_x, _y, keyframe) => {
      isKeyframe = keyframe;
      kinds.blockHeads += reader.at;
      at = reader.at;
    },
    depart: () => add("departures"),
    arrive: () => add(isKeyframe ? "keyframes" : "arrivals"),
    move: () => add("motions"),
    change: () => add("changes"),
    happen: () => add("happenings"),
    turn: () => add("turns"),
    steps: () => add("steps"),
  };
  readBlock(reader, visitor);
}
