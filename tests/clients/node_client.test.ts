/** The Node client that was written from docs/protocol.md alone: two players find a thing, and one gives it to the other. */
import { match, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { playSession } from "../documents/_session.ts";
import { startWeald, withFolder } from "../command_line/weald_process.ts";
import { ROOT } from "../tools/source_files.ts";

const CLIENT = `${ROOT}tests/clients/node/give_coins.mjs`;

async function node(...args: string[]): Promise<{ success: boolean; text: string }> {
  const { success, stdout, stderr } = await new Deno.Command("node", { args, env: { NO_COLOR: "1" } }).output();
  const text = new TextDecoder();
  return { success, text: text.decode(stdout) + text.decode(stderr) };
}

Deno.test("node: a stranger's client finds a thing and gives it to another player", () =>
  withFolder(async (folder) => {
    const version = Number(/^v(\d+)/.exec((await node("--version")).text)?.[1]);
    // Before Node 22 its WebSocket has to be asked for.
    const flags = version < 22 ? ["--experimental-websocket", "--no-warnings"] : [];
    const server = await startWeald(["--data", folder, "--seed", "7"]);
    try {
      const { success, text } = await node(...flags, CLIENT, `${server.url.replace("http", "ws")}/play`);
      ok(success, text);
      match(text, /took something: \d+ × \w+\.\n/);
      match(text, /has it now; the bag of .* holds no \w+ any more\.\n.*: Thank you!\nclosed: 4011 .*, 4011 /);
    } finally {
      await server.stop();
    }
  }));

Deno.test("the exchange of things in docs/protocol.md goes as it is written", () =>
  withFolder(async (folder) => {
    const server = await startWeald(["--data", folder, "--seed", "7"]);
    try {
      const lines = /```exchange\n([\s\S]*?)```/.exec(readFileSync(`${ROOT}docs/protocol.md`, "utf8"))![1]!;
      await playSession(`${server.url.replace("http", "ws")}/play`, lines.trim().split("\n"));
    } finally {
      await server.stop();
    }
  }));
