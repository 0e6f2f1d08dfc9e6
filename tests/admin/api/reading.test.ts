import assert from "node:assert/strict";
import { HistoryRing } from "../../../admin/api/_history.ts";
import type { HistoryPoint } from "../../../admin/api/overview.ts";
import { type AuditRow, PortError } from "../../../admin/api/mod.ts";
import { call, signIn } from "./_client.ts";
import { playerRow, startTestAdmin, type TestAdmin } from "./fakes.ts";

async function withAdmin(run: (admin: TestAdmin, cookie: string) => Promise<void>): Promise<void> {
  const admin = await startTestAdmin();
  try {
    await run(admin, await signIn(admin));
  } finally {
    await admin.stop();
  }
}

Deno.test("players are found by name, page by page", () =>
  withAdmin(async (admin, cookie) => {
    for (let character = 1; character <= 25; character++) admin.fakes.players.push(playerRow({ character }));
    const ask = async (query: string) => (await call(admin, "GET", `/api/players?${query}`, { cookie })).json!;
    const page = await ask("offset=20&count=10");
    assert.equal(page.total, 25);
    assert.equal((page.rows as unknown[]).length, 5);
    assert.equal((await ask("find=player%202")).total, 7);
    assert.equal(((await ask("count=99999999")).rows as unknown[]).length, 25);
    assert.equal(((await ask("count=x&offset=-1")).rows as unknown[]).length, 25);
  }));

Deno.test("whose a character is is told by its number", () =>
  withAdmin(async (admin, cookie) => {
    admin.fakes.players.push(playerRow({ character: 4, name: "Berta", accountName: "Ada" }));
    const ask = (character: string) => call(admin, "GET", `/api/characters/${character}/account`, { cookie });
    assert.deepEqual((await ask("4")).json, { accountName: "Ada", guest: false });
    for (const character of ["5", "x", "-1", "0"]) {
      const answer = await ask(character);
      assert.deepEqual([answer.status, answer.json], [404, { error: "There is no such character." }]);
    }
    assert.equal((await call(admin, "GET", "/api/characters/4/account", {})).status, 401);
    const found = await call(admin, "GET", "/api/characters?find=ADA", { cookie });
    assert.deepEqual((found.json!.rows as { name: string }[]).map(({ name }) => name), ["Berta"]);
    assert.equal((await call(admin, "GET", "/api/characters?find=zoe", { cookie })).json!.total, 0);
    assert.equal((await call(admin, "GET", "/api/characters?find=ada", {})).status, 401);
  }));

Deno.test("an entity is inspected by its id; what is gone is told in words", () =>
  withAdmin(async (admin, cookie) => {
    const deer = admin.fakes.world.add("deer", 100, 200);
    const answer = await call(admin, "GET", `/api/entities/${deer.id}`, { cookie });
    assert.equal(answer.json!.entity, deer.id);
    assert.equal(answer.json!.x, 100 * 256);
    const gone = await call(admin, "GET", "/api/entities/99999", { cookie });
    assert.deepEqual([gone.status, gone.json], [404, { error: "There is no entity 99999 in the world now." }]);
    assert.equal((await call(admin, "GET", "/api/entities/x", { cookie })).status, 400);
  }));

Deno.test("the audit log is filtered and paged without gaps or repeats", () =>
  withAdmin(async (admin, cookie) => {
    admin.fakes.auditRows.length = 0;
    for (let id = 1; id <= 500; id++) {
      const action = id % 5 === 0 ? "kick" : "broadcast";
      admin.fakes.auditRows.push({ id, at: id, actor: "Ada", action, target: `Player ${id}`, details: { text: "hi" } });
    }
    const seen: number[] = [];
    let before = "";
    for (let pages = 0; pages < 20; pages++) {
      const answer = await call(admin, "GET", `/api/audit?action=kick&count=30${before}`, { cookie });
      const { rows, next } = answer.json as unknown as { rows: AuditRow[]; next: number | null };
      seen.push(...rows.map((row) => row.id));
      if (next === null) break;
      before = `&before=${next}`;
    }
    assert.deepEqual(seen, Array.from({ length: 100 }, (_, index) => 500 - index * 5));
    const found = await call(admin, "GET", "/api/audit?find=PLAYER%20123", { cookie });
    assert.deepEqual((found.json!.rows as AuditRow[]).map((row) => row.id), [123]);
  }));

Deno.test("a port that fails is told as a sentence, and logged", () =>
  withAdmin(async (admin, cookie) => {
    admin.fakes.ports.players.list = () =>
      Promise.reject(new PortError("The gateway did not answer within 2 seconds."));
    const answer = await call(admin, "GET", "/api/players", { cookie });
    assert.deepEqual(
      [answer.status, answer.json],
      [503, { error: "That did not work: The gateway did not answer within 2 seconds." }],
    );
    assert.ok(admin.logged.some((line) => line.startsWith("error: GET /api/players failed")));
  }));

Deno.test("a bug of ours is told as such, and what it says stays in the log", () =>
  withAdmin(async (admin, cookie) => {
    admin.fakes.ports.players.list = () => Promise.reject(new TypeError("rows is not iterable"));
    const answer = await call(admin, "GET", "/api/players", { cookie });
    assert.deepEqual(
      [answer.status, answer.json],
      [500, { error: "Something went wrong in the server. Its log says more." }],
    );
    assert.ok(admin.logged.some((line) => line.includes("rows is not iterable")));
  }));

Deno.test("the history keeps the last 600 seconds, oldest first, and gaps as gaps", () => {
  const ring = new HistoryRing();
  const point = (players: number | null): HistoryPoint => ({
    tickP50: 1,
    tickP99: 2,
    tickMax: 3,
    players,
    framesOut: 0,
    bytesOut: 0,
    bytesIn: 0,
    memoryBytes: 0,
  });
  for (let second = 0; second < 750; second++) ring.add(second * 1000, point(second % 2 === 0 ? second : null));
  const history = ring.read();
  assert.equal(history.at.length, 600);
  assert.deepEqual([history.at[0], history.at[599]], [150_000, 749_000]);
  assert.deepEqual(history.players.slice(0, 3), [150, null, 152]);
});
