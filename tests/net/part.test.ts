import assert from "node:assert/strict";
import { createServer } from "node:net";
import { CLOSE_REASONS } from "../../net/close_reasons.ts";
import type { PlayerList } from "../../world/part/types.ts";
import { PartBench, testPart, until } from "./part_bench.ts";

testPart(
  "P1, P2 players of both subprotocols and of none meet in one world; the console sees them",
  {},
  async (bench) => {
    const ada = await bench.join("Ada");
    const bo = await bench.join("Bo", "weald.v1.json");
    const cy = await bench.join("Cy", null);
    assert.deepEqual([ada.socket.protocol, bo.socket.protocol, cy.socket.protocol], ["weald.v1", "weald.v1.json", ""]);
    await until(() => ada.replica.entities.size === 3, "everyone in view");
    cy.send({ type: "say", text: "hello" });
    await until(() => ada.said.includes("hello"), "what was said");
    const status = await (await fetch(`http://127.0.0.1:${bench.port}/status`)).json();
    assert.deepEqual([status.name, status.version, status.online], ["Test", "0.0.1", 3]);
    assert.ok(Math.abs(status.tick - bench.world.world.tick) < 20);
    const list = await bench.list("b") as PlayerList;
    assert.equal(list.total, 1);
    const { name, guest, transport, client, address, entity } = list.rows[0]!;
    assert.deepEqual([name, guest, transport, client, address], ["Bo", true, "websocket-json", "test", "127.0.0.1"]);
    assert.equal(entity, bo.entity);
    assert.equal(list.rows[0]!.accountName, "Bo");
    const stats = await bench.stats(({ playing, framesPerSecond }) => playing === 3 && framesPerSecond > 0);
    assert.ok(stats.connections >= 3 && stats.cellsWatched >= 25 && stats.bytesOutPerSecond > 0);
    assert.deepEqual(stats.queues.map((queue) => queue.name).sort(), ["main", "storage", "world"]);
  },
);

testPart("stopping says farewell to everyone and answers", {}, async (bench) => {
  const ada = await bench.join("Ada");
  const half = await bench.raw("");
  bench.tell({ type: "stop" });
  await until(() => ada.closed, "the farewell");
  assert.deepEqual(ada.closed, { code: 1001, text: CLOSE_REASONS["server-stopping"].text });
  await until(() => bench.said.some(({ type }) => type === "stopped"), "stopped");
  await until(() => half.closed, "the end of all sockets");
  await assert.rejects(fetch(`http://127.0.0.1:${bench.port}/status`));
});

Deno.test("gateway part: a port in use is named as the reason for not starting", async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
  const { port } = blocker.address() as { port: number };
  const bench = new PartBench();
  const outcome = await bench.start({ port });
  assert.deepEqual(outcome, {
    type: "failed",
    code: "port-in-use",
    message: `Port ${port} on 127.0.0.1 is in use by another program. Stop it, or choose another port.`,
  });
  await bench.stop();
  await new Promise((resolve) => blocker.close(resolve));
});

Deno.test("gateway part: an address that is not this machine's is named as the reason for not starting", async () => {
  const bench = new PartBench();
  const outcome = await bench.start({ host: "192.0.2.1" });
  assert.equal(outcome.type === "failed" ? outcome.code : outcome.type, "cannot-listen");
  await bench.stop();
});
