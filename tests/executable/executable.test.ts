/**
 * The built executable, in an empty folder, as a host has it: one life of a world, its stop and its next life.
 * WEALD_EXECUTABLE names one that was built before; without it, one is built here.
 */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { WebSocket as SecureSocket } from "ws";
import { connect } from "../../net/client/sdk/mod.ts";
import { compile } from "../tools/compile.ts";
import { type RunningWeald, runWeald, startWeald } from "../command_line/weald_process.ts";
import project from "../../deno.json" with { type: "json" };
import { makeTestCertificate, writeTestCertificate } from "../net/certificates.ts";
import { JsonPlayer } from "./_json_player.ts";

/** Speed of a walk, in 1/8 m/s. */
const WALK = 16;

const built = await build();
const skipped = "skipped" in built;
if (skipped) console.log(`skipped: ${built.skipped}`);

async function build(): Promise<{ readonly path: string; readonly folder: string } | { readonly skipped: string }> {
  const given = Deno.env.get("WEALD_EXECUTABLE");
  const folder = await Deno.makeTempDir({ prefix: "weald-executable-" });
  if (given !== undefined && given !== "") return { path: await Deno.realPath(given), folder };
  const result = await compile("", folder);
  if ("output" in result) return { path: result.output, folder };
  // Where the compiler's runtime cannot be had, there is nothing to test; any other failure is one.
  const why = /error sending request.*/.exec(result.failed)?.[0];
  if (why === undefined) throw new Error(result.failed);
  await Deno.remove(folder, { recursive: true });
  return { skipped: `no runtime for deno compile is at hand: ${why}` };
}

/** Runs with the executable and an empty folder that it is started in. */
function withExecutable(run: (program: readonly [string], cwd: string) => Promise<void>): () => Promise<void> {
  return async () => {
    ok(!("skipped" in built));
    const cwd = await Deno.makeTempDir({ dir: built.folder });
    await run([built.path], cwd);
  };
}

async function fetchText(
  url: string,
  init: RequestInit & { client?: Deno.HttpClient } = {},
): Promise<{ status: number; text: string }> {
  const response = await fetch(url, init);
  return { status: response.status, text: await response.text() };
}

/** Makes the owner's account by the setup link, and answers the cookie of its session. */
async function setUp(server: RunningWeald): Promise<string> {
  const response = await fetch(`${server.adminUrl}/api/setup`, {
    method: "POST",
    headers: { "content-type": "application/json", "origin": server.adminUrl },
    body: JSON.stringify({ token: server.setupToken, name: "Olga", password: "quiet meadow at dawn" }),
  });
  const text = await response.text();
  ok(response.ok, text);
  return response.headers.get("set-cookie")!.split(";")[0]!;
}

/** Walks until `watcher` sees it: a direction may be blocked. Then stands, and answers where. */
async function walkABit(walker: JsonPlayer, watcher: JsonPlayer): Promise<{ x: number; y: number }> {
  const { entity } = walker.entered;
  const from = watcher.seen.get(entity)!;
  const moved = () => {
    const now = watcher.seen.get(entity)!;
    return now.speed > 0 || Math.hypot(now.x - from.x, now.y - from.y) > 0.5;
  };
  for (let heading = 0; !moved(); heading = (heading + 64) & 255) {
    walker.walk(heading, WALK);
    const { tick } = watcher;
    await watcher.until("time to walk", () => moved() || watcher.tick >= tick + 20);
  }
  const { tick } = walker;
  await walker.until("some steps", () => walker.tick >= tick + 20);
  walker.walk(0, 0);
  const stands = (player: JsonPlayer) => player.seen.get(entity)!.speed === 0;
  await walker.until("standing", () => stands(walker));
  await watcher.until("seeing it stand", () => stands(watcher));
  const { x, y } = walker.seen.get(entity)!;
  const seen = watcher.seen.get(entity)!;
  deepEqual([seen.x, seen.y], [x, y], "both see it at the same place");
  ok(Math.hypot(x - from.x, y - from.y) > 0.5, "it has gone somewhere");
  return { x, y };
}

Deno.test({
  name: "in an empty folder: pages, setup, two players who see each other, stop, and the same world again",
  ignore: skipped,
  fn: withExecutable(async (program, cwd) => {
    const server = await startWeald([], { program, cwd });
    match(server.greeting, /a new world/);
    ok((await Deno.stat(`${cwd}/weald-data/weald.db`)).isFile);

    const page = await fetchText(server.url);
    equal(page.status, 200);
    match(page.text, /<script[^>]+page\.js/);
    match((await fetchText(server.adminUrl)).text, /<script[^>]+console\.js/);

    const cookie = await setUp(server);
    const me = await fetchText(`${server.adminUrl}/api/me`, { headers: { cookie } });
    equal(JSON.parse(me.text).name, "Olga");

    const anna = await JsonPlayer.enter(server.url, { mode: "guest", name: "Anna" });
    const bert = await JsonPlayer.enter(server.url, { mode: "guest", name: "Bert" });
    await bert.until("Anna in view", () => bert.seen.has(anna.entered.entity));
    await anna.until("Bert in view", () => anna.seen.has(bert.entered.entity));
    const place = await walkABit(anna, bert);
    const lastTick = anna.tick;
    await anna.leave();
    await bert.leave();
    const stopped = await server.stop();
    equal(stopped.code, 0, stopped.stderr);
    match(stopped.stdout, /Everything is saved\. Goodbye\.\n$/);

    const again = await startWeald([], { program, cwd });
    match(again.greeting, /Weald is ready: the world/);
    equal(again.setupToken, "", "there is an owner now");
    const annaAgain = await JsonPlayer.enter(again.url, { mode: "token", token: anna.token });
    equal(annaAgain.name, "Anna");
    equal(annaAgain.seed, anna.seed);
    deepEqual([annaAgain.entered.x, annaAgain.entered.y], [place.x, place.y]);
    ok(annaAgain.entered.tick >= lastTick, "the world's time goes on from where it was");
    await annaAgain.leave();
    equal((await again.stop()).code, 0);
  }),
});

Deno.test({
  name: "killed in the middle, the world opens again at its last checkpoint with every account",
  ignore: skipped,
  fn: withExecutable(async (program, cwd) => {
    const server = await startWeald(["--checkpoint-seconds", "1"], { program, cwd });
    const anna = await JsonPlayer.enter(server.url, { mode: "guest", name: "Anna" });
    const { tick } = anna;
    await anna.until("a checkpoint or two", () => anna.tick > tick + 50);
    server.signal("SIGKILL");
    await server.ended;
    const again = await startWeald([], { program, cwd });
    match(again.greeting, /Weald is ready: the world/);
    const annaAgain = await JsonPlayer.enter(again.url, { mode: "token", token: anna.token });
    equal(annaAgain.name, "Anna");
    ok(annaAgain.entered.tick > tick);
    await annaAgain.leave();
    equal((await again.stop()).code, 0);
  }),
});

Deno.test({
  name: "sockets without a whole request, and upgrades that are refused, end by themselves; who plays notices nothing",
  ignore: skipped,
  fn: withExecutable(async (program, cwd) => {
    const server = await startWeald([], { program, cwd });
    const anna = await JsonPlayer.enter(server.url, { mode: "guest", name: "Anna" });
    const open = (text: string) => connectRaw(Number(new URL(server.url).port), text);
    const upgrade = "Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    match(await open(`GET /elsewhere HTTP/1.1\r\n${upgrade}`), /^HTTP\/1\.1 404 [\s\S]*is at \/play/);
    match(await open("GET /status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), /^HTTP\/1\.1 200 /);
    const mute = Array.from({ length: 100 }, () => open(""));
    const halves = Array.from({ length: 100 }, () => open("GET /play HTTP/1.1\r\nHost: x\r\n"));
    const ends = await Promise.all([...mute, ...halves]);
    ok(ends.every((received) => received === "" || /^HTTP\/1\.1 408 /.test(received)), "all were closed");
    const { tick } = anna;
    await anna.until("frames go on", () => anna.tick > tick + 10);
    await anna.leave();
    equal((await server.stop()).code, 0);
  }),
});

/** Sends a text over a socket of its own; what came until the server closed it, which it must within 20 s. */
async function connectRaw(port: number, text: string): Promise<string> {
  const socket = await Deno.connect({ hostname: "127.0.0.1", port });
  const late = setTimeout(() => socket.close(), 20_000);
  let received = "";
  const bytes = new Uint8Array(4096);
  try {
    if (text !== "") await socket.write(new TextEncoder().encode(text));
    for (let count = await socket.read(bytes); count !== null; count = await socket.read(bytes)) {
      received += new TextDecoder().decode(bytes.subarray(0, count));
    }
    socket.close();
  } catch (error) {
    // Cut by the server while something was under way to it, which is an end too.
    if (!(error instanceof Deno.errors.ConnectionReset)) throw error;
    socket.close();
  } finally {
    clearTimeout(late);
  }
  return received;
}

Deno.test({
  name: "a player comes by WebTransport, by the hash of the certificate that the executable made",
  ignore: skipped,
  fn: withExecutable(async (program, cwd) => {
    const server = await startWeald([], { program, cwd });
    const client = connect({ url: `${server.url.replace("http", "ws")}/play`, client: "test" });
    client.on("state", (state) => {
      if (state.name === "signing in" && !state.waiting) client.signIn({ mode: "guest", name: "Anna" });
    });
    for (let waited = 0; client.entityCount === 0; waited += 50) {
      ok(waited < 20_000, `in the world within 20 s, not ${client.state.name}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      client.update();
    }
    equal(client.transport, "webtransport");
    client.signOut();
    while (client.state.name !== "closed") await new Promise((resolve) => setTimeout(resolve, 20));
    equal((await server.stop()).code, 0);
    // The session's last packets.
    await new Promise((resolve) => setTimeout(resolve, 1200));
  }),
});

Deno.test({
  name: "with the host's certificate: page, WebSocket and WebTransport over TLS, a renewal, and nobody is dropped",
  ignore: skipped,
  fn: withExecutable(async (program, cwd) => {
    const first = await makeTestCertificate({ name: "First" });
    const second = await makeTestCertificate({ name: "Second" });
    const { certFile, keyFile } = await writeTestCertificate(cwd, first);
    const server = await startWeald(["--tls-cert", certFile, "--tls-key", keyFile], { program, cwd });
    match(server.url, /^https:/);
    const origin = server.url.replace("127.0.0.1", "localhost");
    const client = Deno.createHttpClient({ caCerts: [first.authority, second.authority] });
    match((await fetchText(origin, { client })).text, /<script[^>]+page\.js/);
    const ca = [first.authority, second.authority];
    const player = new SecureSocket(`${origin.replace("https", "wss")}/play`, "weald.v1.json", { ca });
    const heard: string[] = [];
    player.on("message", (data) => heard.push(String(data)));
    player.on("open", () => player.send('{"type":"hello","protocol":1,"client":"test"}'));
    await until("a welcome", () => heard.some((text) => text.startsWith('{"type":"welcome"')));
    const offer = async () =>
      JSON.parse((await fetchText(`${origin}/transport?subprotocol=weald.v1.json`, { method: "POST", client })).text)
        .webTransport;
    const session = await openSession(await offer());

    await writeTestCertificate(cwd, second);
    // Which certificate is shown: whoever trusts the second alone gets in from then on.
    const strict = Deno.createHttpClient({ caCerts: [second.authority] });
    const isRenewed = () => fetchText(`${origin}/status`, { client: strict }).then(() => true, () => false);
    await until("the renewed certificate", isRenewed, 60);
    const renewed = await offer();
    (await openSession(renewed)).close();
    ok(session.isOpen(), "who was there by WebTransport stays");
    player.send('{"type":"ping","time":7}');
    await until("an answer to who was there", () => heard.some((text) => text.startsWith('{"type":"pong"')));
    const closed = new Promise((resolve) => player.on("close", resolve));
    session.close();
    const stopped = await server.stop();
    await closed;
    match(stopped.stderr, /The certificate was renewed/);
    for (const one of [client, strict]) one.close();
    // The sessions' last packets.
    await new Promise((resolve) => setTimeout(resolve, 1200));
  }),
});

async function until(what: string, check: () => boolean | Promise<boolean>, secondsMax = 20): Promise<void> {
  const end = performance.now() + secondsMax * 1000;
  while (!(await check())) {
    ok(performance.now() < end, `${what} within ${secondsMax} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A WebTransport session by an offer, with its stream. */
async function openSession(
  offer: { readonly port: number; readonly path: string; readonly certificateHashes: readonly string[] },
): Promise<{ isOpen(): boolean; close(): void }> {
  const session = new WebTransport(`https://127.0.0.1:${offer.port}${offer.path}`, {
    serverCertificateHashes: offer.certificateHashes.map((hash) => ({
      algorithm: "sha-256",
      value: Uint8Array.from(atob(hash), (letter) => letter.charCodeAt(0)),
    })),
  });
  let isOpen = true;
  const ended = () => void (isOpen = false);
  session.closed.then(ended, ended);
  await session.ready;
  const { readable, writable } = await session.createBidirectionalStream();
  // What comes is read, as any client does: a side of the stream that nobody holds is collected, which ends the session.
  readable.pipeTo(new WritableStream()).catch(ended);
  const writer = writable.getWriter();
  writer.closed.catch(ended);
  const send = (text: string) => {
    const bytes = new TextEncoder().encode(text);
    return writer.write(Uint8Array.of(1, bytes.length, ...bytes)).catch(ended);
  };
  await send('{"type":"hello","protocol":1,"client":"test"}');
  // Who says nothing for long is taken for lost.
  const pings = setInterval(() => send('{"type":"ping","time":1}'), 1000);
  return {
    isOpen: () => isOpen,
    close() {
      clearInterval(pings);
      session.close();
    },
  };
}

Deno.test({
  name: "the command line answers",
  ignore: skipped,
  fn: withExecutable(async (program, cwd) => {
    equal((await runWeald(["version"], { program, cwd })).stdout, `Weald ${project.version}\n`);
    equal((await runWeald(["--prot", "1"], { program, cwd })).code, 2);
    const nobody = await runWeald(["admin", "reset-password"], { program, cwd });
    equal(nobody.code, 1);
    match(nobody.stderr, /there is no world in this folder/);
  }),
});

Deno.test.afterAll(async () => {
  if (!("skipped" in built)) await Deno.remove(built.folder, { recursive: true });
});
