/**
 * The tables of docs/protocol.md, made from the code they are about.
 *
 *     deno run -A tests/documents/_protocol_tables.ts && deno fmt docs/protocol.md    writes them anew
 */
import { readFileSync, writeFileSync } from "node:fs";
import { CLOSE_REASONS } from "../../net/close_reasons.ts";
import { DATAGRAM_BYTES_MAX, DEFAULT_LIMITS } from "../../net/limits.ts";
import {
  CLIENT_MESSAGES,
  CLIENT_SHAPES,
  type FieldRule,
  type MessageFields,
  SERVER_MESSAGES,
  SERVER_SHAPES,
  type ValueFields,
  type ValueRule,
} from "../../net/protocol/mod.ts";
import { ACTION_NAMES, ACTIONS } from "../../world/actions.ts";
import {
  ACTIVITIES,
  COMPONENTS,
  EVENTS,
  GEAR_BITS,
  KINDS,
  LOOK_BITS,
  NEAR_COMPONENTS,
  OUTCOMES,
  PRESENCES,
  STATUSES,
} from "../../world/components.ts";
import { REFUSALS } from "../../world/refusals.ts";
import { TOPIC_NAMES, topicRow } from "../../world/topics.ts";
import { CHOOSING_REFUSALS, SIGN_IN_REFUSALS, type SignInRefusal } from "../../world/part/messages.ts";
import { HAPPENINGS } from "../../world/replication/cell_block.ts";

/** Each table by the name in its marker. */
export const TABLES: Readonly<Record<string, () => string>> = {
  "client-messages": clientMessages,
  "client-fields": clientFields,
  "server-messages": serverMessages,
  "server-fields": serverFields,
  "components": components,
  "words": words,
  "happenings": happenings,
  "actions": actions,
  "action-refusals": () =>
    table(["reason", "text"], Object.entries(REFUSALS).map(([name, text]) => [code(name), text])),
  "topics": topics,
  "refusals": () => table(["reason", "text"], refusalRows()),
  "close-codes": closeCodes,
  "limits": limits,
};

function refusalRows(): string[][] {
  return Object.entries(SIGN_IN_REFUSALS).flatMap(([name, text]) => {
    const choosing = CHOOSING_REFUSALS[name as SignInRefusal];
    return [[code(name), text], ...choosing === undefined ? [] : [[`${code(name)} to who chooses`, choosing]]];
  });
}

/** A document with every marked table made anew: `<!-- table: name -->`, the table, `<!-- end -->`. */
export function withTables(document: string): string {
  return document.replace(/(<!-- table: (\S+) -->\n)[\s\S]*?(<!-- end -->)/g, (_, start: string, name: string, end) => {
    const make = TABLES[name];
    if (make === undefined) throw new Error(`no table is named ${name}`);
    return `${start}\n${make()}\n\n${end}`;
  });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function code(text: string | number): string {
  return `\`${text}\``;
}

function clientMessages(): string {
  const rows = Object.entries(CLIENT_MESSAGES).map(([type, { id, states, bytesMax, perSecondMax, burst }]) => [
    code(type),
    String(id),
    states.map(code).join(", "),
    String(bytesMax),
    String(perSecondMax),
    String(burst),
  ]);
  return table(["type", "id", "allowed while", "bytes at most", "per second", "at once"], rows);
}

function clientFields(): string {
  const rows: string[][] = [];
  for (const [type, shape] of Object.entries(CLIENT_SHAPES)) {
    const sets: [string, MessageFields][] = shape.kind === "plain"
      ? [[code(type), shape.fields]]
      : Object.entries(shape.modes).map((
        [mode, fields],
      ) => [`${code(type)} with ${code("mode")} ${code(mode)}`, fields]);
    for (const [name, fields] of sets) {
      const entries = Object.entries(fields);
      if (entries.length === 0) rows.push([name, "none", ""]);
      entries.forEach(([field, rule], index) =>
        rows.push([index === 0 ? name : "", code(field), describe(rule) + (rule.required ? "" : "; may be left out")])
      );
    }
  }
  return table(["message", "field", "value"], rows);
}

function describe(rule: FieldRule): string {
  switch (rule.kind) {
    case "integer":
      return `integer, ${rule.min} to ${rule.max}`;
    case "number":
      return rule.max === Number.MAX_SAFE_INTEGER ? "any number" : `number, ${rule.min} to ${rule.max}`;
    case "text":
      return `text of at most ${rule.lettersMax} letters`;
    case "constant":
      return `always ${rule.value}`;
  }
}

function serverMessages(): string {
  return table(["type", "id"], Object.entries(SERVER_MESSAGES).map(([type, id]) => [code(type), String(id)]));
}

function serverFields(): string {
  const rows = Object.entries(SERVER_SHAPES).flatMap(([type, fields]) =>
    fieldRows(fields, "").map((row, index) => [index === 0 ? code(type) : "", ...row])
  );
  return table(["message", "field", "value", "what it is"], rows);
}

function fieldRows(fields: ValueFields, before: string): string[][] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const path = before + name;
    const inner = field.kind === "list" ? field.of : field;
    const value = describeValue(field) + (field.required ? "" : "; may be left out");
    const inside = `${path}${field.kind === "list" ? "[]" : ""}.`;
    const below = inner.kind === "object" ? fieldRows(inner.fields, inside) : [];
    const variants = inner.kind !== "variants" ? [] : [
      [code(`${inside}type`), `one of ${Object.keys(inner.variants).map(code).join(", ")}`, "what happened"],
      ...Object.entries(inner.variants).flatMap(([type, of]) =>
        fieldRows(of, inside).map(([path, value, about]) => [path!, value!, `${about} (${code(type)})`])
      ),
    ];
    return [[code(path), value, field.about], ...below, ...variants];
  });
}

function describeValue(rule: ValueRule): string {
  switch (rule.kind) {
    case "boolean":
      return "true or false";
    case "words":
      return rule.open ? "a word, or a number" : `one of ${rule.words.map(code).join(", ")}`;
    case "list":
      return rule.of.kind === "object" || rule.of.kind === "variants" ? "list" : `list: ${describeValue(rule.of)}`;
    case "cell":
      return "[cx, cy]";
    case "cellOrNull":
      return "[cx, cy] or null";
    case "object":
      return "object";
    case "messages":
      return rule.types.map(code).join(", ");
    case "variants":
      return "object";
    case "ownValue":
      return "object, as the topic says, or null";
    default:
      return describe(rule);
  }
}

function components(): string {
  const rows = NEAR_COMPONENTS.map((name) => {
    const { id, column, label } = COMPONENTS[name];
    return [code(name), String(id), column, label];
  });
  return table(["component", "id", "value", "what it is"], rows);
}

function words(): string {
  const list = (names: readonly string[]) => names.map((name, value) => `${value} ${name}`).join(", ");
  return table(["component", "values"], [
    [code("kind"), list(KINDS)],
    [code("activity"), list(ACTIVITIES)],
    [code("presence"), list(PRESENCES)],
    [
      code("look"),
      `bits, from low to high: ${Object.entries(LOOK_BITS).map(([part, bits]) => `${part} ${bits}`).join(", ")}`,
    ],
    [code("status"), `bits: ${STATUSES.map((word, bit) => `${1 << bit} ${word}`).join(", ")}`],
    [
      code("gear"),
      `bits, from low to high: ${Object.entries(GEAR_BITS).map(([part, bits]) => `${part} ${bits}`).join(", ")}`,
    ],
    [`${code("outcome")} of ${code("struck")}`, list(OUTCOMES)],
    [`${code("what")} of ${code("event")}`, list(EVENTS)],
  ]);
}

function actions(): string {
  const rows = ACTION_NAMES.map((name) => {
    const { about, held } = ACTIONS[name];
    return [code(name), about, held ? "when it is on the disk" : "at once"];
  });
  return table(["action", "what it does", "is answered"], rows);
}

function topics(): string {
  const rows = TOPIC_NAMES.flatMap((name) => {
    const { about, key, held, fields } = topicRow(name);
    return Object.entries(fields).map(([field, { type, required, about: what }], at) => [
      ...(at === 0 ? [code(name), about, key, held ? "when it is on the disk" : "at once"] : ["", "", "", ""]),
      code(field),
      required ? type : `${type}; may be left out`,
      what,
    ]);
  });
  return table(["topic", "what it is", "key", "is told", "field", "value", "what that is"], rows);
}

function happenings(): string {
  const rows = Object.entries(HAPPENINGS).map(([type, { id, fields }]) => [
    code(type),
    String(id),
    Object.entries(fields).map(([name, field]) => `${code(name)} ${field}`).join(", "),
  ]);
  return table(["happening", "id", "fields, in this order"], rows);
}

function closeCodes(): string {
  const rows = Object.entries(CLOSE_REASONS).map(([name, { code: number, text }]) => [String(number), name, text]);
  return table(["code", "name", "usual text"], rows);
}

function limits(): string {
  const of = DEFAULT_LIMITS;
  const seconds = (ms: number) => `${ms / 1000} s`;
  return table(["what", "how much"], [
    ["from connecting until signed in", seconds(of.openingMs)],
    ["from connecting until a character is chosen", seconds(of.choosingMs)],
    ["silence of a client", seconds(of.silenceMs)],
    ["messages of one session, of all types", `${of.messagesPerSecond} a second, ${of.messagesBurst} at once`],
    ["pings and pongs of the WebSocket itself", `${of.controlsPerSecond} a second, ${of.controlsBurst} at once`],
    ["fragments of one message", String(of.fragmentsMax)],
    ["connections of one address (of IPv6: of a /64 network)", String(of.connectionsPerAddressMax)],
    [
      "new connections of one address",
      `${of.acceptsPerAddressPerSecond} a second, ${of.acceptsPerAddressBurst} at once`,
    ],
    ["headers of a request", `${of.headerBytesMax} bytes, ${seconds(of.headersMs)}`],
    ["bytes that wait for a client until it gets fewer frames", String(of.slowBytes)],
    ["time without an answer to the server's WebSocket ping until it gets fewer frames", seconds(of.probeLateMs)],
    ["how long a client may be behind", seconds(of.behindMsMax)],
    ["bytes that wait for a client until it is closed", String(of.closeBytes)],
    ["time between two frames, at most", seconds(of.heartbeatMs)],
    ["a ticket for WebTransport is good for", seconds(of.ticketMs)],
    ["each of WebTransport's handshake, upgrade and first stream", seconds(of.handshakeMs)],
    ["from the stream to the first record on it", seconds(of.firstMessageMs)],
    ["silence of UDP until a WebTransport connection is lost", seconds(of.quicIdleMs)],
    ["bytes of a datagram", String(DATAGRAM_BYTES_MAX)],
    ["datagrams of one client", `${of.datagramsPerSecond} a second, ${of.datagramsBurst} at once`],
  ]);
}

if (import.meta.main) {
  const path = new URL("../../docs/protocol.md", import.meta.url);
  writeFileSync(path, withTables(readFileSync(path, "utf8")));
  console.log("wrote the tables of docs/protocol.md; format it now");
}
