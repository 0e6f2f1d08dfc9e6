/**
 * Records: small typed binary messages, declared once as a list of fields.
 *
 * A record's bytes are its fields in the order of declaration, little-endian, without names or padding:
 *
 *   u8 u16 u32 i8 i16 i32   1, 2, 4 bytes
 *   u53                     8 bytes: a non-negative safe integer as low u32, high u32
 *   f64                     8 bytes
 *   bool                    1 byte
 *   text                    u16 byte length, UTF-8
 *   bytes                   u32 length, raw bytes (decoded as a view of the source: copy it to keep it)
 *
 * Records carry commands, the messages between the parts and the rows of a checkpoint. What crosses the network to
 * players is described in net/protocol.
 */
import { assert } from "./assert.ts";

/** The TypeScript type behind each field type. */
export interface FieldTypes {
  u8: number;
  u16: number;
  u32: number;
  i8: number;
  i16: number;
  i32: number;
  u53: number;
  f64: number;
  bool: boolean;
  text: string;
  bytes: Uint8Array;
}

/** A record's declaration: field name to field type, in wire order. */
export type Fields = Record<string, keyof FieldTypes>;

/** The value that a record of these fields holds. */
export type RecordValue<F extends Fields> = { [K in keyof F]: FieldTypes[F[K]] };

const textEncoder = new TextEncoder();
const textDecoder = new TextDecoder("utf-8", { fatal: true });

/** A growing byte buffer to write into; reused by clearing `length`. */
export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView;
  /** Bytes written so far. Set to 0 to start again. */
  length = 0;

  constructor(capacity = 256) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** Starts again, and gives back the room of something large: at most so many bytes of it are kept. */
  restart(bytesKept: number): void {
    this.length = 0;
    if (this.#bytes.length <= bytesKept) return;
    this.#bytes = new Uint8Array(bytesKept);
    this.#view = new DataView(this.#bytes.buffer);
  }

  #reserve(count: number): number {
    const at = this.length;
    const end = at + count;
    if (end > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(end, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, at));
      this.#bytes = grown;
      this.#view = new DataView(grown.buffer);
    }
    this.length = end;
    return at;
  }

  u8(value: number): void {
    const at = this.#reserve(1);
    this.#bytes[at] = value;
  }
  u16(value: number): void {
    const at = this.#reserve(2);
    this.#view.setUint16(at, value, true);
  }
  u32(value: number): void {
    const at = this.#reserve(4);
    this.#view.setUint32(at, value, true);
  }
  i8(value: number): void {
    const at = this.#reserve(1);
    this.#view.setInt8(at, value);
  }
  i16(value: number): void {
    const at = this.#reserve(2);
    this.#view.setInt16(at, value, true);
  }
  i32(value: number): void {
    const at = this.#reserve(4);
    this.#view.setInt32(at, value, true);
  }
  u53(value: number): void {
    assert(Number.isSafeInteger(value) && value >= 0, `u53 takes a non-negative safe integer, not ${value}`);
    const at = this.#reserve(8);
    this.#view.setUint32(at, value % 0x1_0000_0000, true);
    this.#view.setUint32(at + 4, Math.floor(value / 0x1_0000_0000), true);
  }
  f64(value: number): void {
    const at = this.#reserve(8);
    this.#view.setFloat64(at, value, true);
  }
  bool(value: boolean): void {
    this.u8(value ? 1 : 0);
  }
  /** Unsigned LEB128: seven bits a byte, low bits first. */
  varint(value: number): void {
    assert(value >= 0 && value <= 0xffff_ffff, `varint takes 0 to 2^32-1, not ${value}`);
    while (value > 0x7f) {
      this.u8((value & 0x7f) | 0x80);
      value >>>= 7;
    }
    this.u8(value);
  }
  text(value: string): void {
    const encoded = textEncoder.encode(value);
    assert(encoded.length <= 0xffff, `text is at most 65535 bytes, not ${encoded.length}`);
    this.u16(encoded.length);
    this.raw(encoded);
  }
  bytes(value: Uint8Array): void {
    this.u32(value.length);
    this.raw(value);
  }
  /** Bytes without a length before them. */
  raw(value: Uint8Array): void {
    const at = this.#reserve(value.length);
    this.#bytes.set(value, at);
  }
  /** Overwrites a byte already written, e.g. a count known only at the end. */
  patchU8(at: number, value: number): void {
    this.#bytes[at] = value;
  }
  patchU16(at: number, value: number): void {
    this.#view.setUint16(at, value, true);
  }
  /** What was written, as a view that the next write may change. */
  view(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.length);
  }
  /** What was written, as a copy of its own. */
  copy(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.length);
  }
}

/** Thrown by `ByteReader` when bytes are missing or malformed: whoever sent them is at fault. */
export class MalformedError extends Error {
  override name = "MalformedError";
}

/** Reads what `ByteWriter` wrote. Every read checks its bounds and throws `MalformedError` past the end. */
export class ByteReader {
  #bytes: Uint8Array;
  #view: DataView;
  /** Offset of the next byte. */
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.#bytes.length - this.at;
  }

  #take(count: number): number {
    const at = this.at;
    if (at + count > this.#bytes.length) {
      throw new MalformedError(`${count} bytes wanted at offset ${at}, ${this.#bytes.length - at} left`);
    }
    this.at = at + count;
    return at;
  }

  u8(): number {
    return this.#bytes[this.#take(1)]!;
  }
  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }
  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }
  i8(): number {
    return this.#view.getInt8(this.#take(1));
  }
  i16(): number {
    return this.#view.getInt16(this.#take(2), true);
  }
  i32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }
  u53(): number {
    const at = this.#take(8);
    const high = this.#view.getUint32(at + 4, true);
    if (high > 0x1f_ffff) throw new MalformedError("u53 is past the safe integers");
    return high * 0x1_0000_0000 + this.#view.getUint32(at, true);
  }
  f64(): number {
    return this.#view.getFloat64(this.#take(8), true);
  }
  bool(): boolean {
    const value = this.u8();
    if (value > 1) throw new MalformedError(`bool is 0 or 1, not ${value}`);
    return value === 1;
  }
  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.u8();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) {
        if (value > 0xffff_ffff) break;
        return value;
      }
    }
    throw new MalformedError("varint is longer than 32 bits");
  }
  text(): string {
    const length = this.u16();
    const encoded = this.raw(length);
    try {
      // A copy where the source is shared memory: TextDecoder does not take views of it.
      return textDecoder.decode(encoded.buffer instanceof ArrayBuffer ? encoded : encoded.slice());
    } catch (error) {
      if (error instanceof TypeError) throw new MalformedError("text is not UTF-8");
      throw error;
    }
  }
  bytes(): Uint8Array {
    return this.raw(this.u32());
  }
  /** The next `count` bytes as a view of the source. */
  raw(count: number): Uint8Array {
    const at = this.#take(count);
    return this.#bytes.subarray(at, at + count);
  }
}

/** Writes `value` by the declaration `fields`. */
export function writeRecord<F extends Fields>(writer: ByteWriter, fields: F, value: RecordValue<F>): void {
  for (const name in fields) {
    // One method per field type, of the same name: the cast says only that.
    (writer[fields[name]!] as (value: unknown) => void).call(writer, value[name]);
  }
}

/** Reads a value by the declaration `fields`. Throws `MalformedError` if the bytes do not fit. */
export function readRecord<F extends Fields>(reader: ByteReader, fields: F): RecordValue<F> {
  const value: Record<string, unknown> = {};
  readFields(reader, fields, value);
  return value as RecordValue<F>;
}

function readFields(reader: ByteReader, fields: Fields, value: Record<string, unknown>): void {
  for (const name in fields) value[name] = readField(reader, fields[name]!);
}

/** A method of each type's name: called by name it costs a third of what looking it up in the reader does. */
function readField(reader: ByteReader, type: keyof FieldTypes): unknown {
  switch (type) {
    case "u8":
      return reader.u8();
    case "u16":
      return reader.u16();
    case "u32":
      return reader.u32();
    default:
      return reader[type]();
  }
}

/** Declares one message of a vocabulary: its number on the wire (0 to 255) and its fields. */
export interface MessageDeclaration {
  readonly id: number;
  readonly fields: Fields;
}

/** A set of messages by name. */
export type Declarations = Record<string, MessageDeclaration>;

/** The union of all messages of a vocabulary, told apart by `type`. */
export type MessageOf<D extends Declarations> = {
  [K in keyof D]: { type: K } & RecordValue<D[K]["fields"]>;
}[keyof D];

/** Encodes and decodes the messages of one declaration table: `u8 id` and the record's bytes. */
export interface Vocabulary<D extends Declarations> {
  readonly declarations: D;
  encode(writer: ByteWriter, message: MessageOf<D>): void;
  /** Throws `MalformedError` on an unknown id, missing bytes or bytes left over. */
  decode(bytes: Uint8Array): MessageOf<D>;
  /** The same for a message in the next `length` bytes of a reader. */
  decodeNext(reader: ByteReader, length: number): MessageOf<D>;
}

/** Makes the vocabulary of a declaration table. Asserts that no two messages share an id. */
export function defineVocabulary<const D extends Declarations>(declarations: D): Vocabulary<D> {
  const nameById: (string | undefined)[] = [];
  for (const name in declarations) {
    const { id } = declarations[name]!;
    assert(id >= 0 && id <= 255 && nameById[id] === undefined, `message id ${id} of ${name} is free and fits a byte`);
    nameById[id] = name;
  }
  const decodeNext = (reader: ByteReader, length: number): MessageOf<D> => {
    const end = reader.at + length;
    const id = reader.u8();
    const type = nameById[id];
    if (type === undefined) throw new MalformedError(`no message has the id ${id}`);
    // Filled in place: a second object for each message would be half of the time.
    const value: Record<string, unknown> = { type };
    readFields(reader, declarations[type]!.fields, value);
    if (reader.at < end) throw new MalformedError(`${end - reader.at} bytes left over after ${type}`);
    if (reader.at > end) throw new MalformedError(`${type} is ${reader.at - end} bytes longer than it says`);
    return value as MessageOf<D>;
  };
  return {
    declarations,
    decodeNext,
    encode(writer, message) {
      const declaration = declarations[message.type]!;
      writer.u8(declaration.id);
      writeRecord(writer, declaration.fields, message as RecordValue<Fields>);
    },
    decode: (bytes) => decodeNext(new ByteReader(bytes), bytes.length),
  };
}
