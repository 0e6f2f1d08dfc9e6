/** Messages of clients, right and spoiled, from a seed. */
import { encode } from "@msgpack/msgpack";
import { type ActionName, actionRow } from "../../world/actions.ts";
import {
  CLIENT_MESSAGES,
  type ClientMessage,
  encodeClientMessage,
  encodeInputsDatagram,
  encodeRecord,
  RECORD,
  ruleOf,
  type SessionState,
} from "../../net/protocol/mod.ts";

/** What is sent as one WebSocket message: bytes, and whether they are said to be text. */
export interface Sent {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly isText: boolean;
}

/** Random numbers of a seed (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ mixed >>> 15, mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61);
    return ((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }
}

const TYPES = Object.keys(CLIENT_MESSAGES) as ClientMessage["type"][];
const TEXTS = [
  "",
  "Ada",
  "Żaneta",
  "🌍🌍",
  "a".repeat(24),
  "x".repeat(201),
  "x".repeat(301),
  "\u0000\u202e",
  "__proto__",
];
const ODD: readonly unknown[] = [
  ...[null, true, false, -1, 0, 0.5, 63, 64, 255, 256, 4096.5, 65_535, 65_536, 2 ** 32, 2 ** 53, -(2 ** 53)],
  ...[1e308, NaN, Infinity, "1", "", [], {}, [[[[]]]], { length: 1e9 }, "x".repeat(3000), new Uint8Array(9)],
];

/** A message that may be sent, of any type or of the given one. */
export function makeMessage(dice: Dice, type = dice.pick(TYPES)): ClientMessage {
  switch (type) {
    case "hello":
      return { type, protocol: 1, client: dice.pick(TEXTS.slice(0, 5)) };
    case "signIn":
      return dice.pick<ClientMessage>([
        { type, mode: "guest" },
        { type, mode: "guest", name: dice.pick(TEXTS), look: dice.below(2 ** 32) },
        { type, mode: "password", name: dice.pick(TEXTS), password: dice.pick(TEXTS) },
        { type, mode: "register", name: dice.pick(TEXTS), password: dice.pick(TEXTS) },
        { type, mode: "token", token: dice.pick(TEXTS), choose: dice.below(2) },
        { type, mode: "password", name: dice.pick(TEXTS), password: "password", character: dice.pick(TEXTS) },
      ]);
    case "play":
      return { type, character: dice.pick([0, 1, dice.below(100), 0xffff_ffff]) };
    case "makeCharacter":
      return { type, name: dice.pick(TEXTS), look: dice.below(2 ** 32) };
    case "deleteCharacter":
      return { type, character: dice.pick([0, 1, dice.below(100), 0xffff_ffff]), name: dice.pick(TEXTS) };
    case "input": {
      const tick = dice.pick([0, 1, dice.below(1000), 0xffff_ffff]);
      return { type, sequence: dice.below(65_536), tick, heading: dice.below(256), speed: dice.below(64) };
    }
    case "goTo":
      return { type, sequence: dice.below(65_536), x: dice.next() * 4096, y: dice.next() * 4096 };
    case "say":
      return { type, text: dice.pick(TEXTS.slice(0, 5)) };
    case "ping":
      return { type, time: dice.next() * 1e6 };
    case "signOut":
      return { type };
    default:
      return makeAction(dice, type);
  }
}

/** An action with values at and within the ends of their ranges. */
function makeAction(dice: Dice, type: ActionName): ClientMessage {
  const message: Record<string, unknown> = { type, sequence: dice.below(65_536) };
  for (const [name, field] of Object.entries(actionRow(type).fields)) {
    if (field.type === "text") message[name] = dice.pick(TEXTS).slice(0, field.lettersMax);
    else {
      const { min, max } = field;
      message[name] = dice.pick([min, max, Math.min(max, min + dice.below(100)), min + dice.below(max - min + 1)]);
    }
  }
  // The fields are those of its row, as the type says.
  return message as unknown as ClientMessage;
}

/** Something to send in a subprotocol: mostly a right message for a state, so that sessions live, else a spoiled one. */
export function makeSent(dice: Dice, speech: "binary" | "json", state: SessionState): Sent {
  const isText = speech === "json";
  const kind = dice.below(16);
  const fitting = TYPES.filter((type) => ruleOf(type).states.includes(state) && type !== "signOut");
  const message = makeMessage(dice, dice.pick(kind < 10 && fitting.length > 0 ? fitting : TYPES));
  const right = isText ? textBytes(JSON.stringify(message)) : encodeClientMessage(message);
  switch (kind < 10 ? 0 : kind) {
    case 0:
    case 10:
      return { bytes: right, isText };
    case 11:
    case 12:
      return { bytes: encodeOdd(dice, message, isText), isText };
    case 13:
      return { bytes: randomBytes(dice, dice.pick([0, 1, 2, 8, 60, 300, 2048, 2049, 5000])), isText };
    case 14:
      // The kind of message that the other subprotocol takes.
      return { bytes: right, isText: !isText };
    default: {
      let bytes = right;
      for (let left = 1 + dice.below(4); left > 0; left--) bytes = mutate(dice, bytes);
      return { bytes, isText };
    }
  }
}

/** A datagram of inputs, right or spoiled. */
export function makeDatagram(dice: Dice): Uint8Array<ArrayBuffer> {
  const inputs = Array.from({ length: 1 + dice.below(8) }, () => makeMessage(dice, "input"));
  const right = encodeInputsDatagram(inputs as Extract<ClientMessage, { type: "input" }>[]);
  switch (dice.below(4)) {
    case 0:
      return randomBytes(dice, dice.pick([0, 1, 9, 65, 66, 300, 1100]));
    case 1:
      return mutate(dice, right);
    default:
      return right;
  }
}

/** Bytes of a stream: records, one of them spoiled in its head or its length, or nothing of the kind. */
export function makeStream(dice: Dice): Uint8Array<ArrayBuffer> {
  const content = dice.pick([encodeClientMessage(makeMessage(dice)), randomBytes(dice, dice.below(40))]);
  const kind = dice.pick([...Object.values(RECORD), 5, 255]);
  const record = encodeRecord(kind, content);
  switch (dice.below(4)) {
    case 0:
      return mutate(dice, record);
    case 1:
      // A length that promises more than anybody may send, or that does not end.
      return Uint8Array.from([kind, 0xff, 0xff, 0xff, dice.pick([0x7f, 0xff]), ...content]);
    case 2:
      return randomBytes(dice, dice.below(200));
    default:
      return record;
  }
}

/** A message with a field of another value, without one, or with one too many. */
function encodeOdd(dice: Dice, message: ClientMessage, isText: boolean): Uint8Array<ArrayBuffer> {
  const { type, ...fields } = message;
  const spoiled: Record<string, unknown> = { ...fields };
  const names = [...Object.keys(fields), "type", "more", "constructor", "toString"];
  const name = dice.pick(names);
  if (dice.below(3) === 0) delete spoiled[name];
  else spoiled[name] = dice.pick(ODD);
  if (isText) {
    const whole = { type, ...spoiled };
    return textBytes(dice.below(16) === 0 ? "[".repeat(1000) : JSON.stringify(whole));
  }
  const body = encode(dice.below(8) === 0 ? dice.pick(ODD) : spoiled);
  return Uint8Array.from([CLIENT_MESSAGES[type].id, ...body]);
}

/** One small change somewhere. */
export function mutate(dice: Dice, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const at = dice.below(bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + dice.below(8));
  const [head, middle, tail] = [bytes.slice(0, at), bytes.slice(at, end), bytes.slice(end)];
  switch (dice.below(6)) {
    case 0:
      return join(head, middle.map((byte) => byte ^ 1 << dice.below(8)), tail);
    case 1:
      // Heads of long texts, arrays, maps, extensions and numbers in MessagePack; quotes and brackets in JSON.
      return join(head, Uint8Array.of(dice.pick([0xc1, 0xdb, 0xdd, 0xdf, 0xc9, 0xcf, 0xff, 0x22, 0x5b, 0x7b])), tail);
    case 2:
      return join(head, tail);
    case 3:
      return join(head, randomBytes(dice, 1 + dice.below(20)), bytes.slice(at));
    case 4:
      return join(head, middle, middle, tail);
    default:
      return head;
  }
}

/** Bytes without any sense. */
export function randomBytes(dice: Dice, count: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: count }, () => dice.below(256));
}

function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function textBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
