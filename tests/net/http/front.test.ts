/** The server for older runtimes, on this one: what node:http does elsewhere. */
import assert from "node:assert/strict";
import { type AddressInfo, connect, type Socket } from "node:net";
import { createFront } from "../../../net/http/front.ts";
import type { ListenerHandlers } from "../../../net/http/listener.ts";
import { refuseUpgrade } from "../../../net/http/upgrade.ts";
import { DEFAULT_LIMITS } from "../../../net/limits.ts";
import { until } from "../part_bench.ts";

const HEAD = "Host: x\r\nX-Two: a\r\nx-two: b\r\n";

interface Bench {
  readonly heard: string[];
  ask(...pieces: string[]): Promise<string>;
}

function testFront(name: string, run: (bench: Bench) => Promise<void>): void {
  Deno.test(`front: ${name}`, async () => {
    const heard: string[] = [];
    const handlers: ListenerHandlers = {
      accepted: () => void heard.push("accepted"),
      opened: () => void heard.push("opened"),
      requested({ method, url, headers }, response) {
        heard.push(`${method} ${url} ${headers["x-two"]}`);
        response.setHeader("x-first", "1");
        response.writeHead(200, { "content-type": "text/plain" }).end(new TextEncoder().encode("hello"));
      },
      upgraded({ url }, outer, head) {
        heard.push(`upgrade ${url} ${head.toString()}`);
        refuseUpgrade(outer, "404 Not Found", "Not here.");
      },
      failed(error, outer) {
        heard.push(String(error.code));
        outer.destroy();
      },
    };
    const server = createFront({ ...DEFAULT_LIMITS, headersMs: 300, headerBytesMax: 2000 }, handlers);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const sockets: Socket[] = [];
    const ask = async (...pieces: string[]) => {
      const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
      sockets.push(socket);
      let received = "";
      let closed = false;
      socket.on("data", (data) => received += data.toString("latin1"));
      socket.on("close", () => closed = true);
      socket.on("error", () => {
        // Told by "close".
      });
      for (const piece of pieces) {
        socket.write(piece);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await until(() => closed, "the end of the connection");
      return received;
    };
    await run({ heard, ask });
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
}

testFront(
  "a request is handed on, in whatever pieces, and its connection ends with the answer",
  async ({ heard, ask }) => {
    const whole = /^HTTP\/1\.1 200 OK\r\nx-first: 1\r\ncontent-type: text\/plain\r\nconnection: close\r\n\r\nhello$/;
    assert.match(await ask(`GET /a HTTP/1.1\r\n${HEAD}\r\n`), whole);
    assert.match(await ask("PO", "ST /b HTTP/1.1\r", `\n${HEAD}Content-Length: 3\r\n`, "\r\nabc"), whole);
    assert.deepEqual(heard, ["accepted", "opened", "GET /a a, b", "accepted", "opened", "POST /b a, b"]);
  },
);

testFront("an upgrade is handed on with what came after it, and a refused one ends", async ({ heard, ask }) => {
  const answer = await ask(`GET /play HTTP/1.1\r\n${HEAD}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\nxyz`);
  assert.match(answer, /^HTTP\/1\.1 404 [\s\S]*Not here\./);
  assert.equal(heard.at(-1), "upgrade /play xyz");
});

testFront("what is no HTTP, too long, or not in time ends", async ({ heard, ask }) => {
  for (
    const [pieces, code] of [
      [["\x16\x03\x01\x02\r\n\r\n"], "HPE_ERROR"],
      [[`GET / HTTP/1.1\r\nX: ${"x".repeat(3000)}\r\n\r\n`], "HPE_HEADER_OVERFLOW"],
      [["GET / HTTP/1.1\r\n", `X: ${"x".repeat(3000)}`], "HPE_ERROR"],
      [[], "ERR_HTTP_REQUEST_TIMEOUT"],
      [["GET / HTTP/1.1\r\n", "X: 1\r\n", "X: 1\r\n"], "ERR_HTTP_REQUEST_TIMEOUT"],
    ] as const
  ) {
    assert.equal(await ask(...pieces), "", code);
    assert.ok(heard.at(-1) === code || code.startsWith("HPE") && heard.at(-1)!.startsWith("HPE"), `${heard.at(-1)}`);
  }
});
