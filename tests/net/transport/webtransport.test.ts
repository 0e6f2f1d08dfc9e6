/** The parts of WebTransport that need no network: records, tickets, the certificate. */
import assert from "node:assert/strict";
import { createHash, createPrivateKey, X509Certificate } from "node:crypto";
import { DEFAULT_LIMITS } from "../../../net/limits.ts";
import { decodeClose, encodeCloseRecord, encodeRecord, RECORD, RecordReader } from "../../../net/protocol/mod.ts";
import { makeCertificate } from "../../../net/transport/certificate.ts";
import { Tickets } from "../../../net/transport/tickets.ts";
import { Prng } from "../../../world/base/prng.ts";

const BYTES_MAX = 2048;
const DAY_MS = 86_400_000;

/** Reads a stream that comes in pieces of these lengths. */
function readAll(bytes: Uint8Array, pieceBytes: () => number) {
  const records: { kind: number; bytes: number[] }[] = [];
  const reader = new RecordReader(BYTES_MAX, ({ kind, bytes }) => records.push({ kind, bytes: [...bytes] }));
  let fault = null;
  for (let at = 0; at < bytes.length && fault === null;) {
    const end = Math.min(bytes.length, at + pieceBytes());
    fault = reader.push(bytes.slice(at, end));
    at = end;
  }
  return { records, fault };
}

Deno.test("records come out as they went in, in whatever pieces", () => {
  const random = new Prng(3);
  const given = [0, 1, 127, 128, 129, 2047, 2048].map((length) => ({
    kind: RECORD.message as number,
    bytes: Array.from({ length }, () => random.u32() & 255),
  }));
  given.push({ kind: RECORD.ping, bytes: [1, 2, 3] });
  const stream = Uint8Array.from(given.flatMap(({ kind, bytes }) => [...encodeRecord(kind, Uint8Array.from(bytes))]));
  assert.deepEqual(readAll(stream, () => stream.length), { records: given, fault: null });
  assert.deepEqual(readAll(stream, () => 1), { records: given, fault: null });
  for (let round = 0; round < 50; round++) {
    assert.deepEqual(readAll(stream, () => 1 + random.u32() % 300), { records: given, fault: null });
  }
});

Deno.test("a record that is too long is refused by its header; one that is none by its first byte", () => {
  const cases: [number[], string][] = [
    [[RECORD.message, 0x81, 0x10], "too-large"],
    [[RECORD.text, 0xff, 0xff, 0xff, 0x7f], "too-large"],
    [[RECORD.message, 0x80, 0x80, 0x80, 0x80], "malformed"],
    [[RECORD.ping, 9], "too-large"],
    [[RECORD.close, 126], "too-large"],
    [[5], "malformed"],
    [[255], "malformed"],
  ];
  for (const [bytes, fault] of cases) {
    assert.deepEqual(readAll(Uint8Array.from(bytes), () => 1), { records: [], fault }, bytes.join(" "));
  }
});

Deno.test("fuzz: random bytes are records or a fault, and never more than one record is held", () => {
  const random = new Prng(5);
  let faults = 0;
  for (let round = 0; round < 3000; round++) {
    const bytes = Uint8Array.from(
      { length: random.u32() % 200 },
      () => random.u32() % (random.u32() % 4 === 0 ? 6 : 256),
    );
    const { records, fault } = readAll(bytes, () => 1 + random.u32() % 20);
    if (fault !== null) faults++;
    for (const record of records) assert.ok(record.bytes.length <= BYTES_MAX && record.kind <= RECORD.close);
  }
  assert.ok(faults > 1000, `${faults} of 3000 had a fault`);
});

Deno.test("a close record holds code and text", () => {
  const { records } = readAll(encodeCloseRecord(4010, "Geh, bitte. ☂"), () => 3);
  assert.deepEqual(decodeClose(Uint8Array.from(records[0]!.bytes)), { code: 4010, text: "Geh, bitte. ☂" });
  assert.deepEqual(decodeClose(new Uint8Array(0)), { code: 1005, text: "" });
});

Deno.test("a ticket is good once, for its time, and there are only so many", () => {
  let now = 0;
  const tickets = new Tickets({ ...DEFAULT_LIMITS, ticketMs: 1000, ticketsMax: 3 }, () => now);
  const first = tickets.issue("json")!;
  assert.deepEqual(tickets.redeem(first), { speech: "json" });
  assert.equal(tickets.redeem(first), null);
  assert.equal(tickets.redeem(""), null);
  const second = tickets.issue("binary")!;
  now = 1000;
  assert.equal(tickets.redeem(second), null, "it is too late");
  const many = [1, 2, 3, 4].map(() => tickets.issue("binary"));
  assert.equal(many.filter((ticket) => ticket !== null).length, 3);
  assert.equal(new Set(many).size, 4, "no two are alike");
  now = 2000;
  assert.notEqual(tickets.issue("binary"), null);
});

Deno.test("the certificate is one that browsers take by its hash", async () => {
  const now = Date.UTC(2030, 5, 1);
  const made = await makeCertificate(now);
  const certificate = new X509Certificate(made.cert);
  const from = Date.parse(certificate.validFrom);
  const to = Date.parse(certificate.validTo);
  assert.ok(from < now && to - from <= 14 * DAY_MS && to > now + 12 * DAY_MS);
  assert.ok(made.renewAtMs > now + 9 * DAY_MS && made.renewAtMs < to - DAY_MS);
  assert.equal(certificate.publicKey.asymmetricKeyDetails?.namedCurve, "prime256v1");
  assert.ok(certificate.checkPrivateKey(createPrivateKey(made.key)));
  assert.deepEqual([...made.hash], [...createHash("sha256").update(certificate.raw).digest()]);
  const other = await makeCertificate(now);
  assert.notDeepEqual(other.hash, made.hash);
  assert.notEqual(other.key, made.key);
});
