/**
 * Spoiled messages and datagrams in every state of a session, over real WebSockets and WebTransport, against a gateway
 * in this process. Each session must go on where it may and end with its code where it must; a player beside them must
 * not notice; nothing is left behind.
 */
import { connect } from "node:net";
import { WebSocket } from "ws";
import { assert } from "../../world/base/assert.ts";
import { CLOSE_REASONS } from "../../net/close_reasons.ts";
import {
  type ClientMessage,
  decodeServerJson,
  encodeClientJson,
  encodeClientMessage,
  type SessionState,
} from "../../net/protocol/mod.ts";
import { PartBench, until } from "../net/part_bench.ts";
import { type Allowed, Expectation } from "./_expect.ts";
import { Dice, makeDatagram, makeSent, makeStream, mutate, randomBytes, type Sent } from "./_mutate.ts";
import { WireProcesses } from "./_wire_processes.ts";
import { openWebSocket, type Wire } from "./_wires.ts";

export interface FuzzOptions {
  readonly frames: number;
  readonly seed: number;
  /** Of so many sessions one is over WebTransport, whose handshakes take time; 0: none is. */
  readonly webTransportEach: number;
  /** Told now and then. */
  readonly progress?: (report: FuzzReport) => void;
}

/** What was done. Close codes by how many sessions ended with them; 0: the client ended it. */
export interface FuzzReport {
  frames: number;
  sessions: number;
  /** Of the frames, those that were datagrams; of the sessions, those over WebTransport. */
  datagrams: number;
  webTransports: number;
  /** Sessions over WebTransport that were lost before they came to their state. */
  lost: number;
  /** Accounts that sign-ins made: the test's world and storage keep all of them, as real ones do. */
  accounts: number;
  readonly states: Record<SessionState, number>;
  readonly codes: Record<number, number>;
  /** Bytes of the heap and of the whole process, each at the least of each hundred rounds. */
  readonly heap: number[];
  readonly resident: number[];
}

const STATES: readonly SessionState[] = ["opening", "greeted", "signingIn", "choosing", "entering", "playing"];
/** What brings a session there, from its connection. */
const WAY: Readonly<Record<SessionState, readonly ("hello" | "signIn")[]>> = {
  opening: [],
  greeted: ["hello"],
  signingIn: ["hello", "signIn"],
  choosing: ["hello", "signIn"],
  entering: ["hello", "signIn"],
  playing: ["hello", "signIn"],
};
/** Sessions at once. */
const SESSIONS = 64;
/** A session that sent this many without an end is let go: its rates would end it. */
const FRAMES_PER_SESSION_MAX = 12;

/** There with --v8-flags=--expose-gc: makes the heap's size exact. */
const collect = (globalThis as { gc?: () => void }).gc;

/** Runs until so many frames were sent. Throws at the first thing that is not as it must be. */
export async function fuzz({ frames, seed, webTransportEach, progress }: FuzzOptions): Promise<FuzzReport> {
  const states = { opening: 0, greeted: 0, signingIn: 0, choosing: 0, entering: 0, playing: 0 };
  const report: FuzzReport = {
    ...{
      frames: 0,
      sessions: 0,
      datagrams: 0,
      webTransports: 0,
      lost: 0,
      accounts: 0,
      states,
      codes: {},
      heap: [],
      resident: [],
    },
  };
  const bench = new PartBench({ limits: { closingMs: 2000 } });
  await bench.start({ playersMax: 100, webTransport: webTransportEach > 0 });
  const processes = new WireProcesses();
  const witness = await bench.join("Witness");
  const pings = setInterval(() => witness.send({ type: "ping", time: 0 }), 400);
  try {
    const accounts = await makeAccounts(bench);
    const least = { heap: Infinity, resident: Infinity };
    for (let round = 0; report.frames < frames; round++) {
      const dice = new Dice(seed + Math.imul(round, 0x9e37_79b1));
      const signedOut = await playRound(bench, dice, accounts, {
        report,
        round,
        webTransportEach,
        processes,
        name: `round ${round} of seed ${seed}`,
      });
      await forget(bench);
      await processes.rest();
      // Whoever signed out has lost its token.
      for (const place of signedOut) accounts[place] = await makeAccount(bench, place);
      assert(witness.closed === null, `the player beside is still there after round ${round} of seed ${seed}`);
      witness.frames.length = witness.messages.length = witness.said.length = 0;
      if (round % 100 === 99) collect?.();
      const { heapUsed, rss } = Deno.memoryUsage();
      least.heap = Math.min(least.heap, heapUsed);
      least.resident = Math.min(least.resident, rss);
      if (round % 100 < 99) continue;
      report.accounts = bench.storage.accounts;
      report.heap.push(least.heap);
      report.resident.push(least.resident);
      least.heap = least.resident = Infinity;
      progress?.(report);
    }
    const sequence = witness.walk(0, 8, bench.world.world.tick);
    await until(
      () => witness.frames.some(({ input }) => input?.sequence === sequence),
      "the walk of the player beside",
    );
    await bench.stats(({ connections, playing }) => connections === 1 && playing === 1);
    return report;
  } finally {
    clearInterval(pings);
    await processes.stop();
    await bench.stop();
  }
}

/** Tokens of characters, one for each place: the world gets no fuller by signing in with them again. */
async function makeAccounts(bench: PartBench): Promise<string[]> {
  const tokens: string[] = [];
  for (let place = 0; place < SESSIONS; place++) tokens.push(await makeAccount(bench, place));
  return tokens;
}

/** Makes a character and leaves its body behind. The bench's own clients are kept by it until its end: too many here. */
async function makeAccount(bench: PartBench, place: number): Promise<string> {
  const socket = new WebSocket(`ws://127.0.0.1:${bench.port}/play`);
  let token = "";
  let entered = false;
  socket.on("open", () => socket.send(encodeClientJson({ type: "hello", protocol: 1, client: "fuzz" })));
  socket.on("message", (data) => {
    const message = decodeServerJson(data.toString());
    if (message.type === "welcome") {
      socket.send(encodeClientJson({ type: "signIn", mode: "guest", name: `Fuzz ${place}` }));
    }
    if (message.type === "signedIn") token = message.token;
    if (message.type === "entered") entered = true;
  });
  await until(() => entered, "a character");
  socket.terminate();
  return token;
}

/** What the bench keeps of everything it heard would grow; what storage was asked and did not answer waits for ever. */
async function forget(bench: PartBench): Promise<void> {
  const { storage, world } = bench;
  const asked = storage.holdBack ? storage.heard.filter((message) => message.type === "signIn") : [];
  storage.holdBack = false;
  for (const message of asked) storage.answer(message);
  storage.heard.length = 0;
  world.heard.length = 0;
  assert(!bench.said.some(({ type }) => type === "failed"), "the gateway has not failed");
  bench.said.splice(1, Math.max(0, bench.said.length - 20));
  await new Promise((resolve) => setTimeout(resolve));
}

interface RoundOptions {
  readonly round: number;
  readonly report: FuzzReport;
  readonly webTransportEach: number;
  readonly processes: WireProcesses;
  readonly name: string;
}

async function playRound(
  bench: PartBench,
  dice: Dice,
  accounts: readonly string[],
  { report, round, webTransportEach, processes, name }: RoundOptions,
): Promise<number[]> {
  // In turn: few rounds have to come to every state.
  const state = STATES[round % STATES.length]!;
  bench.storage.holdBack = state === "signingIn";
  // A world that stands still lets nobody in; it hears nonetheless.
  if (state === "entering") bench.world.step = () => bench.world.hear();
  try {
    const seeds = accounts.map(() => new Dice(dice.below(2 ** 32)));
    const codes = await Promise.all(
      seeds.map((own, place) =>
        own.below(16) === 0 ? playRaw(bench, own, report) : playSession(bench, own, {
          state,
          transport: webTransportEach > 0 && own.below(webTransportEach) === 0 ? "webtransport" : "websocket",
          token: accounts[place]!,
          processes,
          report,
          name: `${name}, place ${place}`,
        })
      ),
    );
    return codes.flatMap((code, place) => code === CLOSE_REASONS["signed-out"].code ? [place] : []);
  } finally {
    if (state === "entering") delete (bench.world as Partial<typeof bench.world>).step;
  }
}

interface SessionOptions {
  readonly state: SessionState;
  readonly transport: "websocket" | "webtransport";
  readonly token: string;
  readonly processes: WireProcesses;
  readonly report: FuzzReport;
  readonly name: string;
}

async function playSession(bench: PartBench, dice: Dice, options: SessionOptions): Promise<number> {
  const { state, transport, token, report, name, processes } = options;
  const speech = dice.pick(["binary", "json"] as const);
  const wire = transport === "websocket"
    ? await openWebSocket(bench.port, speech)
    : await processes.open(bench.port, speech);
  const send = (message: ClientMessage) =>
    wire.send(
      speech === "json"
        ? { bytes: new TextEncoder().encode(encodeClientJson(message)), isText: true }
        : { bytes: encodeClientMessage(message), isText: false },
    );
  for (const type of WAY[state]) {
    const choose = state === "choosing" ? 1 : 0;
    send(type === "hello" ? { type, protocol: 1, client: "fuzz" } : { type, mode: "token", token, choose });
  }
  const steps = { opening: 0, greeted: 1, signingIn: 1, choosing: 2, entering: 2, playing: 3 };
  const isThere = () => wire.heard >= steps[state] && (state !== "playing" || wire.entered);
  await until(() => isThere() || wire.code !== null, `${name}, ${transport}: ${state}`);
  if (!isThere()) {
    // UDP may be lost, on a busy machine too; a WebSocket may not.
    assert(transport === "webtransport" && wire.code === 1006, `${name}, ${transport}: ${state}, not ${wire.code}`);
    report.lost++;
    wire.end();
    return 0;
  }
  // What leaves the world and forgets the token may be among what was sent, whatever the connection ended with.
  let mayBeSignedOut = true;
  if (transport === "webtransport" && dice.below(6) === 0) await spoilStream(wire, dice, report);
  else mayBeSignedOut = await spoilMessages(wire, dice, { ...options, speech });
  report.sessions++;
  if (transport === "webtransport") report.webTransports++;
  report.states[state]++;
  const code = wire.code ?? 0;
  report.codes[code] = (report.codes[code] ?? 0) + 1;
  if (wire.code === null) wire.end();
  return mayBeSignedOut ? CLOSE_REASONS["signed-out"].code : code;
}

/**
 * Sends messages and, where there are any, datagrams, and holds the session to what may follow. Whether it may have
 * signed out.
 */
async function spoilMessages(
  wire: Wire,
  dice: Dice,
  { state, transport, speech, report, name }: SessionOptions & { readonly speech: "binary" | "json" },
): Promise<boolean> {
  const expectation = new Expectation({ speech, transport }, state, WAY[state]);
  const sent: Sent[] = [];
  let count = 0;
  /** Codes that were in order at some message so far, and whether one must have come by now. */
  const codes = new Set<number>();
  let mustEnd = false;
  while (!mustEnd && count < FRAMES_PER_SESSION_MAX && wire.code === null) {
    let allowed: Allowed;
    if (transport === "webtransport" && dice.below(4) === 0) {
      const bytes = makeDatagram(dice);
      allowed = expectation.takeDatagram(bytes);
      wire.sendDatagram(bytes);
      report.datagrams++;
    } else {
      const next = makeSent(dice, speech, state);
      allowed = expectation.take(next);
      sent.push(next);
      wire.send(next);
    }
    count++;
    for (const allowedCode of allowed) if (allowedCode !== null) codes.add(allowedCode);
    mustEnd = !allowed.has(null);
  }
  report.frames += count;
  const story = () => `${name}, ${transport}, ${speech}, ${state}: ${JSON.stringify(sent.slice(-3).map(showSent))}`;
  if (mustEnd) await until(() => wire.code !== null, `${story()}: the end, with one of ${[...codes]}`);
  else if (wire.code === null) {
    // It goes on: a ping is answered, or before the greeting the greeting.
    const before = wire.heard;
    const more: ClientMessage = state === "opening"
      ? { type: "hello", protocol: 1, client: "fuzz" }
      : { type: "ping", time: 1 };
    wire.send(
      speech === "json"
        ? { bytes: new TextEncoder().encode(encodeClientJson(more)), isText: true }
        : { bytes: encodeClientMessage(more), isText: false },
    );
    await until(() => wire.heard > before || wire.code !== null, `${story()}: an answer`);
    codes.add(CLOSE_REASONS["too-frequent"].code).add(CLOSE_REASONS["not-allowed"].code);
  }
  const { code } = wire;
  assert(code === null || codes.has(code), `${story()}: closed with ${code}, one of ${[...codes]} is wanted`);
  return codes.has(CLOSE_REASONS["signed-out"].code);
}

/** Sends what is no record, or none that may be sent: the session may live, or end with a code that says why. */
async function spoilStream(wire: Wire, dice: Dice, report: FuzzReport): Promise<void> {
  for (let left = 1 + dice.below(6); left > 0 && wire.code === null; left--) {
    wire.sendRaw(makeStream(dice));
    report.frames++;
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
  const { code } = wire;
  assert(code === null || RAW_CODES.has(code), `a spoiled stream is closed with ${code}, which has no meaning`);
}

function showSent({ bytes, isText }: Sent): string {
  const hex = bytes.subarray(0, 40).toHex();
  return `${isText ? "text" : "binary"} ${bytes.length}: ${hex}`;
}

const HANDSHAKE = "GET /play HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
  "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: weald.v1\r\n\r\n";
/** Codes that a WebSocket may end with when its own frames are spoiled. */
const RAW_CODES = new Set<number>([
  ...[1002, 1005, 1006, 1007, 1008],
  ...Object.values(CLOSE_REASONS).map((reason) => reason.code),
]);

/** A connection whose WebSocket frames, or whose request, are spoiled themselves. */
async function playRaw(bench: PartBench, dice: Dice, report: FuzzReport): Promise<number> {
  const socket = connect(bench.port, "127.0.0.1");
  let received = "";
  let closed = false;
  socket.on("data", (data) => received += data.toString("latin1"));
  socket.on("close", () => closed = true);
  socket.on("error", () => {
    // Told by `closed`.
  });
  await until(() => !socket.connecting, "a TCP connection");
  const request = new TextEncoder().encode(HANDSHAKE);
  const isSpoiled = dice.below(4) === 0;
  socket.write(isSpoiled ? mutate(dice, request) : request);
  if (!isSpoiled) await until(() => received.includes("\r\n\r\n"), "the handshake");
  const answerEnd = received.length;
  // A close frame of the client's is answered with the client's own code.
  let mayBeClose = false;
  for (let left = 1 + dice.below(6); left > 0 && !closed; left--) {
    const payload = makeSent(dice, "binary", "opening").bytes.subarray(0, 125);
    const first = dice.pick([0x82, 0x81, 0x80, 0x02, 0x88, 0x89, 0x8a, 0xf2, dice.below(256)]);
    const frame = Uint8Array.from([first, 0x80 | payload.length, 0, 0, 0, 0, ...payload]);
    const spoiled = dice.below(3) === 0 ? mutate(dice, frame) : dice.below(8) === 0 ? randomBytes(dice, 50) : frame;
    mayBeClose ||= spoiled.some((byte) => (byte & 0x8f) === 0x88);
    socket.write(spoiled);
    report.frames++;
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
  const code = isSpoiled ? 0 : closeCodeIn(received.slice(answerEnd));
  assert(
    mayBeClose || code === 0 || RAW_CODES.has(code),
    `a spoiled WebSocket is closed with ${code}, which has no meaning`,
  );
  socket.destroy();
  report.sessions++;
  report.codes[code] = (report.codes[code] ?? 0) + 1;
  return code;
}

/** The code of the close frame among the frames of a server, which are not masked; 0 without one. */
function closeCodeIn(received: string): number {
  const byte = (at: number) => received.charCodeAt(at);
  for (let at = 0; at + 2 <= received.length;) {
    const length = byte(at + 1) < 126 ? byte(at + 1) : byte(at + 2) << 8 | byte(at + 3);
    const start = at + (byte(at + 1) < 126 ? 2 : 4);
    if ((byte(at) & 15) === 8) return length >= 2 ? byte(start) << 8 | byte(start + 1) : 0;
    at = start + length;
  }
  return 0;
}
