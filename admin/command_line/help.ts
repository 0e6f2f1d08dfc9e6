/** The help, from the tables of commands and options. */
import { type CommandRow, COMMANDS, type CommandWords } from "./commands.ts";
import { type OptionRow, SERVE_OPTIONS } from "./options.ts";

const WIDTH = 100;

/** What `weald help` prints, for one command or for all. */
export function helpText(command: CommandWords | null): string {
  if (command === null) return overview();
  const row: CommandRow = COMMANDS.find((one) => one.words === command)!;
  const lines = [`weald ${row.words} ${row.usage}`.trimEnd(), "", row.summary];
  for (const detail of row.details) lines.push(...wrap(detail, 0));
  if (command === "serve") lines.push("", "Options", ...optionLines());
  return lines.join("\n") + "\n";
}

function overview(): string {
  const lines = ["Weald serves a world that people share: they open a web page and are in it.", "", "Commands"];
  const column = Math.max(...COMMANDS.map((row) => row.words.length)) + 4;
  for (const row of COMMANDS) lines.push(...wrap(`  ${row.words.padEnd(column - 2)}${row.summary}`, column));
  lines.push("", "Options of weald serve", ...optionLines());
  return lines.join("\n") + "\n";
}

function optionLines(): string[] {
  const rows: [string, string][] = Object.entries(SERVE_OPTIONS).map(([name, row]: [string, OptionRow]) => [
    `--${name} ${row.placeholder}`.trimEnd(),
    `${row.help}${defaultOf(row)}`,
  ]);
  rows.push(["--config FILE", "Read options from a JSON file. Flags beat it."]);
  const column = Math.max(...rows.map(([flag]) => flag.length)) + 4;
  return rows.flatMap(([flag, help]) => wrap(`  ${flag.padEnd(column - 2)}${help}`, column));
}

function defaultOf(row: OptionRow): string {
  switch (row.kind) {
    case "text":
      return row.default === "" ? "" : ` [${row.default}]`;
    case "number":
      return ` [${row.defaultText}]`;
    case "choice":
      return ` One of ${row.choices.join(", ")}. [${row.default}]`;
    case "switch":
      return "";
  }
}

/** Breaks a line between words; what follows is indented. */
function wrap(line: string, indent: number): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > WIDTH) {
    const at = rest.lastIndexOf(" ", WIDTH);
    if (at <= indent) break;
    lines.push(rest.slice(0, at));
    rest = " ".repeat(indent) + rest.slice(at + 1);
  }
  return [...lines, rest];
}
