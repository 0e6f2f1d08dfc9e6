import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { FRAMES_UNDER_WAY_MAX, QUESTIONS_MAX } from "../../../admin/past/limits.ts";
import type { MapView } from "../../../admin/api/live_messages.ts";
import { startPastPart } from "../../../admin/past/part.ts";
import type { PastState, ToldCommands } from "../../../admin/past/types.ts";
import { PastThread } from "../../../admin/supervisor/past_thread.ts";
import { CellReplica } from "../../../net/replica.ts";
import { ByteReader } from "../../../world/base/record.ts";
import { travelled, velocityX, velocityY } from "../../../world/base/space.ts";
import { indexEnd } from "../../../world/entities.ts";
import { idAt, positionX, positionY } from "../../../world/mod.ts";
import { withFolder } from "../../persistence/_fixture.ts";
import { until } from "../api/_client.ts";
import { makePast } from "./_fixture.ts";

const ALL: MapView = { x: 0, y: 0, width: 4096, height: 4096 };

/** A thread that is none, so that the test sees into it, and what its console is told. */
function startLook(folder: string, isDeaf = false) {
  const states: PastState[] = [];
  const commands: ToldCommands[] = [];
  const replica = { now: new CellReplica(20), tick: -1 };
  let frames = 0;
  let isTaking = true;
  const look: PastThread = new PastThread({
    folder,
    starter: (ends) => {
      if (!isDeaf) startPastPart(ends);
      return Promise.resolve({ terminate: () => {} });
    },
    listener: {
      frame(bytes) {
        frames++;
        const reader = new ByteReader(bytes.slice());
        replica.tick = reader.u32();
        while (reader.remaining > 0) replica.now.apply(reader.raw(reader.varint()), replica.tick);
        replica.now.settle();
        if (isTaking) look.taken();
      },
      fresh: () => replica.now = new CellReplica(20),
      cells: () => {},
      state: (json) => states.push(JSON.parse(json)),
      entity: () => {},
      commands: (json) => commands.push(JSON.parse(json)),
      ended: () => {},
    },
    onCrash: (why) => {
      throw new Error(why);
    },
    log: (text) => {
      throw new Error(text);
    },
  });
  return {
    ...{ look, states, commands, replica },
    frames: () => frames,
    take: (on: boolean) => isTaking = on,
    shown: () => {
      const last = states.at(-1);
      return last?.type === "shown" ? last.tick : -1;
    },
  };
}

Deno.test("past: the picture holds everybody where they were, after a jump, a step and a while of playing", () =>
  withFolder(async (folder) => {
    const past = makePast(folder);
    past.save();
    past.run(300);
    past.store.close();
    const { look, replica, shown, states } = startLook(folder);
    look.view(ALL);
    look.seek(300);
    await until("it is there", () => shown() === 300);
    const { world } = past;
    const { columns } = world.entities.components;
    const bodies: string[] = [];
    for (let index = 0; index < indexEnd(world.entities); index++) {
      if (idAt(world.entities, index) === 0) continue;
      bodies.push(`${idAt(world.entities, index)} ${positionX(world, index)} ${positionY(world, index)}`);
      ok(columns.space[index] === 0);
    }
    const drawn = () =>
      [...replica.now.cells.values()].flatMap(({ slots }) => slots).flatMap((entity) => {
        if (entity === undefined) return [];
        const { heading, speed, tick } = entity;
        const x = entity.x + travelled(velocityX(heading, speed, 20), replica.tick - tick);
        const y = entity.y + travelled(velocityY(heading, speed, 20), replica.tick - tick);
        return [`${entity.id} ${x} ${y}`];
      });
    await until("everybody is drawn", () => drawn().length === bodies.length);
    deepEqual(drawn().sort(), bodies.sort());
    look.seek(120);
    await until("it is earlier", () => shown() === 120);
    look.seek(299);
    await until("it is a tick before", () => shown() === 299);
    look.play(16);
    await until("it comes to the end", () => {
      const last = states.at(-1);
      return last?.type === "shown" && last.atEnd && last.tick === 300;
    });
    await until("it is drawn again", () => replica.tick === 300 && drawn().length === bodies.length);
    deepEqual(drawn().sort(), bodies.sort());
    look.close();
  }));

Deno.test("past: commands are told with who gave them and from where; those to come too; filters hold", () =>
  withFolder(async (folder) => {
    const past = makePast(folder);
    past.save();
    past.run(400);
    past.store.close();
    const { look, commands, shown } = startLook(folder);
    look.view(ALL);
    look.commands({ sort: "steering", find: "", within: null });
    look.seek(200);
    await until("they are told", () => shown() === 200 && commands.at(-1)?.tick === 200);
    const told = commands.at(-1)!;
    const given = [...past.commands].flatMap(([tick, list]) =>
      tick < 1 || tick > 400 ? [] : list.map((one) => ({ tick, one }))
    );
    const steering = given.filter(({ one }) => one.type === "input");
    equal(told.rows.length + told.leftOut, steering.length);
    ok(told.rows.every(({ type, actor }) => type === "input" && /^Person \d+$|^session \d+$/.test(actor)));
    ok(told.rows.filter(({ tick }) => tick <= 200).every(({ x, entity }) => x !== null && entity !== 0));
    ok(told.rows.some(({ tick }) => tick > 200), "what is to come is told, too");
    // While it plays, what is ahead is read further and further.
    const asked = commands.length;
    look.play(16);
    await until("it has played to the end", () => shown() === 400);
    ok(commands.length > asked);
    const last = () => commands.at(-1)!;
    await until("nothing is to come there", () => last().tick === 400 && last().rows.every(({ tick }) => tick <= 400));
    const before = steering.filter(({ tick }) => tick >= 200).length;
    equal(last().rows.length + last().leftOut, before);
    look.seek(200);
    await until("it is back", () => shown() === 200);
    look.commands({ sort: "coming", find: "person 3", within: null });
    await until("the filter holds", () => commands.at(-1)!.rows.every(({ actor }) => /^Person 3/.test(actor)));
    look.commands({ sort: "steering", find: "", within: { x: 0, y: 0, width: 1, height: 1 } });
    await until("nobody steers there", () => commands.at(-1)!.rows.length === 0);
    look.close();
  }));

Deno.test("past: a console that takes no pictures is sent a few, and nothing is stepped until it takes them", () =>
  withFolder(async (folder) => {
    const past = makePast(folder);
    past.save();
    past.run(600);
    past.store.close();
    const { look, shown, frames, take } = startLook(folder);
    take(false);
    look.view({ x: 0, y: 0, width: 64, height: 64 });
    look.seek(10);
    await until("it is there", () => shown() === 10);
    look.play(16);
    await until("no more come", () => frames() === FRAMES_UNDER_WAY_MAX);
    const at = shown();
    await new Promise((resolve) => setTimeout(resolve, 300));
    deepEqual([frames(), shown()], [FRAMES_UNDER_WAY_MAX, at]);
    take(true);
    look.taken();
    await until("it goes on", () => shown() > at && frames() > FRAMES_UNDER_WAY_MAX);
    look.close();
  }));

Deno.test("past: a thread that does not answer is asked a bounded number of things, and told a bounded number of wishes", async () => {
  const { look } = startLook("/nowhere", true);
  const asked = Array.from({ length: QUESTIONS_MAX }, () => look.ask("transfers", { tick: 1, around: 1 }));
  const settled = Promise.allSettled(asked);
  await rejects(look.ask("transfers", { tick: 1, around: 1 }), /The past has too much to do at the moment/);
  let wishes = 0;
  while (look.seek(7)) wishes++;
  ok(wishes > 100 && wishes < 100_000, `${wishes} wishes fit its ring`);
  equal(look.seek(8), false);
  look.close();
  for (const one of await settled) {
    ok(one.status === "rejected");
    match(String(one.reason), /has ended/);
  }
});

Deno.test("past: a folder without a world is said to be one, and a question about it is answered with that", () =>
  withFolder(async (folder) => {
    const { look } = startLook(folder);
    await rejects(look.ask("timeline", { from: 0, to: 9 }), /there is no such file/);
    look.close();
  }));
