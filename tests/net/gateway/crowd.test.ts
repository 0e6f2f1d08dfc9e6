/** Crowds in small: what a handful of clients is told where a handful is too many. */
import assert from "node:assert/strict";
import { Prng } from "../../../world/base/prng.ts";
import { positionX, positionY } from "../../../world/mod.ts";
import { indexOf } from "../../../world/entities.ts";
import type { NetLimits } from "../../../net/limits.ts";
import type { Viewer } from "../../../net/gateway/viewer.ts";
import { type Harness, type HarnessClient, testGateway } from "./_harness.ts";

const CROWDED: { limits: Partial<NetLimits> } = {
  limits: { crowdEntities: 10, crowdEndEntities: 8, crowdNearest: 4, crowdChangesPerFlush: 2 },
};
const SQUARE = 256;
const SLICES = 10;

async function joinMany(h: Harness, count: number, speech: "binary" | "json" = "binary"): Promise<HarnessClient[]> {
  const clients: HarnessClient[] = [];
  for (let number = 1; number <= count; number++) {
    clients.push(await h.join(`Ada ${"abcdefghijklmnopqrstuvwxyz"[number]}`, speech));
  }
  return clients;
}

function truth(h: Harness, id: number): { x: number; y: number } {
  const { world } = h.world;
  const index = indexOf(id);
  return { x: positionX(world, index), y: positionY(world, index) };
}

function isCrowded(client: HarnessClient): boolean {
  return client.replica.crowd !== null;
}

function viewerOf(h: Harness, { entity: id }: HarnessClient): Viewer {
  return h.gateway.telling.viewers.all.find(({ entity }) => entity === id)!;
}

/** Ids of all that the gateway knows in the cells of a client's view, sorted. */
function idsInView(h: Harness, client: HarnessClient): number[] {
  const { cells } = h.gateway.telling;
  const { view } = viewerOf(h, client);
  const ids = view.cells.flatMap(({ key }) => cells.replica.cells.get(key)?.slots ?? []).map((of) => of?.id ?? 0);
  return ids.filter((id) => id !== 0).sort((a, b) => a - b);
}

function knownIds(client: HarnessClient): number[] {
  return [...client.replica.entities.keys()].sort((a, b) => a - b);
}

testGateway(
  "P34 a crowd begins where more are in view than can be told, ends later than it began, and clients know it",
  CROWDED,
  async (h) => {
    const clients = await joinMany(h, 9);
    await h.ticks(40);
    assert.ok(clients.every((client) => !isCrowded(client)));
    const last = await h.join("Zoe");
    await h.ticks(40);
    assert.ok([...clients, last].every(isCrowded), "ten are a crowd");
    const [place, ...others] = h.gateway.telling.listCrowds();
    assert.deepEqual([place!.inView, others], [10, []], "the console is told of one place");
    assert.ok(place!.seconds >= 1 && place!.seconds <= 3);
    for (const client of [...clients, last]) assert.deepEqual(knownIds(client), idsInView(h, client));
    const resets = clients.map(({ frames }) => frames.filter(({ reset }) => reset).length);
    assert.deepEqual(resets, clients.map(() => 2), "each was told anew once");
    for (const leaver of clients.splice(0, 2)) leaver.send({ type: "signOut" });
    await h.ticks(60);
    assert.ok(clients.every(isCrowded), "eight still are one");
    clients.pop()!.send({ type: "signOut" });
    await h.ticks(60);
    for (const client of [...clients, last]) {
      assert.ok(!isCrowded(client), "seven are none");
      assert.deepEqual(knownIds(client), idsInView(h, client));
      assert.equal(client.cells.length, 25);
    }
    assert.deepEqual(h.gateway.telling.listCrowds(), []);
    assert.deepEqual(h.log, []);
  },
);

testGateway(
  "P35, P36, P37, P38, P39 in a crowd everybody is known, nobody who is gone; each is told within a second, and who is near at once",
  CROWDED,
  async (h) => {
    const random = new Prng(5);
    const clients = await joinMany(h, 16);
    await h.ticks(60);
    /** By client and entity: the last flush at which it was shown in its square. */
    const right = new Map<string, number>();
    let stepped = 0;
    let near = 0;
    for (let flush = 0; flush < 600; flush++) {
      for (const client of clients) {
        if (flush % 50 === 0) client.send({ type: "ping", time: flush });
        if (random.u32() % 8 !== 0) continue;
        // Most stay around; some go far, and the views with them.
        const heading = flush % 300 < 150 ? random.u32() & 255 : client.entity % 3 * 80;
        client.walk(heading, random.u32() % 5 === 0 ? 0 : 16 + random.u32() % 21, h.tick);
      }
      await h.ticks(2);
      const places = new Map(clients.map(({ entity }) => [entity, truth(h, entity)]));
      for (const client of clients) {
        // Elsewhere one flush may wait for the next; who is to be told anew waits for the cells around it.
        if (!isCrowded(client) || viewerOf(h, client).reset) continue;
        assert.deepEqual(knownIds(client), idsInView(h, client), `flush ${flush}`);
        const own = places.get(client.entity)!;
        const apart = ({ x, y }: { x: number; y: number }) => Math.hypot(x - own.x, y - own.y);
        const { reach } = viewerOf(h, client);
        const nearest = [...places.entries()].filter(([, place]) => apart(place) < reach);
        for (const id of knownIds(client)) {
          const [x, y] = client.position(id, h.tick)!;
          const at = places.get(id) ?? truth(h, id);
          const off = Math.max(Math.abs(x - at.x), Math.abs(y - at.y));
          const key = `${client.entity} ${id}`;
          if (off <= SQUARE + 16) right.set(key, flush);
          const since = flush - (right.get(key) ?? flush);
          assert.ok(
            since <= SLICES,
            `at ${flush} client ${client.entity} has been wrong about ${id} for ${since} flushes`,
          );
          assert.ok(off < 9.5 * SQUARE, `nobody is shown where nobody can be: ${off / 256} m off`);
          if (client.replica.entities.get(id)!.isStepped) stepped++;
        }
        for (const [id] of nearest) {
          const { startTick } = h.world.world.entities.components.columns;
          if (startTick[indexOf(id)]! <= h.tick - 2) continue;
          const [x, y] = client.position(id, h.tick)!;
          const at = places.get(id)!;
          near++;
          assert.ok(Math.abs(x - at.x) <= 2 && Math.abs(y - at.y) <= 2, `${id} is near and was told`);
        }
      }
    }
    assert.ok(stepped > 1000 && near > 1000, `${stepped} shown by steps, ${near} near`);
    assert.deepEqual(h.log, []);
    assert.ok(clients.every(({ closed }) => closed === null));
  },
);

testGateway("P37 JSON tells of a crowd with places in metres, right to the square", CROWDED, async (h) => {
  const random = new Prng(9);
  const clients = await joinMany(h, 11);
  const reader = await h.join("Zoe", "json");
  await h.ticks(60);
  /** What the reader knows: by slot who it is and where, in metres. */
  const known = new Map<number, { entity: number; x: number; y: number; speed: number }>();
  let [steps, motions] = [0, 0];
  for (let flush = 0; flush < 200; flush++) {
    for (const client of clients) {
      if (flush % 50 === 0) client.send({ type: "ping", time: flush });
      if (random.u32() % 6 === 0) client.walk(random.u32() & 255, random.u32() % 37, h.tick);
    }
    if (flush === 150) clients.pop()!.send({ type: "signOut" });
    if (flush % 50 === 0) reader.send({ type: "ping", time: flush });
    await h.ticks(2);
    for (const frame of reader.jsonFrames.splice(0)) {
      if (frame.reset) known.clear();
      for (const cell of frame.cells) {
        for (const { slot } of cell.departures) known.delete(slot);
        for (const { slot, entity, x, y, speed } of cell.arrivals) known.set(slot, { entity, x, y, speed });
        for (const { slot, x, y, speed } of cell.motions) {
          const { entity } = known.get(slot)!;
          known.set(slot, { entity, x, y, speed });
          if (cell.tick !== undefined) continue;
          const at = truth(h, entity);
          assert.ok(Math.abs(x * 256 - at.x) <= 2 && Math.abs(y * 256 - at.y) <= 2, "a motion is told where it is");
          motions++;
        }
        for (const { slot, x, y } of cell.steps ?? []) {
          const { entity } = known.get(slot)!;
          const at = truth(h, entity);
          assert.deepEqual([Math.floor(x), Math.floor(y)], [Math.floor(at.x / 256), Math.floor(at.y / 256)]);
          steps++;
        }
      }
    }
  }
  const ids = [...known.values()].map(({ entity }) => entity).sort((a, b) => a - b);
  assert.deepEqual(ids, idsInView(h, reader), "everybody is known, who left is not");
  assert.ok(steps > 50 && motions > 50, `${steps} steps, ${motions} motions`);
});

testGateway("P39 speech in a crowd is heard near by, and no datagrams come", {
  limits: { ...CROWDED.limits, crowdNearest: 1 },
}, async (h) => {
  const clients = await joinMany(h, 10);
  const flying = await h.join("Zoe", "binary", 1150);
  let datagrams = 0;
  flying.peer.onDatagram = () => datagrams++;
  await h.ticks(60);
  const [speaker] = clients;
  assert.ok(isCrowded(speaker!) && isCrowded(flying));
  datagrams = 0;
  speaker!.send({ type: "say", text: "Hello!" });
  speaker!.walk(0, 16, h.tick);
  await h.ticks(4);
  assert.deepEqual(speaker!.said, ["Hello!"], "who speaks hears it");
  const heard = clients.filter(({ said }) => said.length > 0).length;
  assert.ok(heard < clients.length, `${heard} heard it`);
  assert.equal(datagrams, 0);
});
