/** Losing and finding the connection, in a time of the test's own. */
import assert from "node:assert/strict";
import { backoffMs, type ClientState } from "../../../net/client/sdk/mod.ts";
import { SimulatedNet } from "./simulated_net.ts";

const QUALITY = { delayMs: 40, jitterMs: 10 };

Deno.test("a lost connection is taken up again with the same character", () => {
  const net = new SimulatedNet({ quality: QUALITY });
  const client = net.play("Ada");
  const states: string[] = [];
  client.on("state", ({ name }) => states.push(name));
  const entity = client.ownId;
  client.update();
  const before = { x: client.body!.x, y: client.body!.y };
  net.cut();
  net.time.pass(5000);
  assert.deepEqual(states, ["reconnecting", "connecting", "signing in", "playing"]);
  assert.equal(client.ownId, entity, "the body is the same: it lingered");
  client.update();
  assert.ok(Math.hypot(client.body!.x - before.x, client.body!.y - before.y) < 0.01, "it stands where it stood");
  client.say("I am back");
  let heard = "";
  client.on("said", ({ text }) => heard = text);
  net.time.pass(1000);
  assert.equal(heard, "I am back");
});

Deno.test("while the server is away it is asked ever more rarely, and says when", () => {
  const net = new SimulatedNet({ quality: QUALITY });
  const client = net.play("Ada");
  net.accepting = false;
  const waits: number[] = [];
  client.on("state", (state) => {
    if (state.name === "reconnecting") waits.push(state.at - net.time.now);
  });
  net.cut();
  net.time.pass(90_000);
  assert.ok(waits.length >= 6 && waits.length <= 14, `${waits.length} attempts in 90 s`);
  assert.ok(waits[0]! < 1000 && waits.at(-1)! > 5000, `waits of ${waits.map(Math.round)} ms`);
  net.accepting = true;
  net.time.pass(25_000);
  assert.equal(client.state.name, "playing");
});

Deno.test("retryNow does not wait", () => {
  const net = new SimulatedNet({ quality: QUALITY });
  const client = net.play("Ada");
  net.accepting = false;
  net.cut();
  net.time.pass(60_000);
  net.accepting = true;
  while (client.state.name !== "reconnecting") net.time.pass(10);
  client.retryNow();
  net.time.pass(1000);
  assert.equal(client.state.name, "playing");
});

Deno.test("signing out is the end, and forgets the token", () => {
  const net = new SimulatedNet({ quality: QUALITY });
  const client = net.play("Ada");
  const states: ClientState[] = [];
  client.on("state", (state) => states.push(state));
  client.signOut();
  net.time.pass(30_000);
  assert.deepEqual(states.map(({ name }) => name), ["closed"]);
  const [state] = states;
  assert.equal(state?.name === "closed" ? state.reason : "", "signed-out");
});

Deno.test("a server too busy to look at the token is shown it again: nobody loses a character over it", () => {
  const net = new SimulatedNet({ quality: QUALITY });
  const client = net.play("Ada");
  const entity = client.ownId;
  let refused = 0;
  client.on("refused", () => refused++);
  net.busyFor = 2;
  net.cut();
  net.time.pass(20_000);
  assert.equal(net.busyFor, 0);
  assert.equal(client.state.name, "playing");
  assert.equal(client.ownId, entity, "the same body");
  assert.equal(refused, 0, "nobody was asked to sign in anew");
});

Deno.test("silence is a lost connection", () => {
  const net = new SimulatedNet({ quality: QUALITY });
  const client = net.play("Ada");
  let lost = 0;
  client.on("close", () => lost++);
  // The world stops: no frame, no pong comes any more, yet the socket stays open.
  net.freeze();
  net.time.pass(12_000);
  assert.equal(lost, 1);
});

Deno.test("what one says is heard by the other, with a name", () => {
  const net = new SimulatedNet({ quality: QUALITY });
  const ada = net.play("Ada");
  const bob = net.play("Bob");
  const heard: string[] = [];
  bob.on("said", ({ entity, name, text }) => heard.push(`${entity === ada.ownId} ${name}: ${text}`));
  net.time.pass(1000);
  ada.say("Good morning");
  net.time.pass(1000);
  assert.deepEqual(heard, ["true Ada: Good morning"]);
});

Deno.test("arrivals and departures are told", () => {
  const net = new SimulatedNet({ quality: QUALITY });
  const ada = net.play("Ada");
  const told: string[] = [];
  ada.on("arrive", ({ id }) => told.push(`+${id}`));
  ada.on("depart", ({ id }) => told.push(`-${id}`));
  net.time.pass(500);
  told.length = 0;
  const bob = net.play("Bob");
  net.time.pass(500);
  assert.deepEqual(told, [`+${bob.ownId}`]);
  bob.signOut();
  net.time.pass(1000);
  assert.deepEqual(told, [`+${bob.ownId}`, `-${bob.ownId}`]);
});

Deno.test("backoff doubles, stays below its longest, and is spread", () => {
  assert.equal(backoffMs(0, 0.5), 500);
  assert.equal(backoffMs(3, 0.5), 4000);
  assert.equal(backoffMs(40, 0.5), 15_000);
  assert.ok(backoffMs(40, 1) <= 20_000 && backoffMs(40, 0) >= 10_000);
});
