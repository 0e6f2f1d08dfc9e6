/**
 * JSON Schemas (draft 2020-12) of the JSON subprotocol, made from the field tables: one document with a definition for
 * each message. The server serves it at `/protocol.json`, for whoever writes a client in another language.
 */
import { unreachable } from "../../world/base/assert.ts";
import { REFUSALS } from "../../world/refusals.ts";
import { TOPIC_NAMES, type TopicField, type TopicName, topicRow } from "../../world/topics.ts";
import { CLOSE_REASONS } from "../close_reasons.ts";
import { CLIENT_SHAPES, type MessageFields, type MessageShape } from "./client_fields.ts";
import { CLIENT_MESSAGES, SERVER_MESSAGES, SUBPROTOCOL_BINARY, SUBPROTOCOL_JSON } from "./messages.ts";
import { SERVER_SHAPES, type ValueFields, type ValueRule } from "./server_fields.ts";

/** A JSON Schema, or a part of one. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** How strict the schemas are. */
export interface SchemaOptions {
  /** Refuse fields that the tables do not name. Clients and servers ignore them; tests want to know of them. */
  readonly closed: boolean;
}

/** The schema document. `weald` in it holds what JSON Schema has no words for: ids, states, rates, close codes. */
export function protocolSchema(options: SchemaOptions = { closed: false }): JsonSchema {
  const clientTypes = Object.keys(CLIENT_SHAPES) as (keyof typeof CLIENT_SHAPES)[];
  const serverTypes = Object.keys(SERVER_SHAPES) as (keyof typeof SERVER_SHAPES)[];
  const client = clientTypes.map((type) => [type, clientSchema(type, options)] as const);
  const server = serverTypes.map((type) => [type, serverSchema(type, options)] as const);
  const refer = (types: readonly string[]) => ({ oneOf: types.map((type) => ({ $ref: `#/$defs/${type}` })) });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `Messages of ${SUBPROTOCOL_JSON}`,
    description: "clientMessage is what clients send, serverMessage what the server sends: each a text of its own.",
    weald: {
      subprotocols: { binary: SUBPROTOCOL_BINARY, json: SUBPROTOCOL_JSON },
      clientMessages: CLIENT_MESSAGES,
      serverMessages: SERVER_MESSAGES,
      closeCodes: CLOSE_REASONS,
      refusals: REFUSALS,
    },
    anyOf: [{ $ref: "#/$defs/clientMessage" }, { $ref: "#/$defs/serverMessage" }],
    $defs: {
      clientMessage: refer(clientTypes),
      serverMessage: refer(serverTypes),
      ...Object.fromEntries([...client, ...server]),
    },
  };
}

function clientSchema(type: keyof typeof CLIENT_SHAPES, options: SchemaOptions): JsonSchema {
  const shape: MessageShape = CLIENT_SHAPES[type];
  if (shape.kind === "plain") return clientObject({ type: { const: type } }, shape.fields, options);
  return {
    oneOf: Object.entries(shape.modes).map(([mode, fields]) =>
      clientObject({ type: { const: type }, mode: { const: mode } }, fields, options)
    ),
  };
}

function clientObject(
  constants: Readonly<Record<string, JsonSchema>>,
  fields: MessageFields,
  options: SchemaOptions,
): JsonSchema {
  const properties: Record<string, JsonSchema> = { ...constants };
  for (const [name, field] of Object.entries(fields)) {
    const schema = valueSchema(field, options);
    // A client may also say null for what it leaves out.
    properties[name] = field.required ? schema : { anyOf: [schema, { type: "null" }] };
  }
  const required = Object.keys(fields).filter((name) => fields[name]!.required);
  return objectSchema(properties, [...Object.keys(constants), ...required], options);
}

function serverSchema(type: keyof typeof SERVER_SHAPES, options: SchemaOptions): JsonSchema {
  return fieldsSchema({ type: { const: type } }, SERVER_SHAPES[type], options);
}

function fieldsSchema(
  constants: Readonly<Record<string, JsonSchema>>,
  fields: ValueFields,
  options: SchemaOptions,
): JsonSchema {
  const properties: Record<string, JsonSchema> = { ...constants };
  for (const [name, field] of Object.entries(fields)) {
    properties[name] = { description: field.about, ...valueSchema(field, options) };
  }
  const required = Object.keys(fields).filter((name) => fields[name]!.required);
  return objectSchema(properties, [...Object.keys(constants), ...required], options);
}

function objectSchema(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
  { closed }: SchemaOptions,
): JsonSchema {
  return { type: "object", properties, required, ...(closed ? { additionalProperties: false } : {}) };
}

const CELL: JsonSchema = {
  type: "array",
  items: { type: "integer", minimum: -32768, maximum: 32767 },
  minItems: 2,
  maxItems: 2,
};

function valueSchema(rule: ValueRule, options: SchemaOptions): JsonSchema {
  switch (rule.kind) {
    case "integer":
    case "number":
      return { type: rule.kind, minimum: rule.min, maximum: rule.max };
    case "text":
      return { type: "string", maxLength: rule.lettersMax };
    case "constant":
      return { const: rule.value };
    case "boolean":
      return { type: "boolean" };
    case "words": {
      const words = { enum: rule.words };
      return rule.open ? { anyOf: [words, { type: "integer", minimum: 0 }] } : words;
    }
    case "list":
      return { type: "array", items: valueSchema(rule.of, options) };
    case "cell":
      return CELL;
    case "cellOrNull":
      return { anyOf: [CELL, { type: "null" }] };
    case "object":
      return fieldsSchema({}, rule.fields, options);
    case "variants":
      return {
        oneOf: Object.entries(rule.variants).map(([type, fields]) =>
          fieldsSchema({ type: { const: type } }, fields, options)
        ),
      };
    case "ownValue":
      return { anyOf: [{ type: "null" }, ...TOPIC_NAMES.map((name) => topicSchema(name, options))] };
    case "messages":
      return { oneOf: rule.types.map((type) => ({ $ref: `#/$defs/${type}` })) };
    default:
      return unreachable(rule);
  }
}

/** A value of a topic. */
function topicSchema(name: TopicName, options: SchemaOptions): JsonSchema {
  const { about, fields } = topicRow(name);
  const properties: Record<string, JsonSchema> = {};
  for (const [field, { type, about }] of Object.entries(fields)) {
    properties[field] = { description: about, ...FIELD_SCHEMAS[type] };
  }
  const required = Object.keys(fields).filter((field) => fields[field]!.required);
  return { title: name, description: about, ...objectSchema(properties, required, options) };
}

const FIELD_SCHEMAS: Readonly<Record<TopicField["type"], JsonSchema>> = {
  u8: { type: "integer", minimum: 0, maximum: 0xff },
  u16: { type: "integer", minimum: 0, maximum: 0xffff },
  u32: { type: "integer", minimum: 0, maximum: 0xffff_ffff },
  i32: { type: "integer", minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  f64: { type: "number" },
  text: { type: "string" },
  bool: { type: "boolean" },
};
