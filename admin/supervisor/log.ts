/** The server's log: one sink for the lines of all parts. Main prints; the console reads the newest and follows. */
import { LOG_LEVELS, type LogLevel } from "../../world/part/types.ts";
import { LOG_LETTERS_MAX, LOG_LINES_KEPT } from "./limits.ts";

/** A line. `at` is in milliseconds since 1970. */
export interface LogLine {
  readonly at: number;
  readonly level: LogLevel;
  readonly part: string;
  readonly text: string;
}

/** Takes, prints and keeps lines. Lives as long as the process. */
export class Log {
  readonly #least: number;
  readonly #print: (text: string) => void;
  readonly #kept: LogLine[] = [];
  readonly #listeners = new Set<(line: LogLine) => void>();

  /** `print` takes whole lines without their end. */
  constructor(level: LogLevel, print: (text: string) => void) {
    this.#least = LOG_LEVELS.indexOf(level);
    this.#print = print;
  }

  /** Writes a line of a part. */
  write(level: LogLevel, part: string, text: string): void {
    if (LOG_LEVELS.indexOf(level) < this.#least) return;
    const line = { at: Date.now(), level, part, text: showable(text.slice(0, LOG_LETTERS_MAX)) };
    this.#kept.push(line);
    if (this.#kept.length > LOG_LINES_KEPT) this.#kept.shift();
    this.#print(formatLine(line));
    for (const listener of this.#listeners) listener(line);
  }

  /** The newest lines, oldest first. */
  recent(): readonly LogLine[] {
    return [...this.#kept];
  }

  /** Calls back for each new line, until the answer is called. */
  subscribe(listener: (line: LogLine) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

// Controls but for the line feed, which is indented below; marks that turn the direction of text; line separators.
// deno-lint-ignore no-control-regex
const UNSHOWABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Text that cannot move the cursor, hide or pass for other lines: control characters as their numbers. */
export function showable(text: string): string {
  return text.replace(UNSHOWABLE, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A line as it is printed: time, level, part, text; further lines of the text are marked as such. */
export function formatLine(line: LogLine): string {
  const time = new Date(line.at).toISOString().slice(0, 19).replace("T", " ");
  const head = `${time}  ${line.level.padEnd(5)}  ${line.part.padEnd(9)}  `;
  return head + line.text.trimEnd().replaceAll("\n", `\n${" ".repeat(head.length - 2)}| `);
}
