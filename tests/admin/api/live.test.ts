import assert from "node:assert/strict";
import { type MapConsole, MapFeed } from "../../../admin/api/_map_feed.ts";
import { CONSOLE_WAITING_BYTES_MAX } from "../../../admin/api/limits.ts";
import { type LiveMessage, MAP_FRAME } from "../../../admin/api/live_messages.ts";
import { CellReplica, entityX, entityY } from "../../../net/replica.ts";
import { ByteReader } from "../../../world/base/record.ts";
import { Prng } from "../../../world/base/prng.ts";
import { call, openLive, signIn } from "./_client.ts";
import { FakeWorld } from "./fake_world.ts";
import { startTestAdmin, type TestAdmin } from "./fakes.ts";

const WHOLE = { x: 0, y: 0, width: 4096, height: 4096 };

/** A console in memory: takes what the feed sends into a replica, the way the page does. */
class MemoryConsole implements MapConsole {
  waitingBytes = 0;
  bytes = 0;
  frames = 0;
  readonly replica = new CellReplica(20);
  tick = 0;

  sendFrame(bytes: Uint8Array): void {
    this.bytes += bytes.length;
    this.frames++;
    const reader = new ByteReader(bytes);
    assert.equal(reader.u8(), MAP_FRAME);
    this.tick = reader.u32();
    while (reader.remaining > 0) this.replica.apply(reader.raw(reader.varint()), this.tick);
    this.replica.settle();
  }

  send(message: LiveMessage): void {
    if (message.type === "fresh") this.replica.forgetAll();
    if (message.type !== "view") return;
    const { x0, y0, x1, y1 } = message.cells;
    for (const cell of [...this.replica.cells.values()]) {
      if (cell.x < x0 || cell.x > x1 || cell.y < y0 || cell.y > y1) this.replica.forget(cell.x, cell.y);
    }
    this.replica.settle();
  }
}

function makeFeed(entities: number): { world: FakeWorld; feed: MapFeed } {
  const world = new FakeWorld(11);
  const prng = new Prng(3);
  for (let count = 0; count < entities; count++) {
    world.add(
      count % 3 === 0 ? "player" : "deer",
      500 + prng.below(600),
      500 + prng.below(600),
      "",
      count % 3 === 0 ? count + 1 : 0,
    );
  }
  const feed = new MapFeed(world, 20);
  world.setStreamListener(feed);
  return { world, feed };
}

function run(world: FakeWorld, ticks: number): void {
  for (let tick = 0; tick < ticks; tick++) world.step(60);
}

/** Asserts that a console holds exactly the entities of the cells in view, each within half a metre of the truth. */
async function assertSees(
  world: FakeWorld,
  console: MemoryConsole,
  inView: (x: number, y: number) => boolean,
): Promise<void> {
  let expected = 0;
  for (const entity of world.entities.values()) {
    const held = console.replica.entities.get(entity.id);
    const isInView = inView(entity.cell % 128, Math.floor(entity.cell / 128));
    assert.equal(held !== undefined, isInView, `entity ${entity.id} is ${isInView ? "" : "not "}in view`);
    if (held === undefined) continue;
    expected++;
    const truth = (await world.inspect(entity.id))!;
    const apart = Math.hypot(entityX(held, world.tick, 20) - truth.x, entityY(held, world.tick, 20) - truth.y);
    assert.ok(apart <= 128, `entity ${entity.id} is ${apart} units off`);
    assert.equal(held.components.get("kind"), entity.kind);
  }
  assert.equal(console.replica.entities.size, expected);
}

Deno.test("a console sees the whole world as it is, from before and after it opened the map", async () => {
  const { world, feed } = makeFeed(300);
  run(world, 40);
  const first = new MemoryConsole();
  feed.look(first, WHOLE);
  run(world, 60);
  const late = new MemoryConsole();
  feed.look(late, WHOLE);
  run(world, 60);
  await assertSees(world, first, () => true);
  await assertSees(world, late, () => true);
  feed.stop();
});

Deno.test("a console that moves its view gets keyframes of what came into it and forgets the rest", async () => {
  const { world, feed } = makeFeed(300);
  const console = new MemoryConsole();
  feed.look(console, WHOLE);
  run(world, 20);
  const prng = new Prng(8);
  for (let move = 0; move < 30; move++) {
    const x = 480 + prng.below(400);
    const y = 480 + prng.below(400);
    feed.look(console, { x, y, width: 180, height: 120 });
    run(world, 6);
    const cell = (metres: number) => Math.floor(metres / 32);
    await assertSees(
      world,
      console,
      (cx, cy) => cx >= cell(x - 32) && cx <= cell(x + 212) && cy >= cell(y - 32) && cy <= cell(y + 152),
    );
  }
  feed.stop();
});

Deno.test("A7 a console that is behind gets nothing, costs nothing, and is right again once it has caught up", async () => {
  const { world, feed } = makeFeed(300);
  const slow = new MemoryConsole();
  const quick = new MemoryConsole();
  feed.look(slow, WHOLE);
  feed.look(quick, WHOLE);
  run(world, 20);
  slow.waitingBytes = CONSOLE_WAITING_BYTES_MAX + 1;
  const before = { bytes: slow.bytes, quickFrames: quick.frames };
  run(world, 400);
  assert.equal(slow.bytes, before.bytes);
  assert.equal(quick.frames, before.quickFrames + 200, "its neighbour got every flush");
  slow.waitingBytes = 0;
  run(world, 8);
  await assertSees(world, slow, () => true);
  await assertSees(world, quick, () => true);
  feed.stop();
});

Deno.test("after a restart of the world's stream every console starts afresh", async () => {
  const { world, feed } = makeFeed(200);
  const console = new MemoryConsole();
  feed.look(console, WHOLE);
  run(world, 30);
  world.restartStream();
  assert.equal(console.replica.cells.size, 0);
  run(world, 30);
  await assertSees(world, console, () => true);
  feed.stop();
});

Deno.test("a large world's keyframes come in portions", () => {
  const world = new FakeWorld(5);
  const prng = new Prng(1);
  for (let count = 0; count < 40_000; count++) {
    world.add("sheep", prng.below(4096), prng.below(4096), "a name for its bytes");
  }
  const feed = new MapFeed(world, 20);
  world.setStreamListener(feed);
  feed.look(new MemoryConsole(), WHOLE);
  world.step(0);
  world.step(0);
  const late = new MemoryConsole();
  feed.look(late, WHOLE);
  let most = 0;
  for (let flush = 0; flush < 30; flush++) {
    const before = late.bytes;
    world.step(0);
    world.step(0);
    most = Math.max(most, late.bytes - before);
  }
  assert.equal(late.replica.entities.size, 40_000);
  assert.ok(most < CONSOLE_WAITING_BYTES_MAX, `the largest flush has ${most} bytes`);
  feed.stop();
});

Deno.test("the world streams only while a map is open", () => {
  const { world, feed } = makeFeed(10);
  const console = new MemoryConsole();
  assert.equal(world.watching, false);
  feed.look(console, WHOLE);
  assert.equal(world.watching, true);
  feed.look(console, null);
  assert.equal(world.watching, true, "a moment longer, for who only changes the page");
  feed.stop();
  assert.equal(world.watching, false);
});

async function withLive(run: (admin: TestAdmin, cookie: string) => Promise<void>): Promise<void> {
  const admin = await startTestAdmin();
  try {
    await run(admin, await signIn(admin));
  } finally {
    await admin.stop();
  }
}

Deno.test("statistics and log lines come each second", () =>
  withLive(async (admin, cookie) => {
    const live = await openLive(admin, { cookie });
    const line = { at: 1, level: "warn", part: "world", text: "<i>late</i>" } as const;
    admin.fakes.listeners.forEach((listener) => listener(line));
    await live.until("statistics come", () => live.messages.some((message) => message.type === "stats"));
    await live.until("the line comes", () => live.messages.some((message) => message.type === "logs"));
    const logs = live.messages.find((message) => message.type === "logs");
    assert.deepEqual(logs, { type: "logs", lines: [line] });
    const overview = await call(admin, "GET", "/api/overview", { cookie });
    assert.ok((overview.json!.history as { at: number[] }).at.length >= 1);
    await live.close();
  }));

Deno.test("the inspector's entity comes again and again, and its end once it is gone", () =>
  withLive(async (admin, cookie) => {
    const deer = admin.fakes.world.add("deer", 100, 200);
    const live = await openLive(admin, { cookie });
    live.send({ type: "inspect", entity: deer.id });
    const reports = () => live.messages.filter((message) => message.type === "entity");
    await live.until("three reports come", () => reports().length >= 3);
    admin.fakes.world.entities.delete(deer.id);
    await live.until("its end comes", () => reports().at(-1)!.report === null);
    live.send({ type: "inspect", entity: null });
    await live.close();
  }));

Deno.test("A6 a near view keeps its place awake by commands; watching is one row of the audit log", () =>
  withLive(async (admin, cookie) => {
    const live = await openLive(admin, { cookie });
    live.send({ type: "view", view: WHOLE });
    await live.until("two seconds pass", () => live.messages.filter((one) => one.type === "stats").length >= 2);
    assert.deepEqual(admin.fakes.world.commands, [], "a far view wakes nobody");
    live.send({ type: "view", view: { x: 900, y: 1900, width: 200, height: 100 } });
    await live.until("a command is sent", () => admin.fakes.world.commands.length >= 1);
    assert.deepEqual(admin.fakes.world.commands[0], {
      type: "observe",
      actor: "Ada",
      space: 0,
      x: 1000 * 256,
      y: 1950 * 256,
      radius: 112 * 256,
    });
    await live.until("another is sent", () => admin.fakes.world.commands.length >= 2);
    const rows = admin.fakes.auditRows.filter((row) => row.action === "watch");
    assert.deepEqual(rows.map((row) => [row.actor, row.target]), [["Ada", "the map near 1000, 1950"]]);
    await live.close();
  }));

Deno.test("what is no message of a console closes its channel alone", () =>
  withLive(async (admin, cookie) => {
    const good = await openLive(admin, { cookie });
    const bad: readonly unknown[] = [
      "x",
      { type: "observe" },
      { type: "inspect", entity: -1 },
      { type: "inspect", entity: "1" },
      { type: "view", view: { x: 0, y: 0, width: 0, height: 1 } },
      { type: "view", view: { x: 0.5, y: 0, width: 1, height: 1 } },
      { type: "view", view: { x: 1e9, y: 0, width: 1, height: 1 } },
    ];
    for (const message of bad) {
      const live = await openLive(admin, { cookie });
      let code = 0;
      live.socket.on("close", (closeCode) => code = closeCode);
      live.send(message);
      await live.until(`${JSON.stringify(message)} closes the channel`, () => code !== 0);
      assert.equal(code, 4400);
    }
    const large = await openLive(admin, { cookie });
    let code = 0;
    large.socket.on("close", (closeCode) => code = closeCode);
    large.send({ type: "inspect", entity: "x".repeat(5000) });
    await large.until("a message that is too large closes the channel", () => code !== 0);
    assert.equal(good.socket.readyState, good.socket.OPEN);
    await good.close();
  }));
