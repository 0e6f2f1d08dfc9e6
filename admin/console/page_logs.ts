/** The server's log: what is kept of it, filtered, and new lines as they come. */
import type { LogLine } from "../api/ports.ts";
import { LOG_LINES_MAX } from "../api/limits.ts";
import { LOG_LEVELS, type LogLevel } from "../../world/part/types.ts";
import { get } from "./api.ts";
import type { App, Page } from "./app.ts";
import { element, setText } from "./dom.ts";
import { makeUndoing } from "./events.ts";
import { plural } from "./format.ts";
import { makeLogList } from "./log_list.ts";
import { makeSearch } from "./search_field.ts";

const LEVEL_WORDS: Readonly<Record<LogLevel, string>> = {
  debug: "Everything",
  info: "Info and worse",
  warn: "Warnings and errors",
  error: "Errors only",
};

/** Builds the page. */
export function makeLogsPage(app: App): Page {
  const undoing = makeUndoing();
  let all: LogLine[] = [];
  let least = 0;
  let find = "";
  const list = makeLogList({ linesMax: LOG_LINES_MAX, empty: "No line matches." });
  const count = element("span", { class: "toolbar-note" });
  const level = element(
    "select",
    { class: "field field-small", "aria-label": "Which lines" },
    ...LOG_LEVELS.map((one) => element("option", { value: one }, LEVEL_WORDS[one])),
  );
  level.value = "info";
  least = LOG_LEVELS.indexOf("info");
  level.addEventListener("change", () => {
    least = LOG_LEVELS.indexOf(level.value as LogLevel);
    showAll();
  });
  const search = makeSearch("Find in the log", (text) => {
    find = text.toLowerCase();
    showAll();
  });

  const matches = (line: LogLine) =>
    LOG_LEVELS.indexOf(line.level) >= least &&
    (find === "" || line.text.toLowerCase().includes(find) || line.part.toLowerCase().includes(find));

  function showAll(): void {
    const shown = all.filter(matches);
    list.replace(shown);
    setText(count, plural(shown.length, "line", "lines"));
  }

  async function load(): Promise<void> {
    const answer = await get<{ lines: LogLine[] }>("/api/logs");
    if (answer.ok) all = answer.value.lines;
    showAll();
    if (!answer.ok) setText(count, answer.error);
  }

  undoing.add(app.store.onLogs.on((lines) => {
    if (lines === app.store.logs) return void load();
    all.push(...lines);
    if (all.length > LOG_LINES_MAX) all.splice(0, all.length - LOG_LINES_MAX);
    const shown = lines.filter(matches);
    if (shown.length > 0) list.append(shown);
    setText(count, plural(list.node.children.length, "line", "lines"));
    return undefined;
  }));
  void load();
  const node = element(
    "div",
    { class: "page page-tall" },
    element("div", { class: "toolbar" }, search.node, level, count),
    element("section", { class: "card card-fill" }, list.node),
  );
  return { title: "Logs", kind: "flow", node, requery() {}, leave: undoing.run };
}
