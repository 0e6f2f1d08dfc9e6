/** A message of every type, for the tests of the codecs and the schemas. */
import type { ClientMessage, ServerMessage } from "../../../net/protocol/mod.ts";

/** What clients send. */
export const CLIENT_EXAMPLES: ClientMessage[] = [
  { type: "hello", protocol: 1, client: "test 1" },
  { type: "signIn", mode: "guest" },
  { type: "signIn", mode: "guest", name: "Ada", look: 0xffff_ffff },
  { type: "signIn", mode: "password", name: "Ada", password: "correct horse" },
  { type: "signIn", mode: "register", name: "Żaneta", password: "correct horse", look: 0 },
  { type: "signIn", mode: "token", token: "t".repeat(43) },
  { type: "input", sequence: 65_535, tick: 0xffff_fffe, heading: 255, speed: 63 },
  { type: "goTo", sequence: 1, x: 0.00390625, y: 4096 },
  { type: "say", text: "hello 🌍" },
  { type: "ping", time: 1234.5678 },
  { type: "pickUp", sequence: 4, pile: 131_094 },
  { type: "drop", sequence: 5, what: 2, amount: 3 },
  { type: "give", sequence: 6, to: 131_095, what: 1, amount: 1 },
  { type: "passDoor", sequence: 7 },
  { type: "partyInvite", sequence: 8, to: 131095 },
  { type: "partyAnswer", sequence: 9, from: 12, yes: 1 },
  { type: "partyLeave", sequence: 10 },
  { type: "partyRemove", sequence: 11, member: 12 },
  { type: "partyPromote", sequence: 12, member: 12 },
  { type: "partySay", sequence: 13, text: "This way!" },
  { type: "signOut" },
];

/** What the server sends, but for frames. */
export const SERVER_EXAMPLES: ServerMessage[] = [
  {
    type: "welcome",
    protocol: 1,
    world: "Weald",
    version: "0.1.0",
    tickRate: 20,
    flushTicks: 2,
    seed: 0xffff_ffff,
    terrainVersion: 1,
    dayTicks: 48_000,
    content: "0123456789abcdef",
    online: 3,
  },
  { type: "signedIn", name: "Ada", character: 7, guest: true, look: 99, token: "secret" },
  { type: "refused", reason: "name-taken", text: "That name is taken." },
  { type: "placed", tick: 9, x: 4130.5, y: 60.25 },
  { type: "entered", entity: 131_072, tick: 9, space: 0, x: 2361.19140625, y: 0 },
  { type: "line", kind: "broadcast", from: "host", text: "Supper!" },
  { type: "pong", time: -0.5, tick: 12 },
  { type: "wayFound", sequence: 3, found: false, reason: "unreachable" },
  { type: "done", sequence: 4 },
  { type: "refusedAction", sequence: 5, reason: "gone", text: "That is not there any more." },
  { type: "own", topic: "bag", key: "1", value: { amount: 1_000_000 } },
  { type: "own", topic: "bag", key: "2", value: null },
  {
    type: "own",
    topic: "vitals",
    key: "self",
    value: { class: 1, level: 60, xp: 5, xpNext: 0, health: 0, healthMax: 0xffff, energy: 9, energyMax: 100 },
  },
];
