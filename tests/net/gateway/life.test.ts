import assert from "node:assert/strict";
import { encode } from "@msgpack/msgpack";
import { CLOSE_REASONS, type CloseReason } from "../../../net/close_reasons.ts";
import type { ClientMessage } from "../../../net/protocol/mod.ts";
import { type HarnessClient, testGateway } from "./_harness.ts";
import { TOPICS } from "../../../world/topics.ts";

function assertClosed(client: HarnessClient, reason: CloseReason): void {
  assert.equal(client.closed?.code, CLOSE_REASONS[reason].code, `${reason}, not ${JSON.stringify(client.closed)}`);
}

for (const speech of ["binary", "json"] as const) {
  testGateway(`P2, P11 hello, sign in, enter, walk, talk, sign out (${speech})`, {}, async (harness) => {
    const client = harness.connect(speech);
    client.hello();
    await harness.settle();
    assert.deepEqual(client.last("welcome"), {
      type: "welcome",
      protocol: 1,
      world: "Test",
      version: "0.0.1",
      tickRate: 20,
      flushTicks: 2,
      seed: 7,
      terrainVersion: 1,
      dayTicks: 48_000,
      content: "c0ffee",
      online: 0,
    });
    client.signInAsGuest("Ada");
    await harness.settle();
    const signedIn = client.last("signedIn")!;
    assert.deepEqual([signedIn.name, signedIn.guest, signedIn.token], ["Ada", true, "token-1"]);
    await harness.ticks(4);
    const entered = client.last("entered")!;
    assert.ok(entered.entity > 0 && entered.x > 0 && entered.y > 0);
    const sequence = client.walk(0, 16, harness.tick);
    client.send({ type: "say", text: " hello\u200b  all " });
    await harness.ticks(6);
    const frames = [...client.frames, ...client.jsonFrames];
    assert.equal(frames[0]!.reset, true, "the first frame starts from nothing");
    assert.equal(frames.find(({ input }) => input)?.input?.sequence, sequence);
    assert.deepEqual(harness.world.said("say").map(({ text }) => text), ["hello all"]);
    if (speech === "binary") {
      assert.equal(client.replica.entities.get(client.entity)!.components.get("name"), "Ada");
      assert.equal(client.replica.entities.get(client.entity)!.speed, 16);
      assert.deepEqual(client.said, ["hello all"]);
    } else {
      const cells = client.jsonFrames.flatMap((frame) => frame.cells);
      assert.equal(cells.flatMap(({ arrivals }) => arrivals)[0]!.name, "Ada");
      assert.ok(cells.flatMap(({ motions, turns }) => [...motions, ...turns]).some(({ speed }) => speed === 16));
      const [said] = cells.flatMap(({ happenings }) => happenings);
      assert.ok(said?.type === "said" && said.text === "hello all");
    }
    client.send({ type: "signOut" });
    await harness.ticks(2);
    assertClosed(client, "signed-out");
    assert.deepEqual(harness.world.said("leave").map(({ atOnce }) => atOnce), [true]);
    assert.ok(harness.storage.heard.some((message) => message.type === "signOut" && message.token === "token-1"));
    assert.equal(harness.gateway.playing, 0);
  });
}

testGateway("P6 who lost the connection comes back to the same character with the token", {}, async (harness) => {
  const first = await harness.join("Ada");
  first.peer.close(1006);
  await harness.ticks(2);
  assert.deepEqual(harness.world.said("leave").map(({ atOnce }) => atOnce), [false]);
  assert.equal(harness.gateway.closed.get("peer"), 1);
  const second = harness.connect();
  second.hello();
  second.send({ type: "signIn", mode: "token", token: first.last("signedIn")!.token });
  await harness.ticks(4);
  assert.equal(second.last("signedIn")!.character, first.last("signedIn")!.character);
  assert.equal(second.entity, first.entity, "its body was still there");
});

testGateway("signing in elsewhere replaces the session, which leaves no second goodbye", {}, async (harness) => {
  const first = await harness.join("Ada");
  const second = harness.connect();
  second.hello();
  second.send({ type: "signIn", mode: "token", token: first.last("signedIn")!.token });
  await harness.ticks(4);
  assertClosed(first, "replaced");
  assert.equal(second.entity, first.entity);
  assert.deepEqual(harness.world.said("leave"), []);
  assert.equal(harness.gateway.playing, 1);
  assert.equal(harness.gateway.connections, 1);
});

testGateway("a refused sign-in may be tried again", {}, async (harness) => {
  const client = harness.connect();
  client.hello();
  client.send({ type: "signIn", mode: "password", name: "Ada", password: "nonsense" });
  await harness.settle();
  assert.equal(client.last("refused")!.reason, "wrong-password");
  assert.match(client.last("refused")!.text, /do not match/);
  client.send({ type: "signIn", mode: "guest", name: "A" });
  await harness.settle();
  assert.equal(client.last("refused")!.reason, "name-invalid");
  client.send({ type: "signIn", mode: "password", name: "Ada", password: "password" });
  await harness.ticks(4);
  assert.ok(client.last("entered"));
});

testGateway("only so many sign-ins are under way; the next is told to try again", {
  limits: { signInsUnderWayMax: 2 },
}, async (harness) => {
  harness.storage.holdBack = true;
  const clients = ["Ada", "Bo", "Cy"].map((name) => {
    const client = harness.connect();
    client.hello();
    client.signInAsGuest(name);
    return client;
  });
  await harness.settle();
  assert.deepEqual(clients.map((client) => client.last("refused")?.reason), [undefined, undefined, "busy"]);
  clients[0]!.peer.close(1000);
  await harness.settle();
  clients[2]!.signInAsGuest("Cy");
  await harness.settle();
  assert.equal(harness.storage.heard.length, 3, "who left makes room");
});

testGateway("who leaves while signing in is not entered when the answer comes", {}, async (harness) => {
  harness.storage.holdBack = true;
  const client = harness.connect();
  client.hello();
  client.signInAsGuest("Ada");
  await harness.settle();
  client.peer.close(1000);
  await harness.settle();
  for (const message of harness.storage.heard) if (message.type === "signIn") harness.storage.answer(message);
  await harness.ticks(2);
  assert.deepEqual(harness.world.heard, []);
});

testGateway("a full world says so", { config: { playersMax: 1 } }, async (harness) => {
  await harness.join("Ada");
  const second = harness.connect();
  second.hello();
  await harness.settle();
  assertClosed(second, "full");
});

testGateway("staff's lines come within frames, to one or all", {}, async (harness) => {
  const ada = await harness.join("Ada");
  const bo = await harness.join("Bo", "json");
  harness.world.commands.push(
    { type: "broadcast", actor: "host", text: "Supper!" },
    { type: "tell", actor: "host", character: 2, text: "Psst." },
  );
  await harness.ticks(2);
  const lines = (client: HarnessClient) =>
    client.messages.flatMap((message) => message.type === "line" ? [`${message.kind}: ${message.text}`] : []);
  assert.deepEqual(lines(ada), ["broadcast: Supper!"]);
  assert.deepEqual(lines(bo), ["broadcast: Supper!", "tell: Psst."]);
});

testGateway("who is kicked reads why", {}, async (harness) => {
  const client = await harness.join("Ada");
  harness.world.commands.push({ type: "kick", actor: "host", character: 1, reason: "Enough for today." });
  await harness.ticks(2);
  assert.deepEqual(client.closed, { code: CLOSE_REASONS.kicked.code, text: "Enough for today." });
});

testGateway("goTo is answered within a frame", {}, async (harness) => {
  const client = await harness.join("Ada");
  const { x, y } = client.last("entered")!;
  client.send({ type: "goTo", sequence: 5, x: x + 3, y });
  await harness.ticks(6);
  assert.deepEqual(client.last("wayFound"), { type: "wayFound", sequence: 5, found: true, reason: "" });
});

testGateway("a pong tells the world's tick, between flushes too, but never far ahead", {}, async (harness) => {
  const client = await harness.join("Ada");
  const ask = async () => {
    client.send({ type: "ping", time: 42.5 });
    await harness.settle();
    return client.last("pong")!;
  };
  const first = await ask();
  assert.equal(first.time, 42.5);
  assert.ok(Math.abs(first.tick - harness.tick) <= 1, `${first.tick} at ${harness.tick}`);
  harness.nowMs += 100;
  assert.equal((await ask()).tick, first.tick + 2);
  harness.nowMs += 10_000;
  assert.ok((await ask()).tick <= first.tick + 4);
});

testGateway("P3 what does not fit the state ends the session, at every state", {}, async (harness) => {
  const messages: ClientMessage[] = [
    { type: "signIn", mode: "guest" },
    { type: "say", text: "x" },
    { type: "signOut" },
    { type: "ping", time: 1 },
    { type: "goTo", sequence: 1, x: 1, y: 1 },
    { type: "input", sequence: 1, tick: 1, heading: 0, speed: 0 },
  ];
  for (const message of messages) {
    const client = harness.connect();
    client.send(message);
    await harness.settle();
    assertClosed(client, "not-allowed");
  }
  const greeted = harness.connect();
  greeted.hello();
  greeted.send({ type: "say", text: "too early" });
  await harness.settle();
  assertClosed(greeted, "not-allowed");
  const twice = await harness.join("Ada");
  twice.signInAsGuest("Bo");
  await harness.settle();
  assertClosed(twice, "not-allowed");
});

testGateway("P3 bytes that mean nothing end their own session and no other", {}, async (harness) => {
  const good = await harness.join("Ada");
  const rows: [CloseReason, Uint8Array | string][] = [
    ["malformed", Uint8Array.of(1, 0xc1)],
    ["malformed", "text in the binary subprotocol"],
    ["unknown-message", Uint8Array.of(200)],
    ["unknown-message", new Uint8Array(0)],
    ["too-large", new Uint8Array(2049)],
    ["too-large", new Uint8Array(600).with(0, 1)],
    ["bad-value", Uint8Array.of(1, ...encode({ protocol: 1, client: "c".repeat(101) }))],
    ["protocol-version", Uint8Array.of(1, ...encode({ protocol: 9, client: "c" }))],
  ];
  for (const [reason, data] of rows) {
    const client = harness.connect();
    client.peer.send(data);
    await harness.settle();
    assertClosed(client, reason);
    assert.equal(harness.gateway.closed.get(reason) > 0, true);
  }
  const json = harness.connect("json");
  json.peer.send(new TextEncoder().encode('{"type":"hello"}'));
  await harness.settle();
  assertClosed(json, "malformed");
  await harness.ticks(4);
  assert.equal(good.closed, null);
});

testGateway("P3 too many messages of one type, or of all, end the session", {}, async (harness) => {
  const chatty = await harness.join("Ada");
  for (let count = 0; count < 6; count++) chatty.send({ type: "say", text: `${count}` });
  await harness.settle();
  assertClosed(chatty, "too-frequent");
  harness.world.hear();
  assert.equal(harness.world.said("say").length, 5);
});

testGateway("messages of all types together are bounded before they are parsed, in JSON too", {
  limits: { messagesPerSecond: 10, messagesBurst: 10 },
}, async (harness) => {
  for (const speech of ["binary", "json"] as const) {
    const client = await harness.join(`Ada ${speech}`, speech);
    for (let count = 0; count < 9; count++) client.walk(count, 1, harness.tick);
    await harness.settle();
    assert.equal(client.closed, null);
    for (let count = 0; count < 2; count++) client.peer.send(speech === "json" ? "{" : Uint8Array.of(250));
    client.walk(0, 0, harness.tick);
    await harness.settle();
    // One token was left: the first bad message was read, and was bad.
    assertClosed(client, speech === "json" ? "malformed" : "unknown-message");
    const other = await harness.join(`Bo ${speech}`, speech);
    for (let count = 0; count < 10; count++) other.walk(count, 1, harness.tick);
    other.peer.send(speech === "json" ? "{" : Uint8Array.of(250));
    await harness.settle();
    assertClosed(other, "too-frequent");
  }
});

testGateway("P5 who does not sign in in time, or falls silent, is let go", {
  limits: { openingMs: 3000, silenceMs: 2000 },
}, async (harness) => {
  const mute = harness.connect();
  const slow = harness.connect();
  slow.hello();
  const player = await harness.join("Ada");
  for (let second = 0; second < 4; second++) {
    for (const client of [slow, player]) if (client.closed === null) client.send({ type: "ping", time: 0 });
    await harness.wait(1000);
  }
  assertClosed(mute, "silent");
  assertClosed(slow, "too-slow-opening");
  assert.equal(player.closed, null);
  await harness.wait(1000);
  await harness.wait(1001);
  assertClosed(player, "silent");
});

testGateway("stopping tells everyone, and newcomers as well", {}, async (harness) => {
  const player = await harness.join("Ada");
  const opening = harness.connect("json");
  await harness.settle();
  harness.gateway.stop();
  const late = harness.connect();
  await harness.settle();
  for (const client of [player, opening, late]) assertClosed(client, "server-stopping");
  assert.equal(harness.gateway.connections, 0);
});

testGateway("a bug that one client's message finds costs that client alone", {}, async (harness) => {
  const good = await harness.join("Ada");
  const other = await harness.join("Bo");
  harness.gateway.command = () => {
    throw new Error("a bug");
  };
  other.send({ type: "say", text: "boom" });
  await harness.ticks(2);
  assertClosed(other, "server-fault");
  assert.equal(good.closed, null);
  assert.match(harness.log.join(), /error A message of session \d+ \(playing\) failed: Error: a bug/);
});

testGateway("what an action leaves out the world hears as nothing of it", {}, async (harness) => {
  const player = await harness.join("Ada");
  const heard: unknown[] = [];
  harness.gateway.command = (_, command) => heard.push(command);
  player.send({ type: "useItem", sequence: 1, what: 2, target: 9 });
  player.send({ type: "useItem", sequence: 2, what: 2, target: 0, x: 5, y: -6 });
  await harness.settle();
  assert.partialDeepStrictEqual(heard, [
    { type: "useItem", sequence: 1, what: 2, target: 9, x: 0, y: 0 },
    { type: "useItem", sequence: 2, what: 2, target: 0, x: 5, y: -6 },
  ]);
});

testGateway("a world's ring without room closes the session that needed it, and no goodbye is lost", {
  rings: { gatewayToWorld: 2048 },
}, async (harness) => {
  const ada = await harness.join("Ada");
  const bo = await harness.join("Bo");
  // The world does not listen.
  for (let count = 0; count < 50; count++) {
    ada.walk(count, 1, harness.tick);
    bo.walk(count, 1, harness.tick);
    await harness.settle();
  }
  for (let count = 0; count < 50 && ada.closed === null; count++) {
    harness.nowMs += 100;
    ada.walk(count, 1, harness.tick);
    await harness.settle();
  }
  assertClosed(ada, "overloaded");
  assert.ok(harness.gateway.refused.get("world-ring-full") > 0);
  await harness.ticks(10);
  const lost = [ada, bo].filter(({ closed }) => closed !== null).length;
  assert.equal(harness.world.said("leave").length, lost, "the world hears of it when it listens again");
});

for (const speech of ["binary", "json"] as const) {
  testGateway(
    `what was done is told at once, without a frame; behind a message that waits, in order (${speech})`,
    {},
    async (harness) => {
      const client = await harness.join("Ada", speech);
      const session = harness.world.said("enter")[0]!.session;
      const frames = () => client.frames.length + client.jsonFrames.length;
      const before = frames();
      harness.world.link.mustSend({ type: "done", session, sequence: 7 });
      await harness.settle();
      assert.deepEqual([client.last("done"), frames()], [{ type: "done", sequence: 7 }, before]);
      const bag = (value: unknown) => new TextEncoder().encode(JSON.stringify([[TOPICS.bag.id, "1", value]]));
      harness.world.link.mustSend({ type: "wayFound", session, sequence: 8, found: true, reason: "" });
      harness.world.link.mustSend({ type: "refusedAction", session, sequence: 9, reason: "gone" });
      await harness.settle();
      assert.deepEqual([client.last("refusedAction"), frames()], [undefined, before], "it waits behind the other");
      await harness.ticks(2);
      const text = "That is not there any more.";
      const refused = { type: "refusedAction", sequence: 9, reason: "gone", text };
      assert.deepEqual([client.last("refusedAction"), frames()], [refused, before + 1]);
      // Private state waits for the next frame, or for an answer, which may be about it.
      harness.world.link.mustSend({ type: "own", session, changes: bag({ amount: 3 }) });
      await harness.settle();
      assert.notDeepEqual(client.last("own")?.value, { amount: 3 });
      harness.world.link.mustSend({ type: "done", session, sequence: 10 });
      await harness.settle();
      const own = { type: "own", topic: "bag", key: "1", value: { amount: 3 } };
      assert.deepEqual([client.last("own"), client.last("done")?.sequence, frames()], [own, 10, before + 1]);
      harness.world.link.mustSend({ type: "own", session, changes: bag(null) });
      await harness.ticks(2);
      assert.deepEqual([client.last("own"), frames()], [{ ...own, value: null }, before + 2]);
    },
  );
}
