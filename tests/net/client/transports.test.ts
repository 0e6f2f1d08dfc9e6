/** Which transport a client takes, and how it goes on when that one is lost, in a time of the test's own. */
import assert from "node:assert/strict";
import type { Runtime, SocketLike } from "../../../net/client/sdk/mod.ts";
import { SimulatedNet } from "./simulated_net.ts";

const QUALITY = { delayMs: 40, jitterMs: 10 };

/** How the simulated UDP behaves: the same wires, but silent while it is blocked. */
interface Udp {
  blocked: boolean;
  /** Connections that were begun. */
  begun: number;
  refused: boolean;
}

function makeNet(): { net: SimulatedNet; udp: Udp; runtime: Runtime } {
  const net = new SimulatedNet({ quality: QUALITY });
  const udp: Udp = { blocked: false, begun: 0, refused: false };
  const { runtime } = net;
  const openWebTransport = (url: string) => {
    udp.begun++;
    return overUdp(udp, runtime.openSocket(url, ""), runtime);
  };
  return { net, udp, runtime: { ...runtime, openWebTransport } };
}

/** A socket whose news do not come through while UDP is blocked; nobody is told of it. */
function overUdp(udp: Udp, wire: SocketLike, runtime: Runtime): SocketLike {
  const socket: SocketLike = {
    ...{ binaryType: "", onopen: null, onmessage: null, onclose: null, onerror: null },
    send: (data) => {
      if (!udp.blocked) wire.send(data);
    },
    close: () => wire.close(),
  };
  wire.onopen = () => {
    if (!udp.blocked && !udp.refused) socket.onopen?.();
  };
  wire.onmessage = (event) => {
    if (!udp.blocked) socket.onmessage?.(event);
  };
  wire.onclose = (event) => {
    if (!udp.blocked) socket.onclose?.(event);
  };
  if (udp.refused) runtime.later(20, () => socket.onclose?.({ code: 1006, reason: "" }));
  return socket;
}

/** Lets time pass until `check` holds; how long that took. */
function passUntil(net: SimulatedNet, check: () => boolean): number {
  const from = net.time.now;
  while (!check()) {
    assert.ok(net.time.now - from < 60_000, "it comes true within a minute");
    net.time.pass(10);
  }
  return net.time.now - from;
}

Deno.test("WebTransport is taken where it works, WebSocket where nothing else was asked for", () => {
  const { net, runtime, udp } = makeNet();
  assert.equal(net.play("Ada", { runtime }).transport, "webtransport");
  assert.equal(net.play("Bob", { runtime, transport: "websocket" }).transport, "websocket");
  assert.equal(net.play("Cid").transport, "websocket", "there is none in this runtime");
  assert.equal(udp.begun, 1);
});

Deno.test("where UDP is blocked, WebSocket has the player in within 2 s", () => {
  const { net, runtime, udp } = makeNet();
  udp.blocked = true;
  const client = net.connect({ runtime });
  client.on("state", (state) => {
    if (state.name === "signing in" && !state.waiting) client.signIn({ mode: "guest", name: "Ada" });
  });
  const took = passUntil(net, () => client.state.name === "playing");
  assert.ok(took <= 2000, `it took ${took} ms`);
  assert.equal(client.transport, "websocket");
});

Deno.test("where WebTransport is refused, nobody waits for it", () => {
  const { net, runtime, udp } = makeNet();
  udp.refused = true;
  const client = net.play("Ada", { runtime });
  assert.equal(client.transport, "websocket");
  assert.ok(net.time.now < 1000, `playing after ${net.time.now} ms`);
});

Deno.test("UDP that falls silent costs less than 2 s: the same character goes on over WebSocket, and may go back", () => {
  const { net, runtime, udp } = makeNet();
  const client = net.play("Ada", { runtime });
  // The world stands still for nobody: frames come each second at least, and are waited for no longer.
  net.time.pass(10_000);
  assert.equal(client.transport, "webtransport", "quiet is not silent");
  const entity = client.ownId;
  udp.blocked = true;
  const lost = passUntil(net, () => client.state.name !== "playing");
  const took = lost + passUntil(net, () => client.state.name === "playing");
  assert.ok(took <= 2000, `it took ${took} ms`);
  assert.equal(client.transport, "websocket");
  assert.equal(client.ownId, entity, "the body is the same");
  udp.blocked = false;
  net.cut();
  net.time.pass(5000);
  assert.equal(client.transport, "websocket", "the other way is left alone for a while");
  net.time.pass(60_000);
  net.cut();
  passUntil(net, () => client.state.name === "playing" && client.transport === "webtransport");
  assert.equal(udp.begun, 2);
});
