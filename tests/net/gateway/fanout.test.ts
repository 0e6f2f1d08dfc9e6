import assert from "node:assert/strict";
import { Prng } from "../../../world/base/prng.ts";
import { idAt } from "../../../world/entities.ts";
import { CELL_UNITS } from "../../../world/limits.ts";
import { positionX, positionY } from "../../../world/mod.ts";
import { type Frame, SLOWED } from "../../../net/protocol/mod.ts";
import { CLOSE_REASONS } from "../../../net/close_reasons.ts";
import { type Harness, type HarnessClient, testGateway } from "./_harness.ts";

/** The cells around one that a client must hold, as "x y", sorted. */
function cellsAround(cellX: number, cellY: number): string[] {
  const cells: string[] = [];
  for (let y = cellY - 2; y <= cellY + 2; y++) {
    for (let x = cellX - 2; x <= cellX + 2; x++) cells.push(`${x} ${y}`);
  }
  return cells.sort();
}

function blocksOf(frame: Frame): Uint8Array[] {
  return frame.flushes.flatMap(({ blocks }) => blocks);
}

/** A block rounds a position down to a unit, and so does a keyframe that the gateway makes of it: 2 / 256 m. */
const ROUNDING = 2;

/** What a client sees equals the world at its last flush, within the cells that it holds. */
function assertSeesWorld(harness: Harness, client: HarnessClient): void {
  const { world } = harness.world;
  const cells = new Set(client.cells);
  let inView = 0;
  for (let index = 0; index < world.entities.identity.length; index++) {
    const id = idAt(world.entities, index);
    const [x, y] = [positionX(world, index), positionY(world, index)];
    if (id === 0 || !cells.has(`${Math.floor(x / CELL_UNITS)} ${Math.floor(y / CELL_UNITS)}`)) continue;
    inView++;
    const seen = client.position(id, world.tick);
    assert.ok(seen !== null, `entity ${id} at tick ${world.tick} is seen`);
    assert.ok(
      Math.abs(seen[0] - x) <= ROUNDING && Math.abs(seen[1] - y) <= ROUNDING,
      `entity ${id} at tick ${world.tick}: ${seen}, not ${x}, ${y}`,
    );
  }
  assert.equal(client.replica.entities.size, inView, "nobody is seen who is not there");
}

/** The cell of a client's character, by the world. */
function cellOf(harness: Harness, client: HarnessClient): [number, number] {
  const { world } = harness.world;
  const index = client.entity % 131_072;
  return [Math.floor(positionX(world, index) / CELL_UNITS), Math.floor(positionY(world, index) / CELL_UNITS)];
}

testGateway("P9, P13 the first frame holds 5 x 5 cells and everyone in them, a newcomer too", {}, async (harness) => {
  const ada = await harness.join("Ada");
  assert.deepEqual(ada.cells, cellsAround(...cellOf(harness, ada)));
  const bo = await harness.join("Bo");
  assertSeesWorld(harness, ada);
  assertSeesWorld(harness, bo);
  assert.equal(bo.replica.entities.size, 2);
  for (const { frames } of [ada, bo]) {
    assert.equal(frames[0]!.reset, true);
    assert.equal(blocksOf(frames[0]!).length, 25, "all cells, whether the gateway knew them already or not");
  }
  assert.equal(bo.frames.filter(({ reset }) => reset).length, 1);
});

testGateway("at the edge of the world there are fewer cells", {}, async (harness) => {
  const ada = await harness.join("Ada");
  const index = ada.entity % 131_072;
  const { originX, originY, startTick } = harness.world.world.entities.components.columns;
  originX[index] = originY[index] = 100;
  startTick[index] = harness.tick;
  ada.peer.close(1006);
  await harness.ticks(2);
  const again = harness.connect();
  again.hello();
  again.send({ type: "signIn", mode: "token", token: ada.last("signedIn")!.token });
  await harness.ticks(4);
  assert.deepEqual(again.cells, ["0 0", "0 1", "0 2", "1 0", "1 1", "1 2", "2 0", "2 1", "2 2"]);
});

testGateway("P7 nothing new costs nothing but a heartbeat a second", {}, async (harness) => {
  const ada = await harness.join("Ada");
  await harness.ticks(40);
  ada.frames.length = 0;
  await harness.ticks(100);
  assert.equal(ada.frames.length, 5);
  for (const frame of ada.frames) assert.deepEqual([blocksOf(frame), frame.input, frame.messages], [[], null, []]);
  assert.ok(harness.tick - ada.frames.at(-1)!.tick < 20);
});

testGateway("P7, P11 a walk is one frame at each change of direction, told to who sees it", {}, async (harness) => {
  const ada = await harness.join("Ada");
  const bo = await harness.join("Bo");
  await harness.ticks(10);
  for (const client of [ada, bo]) client.frames.length = 0;
  const sequence = ada.walk(64, 8, harness.tick);
  await harness.ticks(10);
  const withBlocks = (client: HarnessClient) => client.frames.filter((frame) => blocksOf(frame).length > 0);
  assert.equal(withBlocks(ada).length, 1);
  assert.equal(withBlocks(bo).length, 1);
  assert.deepEqual(withBlocks(ada)[0]!.input?.sequence, sequence);
  assert.equal(withBlocks(bo)[0]!.input, null);
  assertSeesWorld(harness, bo);
});

testGateway(
  "P10, P12 the view follows the character with 4 m of slack, and forgets what it leaves",
  {},
  async (harness) => {
    const ada = await harness.join("Ada");
    const start = cellOf(harness, ada);
    const seen: string[] = [];
    for (let tick = 0; tick < 60 * 20; tick += 2) {
      if (tick % 100 === 0) ada.send({ type: "ping", time: tick });
      // Around the pillars.
      if (tick % 300 === 0) ada.walk(tick % 600 === 0 ? 0 : 8, 16, harness.tick);
      await harness.ticks(2);
      const [x] = cellOf(harness, ada);
      const [unitsX] = ada.position(ada.entity, harness.tick)!;
      const middle = Number(ada.cells[0]!.split(" ")[0]) + 2;
      const beyond = (unitsX - (middle + 1) * CELL_UNITS) / 256;
      assert.ok(beyond < 4.5 && unitsX >= middle * CELL_UNITS - 4 * 256, `${beyond} m beyond the middle cell`);
      assert.ok(x === middle || beyond >= 0);
      seen.push(`${middle}`);
      // New cells that nobody saw before come from the world, a flush later, and are far: that may wait for another.
      const came = seen.slice(-3).every((middle) => middle === seen.at(-1));
      assert.ok(ada.cells.length === 25 || (ada.cells.length === 20 && !came));
      assertSeesWorld(harness, ada);
    }
    assert.ok(Number(seen.at(-1)) >= start[0] + 2, "it walked up to 120 m");
    assert.equal(ada.frames.filter(({ reset }) => reset).length, 1);
    assert.ok(ada.frames.some(({ forget }) => forget.length === 5));
  },
);

testGateway("cells are watched once however many see them, and some seconds longer than that", {}, async (harness) => {
  const ada = await harness.join("Ada");
  const watches = () => harness.world.said("watch").length;
  const before = watches();
  const bo = await harness.join("Bo");
  assert.ok(watches() - before <= 10, "the same place, or the next cell");
  ada.send({ type: "signOut" });
  bo.send({ type: "signOut" });
  await harness.ticks(4);
  assert.equal(harness.world.said("unwatch").length, 0);
  const cy = await harness.join("Cy");
  const during = watches();
  assert.ok(during - before <= 20, "still watched");
  cy.send({ type: "signOut" });
  await harness.ticks(100);
  assert.equal(harness.world.said("unwatch").length, watches());
  assert.equal(harness.gateway.telling.cells.size, 0);
  assert.equal(harness.gateway.telling.cells.replica.entities.size, 0);
});

testGateway("clients with the same view get the very same bytes", {}, async (harness) => {
  const ada = await harness.join("Ada");
  const others = [await harness.join("Bo"), await harness.join("Cy")];
  await harness.ticks(10);
  const got: Uint8Array[] = [];
  for (const { peer } of others) peer.onMessage = (data) => void got.push(data as Uint8Array);
  ada.walk(10, 4, harness.tick);
  await harness.ticks(2);
  assert.equal(got.length, 2);
  assert.equal(got[0]!.buffer, got[1]!.buffer);
  assert.equal(got[0]!.byteOffset, got[1]!.byteOffset);
});

testGateway("P21 who is behind gets no frames, then one reset, and is told; the others notice nothing", {
  limits: { slowBytes: 200, slowEndBytes: 50, slowedCalmMs: 2000 },
}, async (harness) => {
  const ada = await harness.join("Ada");
  const bo = await harness.join("Bo");
  const cy = await harness.join("Cy", "json");
  bo.peer.pause();
  cy.peer.pause();
  for (let turn = 0; turn < 60; turn++) {
    if (turn % 3 === 0) ada.walk(turn * 8, 8, harness.tick);
    await harness.ticks(2);
  }
  const framesOfAda = ada.frames.length;
  assert.ok(framesOfAda > 15);
  const heldBack = bo.frames.length;
  assert.equal(harness.gateway.slowed, 2);
  assert.ok(harness.gateway.telling.fanout.counts.skipped > 10);
  bo.peer.resume();
  cy.peer.resume();
  await harness.ticks(6);
  const later = bo.frames.slice(heldBack);
  const reset = later.findLast((frame) => frame.reset)!;
  assert.equal(reset.slowed, SLOWED.fewerFrames);
  assert.equal(blocksOf(reset).length, 25);
  assertSeesWorld(harness, bo);
  assert.equal(cy.jsonFrames.findLast((frame) => frame.reset)!.slowed, SLOWED.fewerFrames);
  ada.frames.length = 0;
  await harness.ticks(60);
  assert.equal(harness.gateway.slowed, 0);
  assert.equal(bo.frames.findLast(({ slowed }) => slowed !== null)!.slowed, SLOWED.no);
  assert.ok(ada.frames.every(({ reset, slowed }) => !reset && slowed === null));
});

testGateway("P22 who does not answer probes is behind, though nothing waits here", {
  limits: { probeMs: 1000, probeLateMs: 500, behindMsMax: 3000 },
}, async (harness) => {
  const ada = await harness.join("Ada");
  await harness.ticks(25);
  assert.equal(ada.closed, null);
  const sent: number[] = [];
  ada.peer.pause();
  for (let turn = 0; turn < 120 && ada.closed === null && harness.gateway.playing > 0; turn++) {
    await harness.ticks(2);
    sent.push(harness.gateway.telling.fanout.counts.frames);
  }
  assert.equal(harness.gateway.closed.get("too-far-behind"), 1);
  assert.ok(sent.at(-1)! - sent[0]! <= 3, "frames stop when the probe is late");
  ada.peer.resume();
  await harness.settle();
  assert.equal(ada.closed!.code, CLOSE_REASONS["too-far-behind"].code);
});

testGateway(
  "P22 who lets too much wait is closed",
  { limits: { slowBytes: 200, slowEndBytes: 50, closeBytes: 1000 } },
  async (
    harness,
  ) => {
    const ada = await harness.join("Ada");
    ada.peer.pause();
    // Answers that nobody reads: they are not frames, so they are not held back.
    for (let count = 0; count < 80 && harness.gateway.playing > 0; count++) {
      ada.send({ type: "ping", time: count });
      await harness.wait(250);
    }
    assert.equal(harness.gateway.closed.get("too-far-behind"), 1);
  },
);

testGateway("P21 private messages for who is behind are bounded; the oldest go", {
  limits: { slowBytes: 300, slowEndBytes: 50, privateMessagesMax: 3 },
}, async (harness) => {
  const ada = await harness.join("Ada");
  ada.peer.pause();
  ada.send({ type: "ping", time: 0 });
  for (let count = 0; count < 30; count++) {
    harness.world.commands.push({ type: "broadcast", actor: "host", text: `line ${count}` });
    await harness.ticks(2);
  }
  ada.peer.resume();
  await harness.ticks(4);
  const lines = ada.messages.flatMap((message) => message.type === "line" ? [message.text] : []);
  assert.deepEqual(lines.slice(-3), ["line 27", "line 28", "line 29"]);
  assert.ok(lines.length < 30);
  assert.equal(harness.gateway.refused.get("private-message-dropped"), 30 - lines.length);
});

testGateway("where the world's ring was full, everyone starts from nothing and sees right again", {
  rings: { worldToGateway: 8192 },
}, async (harness) => {
  const clients = [await harness.join("Ada"), await harness.join("Bo"), await harness.join("Cy")];
  // The gateway does not listen while the world goes on.
  for (let turn = 0; turn < 100; turn++) {
    for (const [index, character] of [1, 2, 3].entries()) {
      const session = index + 1;
      const input = {
        type: "input",
        session,
        sequence: turn,
        atTick: harness.tick,
        heading: turn * 5,
        speed: 8,
      } as const;
      harness.world.commands.push(input, { type: "say", session, text: `${character} ${"blah ".repeat(20)}` });
    }
    harness.world.step();
  }
  await harness.settle();
  await harness.ticks(6);
  assert.ok(harness.gateway.refused.get("world-restarted-stream") > 0);
  for (const client of clients) {
    assert.equal(client.frames.filter(({ reset }) => reset).length, 2);
    assert.equal(client.cells.length, 25);
    assertSeesWorld(harness, client);
  }
});

testGateway(
  "P8, P14, P15 a crowd that walks anywhere, comes and goes: everyone sees the world as it is",
  // Everything is near, so that everyone is told at every flush.
  { limits: { nearUnits: Infinity } },
  async (harness) => {
    const dice = new Prng(3);
    const clients: HarnessClient[] = [];
    for (let count = 0; count < 12; count++) clients.push(await harness.join(`Person ${count}`));
    for (let turn = 0; turn < 500; turn++) {
      for (const [index, client] of clients.entries()) {
        const chance = dice.below(100);
        if (chance < 3) client.walk(dice.below(256), dice.below(64), harness.tick + dice.below(3));
        else if (chance === 98) client.peer.pause();
        else if (chance === 99) client.peer.resume();
        else if (turn % 100 === 99 && index === 0) {
          client.peer.resume();
          client.send({ type: "signOut" });
          clients[0] = await harness.join(`Late ${turn}`);
        }
        if (client.closed === null && turn % 20 === 0) client.send({ type: "ping", time: turn });
      }
      await harness.ticks(2);
      for (const client of clients) {
        // Who reads has the last frame; who had nothing new may be a heartbeat behind and is right all the same.
        if (harness.tick % 2 === 0 && client.closed === null && turn % 7 === 0) {
          client.peer.resume();
          await harness.settle();
          assertSeesWorld(harness, client);
        }
      }
    }
    assert.ok(clients.every(({ closed }) => closed === null));
    assert.ok(new Set(clients.map((client) => client.cells.join())).size > 3, "they spread");
  },
);

testGateway(
  "P8 a flush that is sent slice by slice tells everyone, though clients come and go between the slices",
  { limits: { flushSliceMs: 0, nearUnits: Infinity } },
  async (harness) => {
    const dice = new Prng(5);
    const clients: HarnessClient[] = [];
    for (let count = 0; count < 80; count++) clients.push(await harness.join(`Person ${count}`));
    for (let turn = 0; turn < 40; turn++) {
      for (const client of clients) {
        if (dice.below(10) === 0) client.walk(dice.below(256), 16, harness.tick + 1);
        if (turn % 20 === 0) client.send({ type: "ping", time: turn });
      }
      const at = dice.below(clients.length);
      clients[at]!.send({ type: "signOut" });
      clients[at] = await harness.join(`Late ${turn}`);
      await harness.ticks(2);
    }
    await harness.ticks(8);
    for (const client of clients) assertSeesWorld(harness, client);
  },
);
