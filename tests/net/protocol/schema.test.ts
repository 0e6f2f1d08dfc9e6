/** The schemas at /protocol.json say what the code does: held by types, by examples, and by a real session. */
import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import { WebSocket } from "ws";
import { SIGN_IN_REFUSALS } from "../../../world/part/messages.ts";
import { COMPONENTS, NEAR_COMPONENTS } from "../../../world/components.ts";
import { REFUSALS } from "../../../world/refusals.ts";
import type { OwnValue } from "../../../world/topics.ts";
import { HAPPENINGS } from "../../../world/replication/cell_block.ts";
import {
  CLIENT_SHAPES,
  type ClientMessage,
  type JsonFrame,
  protocolSchema,
  SERVER_MESSAGES,
  SERVER_SHAPES,
  type ServerMessage,
  validateClientMessage,
} from "../../../net/protocol/mod.ts";
import { testPart, until } from "../part_bench.ts";
import { CLIENT_EXAMPLES, SERVER_EXAMPLES } from "./_examples.ts";

/** What a rule lets through, as a type. */
type Value<Rule> = Rule extends { kind: "integer" | "number" } ? number
  : Rule extends { kind: "text" } ? string
  : Rule extends { kind: "constant"; value: infer Constant } ? Constant
  : Rule extends { kind: "boolean" } ? boolean
  : Rule extends { kind: "words"; words: readonly (infer Word)[]; open: infer Open }
    ? Open extends true ? string | number : Word
  : Rule extends { kind: "list"; of: infer Of } ? Value<Of>[]
  : Rule extends { kind: "cell" } ? readonly [number, number]
  : Rule extends { kind: "cellOrNull" } ? readonly [number, number] | null
  : Rule extends { kind: "object"; fields: infer Fields } ? Fielded<Fields>
  : Rule extends { kind: "variants"; variants: infer Variants }
    ? { [Type in keyof Variants]: { type: Type } & Fielded<Variants[Type]> }[keyof Variants]
  : Rule extends { kind: "ownValue" } ? OwnValue | null
  : Rule extends { kind: "messages" } ? ServerMessage
  : never;
type Needed<Fields> = {
  [Name in keyof Fields as Fields[Name] extends { required: true } ? Name : never]: Fields[Name];
};
type Optional<Fields> = Omit<Fields, keyof Needed<Fields>>;
type Fielded<Fields> =
  & { readonly [Name in keyof Needed<Fields>]: Value<Needed<Fields>[Name]> }
  & { readonly [Name in keyof Optional<Fields>]?: Value<Optional<Fields>[Name]> };

type ClientOfTable = {
  [Type in keyof typeof CLIENT_SHAPES]: (typeof CLIENT_SHAPES)[Type] extends { modes: infer Modes }
    ? { [Mode in keyof Modes]: { type: Type; mode: Mode } & Fielded<Modes[Mode]> }[keyof Modes]
    : (typeof CLIENT_SHAPES)[Type] extends { fields: infer Fields } ? { type: Type } & Fielded<Fields>
    : never;
}[keyof typeof CLIENT_SHAPES];
type ServerOfTable<Type extends keyof typeof SERVER_SHAPES> = { type: Type } & Fielded<(typeof SERVER_SHAPES)[Type]>;
type Spoken = Exclude<keyof typeof SERVER_SHAPES, "frame">;

// Each of these is assigned to the other: a field in one alone, or of another type, does not compile.
((message: ClientMessage): ClientOfTable => message);
((message: ClientOfTable): ClientMessage => message);
((message: ServerMessage): { [Type in Spoken]: ServerOfTable<Type> }[Spoken] => message);
((message: { [Type in Spoken]: ServerOfTable<Type> }[Spoken]): ServerMessage => message);
((frame: ServerOfTable<"frame">): JsonFrame => frame);
// Component values have wider types in frames, so of the other direction the names are compared.
type TableCell = ServerOfTable<"frame">["cells"][number];
((name: keyof JsonFrame): keyof ServerOfTable<"frame"> => name);
((name: keyof JsonFrame["cells"][number]): keyof TableCell => name);
((name: keyof JsonFrame["cells"][number]["motions"][number]): keyof TableCell["motions"][number] => name);

const ajv = new Ajv2020({ allErrors: true });
ajv.addVocabulary(["weald"]);
ajv.addSchema(protocolSchema({ closed: true }) as object, "closed");
ajv.addSchema(protocolSchema() as object, "open");
const isClosedClient = ajv.getSchema("closed#/$defs/clientMessage")!;
const isClosedServer = ajv.getSchema("closed#/$defs/serverMessage")!;
const isClient = ajv.getSchema("open#/$defs/clientMessage")!;

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

Deno.test("schema: the tables name every message, component and happening", () => {
  assert.deepEqual(Object.keys(SERVER_SHAPES).toSorted(), Object.keys(SERVER_MESSAGES).toSorted());
  const { arrivals, changes, happenings } = SERVER_SHAPES.frame.cells.of.fields;
  for (const list of [arrivals, changes]) {
    const components = Object.keys(list.of.fields).filter((name) => name in COMPONENTS && COMPONENTS_TOLD.has(name));
    assert.deepEqual(components, NEAR_COMPONENTS);
  }
  for (const [type, { fields }] of Object.entries(HAPPENINGS)) {
    assert.deepEqual(Object.keys(happenings.of.variants[type as keyof typeof HAPPENINGS]), Object.keys(fields));
  }
  assert.deepEqual(Object.keys(happenings.of.variants), Object.keys(HAPPENINGS));
  for (const text of Object.values(REFUSALS)) assert.ok(text.length <= SERVER_SHAPES.refusedAction.text.lettersMax);
  for (const text of Object.values(SIGN_IN_REFUSALS)) assert.ok(text.length <= SERVER_SHAPES.refused.text.lettersMax);
});

const COMPONENTS_TOLD: ReadonlySet<string> = new Set(NEAR_COMPONENTS);

Deno.test("schema: examples of all messages fit, and those with a field too many or too few do not", () => {
  for (const [examples, fits] of [[CLIENT_EXAMPLES, isClosedClient], [SERVER_EXAMPLES, isClosedServer]] as const) {
    for (const example of examples) {
      const message = plain(example) as Record<string, unknown>;
      assert.ok(fits(message), JSON.stringify([message, fits.errors]));
      assert.ok(!fits({ ...message, more: 1 }), JSON.stringify(message));
      assert.ok(!fits({ ...message, type: "else" }));
    }
  }
  assert.ok(isClient({ type: "say", text: "hi", more: 1 }), "clients may send fields that the server does not know");
});

Deno.test("schema: what clients may send is judged by it as the server judges it", () => {
  const odd: unknown[] = [
    ...[null, true, "", "a", "x".repeat(201), "🌍".repeat(200), "x".repeat(301), [], {}, "1"],
    ...[-1, 0, 1, 2, 63, 64, 255, 256, 0.5, 4096, 4096.5, 65_535, 65_536, 0xffff_ffff, 2 ** 32, 2 ** 53, -1e300],
  ];
  let accepted = 0;
  let refused = 0;
  for (const example of CLIENT_EXAMPLES) {
    const names = Object.keys(example).filter((name) => name !== "type");
    for (const name of [...names, "unknown"]) {
      for (const value of [...odd, undefined]) {
        const message = plain({ ...example, [name]: value }) as Record<string, unknown>;
        const { ok } = validateClientMessage(example.type, message);
        assert.equal(isClient(message), ok, JSON.stringify(message));
        if (ok) accepted++;
        else refused++;
      }
    }
  }
  assert.ok(accepted > 100 && refused > 100, `${accepted} accepted, ${refused} refused`);
});

testPart("everything that a JSON session hears fits the schemas", {}, async (bench) => {
  const heard: { type: string; text: string }[] = [];
  const socket = new WebSocket(`ws://127.0.0.1:${bench.port}/play`, "weald.v1.json");
  socket.on("message", (data) => {
    const text = data.toString();
    heard.push({ type: JSON.parse(text).type, text });
  });
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const say = (message: ClientMessage) => socket.send(JSON.stringify(message));
  const hears = (type: string) => until(() => heard.some((message) => message.type === type), type);
  say({ type: "hello", protocol: 1, client: "schema" });
  await hears("welcome");
  bench.storage.refuseWith = "name-taken";
  say({ type: "signIn", mode: "guest", name: "Ada" });
  await hears("refused");
  bench.storage.refuseWith = null;
  say({ type: "signIn", mode: "guest", name: "Ada" });
  await hears("entered");
  const frames = () => heard.filter(({ type }) => type === "frame").map(({ text }) => JSON.parse(text) as JsonFrame);
  const cells = () => frames().flatMap((frame) => frame.cells);
  // What is said in a cell before one has it whole, one does not hear.
  await until(() => cells().some(({ arrivals }) => arrivals.length > 0), "its own body");
  const other = await bench.join("Bo");
  other.walk(0, 16, 0);
  say({ type: "ping", time: 1.5 });
  say({ type: "say", text: "Good day!" });
  say({ type: "input", sequence: 1, tick: 0, heading: 32, speed: 20 });
  say({ type: "goTo", sequence: 2, x: 1, y: 1 });
  await hears("pong");
  await until(() => frames().some((frame) => frame.messages.some(({ type }) => type === "wayFound")), "wayFound");
  await until(() => cells().some(({ happenings }) => happenings.length > 0), "what was said");
  other.send({ type: "signOut" });
  await until(() => cells().some(({ departures }) => departures.length > 0), "who left");
  socket.terminate();
  assert.ok(cells().some(({ motions, turns }) => motions.length + turns.length > 0), "motions or turns");
  for (const section of ["arrivals", "departures", "happenings"] as const) {
    assert.ok(cells().some((cell) => cell[section].length > 0), section);
  }
  for (const { text } of heard) {
    assert.ok(isClosedServer(JSON.parse(text)), `${text}: ${JSON.stringify(isClosedServer.errors)}`);
  }
});

testPart("/protocol.json is the schemas, for any origin", {}, async (bench) => {
  const response = await fetch(`http://127.0.0.1:${bench.port}/protocol.json`);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "application/json");
  assert.equal(response.headers.get("access-control-allow-origin"), "*");
  assert.deepEqual(await response.json(), plain(protocolSchema()));
});
