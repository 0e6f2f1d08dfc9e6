/** Checks what a client sent against the field table. */
import { countLetters } from "../../world/base/text.ts";
import { unreachable } from "../../world/base/assert.ts";
import { CLIENT_SHAPES, type MessageField, type MessageFields, type MessageShape } from "./client_fields.ts";
import { type Decoded, fault } from "./decoded.ts";
import type { ClientMessage } from "./messages.ts";

/** The message of this type that `body` holds, with the fields of the table and no others. */
export function validateClientMessage(type: ClientMessage["type"], body: unknown): Decoded<ClientMessage> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return fault("malformed", `The body of ${type} must be a map of fields.`);
  }
  const source = body as Readonly<Record<string, unknown>>;
  const shape: MessageShape = CLIENT_SHAPES[type];
  const message: Record<string, unknown> = { type };
  let fields: MessageFields;
  if (shape.kind === "plain") fields = shape.fields;
  else {
    const mode = Object.hasOwn(source, "mode") ? source.mode : undefined;
    if (typeof mode !== "string") return fault("malformed", `${type}.mode must be a text.`);
    if (!Object.hasOwn(shape.modes, mode)) {
      return fault("bad-value", `${type}.mode must be one of ${Object.keys(shape.modes).join(", ")}.`);
    }
    message.mode = mode;
    fields = shape.modes[mode]!;
  }
  for (const name in fields) {
    const field = fields[name]!;
    const value = Object.hasOwn(source, name) ? source[name] : undefined;
    if (value === undefined || value === null) {
      if (field.required) return fault("malformed", `${type}.${name} is missing.`);
      continue;
    }
    const wrong = checkValue(`${type}.${name}`, field, value);
    if (wrong !== null) return wrong;
    message[name] = value;
  }
  // The table and the type say the same; a test holds that.
  return { ok: true, message: message as ClientMessage };
}

function checkValue(name: string, field: MessageField, value: unknown): Decoded<never> | null {
  switch (field.kind) {
    case "integer":
      if (typeof value !== "number" || !Number.isInteger(value)) {
        return fault("malformed", `${name} must be an integer.`);
      }
      return checkRange(name, field, value);
    case "number":
      if (typeof value !== "number" || !Number.isFinite(value)) return fault("malformed", `${name} must be a number.`);
      return checkRange(name, field, value);
    case "text":
      if (typeof value !== "string") return fault("malformed", `${name} must be a text.`);
      // A code point has at most two code units: most texts are decided without counting.
      if (value.length <= field.lettersMax || countLetters(value) <= field.lettersMax) return null;
      return fault("bad-value", `${name} must have at most ${field.lettersMax} letters.`);
    case "constant":
      if (value === field.value) return null;
      return fault(field.otherwise, `${name} must be ${field.value}.`);
    default:
      return unreachable(field);
  }
}

function checkRange(name: string, field: { min: number; max: number }, value: number): Decoded<never> | null {
  if (value >= field.min && value <= field.max) return null;
  return fault("bad-value", `${name} must be from ${field.min} to ${field.max}, not ${value}.`);
}
