/** Several gateways share the players' port; each has a WebTransport endpoint of its own, on a port after that. */
import { deepEqual, match, ok } from "node:assert/strict";
import type { WebTransportOffer } from "../../net/transport/webtransport_server.ts";
import { startWeald, withFolder } from "./weald_process.ts";

async function ask(url: string): Promise<WebTransportOffer | null> {
  // A connection of its own, so that the system may choose another gateway.
  const client = Deno.createHttpClient({ poolMaxIdlePerHost: 0 });
  const response = await fetch(`${url}/transport`, { method: "POST", client });
  const { webTransport } = await response.json();
  client.close();
  return webTransport;
}

async function isReached({ port, path, certificateHashes }: WebTransportOffer): Promise<boolean> {
  const session = new WebTransport(`https://127.0.0.1:${port}${path}`, {
    serverCertificateHashes: certificateHashes.map((hash) => ({
      algorithm: "sha-256",
      value: Uint8Array.from(atob(hash), (letter) => letter.charCodeAt(0)),
    })),
  });
  const ended = session.closed.catch(() => {
    // That it ended is what is waited for.
  });
  await session.ready;
  session.close();
  await ended;
  return true;
}

Deno.test({
  name: "each of several gateways takes WebTransport, and the page may reach all of them",
  ignore: Deno.build.os !== "linux",
  fn: () =>
    withFolder(async (folder) => {
      const server = await startWeald(["--data", folder, "--gateways", "3"]);
      try {
        const first = Number(new URL(server.url).port);
        const offers = new Map<number, WebTransportOffer>();
        for (let tries = 0; offers.size < 3; tries++) {
          ok(tries < 200, `all of three were met, not only ${[...offers.keys()]}`);
          const offer = await ask(server.url);
          if (offer !== null) offers.set(offer.port, offer);
        }
        deepEqual([...offers.keys()].toSorted((a, b) => a - b), [first, first + 1, first + 2]);
        for (const offer of offers.values()) ok(await isReached(offer));
        const page = await fetch(server.url);
        await page.body?.cancel();
        match(
          page.headers.get("content-security-policy") ?? "",
          new RegExp(`connect-src 'self' https://127\\.0\\.0\\.1:${first + 1} https://127\\.0\\.0\\.1:${first + 2}$`),
        );
      } finally {
        await server.stop();
      }
    }),
});
