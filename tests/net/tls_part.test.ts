/** The gateway part with a host's certificate: what WebTransport is offered, and a renewal while it is played. */
import { deepEqual, equal, match, notDeepEqual, ok } from "node:assert/strict";
import { WebSocket } from "ws";
import type { WebTransportOffer } from "../../net/transport/webtransport_server.ts";
import { withFolder } from "../command_line/weald_process.ts";
import { type MadeCertificate, makeTestCertificate, writeTestCertificate } from "./certificates.ts";
import { PartBench, until } from "./part_bench.ts";

async function offer(port: number, { authority }: MadeCertificate): Promise<WebTransportOffer | null> {
  const client = Deno.createHttpClient({ caCerts: [authority] });
  const response = await fetch(`https://localhost:${port}/transport`, { method: "POST", client });
  const { webTransport } = await response.json();
  client.close();
  return webTransport;
}

async function hashOf({ cert }: MadeCertificate): Promise<string> {
  const der = Uint8Array.fromBase64(cert.replace(/-----[^-]+-----/g, ""));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", der)).toBase64();
}

async function withPart(
  made: MadeCertificate,
  run: (bench: PartBench, folder: string) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const certificate = await writeTestCertificate(folder, made);
    const bench = new PartBench({ limits: { certificateLookMs: 50, closingMs: 200 } });
    const outcome = await bench.start({ certificate, webTransport: true });
    equal(outcome.type, "ready");
    try {
      await run(bench, folder);
    } finally {
      await bench.stop();
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  });
}

Deno.test("WebTransport has the host's certificate where an authority stands behind it, and then gives no hash", async () => {
  const made = await makeTestCertificate({ issued: true, endsInDays: 90 });
  await withPart(made, async ({ port }) => {
    const offered = await offer(port, made);
    equal(offered?.port, port);
    deepEqual(offered?.certificateHashes, []);
  });
});

Deno.test("a certificate that signed itself is given by its hash, or replaced by one that browsers take by a hash", async () => {
  const short = await makeTestCertificate({ endsInDays: 10 });
  await withPart(short, async ({ port }) => {
    deepEqual((await offer(port, short))?.certificateHashes, [await hashOf(short)]);
  });
  const long = await makeTestCertificate({ endsInDays: 90 });
  await withPart(long, async ({ port }) => {
    const hashes = (await offer(port, long))?.certificateHashes;
    equal(hashes?.length, 1);
    notDeepEqual(hashes, [await hashOf(long)]);
  });
});

Deno.test("renewed while it is played: every way in shows the new certificate, and nobody is dropped", async () => {
  const [first, second] = [await makeTestCertificate({ name: "First" }), await makeTestCertificate({ name: "Second" })];
  await withPart(first, async (bench, folder) => {
    const { port } = bench;
    const socket = new WebSocket(`wss://localhost:${port}/play`, "weald.v1.json", { ca: first.authority });
    const heard: string[] = [];
    socket.on("message", (data) => heard.push(String(data)));
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    socket.send('{"type":"hello","protocol":1,"client":"test"}');
    await until(() => heard.length === 1, "a welcome");

    await writeTestCertificate(folder, second);
    await until(() => bench.said.some((message) => message.type === "log" && /renewed/.test(message.text)), "the log");
    const hash = await hashOf(second);
    let hashes: readonly string[] = [];
    for (let tries = 0; hashes[0] !== hash; tries++) {
      ok(tries < 100, "the renewed certificate's hash is offered");
      hashes = (await offer(port, second).catch(() => null))?.certificateHashes ?? [];
    }
    socket.send('{"type":"ping","time":7}');
    await until(() => heard.length === 2, "an answer");
    match(heard[1]!, /"pong"/);
    socket.close();
  });
});

Deno.test("a certificate that cannot serve fails the start, with a sentence", () =>
  withFolder(async (folder) => {
    const bench = new PartBench();
    const outcome = await bench.start({ certificate: { certFile: `${folder}/a.pem`, keyFile: `${folder}/b.pem` } });
    ok(outcome.type === "failed");
    deepEqual([outcome.code, /no such file/.test(outcome.message)], ["certificate", true]);
    await bench.stop();
  }));
