/** Sessions as docs/protocol.md writes them, played against a server. */
import assert from "node:assert/strict";
import { WebSocket } from "ws";
import { until } from "../net/part_bench.ts";

/** A pattern for an answer in which "…" stands for anything. */
function patternOf(answer: string): RegExp {
  const parts = answer.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}

/** Sends the lines with ► and waits for those with ◄; "…" in them stands for anything. Leaves the connection closed. */
export async function playSession(url: string, lines: readonly string[]): Promise<void> {
  const socket = new WebSocket(url);
  const heard: string[] = [];
  socket.on("message", (data) => heard.push(data.toString()));
  socket.on("close", (code, text) => heard.push(`closed ${code} ${text}`));
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  assert.ok(lines.length > 10);
  for (const line of lines) {
    const text = line.slice(2);
    if (line.startsWith("►")) {
      socket.send(text);
      continue;
    }
    const pattern = patternOf(text);
    const answer = await until(() => {
      // News may come in between, in frames, or before an answer by itself; any other message is the next line or a mistake.
      while (heard.length > 0) {
        const next = heard.shift()!;
        if (pattern.test(next)) return next;
        assert.match(next, /^\{"type":"(frame|own)"/, `the answer to be ${text}, not ${next}`);
      }
      return null;
    }, text);
    assert.ok(answer);
  }
}
