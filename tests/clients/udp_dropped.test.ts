/** A kernel that drops UDP from one moment on (Linux, root, `ip` and `nft`): who plays goes on over WebSocket. */
import { deepEqual, ok } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { FROM_SOURCES, startWeald, withFolder } from "../command_line/weald_process.ts";
import type { UdpDropped } from "./_udp_dropped.ts";

const SCRIPT = fileURLToPath(new URL("./_udp_dropped.ts", import.meta.url));
const NAMESPACE = `weald-udp-${Deno.pid}`;

async function run(program: string, ...args: string[]): Promise<{ success: boolean; text: string }> {
  try {
    const { success, stdout, stderr } = await new Deno.Command(program, { args }).output();
    const text = new TextDecoder();
    return { success, text: text.decode(success ? stdout : stderr) };
  } catch (error) {
    return { success: false, text: String(error) };
  }
}

const MAY = Deno.build.os === "linux" && (await run("nft", "--version")).success &&
  (await run("ip", "netns", "add", NAMESPACE)).success;
if (!MAY) console.log("skipped: no network namespace or no nft here, so UDP cannot be dropped");

Deno.test({
  name: "where the kernel drops UDP from one moment on, the same character goes on over WebSocket",
  ignore: !MAY,
  fn: () =>
    withFolder(async (folder) => {
      const inside = ["netns", "exec", NAMESPACE] as const;
      try {
        ok((await run("ip", ...inside, "ip", "link", "set", "lo", "up")).success);
        const server = await startWeald(["--data", folder], { program: ["ip", ...inside, ...FROM_SOURCES] });
        const client = [Deno.execPath(), "run", "-A", "--no-check", "--no-lock", SCRIPT];
        const { success, text } = await run("ip", ...inside, ...client, `${server.url.replace("http", "ws")}/play`);
        await server.stop();
        ok(success, text);
        const { transports, sameEntity, tookMs }: UdpDropped = JSON.parse(text.trim().split("\n").at(-1)!);
        deepEqual({ transports, sameEntity }, { transports: ["webtransport", "websocket"], sameEntity: true });
        console.log(`played on over WebSocket ${tookMs} ms after UDP was dropped`);
      } finally {
        await run("ip", "netns", "del", NAMESPACE);
      }
    }),
});
