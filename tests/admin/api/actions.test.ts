import assert from "node:assert/strict";
import { PortError } from "../../../admin/api/mod.ts";
import { call, signIn } from "./_client.ts";
import { playerRow, startTestAdmin, type TestAdmin } from "./fakes.ts";

async function withPlayer(run: (admin: TestAdmin, cookie: string) => Promise<void>): Promise<void> {
  const admin = await startTestAdmin();
  admin.fakes.players.push(playerRow({ character: 12, name: "Mira" }));
  try {
    const cookie = await signIn(admin);
    admin.fakes.auditRows.length = 0;
    await run(admin, cookie);
  } finally {
    await admin.stop();
  }
}

const post = (admin: TestAdmin, cookie: string, path: string, body: unknown) =>
  call(admin, "POST", path, { cookie, body });

Deno.test("A6 each action is a command with its actor and one row of the audit log", () =>
  withPlayer(async (admin, cookie) => {
    assert.equal((await post(admin, cookie, "/api/broadcast", { text: "Hello all" })).status, 200);
    assert.equal((await post(admin, cookie, "/api/players/12/message", { text: "Hello you" })).status, 200);
    assert.equal((await post(admin, cookie, "/api/players/12/kick", { reason: "Enough" })).status, 200);
    assert.deepEqual(admin.fakes.world.commands, [
      { type: "broadcast", actor: "Ada", text: "Hello all" },
      { type: "tell", actor: "Ada", character: 12, text: "Hello you" },
      { type: "kick", actor: "Ada", character: 12, reason: "Enough" },
    ]);
    const address = "127.0.0.1";
    assert.deepEqual(
      admin.fakes.auditRows.map(({ actor, action, target, details }) => ({ actor, action, target, details })),
      [
        { actor: "Ada", action: "broadcast", target: "everyone", details: { text: "Hello all", address } },
        { actor: "Ada", action: "message", target: "Mira", details: { character: 12, text: "Hello you", address } },
        { actor: "Ada", action: "kick", target: "Mira", details: { character: 12, reason: "Enough", address } },
      ],
    );
  }));

Deno.test("A6 the row is written before the command is sent, and a command that found no room gets a second row", () =>
  withPlayer(async (admin, cookie) => {
    const { world, auditRows } = admin.fakes;
    const rowsAtSend: number[] = [];
    const send = world.send.bind(world);
    world.send = (command) => {
      rowsAtSend.push(auditRows.length);
      return send(command);
    };
    world.isFull = true;
    const answer = await post(admin, cookie, "/api/broadcast", { text: "Hello" });
    assert.equal(answer.status, 503);
    assert.deepEqual(rowsAtSend, [1]);
    assert.deepEqual(auditRows.map((row) => row.action), ["broadcast", "not-delivered"]);
  }));

Deno.test("A6 nothing is sent when the audit log cannot be written", () =>
  withPlayer(async (admin, cookie) => {
    admin.fakes.ports.audit.append = () => Promise.reject(new PortError("There is no space left on the disk."));
    const answer = await post(admin, cookie, "/api/broadcast", { text: "Hello" });
    assert.equal(answer.status, 503);
    assert.match(String(answer.json!.error), /no space left/);
    assert.deepEqual(admin.fakes.world.commands, []);
  }));

Deno.test("an action on somebody who is not on says so and sends nothing", () =>
  withPlayer(async (admin, cookie) => {
    const answer = await post(admin, cookie, "/api/players/99/kick", { reason: "Enough" });
    assert.deepEqual([answer.status, answer.json], [404, { error: "That player is not on any more." }]);
    for (
      const path of ["/api/players/0/kick", "/api/players/x/kick", "/api/players/-1/kick", "/api/players/1e3/kick"]
    ) {
      assert.equal((await post(admin, cookie, path, { reason: "Enough" })).status, 400, path);
    }
    assert.deepEqual(admin.fakes.world.commands, []);
    assert.deepEqual(admin.fakes.auditRows, []);
  }));

Deno.test("texts are cleaned, and their lengths checked", () =>
  withPlayer(async (admin, cookie) => {
    const send = (text: unknown) => post(admin, cookie, "/api/broadcast", { text });
    assert.equal((await send("  Two\n\n lines\u202e and \u0007a bell ")).status, 200);
    assert.deepEqual(admin.fakes.world.commands.map((one) => "text" in one ? one.text : ""), ["Two lines and a bell"]);
    for (const text of ["", "   ", "\u200b\u200b", 12, null, ["a"], "x".repeat(201), "x".repeat(5000)]) {
      assert.equal((await send(text)).status, 400, String(text).slice(0, 20));
    }
    assert.equal((await send("x".repeat(200))).status, 200);
  }));

Deno.test("A8 markup is text: it is neither dropped nor made safe by halves", () =>
  withPlayer(async (admin, cookie) => {
    const text = `<img src=x onerror="alert(1)"> & <script>alert(2)</script>`;
    assert.equal((await post(admin, cookie, "/api/broadcast", { text })).status, 200);
    assert.deepEqual(admin.fakes.world.commands, [{ type: "broadcast", actor: "Ada", text }]);
    admin.fakes.players.push(playerRow({ character: 13, name: "<b>Bold</b>" }));
    const list = await call(admin, "GET", "/api/players?find=%3Cb", { cookie });
    assert.equal((list.json!.rows as { name: string }[])[0]!.name, "<b>Bold</b>");
    assert.equal(list.headers["content-type"], "application/json");
  }));
