/**
 * What a client sent, judged in this order, the cheap before the dear:
 *
 *   1  size      of any message, then of its type
 *   2  rate      of any message, then of its type
 *   3  decode    types and ranges of the fields
 *   4  state     whether the message is in place now
 *
 * In the binary subprotocol the type is the first byte, so nothing is parsed before size and rate are judged. In JSON
 * the type is known only after parsing; the limits that do not depend on it (2,048 bytes, 45 messages a second) bound
 * that work.
 */
import { CLIENT_MESSAGE_BYTES_MAX } from "../limits.ts";
import {
  type ClientMessage,
  clientTypeOf,
  decodeClientMessage,
  type Decoded,
  fault,
  parseJsonEnvelope,
  ruleOf,
  validateClientMessage,
} from "../protocol/mod.ts";
import type { Session } from "./session.ts";

/** Judges what a session sent: the message, or why the session ends. */
export function receiveMessage<Seat>(
  session: Session<Seat>,
  data: Uint8Array | string,
  nowMs: number,
): Decoded<ClientMessage> {
  const { speech } = session.connection;
  if (data.length > CLIENT_MESSAGE_BYTES_MAX) {
    return fault("too-large", `A message has at most ${CLIENT_MESSAGE_BYTES_MAX} bytes, not ${data.length}.`);
  }
  if (!session.takeAny(nowMs)) return fault("too-frequent", "Too many messages in a short time.");
  let decoded: Decoded<ClientMessage>;
  if (typeof data === "string") {
    if (speech !== "json") return fault("malformed", "This subprotocol takes binary messages.");
    decoded = receiveJson(session, data, nowMs);
  } else {
    if (speech !== "binary") return fault("malformed", "This subprotocol takes text messages.");
    decoded = receiveBinary(session, data, nowMs);
  }
  if (!decoded.ok) return decoded;
  const { type } = decoded.message;
  const { state } = session;
  if (state === null || !ruleOf(type).states.includes(state)) {
    return fault("not-allowed", `${type} is not allowed while ${state}.`);
  }
  return decoded;
}

function receiveBinary<Seat>(session: Session<Seat>, data: Uint8Array, nowMs: number): Decoded<ClientMessage> {
  const type = data.length > 0 ? clientTypeOf(data[0]!) : undefined;
  if (type === undefined) return fault("unknown-message", `No message has the id ${data[0] ?? "of no bytes"}.`);
  return judgeType(session, type, data.length, nowMs) ?? decodeClientMessage(data);
}

function receiveJson<Seat>(session: Session<Seat>, text: string, nowMs: number): Decoded<ClientMessage> {
  const envelope = parseJsonEnvelope(text);
  if (!envelope.ok) return envelope;
  const { type, body } = envelope.message;
  // Characters, not bytes: the transport has bounded the bytes, and a type's limit is there to bound the work.
  return judgeType(session, type, text.length, nowMs) ?? validateClientMessage(type, body);
}

function judgeType<Seat>(
  session: Session<Seat>,
  type: ClientMessage["type"],
  length: number,
  nowMs: number,
): Decoded<never> | null {
  const { bytesMax } = ruleOf(type);
  if (length > bytesMax) return fault("too-large", `${type} has at most ${bytesMax} bytes, not ${length}.`);
  if (!session.take(type, nowMs)) return fault("too-frequent", `Too many ${type} messages in a short time.`);
  return null;
}
