import assert from "node:assert/strict";
import { Prng } from "../../../world/base/prng.ts";
import { allocateRing, ringMessageBytesMax, RingReader, RingWriter } from "../../../world/base/ring.ts";

function randomBytes(prng: Prng, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => prng.below(256));
}

Deno.test("ring: hands over every message in order, through many wraps, whatever their lengths", () => {
  const memory = allocateRing(1024);
  const writer = new RingWriter(memory);
  const reader = new RingReader(memory);
  const prng = new Prng(7);
  const sent: Uint8Array[] = [];
  let received = 0;
  let refused = 0;
  for (let round = 0; round < 20_000; round++) {
    const message = randomBytes(prng, prng.below(ringMessageBytesMax(1024) + 1));
    if (writer.tryWrite(message)) sent.push(message);
    else refused++;
    if (prng.below(3) === 0) {
      reader.drain((bytes) => assert.deepEqual(bytes.slice(), sent[received++]), 1 + prng.below(4));
    }
  }
  reader.drain((bytes) => assert.deepEqual(bytes.slice(), sent[received++]));
  assert.equal(received, sent.length);
  assert.equal(writer.refused, refused);
  assert.ok(refused > 100 && received > 1000, "the test filled the ring and wrapped it many times");
});

Deno.test("ring: a full ring refuses, and takes again what was made room for", () => {
  const memory = allocateRing(1024);
  const writer = new RingWriter(memory);
  const reader = new RingReader(memory);
  const message = new Uint8Array(200).fill(1);
  let taken = 0;
  while (writer.tryWrite(message)) taken++;
  assert.equal(taken, 5);
  assert.equal(reader.drain(() => {}, 1), 1);
  assert.equal(writer.tryWrite(new Uint8Array(100)), true);
});

Deno.test("ring: counters go on past 2^32", () => {
  const memory = allocateRing(1024);
  const header = new Int32Array(memory, 0, 4);
  const reader = new RingReader(memory);
  const writer = new RingWriter(memory);
  header[0] = header[1] = -512; // 512 bytes before the counters turn over
  let received = 0;
  for (let index = 0; index < 100; index++) {
    assert.equal(writer.tryWrite(Uint8Array.of(index, index, index)), true);
    reader.drain((bytes) => {
      assert.deepEqual(bytes.slice(), Uint8Array.of(index, index, index));
      received++;
    });
  }
  assert.equal(received, 100);
});

Deno.test("ring: the bell is asked for once by a sleeping reader and taken once", () => {
  const memory = allocateRing(1024);
  const reader = new RingReader(memory);
  const writer = new RingWriter(memory);
  assert.equal(writer.takeBell(), true, "a new reader sleeps");
  assert.equal(writer.takeBell(), false);
  writer.tryWrite(Uint8Array.of(1));
  assert.equal(reader.armBell(), false, "something waits: no sleeping now");
  reader.drain(() => {});
  assert.equal(reader.armBell(), true);
  assert.equal(writer.takeBell(), true);
});

Deno.test("ring: a handler that throws has still taken its message", () => {
  const memory = allocateRing(1024);
  const writer = new RingWriter(memory);
  const reader = new RingReader(memory);
  writer.tryWrite(Uint8Array.of(1));
  writer.tryWrite(Uint8Array.of(2));
  assert.throws(() =>
    reader.drain(() => {
      throw new Error("no");
    })
  );
  const rest: number[] = [];
  reader.drain((bytes) => rest.push(bytes[0]!));
  assert.deepEqual(rest, [2]);
});

Deno.test("ring: one with little to carry uses the start of its memory alone", () => {
  const capacity = 1024 * 1024;
  const memory = allocateRing(capacity);
  const writer = new RingWriter(memory);
  const reader = new RingReader(memory);
  const prng = new Prng(11);
  const carry = (messages: number) => {
    const sent = Array.from({ length: messages }, () => randomBytes(prng, 1 + prng.below(3000)));
    for (const message of sent) assert.ok(writer.tryWrite(message));
    let received = 0;
    reader.drain((bytes) => assert.deepEqual(bytes.slice(), sent[received++]));
    assert.equal(received, messages);
  };
  for (let round = 0; round < 400; round++) carry(1 + prng.below(4));
  const used = new Uint8Array(memory).findLastIndex((byte) => byte !== 0);
  assert.ok(used < 128 * 1024, `${used} bytes were used`);
  // From wherever it begins again, all of it is there for a rush.
  for (let round = 0; round < 20; round++) {
    carry(1 + prng.below(4));
    const message = new Uint8Array(4092);
    let taken = 0;
    while (writer.tryWrite(message)) taken++;
    assert.ok(taken >= capacity / 4096 - 1, `${taken} found room`);
    assert.equal(reader.drain(() => {}), taken);
  }
});
