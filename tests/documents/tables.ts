/**
 * Tables in documents that are made from the code. They stand between `<!-- table: NAME -->` and `<!-- end -->`.
 *
 *     deno run -A tests/documents/tables.ts    writes them anew; a test compares
 */
import { readFileSync, writeFileSync } from "node:fs";
import { type OptionRow, SERVE_OPTIONS } from "../../admin/command_line/options.ts";
import { CLOSE_REASONS } from "../../net/close_reasons.ts";
import { CONTROLS } from "../../net/client/page/hud/controls.ts";
import { ROOT } from "../tools/source_files.ts";

/** Rows of a table by the name that stands in the document. */
const TABLES: Readonly<Record<string, () => string[][]>> = {
  options: optionRows,
  "close reasons": closeRows,
  controls:
    () => [["What", "Keys and mouse", "Touch"], ...CONTROLS.map(({ what, keys, touch }) => [what, keys, touch])],
};

/** Documents that hold tables. */
export const DOCUMENTS_WITH_TABLES = ["README.md", "docs/hosting.md"];

function optionRows(): string[][] {
  const rows = Object.entries(SERVE_OPTIONS).map(([name, row]: [string, OptionRow]) => [
    row.kind === "switch" ? `\`--${name}\`` : `\`--${name} ${row.placeholder}\``,
    row.kind === "switch" ? "off" : row.kind === "number" ? row.defaultText : row.default && `\`${row.default}\``,
    row.kind === "choice"
      ? `${row.help} One of ${row.choices.map((choice) => `\`${choice}\``).join(", ")}.`
      : row.kind === "number"
      ? `${row.help} (${row.min} to ${row.max})`
      : row.help,
  ]);
  return [["Option", "If not given", "What it is"], ...rows];
}

function closeRows(): string[][] {
  const rows = Object.entries(CLOSE_REASONS).map(([name, { code, text }]) => [String(code), `\`${name}\``, text]);
  return [["Code", "Reason", "What the player is told"], ...rows];
}

/** A document with its tables made anew. */
export function withTables(markdown: string): string {
  return markdown.replace(/(<!-- table: ([\w ]+) -->\n)[\s\S]*?(<!-- end -->)/g, (_, begin, name, end) => {
    const make = TABLES[name];
    if (make === undefined) throw new Error(`table “${name}”: one of ${Object.keys(TABLES).join(", ")} is wanted`);
    return `${begin}\n${formatTable(make())}\n\n${end}`;
  });
}

/** A Markdown table as the formatter leaves it: every column as wide as its widest cell. */
function formatTable(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => [...row[column]!].length)));
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell + " ".repeat(widths[column]! - [...cell].length)).join(" | ")} |`;
  const [head, ...body] = rows;
  return [line(head!), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}

if (import.meta.main) {
  for (const path of DOCUMENTS_WITH_TABLES) {
    writeFileSync(ROOT + path, withTables(readFileSync(ROOT + path, "utf8")));
    console.log(`wrote the tables of ${path}`);
  }
}
