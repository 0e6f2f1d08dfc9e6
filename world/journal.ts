/**
 * The journal: the commands of each tick, as bytes. With a state and the entries after it, every later state can be
 * worked out again. Ticks without commands have no entry, but once a second one with a pulse, so that a difference is
 * found near where it began.
 *
 *   entry     u32 tick | u8 flags | [u32 high, u32 low of the pulse] | [varint length, trace] | varint count |
 *             count × (varint length | command)
 *
 *   flags 1   a pulse is there: the hash of what moves, after this tick
 *   flags 2   the server started anew after this tick: every session was forgotten then (no commands)
 *   flags 4   more commands of the same tick are in the next entry
 *   flags 8   the trace of the tick is there (trace.ts)
 */
import { ByteReader, ByteWriter, defineVocabulary, MalformedError } from "./base/record.ts";
import { StateHash } from "./base/state_hash.ts";
import { type Command, COMMANDS } from "./commands.ts";
import { NO_TRACE } from "./trace.ts";
import type { World } from "./world.ts";

/** Bytes of one entry, about: a tick with more commands is told in several. */
export const ENTRY_BYTES_MAX = 256 * 1024;

/** One tick as the journal has it. */
export interface JournalEntry {
  readonly tick: number;
  readonly commands: readonly Command[];
  /** The pulse after the tick as 16 hex digits, or "". */
  readonly pulse: string;
  /** What the tick did (trace.ts); NO_TRACE in journals from before there was any. */
  readonly trace: Uint8Array;
  /** Sessions were forgotten after this tick. */
  readonly restarted: boolean;
}

const PULSE = 1;
const RESTARTED = 2;
const CONTINUED = 4;
const TRACED = 8;

const vocabulary = defineVocabulary(COMMANDS);
const scratch = new ByteWriter(1024);

/** Writes the entries of a tick; most often it is one. Each is handed over as a view that the next one changes. */
export function writeEntries(entry: JournalEntry, take: (bytes: Uint8Array, last: boolean) => void): void {
  const { tick, commands, pulse, trace, restarted } = entry;
  const writer = entryWriter;
  let at = 0;
  do {
    body.length = 0;
    let count = 0;
    for (; at < commands.length && body.length < ENTRY_BYTES_MAX; at++, count++) {
      scratch.length = 0;
      vocabulary.encode(scratch, commands[at]!);
      body.varint(scratch.length);
      body.raw(scratch.view());
    }
    const last = at >= commands.length;
    writer.length = 0;
    writer.u32(tick);
    const flags = (pulse !== "" ? PULSE : 0) | (restarted ? RESTARTED : 0) | (trace.length > 0 ? TRACED : 0);
    writer.u8(last ? flags : CONTINUED);
    if (last && pulse !== "") {
      writer.u32(parseInt(pulse.slice(0, 8), 16));
      writer.u32(parseInt(pulse.slice(8), 16));
    }
    if (last && trace.length > 0) {
      writer.varint(trace.length);
      writer.raw(trace);
    }
    writer.varint(count);
    writer.raw(body.view());
    take(writer.view(), last);
  } while (at < commands.length);
}

const entryWriter = new ByteWriter(4096);
const body = new ByteWriter(4096);

/** Reads entries that follow one another. Throws `MalformedError` if the bytes are none. */
export function* readEntries(bytes: Uint8Array): Generator<JournalEntry> {
  const reader = new ByteReader(bytes);
  let continued: { tick: number; commands: Command[] } | null = null;
  while (reader.remaining > 0) {
    const tick = reader.u32();
    const flags = reader.u8();
    const hex = (word: number) => word.toString(16).padStart(8, "0");
    const pulse = flags & PULSE ? hex(reader.u32()) + hex(reader.u32()) : "";
    const trace = flags & TRACED ? reader.raw(reader.varint()) : NO_TRACE;
    if (continued !== null && continued.tick !== tick) throw new MalformedError(`tick ${continued.tick} is cut off`);
    const commands: Command[] = continued?.commands ?? [];
    for (let left = reader.varint(); left > 0; left--) commands.push(vocabulary.decodeNext(reader, reader.varint()));
    continued = flags & CONTINUED ? { tick, commands } : null;
    if (continued === null) yield { tick, commands, pulse, trace, restarted: (flags & RESTARTED) !== 0 };
  }
  if (continued !== null) throw new MalformedError(`tick ${continued.tick} is cut off`);
}

/** Hears what `skimEntries` finds. */
export interface EntrySkimmer {
  /** A tick has an entry. */
  tick(tick: number, restarted: boolean): void;
  /** One of its commands: the id of its kind, and how to read the rest, if it is of interest. */
  command(tick: number, id: number, read: () => Command): void;
}

/** Walks over entries without reading what is in their commands: many times as fast. Throws as `readEntries` does. */
export function skimEntries(bytes: Uint8Array, skimmer: EntrySkimmer): void {
  const reader = new ByteReader(bytes);
  while (reader.remaining > 0) {
    const tick = reader.u32();
    const flags = reader.u8();
    if (flags & PULSE) reader.raw(8);
    if (flags & TRACED) reader.raw(reader.varint());
    skimmer.tick(tick, (flags & RESTARTED) !== 0);
    for (let left = reader.varint(); left > 0; left--) {
      const command = reader.raw(reader.varint());
      skimmer.command(tick, command[0]!, () => vocabulary.decode(command));
    }
  }
}

/** Entities whose words of a pulse are put together before they are hashed. */
const PULSE_ROWS = 1024;
const pulseWords = new Int32Array(4 * PULSE_ROWS);

/** What a pulse tells of some entities. A function of its own: what is in two loops is compiled only for the inner one. */
function pulseWordsOf({ entities }: World, from: number, to: number): Int32Array {
  const { originX, originY, startTick, session } = entities.components.columns;
  let at = 0;
  for (let index = from; index < to; index++) {
    pulseWords[at++] = originX[index]!;
    pulseWords[at++] = originY[index]!;
    pulseWords[at++] = startTick[index]!;
    pulseWords[at++] = session[index]!;
  }
  return at === pulseWords.length ? pulseWords : pulseWords.subarray(0, at);
}

/**
 * A hash of what moves: where every entity's segment begins, and who is in it. It costs some microseconds for a thousand
 * entities, so it can be told each second; the hash of all is told with each checkpoint.
 */
export function pulseOf(world: World): string {
  const hash = new StateHash();
  const { components, free } = world.entities;
  for (const word of [world.tick, components.length, free.length, world.roster.table.length, world.ledger.entries]) {
    hash.word(word);
  }
  for (let from = 0; from < components.length; from += PULSE_ROWS) {
    hash.words(pulseWordsOf(world, from, Math.min(from + PULSE_ROWS, components.length)));
  }
  return hash.digest();
}
