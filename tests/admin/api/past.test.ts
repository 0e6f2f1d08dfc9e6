import { deepEqual, equal, match, ok } from "node:assert/strict";
import { PAST_FRAME } from "../../../admin/api/live_messages.ts";
import { call, openLive, signIn, until } from "./_client.ts";
import { startTestAdmin, type TestAdmin } from "./fakes.ts";

async function withAdmin(run: (admin: TestAdmin, cookie: string) => Promise<void>): Promise<void> {
  const admin = await startTestAdmin();
  try {
    await run(admin, await signIn(admin));
  } finally {
    await admin.stop();
  }
}

const ROUTES: readonly [method: string, path: string, body?: unknown][] = [
  ["GET", "/api/past/timeline"],
  ["GET", "/api/past/transfers?tick=5"],
  ["POST", "/api/past/exports", { from: 1, to: 2 }],
  ["GET", "/api/past/exports/abc"],
  ["GET", "/api/ledger"],
  ["POST", "/api/ledger/undo", { entries: [1], reason: "stolen" }],
  ["POST", "/api/history", { megabytes: 64 }],
];

Deno.test("past: nobody who is not signed in, and no role without the right, is answered or heard", () =>
  withAdmin(async (admin, cookie) => {
    for (const [method, path, body] of ROUTES) {
      equal((await call(admin, method, path, { body })).status, 401, `${path} without a session`);
    }
    admin.fakes.staff.role = "gardener";
    const other = await signIn(admin);
    for (const [method, path, body] of ROUTES) {
      const answer = await call(admin, method, path, { body, cookie: other });
      equal(answer.status, 403, path);
      match(String(answer.json!.error), /^Your role may not /);
    }
    const live = await openLive(admin, { cookie: other });
    live.send({ type: "pastSeek", tick: 5 });
    await live.until("it is refused", () => live.messages.some((one) => one.type === "past"));
    await live.close();
    const { past, budgets, world, auditRows } = admin.fakes;
    deepEqual([past.asked, past.looks, budgets, world.undone], [[], [], [], []]);
    ok(!auditRows.some(({ action }) => ["past", "export", "history", "undo"].includes(action)));
    admin.fakes.staff.role = "owner";
    equal((await call(admin, "GET", "/api/past/timeline?from=5", { cookie })).status, 200);
    deepEqual(past.asked, [{ question: "timeline", input: { from: 5, to: 0xffff_ffff } }]);
  }));

Deno.test("past: the history's budget is checked, written to the audit log and set", () =>
  withAdmin(async (admin, cookie) => {
    for (const megabytes of [15, 1_000_001, 20.5, "64", undefined]) {
      const refused = await call(admin, "POST", "/api/history", { cookie, body: { megabytes } });
      equal(refused.status, 400);
      match(String(refused.json!.error), /16 to 1,000,000 MB/);
    }
    const done = await call(admin, "POST", "/api/history", { cookie, body: { megabytes: 64 } });
    deepEqual(done.json, { megabytes: 64 });
    deepEqual(admin.fakes.budgets, [64]);
    const [row] = admin.fakes.auditRows.slice(-1);
    deepEqual([row!.actor, row!.action, row!.target], ["Ada", "history", "64 MB"]);
  }));

Deno.test("past: an export is audited, fetched once by whoever made it, and removed; what cannot be is said", () =>
  withAdmin(async (admin, cookie) => {
    const body = { from: 10, to: 20 };
    const refused = await call(admin, "POST", "/api/past/exports", { cookie, body });
    deepEqual([refused.status, refused.json], [400, { error: "Nothing of this world was saved yet." }]);
    equal((await call(admin, "POST", "/api/past/exports", { cookie, body: { from: "1", to: 2 } })).status, 400);
    const path = await Deno.makeTempFile();
    const content = "a span of the past ".repeat(50_000);
    await Deno.writeTextFile(path, content);
    let removed = 0;
    admin.fakes.past.prepared = { path, bytes: content.length, transfers: 3, remove: () => removed++ };
    const made = await call(admin, "POST", "/api/past/exports", { cookie, body });
    equal(made.json!.name, "elmshire-ticks-10-20.weald.db");
    const fetched = await call(admin, "GET", `/api/past/exports/${made.json!.id}`, { cookie });
    equal(fetched.status, 200);
    ok(fetched.text === content, "the whole file came");
    match(String(fetched.headers["content-disposition"]), /attachment; filename="elmshire-ticks-10-20.weald.db"/);
    equal((await call(admin, "GET", `/api/past/exports/${made.json!.id}`, { cookie })).status, 404);
    await until("the file to be removed once it is out", () => removed === 1);
    deepEqual(admin.fakes.auditRows.filter(({ action }) => action === "export").map(({ target }) => target), [
      "ticks 10 to 20",
      "ticks 10 to 20",
    ]);
    // One that nobody fetches goes with the listener.
    await call(admin, "POST", "/api/past/exports", { cookie, body });
    await admin.stop();
    equal(removed, 2);
    await Deno.remove(path);
  }));

Deno.test("past: a console's wishes reach a thread of its own, pictures come back one by one, and it ends with the socket", () =>
  withAdmin(async (admin, cookie) => {
    const { past, auditRows } = admin.fakes;
    past.looksMax = 1;
    const live = await openLive(admin, { cookie });
    const view = { x: 1, y: 2, width: 30, height: 40 };
    live.send({ type: "pastView", view });
    live.send({ type: "pastSeek", tick: 77 });
    live.send({ type: "pastPlay", speed: 4 });
    await live.until("the wishes came", () => past.wishes.length >= 4);
    deepEqual(past.wishes, [["view", view], ["commands", null], ["seek", 77], ["play", 4]]);
    const { listener } = past.looks[0]!;
    listener.state(JSON.stringify({ type: "standing", from: 1, at: 2, to: 77 }));
    listener.frame(Uint8Array.of(9, 8, 7));
    await live.until("a picture came", () => live.frames.length === 1);
    deepEqual([...live.frames[0]!], [PAST_FRAME, 9, 8, 7]);
    await live.until("it is told that it was taken", () => past.wishes.at(-1)![0] === "taken");
    ok(live.messages.some((one) => one.type === "past" && one.state.type === "standing"));

    const second = await openLive(admin, { cookie });
    second.send({ type: "pastSeek", tick: 5 });
    await second.until("it is told who looks", () => second.messages.some((one) => one.type === "past"));
    const told = second.messages.find((one) => one.type === "past");
    ok(told?.type === "past" && told.state.type === "refused" && /^Ada look/.test(told.state.why));
    await live.close();
    await second.until("the first one's thread ended", () => past.looks[0]!.closed);
    second.send({ type: "pastSeek", tick: 6 });
    await second.until("the second one begins", () => past.looks.length === 2);
    // A thread that ended by itself is begun anew by the next wish.
    past.looks[1]!.closed = true;
    past.looks[1]!.listener.ended("It failed.");
    second.send({ type: "pastSeek", tick: 8 });
    await second.until("a third one begins", () => past.looks.length === 3);
    await second.close();
    equal(auditRows.filter(({ action }) => action === "past").length, 1, "one row for an account in a while");
  }));

Deno.test("past: wishes that are none end the channel", () =>
  withAdmin(async (admin, cookie) => {
    const bad = [
      { type: "pastSeek", tick: -1 },
      { type: "pastSeek", tick: 2 ** 40 },
      { type: "pastPlay", speed: 3 },
      { type: "pastInspect", entity: 0 },
      { type: "pastCommands", filter: { sort: "secret", find: "", within: null } },
      { type: "pastCommands", filter: { sort: "all", find: "x".repeat(65), within: null } },
      { type: "pastView", view: { x: 1 } },
    ];
    for (const message of bad) {
      const live = await openLive(admin, { cookie });
      live.send(message);
      await live.until("it is closed", () => live.socket.readyState === live.socket.CLOSED);
    }
    deepEqual(admin.fakes.past.looks, []);
  }));

Deno.test("ledger: undoing needs a reason and transfers that are there; it is audited first, and a refusal too", () =>
  withAdmin(async (admin, cookie) => {
    const { past, world, auditRows } = admin.fakes;
    const undo = (body: unknown) => call(admin, "POST", "/api/ledger/undo", { cookie, body });
    equal((await undo({ entries: [1] })).status, 400);
    for (const entries of [[], ["1"], [0], Array.from({ length: 51 }, (_, at) => at + 1), undefined]) {
      equal((await undo({ entries, reason: "stolen" })).status, 400);
    }
    const row = { entry: 5, fromKind: 1, from: 2, toKind: 1, to: 3, what: 1, kind: 1, amount: 4, why: 4, actor: 2 };
    past.undoing = { rows: [row], missing: [9], undone: [] };
    match(String((await undo({ entries: [5, 9], reason: "stolen" })).json!.error), /no transfer 9/);
    past.undoing = { rows: [row], missing: [], undone: [5] };
    match(String((await undo({ entries: [5], reason: "stolen" })).json!.error), /Transfer 5 was undone already/);
    equal(auditRows.filter(({ action }) => action === "undo").length, 0);
    past.undoing = { rows: [row], missing: [], undone: [] };
    world.undoProblem = "Transfer 5: Mira (character 3) has no coin by now, and 4 would have to come back.";
    const refused = await undo({ entries: [5, 5], reason: "stolen" });
    deepEqual([refused.status, refused.json!.error], [409, world.undoProblem]);
    world.undoProblem = "";
    deepEqual((await undo({ entries: [5], reason: "stolen" })).json, { ok: true });
    deepEqual(world.undone, [{ actor: "Ada", rows: [row] }, { actor: "Ada", rows: [row] }]);
    deepEqual(auditRows.slice(-3).map(({ action, target }) => [action, target]), [
      ["undo", "transfer 5"],
      ["undo-refused", "transfer 5"],
      ["undo", "transfer 5"],
    ]);
  }));
