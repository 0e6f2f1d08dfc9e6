import assert from "node:assert/strict";
import {
  ByteReader,
  ByteWriter,
  defineVocabulary,
  MalformedError,
  readRecord,
  writeRecord,
} from "../../../world/base/record.ts";

const fields = {
  a: "u8",
  b: "u16",
  c: "u32",
  d: "i8",
  e: "i16",
  f: "i32",
  g: "u53",
  h: "f64",
  i: "bool",
  j: "text",
  k: "bytes",
} as const;
const value = {
  a: 255,
  b: 65_535,
  c: 4_294_967_295,
  d: -128,
  e: -32_768,
  f: -2_147_483_648,
  g: Number.MAX_SAFE_INTEGER,
  h: -0.1,
  i: true,
  j: "Grüße, 世界",
  k: Uint8Array.of(0, 1, 2),
};

Deno.test("record: every field type comes back as it was", () => {
  const writer = new ByteWriter(1);
  writeRecord(writer, fields, value);
  assert.deepEqual(readRecord(new ByteReader(writer.copy()), fields), value);
});

Deno.test("record: the bytes are frozen", () => {
  const writer = new ByteWriter();
  writeRecord(writer, { a: "u16", b: "text", c: "i32", d: "bool" }, { a: 0x1234, b: "hé", c: -2, d: true });
  const hex = Array.from(writer.view(), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  assert.equal(hex, "34 12 03 00 68 c3 a9 fe ff ff ff 01");
});

Deno.test("record: every truncation is refused, never a wrong value", () => {
  const writer = new ByteWriter();
  writeRecord(writer, fields, value);
  const bytes = writer.copy();
  for (let length = 0; length < bytes.length; length++) {
    assert.throws(() => readRecord(new ByteReader(bytes.subarray(0, length)), fields), MalformedError);
  }
});

Deno.test("record: bad bool, bad UTF-8, too large u53 and endless varint are refused", () => {
  assert.throws(() => new ByteReader(Uint8Array.of(2)).bool(), MalformedError);
  assert.throws(() => new ByteReader(Uint8Array.of(1, 0, 0xff)).text(), MalformedError);
  assert.throws(() => new ByteReader(new Uint8Array(8).fill(255)).u53(), MalformedError);
  assert.throws(() => new ByteReader(new Uint8Array(9).fill(255)).varint(), MalformedError);
});

Deno.test("record: varints of every length", () => {
  const writer = new ByteWriter();
  const values = [0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152, 4_294_967_295];
  for (const each of values) writer.varint(each);
  const reader = new ByteReader(writer.copy());
  assert.deepEqual(values.map(() => reader.varint()), values);
  assert.equal(reader.remaining, 0);
});

Deno.test("vocabulary: messages are told apart; unknown ids and bytes left over are refused", () => {
  const vocabulary = defineVocabulary({
    go: { id: 3, fields: { x: "i32" } },
    stop: { id: 4, fields: {} },
  });
  const writer = new ByteWriter();
  vocabulary.encode(writer, { type: "go", x: -5 });
  assert.deepEqual(vocabulary.decode(writer.copy()), { type: "go", x: -5 });
  assert.throws(() => vocabulary.decode(Uint8Array.of(9)), MalformedError);
  assert.throws(() => vocabulary.decode(Uint8Array.of(4, 0)), MalformedError);
  assert.throws(() => vocabulary.decode(Uint8Array.of()), MalformedError);
});

Deno.test("vocabulary: an id used twice is our bug", () => {
  assert.throws(() => defineVocabulary({ a: { id: 1, fields: {} }, b: { id: 1, fields: {} } }), /message id 1/);
});

Deno.test("record: a writer that starts again keeps no more room than it is told to", () => {
  const writer = new ByteWriter(16);
  writer.raw(new Uint8Array(1000).fill(7));
  writer.restart(64);
  assert.equal(writer.length, 0);
  writer.u32(9);
  assert.deepEqual([...writer.view()], [9, 0, 0, 0]);
  assert.equal(writer.view().buffer.byteLength, 64);
});
