import { deepEqual, equal, match, ok } from "node:assert/strict";
import { Log, startServer } from "../../../admin/supervisor/mod.ts";
import { FAKE_CONFIG, type FakePlan, fakeStarters } from "./fake_parts.ts";

const log = new Log("error", () => {});

function plan(failing: readonly string[] = []): FakePlan {
  return { failing, events: [], crash: new Map() };
}

Deno.test("parts start in their order and stop in the opposite one", async () => {
  const { events, ...rest } = plan();
  const result = await startServer(FAKE_CONFIG, fakeStarters({ events, ...rest }), log);
  ok(result.ok);
  const { server } = result;
  equal(server.port, 4321);
  equal(server.setupUrl, "", "staff exists, so there is no setup link");
  deepEqual(events.splice(0), ["start world", "start storage", "start gateway 1", "start gateway 2"]);
  equal(await server.stop(), true);
  deepEqual(events.slice(0, 4), ["stop gateway 1", "stop gateway 2", "stop world", "stop storage"]);
  deepEqual(events.slice(4).sort(), [
    ...["terminate gateway 1", "terminate gateway 2", "terminate storage", "terminate world"],
  ]);
});

for (const isSaved of [true, false]) {
  const name = isSaved ? "is opened while the content is checked" : "is not made for content that has a mistake";
  Deno.test(`the world's file ${name}`, async () => {
    const folder = await Deno.makeTempDir();
    if (isSaved) await Deno.writeTextFile(`${folder}/weald.db`, "a world");
    const { promise: content, resolve } = Promise.withResolvers<Awaited<typeof FAKE_CONFIG.content>>();
    const made = plan();
    const starting = startServer({ ...FAKE_CONFIG, folder, content }, fakeStarters(made), log);
    await new Promise((heard) => setTimeout(heard, 0));
    deepEqual(made.events.includes("start storage"), isSaved);
    resolve({ ok: false, message: "a mistake" });
    const result = await starting;
    ok(!result.ok);
    equal(result.failure.message, "a mistake");
    ok(!made.crash.has("gateway 1"), "a gateway is begun only when the content is good");
    deepEqual(made.events.includes("start storage"), isSaved);
    await Deno.remove(folder, { recursive: true });
  });
}

Deno.test("a part that fails while the content is checked is not waited for", async () => {
  const made = plan(["world"]);
  const config = { ...FAKE_CONFIG, content: new Promise<never>(() => {}) };
  const result = await startServer(config, fakeStarters(made), log);
  ok(!result.ok);
  equal(result.failure.part, "world");
});

for (const part of ["storage", "world", "gateway 1", "gateway 2"]) {
  Deno.test(`when the ${part} cannot start, all others are stopped and nothing listens`, async () => {
    const made = plan([part]);
    const result = await startServer(FAKE_CONFIG, fakeStarters(made), log);
    ok(!result.ok);
    equal(result.failure.part, part);
    equal(result.failure.code, "fake");
    match(result.failure.message, new RegExp(`${part} cannot`));
    // Gateways are begun when storage has opened the file.
    const begun = part === "storage" || part === "world"
      ? ["world", "storage"]
      : ["gateway 1", "gateway 2", "world", "storage"];
    const others = begun.filter((name) => name !== part);
    const isStop = (event: string) => event.startsWith("stop ") && event !== `stop ${part}`;
    deepEqual(made.events.filter(isStop), others.map((name) => `stop ${name}`));
  });
}

Deno.test("when the console cannot listen, all others are stopped", async () => {
  const taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const made = plan();
  const config = { ...FAKE_CONFIG, adminPort: taken.addr.port };
  const result = await startServer(config, fakeStarters(made), log);
  taken.close();
  ok(!result.ok);
  match(result.failure.message, /another program uses it\. Choose another with --admin-port/);
  ok(made.events.includes("stop storage"));
});

for (const part of ["world", "storage", "gateway 1"]) {
  Deno.test(`when the ${part} crashes, the server says so once and the others can be stopped`, async () => {
    const made = plan();
    const result = await startServer(FAKE_CONFIG, fakeStarters(made), log);
    ok(result.ok);
    made.crash.get(part)!("boom");
    const failure = await result.server.failed;
    deepEqual([failure.part, failure.code, failure.message], [part, "crashed", "boom"]);
    equal(await result.server.stop(), true);
  });
}
