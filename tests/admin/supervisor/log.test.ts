import { deepEqual, equal, ok } from "node:assert/strict";
import { LOG_LETTERS_MAX, LOG_LINES_KEPT } from "../../../admin/supervisor/limits.ts";
import { formatLine, Log, showable } from "../../../admin/supervisor/log.ts";

Deno.test("lines below the level are left out", () => {
  const printed: string[] = [];
  const log = new Log("warn", (line) => printed.push(line));
  log.write("info", "world", "one");
  log.write("warn", "world", "two");
  log.write("error", "world", "three");
  deepEqual(printed.map((line) => line.split(/ {2,}/).slice(1)), [["warn", "world", "two"], [
    "error",
    "world",
    "three",
  ]]);
});

Deno.test("no text can move the cursor, turn the direction, or pass for another line", () => {
  equal(showable("\x1b[2Jred\r\u202e\u0085\u2028"), "\\u001b[2Jred\\u000d\\u202e\\u0085\\u2028");
  const line = formatLine({ at: 0, level: "info", part: "world", text: "one\n1970-01-01 00:00:00  error  main  two" });
  const [first, second] = line.split("\n");
  equal(first, "1970-01-01 00:00:00  info   world      one");
  ok(/^ +\| 1970/.test(second!));
});

Deno.test("the newest lines are kept, long ones are cut, and listeners hear until they leave", () => {
  const log = new Log("info", () => {});
  const heard: string[] = [];
  const leave = log.subscribe((line) => heard.push(line.text));
  log.write("info", "main", "x".repeat(LOG_LETTERS_MAX + 1));
  leave();
  for (let count = 0; count < LOG_LINES_KEPT; count++) log.write("info", "main", String(count));
  equal(log.recent().length, LOG_LINES_KEPT);
  equal(log.recent()[0]!.text, "0");
  deepEqual(heard.map((text) => text.length), [LOG_LETTERS_MAX]);
});
