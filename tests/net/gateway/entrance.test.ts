/** The way into the world: some with each flush, the others in their turn, and none that has left. */
import assert from "node:assert/strict";
import { type EnterMessage, Entrance } from "../../../net/gateway/entrance.ts";
import { testGateway } from "./_harness.ts";

function enter(session: number): EnterMessage {
  return { type: "enter", session, account: 1, character: session, name: `P${session}`, look: 0 };
}

Deno.test("entrance: so many come in with each flush, in their order, whether or not those before are in", () => {
  const sent: number[] = [];
  const entrance = new Entrance(2, ({ session }) => void sent.push(session));
  for (const session of [5, 3, 9, 1, 8]) entrance.queue(enter(session));
  assert.deepEqual([sent, entrance.size], [[5, 3], 5]);
  entrance.entered(3);
  assert.deepEqual([sent, entrance.size], [[5, 3], 4], "who is in makes room for nobody before the flush");
  entrance.flush();
  assert.deepEqual([sent, entrance.size], [[5, 3, 9, 1], 4]);
  // Who is not waited for changes nothing.
  entrance.entered(3);
  entrance.entered(77);
  for (const session of [5, 9, 1]) entrance.entered(session);
  assert.equal(entrance.size, 1);
  entrance.flush();
  entrance.flush();
  entrance.queue(enter(4));
  assert.deepEqual(
    sent,
    [5, 3, 9, 1, 8, 4],
    "flushes in which nobody comes are not saved up, and nobody waits in vain",
  );
  for (const session of [20, 21, 22]) entrance.queue(enter(session));
  assert.deepEqual(sent.slice(6), [20]);
});

Deno.test("entrance: who leaves before its turn is never asked for; of who leaves on its way the world is told", () => {
  const sent: number[] = [];
  const entrance = new Entrance(1, ({ session }) => void sent.push(session));
  for (const session of [1, 2, 3]) entrance.queue(enter(session));
  assert.equal(entrance.leave(2), false, "the world knows nothing of it");
  assert.equal(entrance.leave(1), true);
  entrance.flush();
  assert.deepEqual([sent, entrance.size], [[1, 3], 1]);
});

Deno.test("entrance: a session that ends because the world has no room does not stop the next one", () => {
  const sent: number[] = [];
  const entrance: Entrance = new Entrance(1, ({ session }) => {
    if (session === 1) entrance.leave(1);
    else sent.push(session);
  });
  for (const session of [1, 2, 3]) entrance.queue(enter(session));
  assert.deepEqual([sent, entrance.size], [[], 2]);
  entrance.flush();
  assert.deepEqual([sent, entrance.size], [[2], 2]);
});

testGateway("who waits for its turn comes in, and one that leaves meanwhile is not entered", {
  limits: { entriesPerFlush: 1 },
}, async (harness) => {
  const clients = ["Ada", "Bo", "Cy"].map((name) => {
    const client = harness.connect();
    client.hello();
    client.signInAsGuest(name);
    return client;
  });
  await harness.settle();
  assert.deepEqual(clients.map((client) => client.last("signedIn") !== undefined), [true, true, true]);
  assert.equal(harness.gateway.online, 3, "who waits has its place already");
  clients[1]!.peer.close(1000);
  await harness.ticks(8);
  const isIn = clients.map((client) => client.last("entered") !== undefined);
  assert.deepEqual(isIn, [true, false, true]);
  assert.deepEqual(harness.world.said("enter").map(({ name }) => name), ["Ada", "Cy"]);
  assert.equal(harness.world.said("leave").length, 0, "the world never heard of Bo");
  assert.equal(harness.gateway.online, 2);
});
