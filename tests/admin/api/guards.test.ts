import assert from "node:assert/strict";
import { hostName, isOurHost } from "../../../admin/api/_origin.ts";
import { call, openLive, signIn } from "./_client.ts";
import { startTestAdmin, type TestAdmin } from "./fakes.ts";

const READS = [
  "/api/me",
  "/api/overview",
  "/api/players",
  "/api/entities/1",
  "/api/audit",
  "/api/logs",
  "/api/nothing",
];
const WRITES = ["/api/broadcast", "/api/players/1/kick", "/api/players/1/message", "/api/sign-out"];

async function withAdmin(run: (admin: TestAdmin, cookie: string) => Promise<void>): Promise<void> {
  const admin = await startTestAdmin();
  try {
    await run(admin, await signIn(admin));
  } finally {
    await admin.stop();
  }
}

Deno.test("A1 without a session nothing is read or changed", () =>
  withAdmin(async (admin) => {
    const strangers = [undefined, "weald_staff_0=", "weald_staff_0=0123456789abcdef0123456789abcdef"];
    for (const cookie of strangers) {
      const given = cookie === undefined ? {} : { cookie };
      for (const path of READS) assert.equal((await call(admin, "GET", path, given)).status, 401, path);
      for (const path of WRITES) {
        const answer = await call(admin, "POST", path, { ...given, body: { text: "hello", reason: "hello" } });
        assert.equal(answer.status, 401, path);
        assert.deepEqual(answer.json, { error: "Please sign in." });
      }
      await assert.rejects(openLive(admin, given), /closed 4401/);
    }
    assert.deepEqual(admin.fakes.world.commands, []);
  }));

Deno.test("A2 a change needs the console's own Origin", () =>
  withAdmin(async (admin, cookie) => {
    const strange = [
      null,
      "null",
      "http://evil.example",
      `https://127.0.0.1:${admin.handle.port}`,
      "http://127.0.0.1:1",
      `http://127.0.0.1:${admin.handle.port}.evil.example`,
    ];
    for (const origin of strange) {
      for (const path of WRITES) {
        const answer = await call(admin, "POST", path, { cookie, body: { text: "hello" }, headers: { origin } });
        assert.equal(answer.status, 403, `${path} from ${origin}`);
      }
      await assert.rejects(openLive(admin, { cookie, headers: { origin } }), /closed 4403/);
    }
    assert.deepEqual(admin.fakes.world.commands, []);
    assert.equal(admin.fakes.auditRows.filter((row) => row.action === "broadcast").length, 0);
    assert.ok(admin.logged.some((line) => line.includes("evil.example")), "the refusals are in the log");
  }));

Deno.test("A2 what the browser calls cross-site or same-site is refused, reading included", () =>
  withAdmin(async (admin, cookie) => {
    for (const site of ["cross-site", "same-site"]) {
      const headers = { "sec-fetch-site": site };
      assert.equal((await call(admin, "POST", "/api/broadcast", { cookie, headers, body: { text: "x" } })).status, 403);
      assert.equal((await call(admin, "GET", "/api/overview", { cookie, headers })).status, 403);
      await assert.rejects(openLive(admin, { cookie, headers }), /closed 4403/);
    }
    assert.equal(
      (await call(admin, "GET", "/api/overview", { cookie, headers: { "sec-fetch-site": "none" } })).status,
      200,
    );
    const typed = { "sec-fetch-site": "none" };
    assert.equal(
      (await call(admin, "POST", "/api/broadcast", { cookie, headers: typed, body: { text: "x" } })).status,
      403,
    );
  }));

Deno.test("A2 a form's types of body are refused", () =>
  withAdmin(async (admin, cookie) => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", null]) {
      const headers = { "content-type": type };
      const answer = await call(admin, "POST", "/api/broadcast", { cookie, headers, raw: '{"text":"hello"}' });
      assert.equal(answer.status, 415, String(type));
    }
    assert.deepEqual(admin.fakes.world.commands, []);
  }));

Deno.test("A3 a foreign Host is refused, for pages, the API and the live channel", () =>
  withAdmin(async (admin, cookie) => {
    const { port } = admin.handle;
    const foreign = [
      "evil.example",
      `evil.example:${port}`,
      "localhost.evil.example",
      "10.0.0.7",
      "127.0.0.1.evil.example",
    ];
    for (const host of foreign) {
      for (const path of ["/", "/api/welcome", "/api/me"]) {
        assert.equal(
          (await call(admin, "GET", path, { cookie, headers: { host } })).status,
          421,
          `${path} at "${host}"`,
        );
      }
      const own = { host, origin: `http://${host}` };
      await assert.rejects(openLive(admin, { cookie, headers: own }), /closed 4403/);
    }
    for (const host of [`localhost:${port}`, "127.0.0.1", `[::1]:${port}`, "localhost."]) {
      assert.equal((await call(admin, "GET", "/api/me", { cookie, headers: { host } })).status, 200, host);
    }
  }));

Deno.test("A3 names and an origin that the host allows are answered", async () => {
  const admin = await startTestAdmin({ names: ["weald.lan"], publicOrigin: "https://weald.example.org" });
  try {
    const ask = (host: string) => call(admin, "GET", "/api/welcome", { headers: { host } });
    assert.equal((await ask("weald.lan:7778")).status, 200);
    assert.equal((await ask("weald.example.org")).status, 200);
    assert.equal((await ask("other.lan")).status, 421);
    const answer = await call(admin, "POST", "/api/sign-in", {
      body: { name: "Ada", password: "four random words here" },
      headers: { host: "weald.example.org", origin: "https://weald.example.org" },
    });
    assert.equal(answer.status, 200);
    assert.match(String(answer.headers["set-cookie"]), /^__Host-weald_staff=[\w-]+; Path=\/; .*Secure/);
    assert.ok(answer.headers["strict-transport-security"] !== undefined);
  } finally {
    await admin.stop();
  }
});

Deno.test("A8 every answer has the headers that keep foreign code out", () =>
  withAdmin(async (admin, cookie) => {
    for (const path of ["/", "/map", "/console.js", "/api/me", "/api/nothing", "/missing.js", "/live"]) {
      const { headers } = await call(admin, "GET", path, { cookie });
      const policy = String(headers["content-security-policy"]);
      assert.match(policy, /default-src 'none'/, path);
      assert.match(policy, /script-src 'self'(;|$)/);
      assert.match(policy, /style-src 'self'(;|$)/);
      assert.match(policy, /frame-ancestors 'none'/);
      assert.doesNotMatch(policy, /unsafe-|\*|https?:/);
      assert.equal(headers["x-content-type-options"], "nosniff");
      assert.equal(headers["referrer-policy"], "no-referrer");
      assert.equal(headers["cross-origin-opener-policy"], "same-origin");
      assert.equal(headers["cross-origin-resource-policy"], "same-origin");
      if (path.startsWith("/api/")) assert.equal(headers["cache-control"], "no-store");
    }
  }));

Deno.test("unknown paths of the API and wrong methods are told in JSON", () =>
  withAdmin(async (admin, cookie) => {
    const unknown = await call(admin, "GET", "/api/nothing", { cookie });
    assert.equal(unknown.status, 404);
    assert.deepEqual(unknown.json, { error: "The API has no GET /api/nothing." });
    assert.equal((await call(admin, "POST", "/api/me", { cookie, body: {} })).status, 404);
    assert.equal((await call(admin, "GET", "/api/broadcast", { cookie })).status, 404);
    assert.equal((await call(admin, "DELETE", "/map", { cookie })).status, 405);
    assert.equal((await call(admin, "GET", "/live", { cookie })).status, 400);
  }));

Deno.test("bodies over the cap are refused, declared or not, and the listener goes on", () =>
  withAdmin(async (admin, cookie) => {
    const raw = JSON.stringify({ text: "x".repeat(9000) });
    const declared = await call(admin, "POST", "/api/broadcast", { cookie, raw });
    assert.equal(declared.status, 413);
    const chunked = await call(admin, "POST", "/api/broadcast", {
      cookie,
      raw,
      headers: { "content-length": null, "transfer-encoding": "chunked" },
    });
    assert.equal(chunked.status, 413);
    assert.equal((await call(admin, "GET", "/api/me", { cookie })).status, 200);
    assert.deepEqual(admin.fakes.world.commands, []);
  }));

Deno.test("a body that is no JSON object is told what is missing", () =>
  withAdmin(async (admin, cookie) => {
    for (const raw of ["", "{", "[]", "null", '"text"', "12"]) {
      const answer = await call(admin, "POST", "/api/broadcast", { cookie, raw });
      assert.deepEqual([answer.status, answer.json], [400, { error: "The message is missing." }], raw);
    }
  }));

Deno.test("paths never leave the folder of pages", () =>
  withAdmin(async (admin, cookie) => {
    for (
      const path of [
        "/../mod.ts",
        "/..%2f..%2fdeno.json",
        "/%2e%2e/limits.ts",
        "//etc/passwd.txt",
        "/console.js/../x.ts",
      ]
    ) {
      const answer = await call(admin, "GET", path, { cookie });
      assert.notEqual(answer.status, 200, path);
    }
  }));

Deno.test("A3 Host headers are read strictly", () => {
  const names: readonly (readonly [string, string])[] = [
    ["localhost:7778", "localhost"],
    ["LOCALHOST.", "localhost"],
    ["[::1]:80", "::1"],
    ["a.example:", ""],
    ["a.example:1:2", ""],
    ["user@localhost", ""],
    ["localhost/", ""],
    ["[::1", ""],
    ["", ""],
  ];
  for (const [header, name] of names) assert.equal(hostName(header), name, header);
});

Deno.test("A3 a listener for other machines answers to addresses, not to names", () => {
  const reached = { host: "0.0.0.0", names: [], publicOrigin: "" };
  for (const header of ["192.168.1.4:7778", "[fd00::4]:7778", "localhost"]) {
    assert.ok(isOurHost(header, reached), header);
  }
  for (const header of ["evil.example", "192.168.1.4.evil.example", ""]) assert.ok(!isOurHost(header, reached), header);
});
