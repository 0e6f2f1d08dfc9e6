/** The JSON subprotocol `weald.v1.json`: one object with `type` and the fields of the message per text message. */
import { type Decoded, fault } from "./decoded.ts";
import { type JsonFrame } from "./frame_json.ts";
import { CLIENT_MESSAGES, type ClientMessage, type ServerMessage } from "./messages.ts";
import { validateClientMessage } from "./validate.ts";

/** A client's text, parsed as far as its type: size and rate by type are judged before its fields are. */
export interface JsonEnvelope {
  readonly type: ClientMessage["type"];
  readonly body: unknown;
}

/** Parses a client's text and finds out what type of message it is. */
export function parseJsonEnvelope(text: string): Decoded<JsonEnvelope> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    // JSON.parse throws nothing but SyntaxError.
    return fault("malformed", `The message is not JSON: ${(error as Error).message}.`);
  }
  if (typeof body !== "object" || body === null || Array.isArray(body) || !Object.hasOwn(body, "type")) {
    return fault("malformed", "A message must be an object with a field type.");
  }
  const { type } = body as { type: unknown };
  if (typeof type !== "string") return fault("malformed", "The field type must be a text.");
  if (!Object.hasOwn(CLIENT_MESSAGES, type)) {
    return fault("unknown-message", `No message has the type ${JSON.stringify(type.slice(0, 40))}.`);
  }
  return { ok: true, message: { type: type as ClientMessage["type"], body } };
}

/** Reads what a client sent as JSON. */
export function decodeClientJson(text: string): Decoded<ClientMessage> {
  const envelope = parseJsonEnvelope(text);
  return envelope.ok ? validateClientMessage(envelope.message.type, envelope.message.body) : envelope;
}

/** A client's message as JSON. */
export function encodeClientJson(message: ClientMessage): string {
  return JSON.stringify(message);
}

/** A server's message as JSON. */
export function encodeServerJson(message: ServerMessage | JsonFrame): string {
  return JSON.stringify(message);
}

/** Reads what a server sent as JSON. It trusts the server: fields are not checked. Throws SyntaxError. */
export function decodeServerJson(text: string): ServerMessage | JsonFrame {
  return JSON.parse(text) as ServerMessage | JsonFrame;
}
