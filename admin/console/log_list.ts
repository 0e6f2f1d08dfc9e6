/** A list of log lines, newest at the foot; it follows the newest unless somebody scrolled up to read. */
import type { LogLine } from "../api/ports.ts";
import { element, fill } from "./dom.ts";
import { formatClock, formatMoment } from "./format.ts";

/** A list in use. */
export interface LogList {
  readonly node: HTMLElement;
  append(lines: readonly LogLine[]): void;
  replace(lines: readonly LogLine[]): void;
}

/** Makes a list of at most `linesMax` lines; `empty` stands in it while there are none. */
export function makeLogList(options: { readonly linesMax: number; readonly empty: string }): LogList {
  const node = element("ol", { class: "log", tabindex: 0, "aria-label": "Log lines" });
  const list: LogList = {
    node,
    append(lines) {
      if (lines.length === 0 && node.children.length > 0) return;
      const following = node.scrollHeight - node.scrollTop - node.clientHeight < 24;
      node.querySelector(".empty-line")?.remove();
      node.append(...lines.slice(-options.linesMax).map(makeLine));
      while (node.children.length > options.linesMax) node.firstElementChild!.remove();
      if (node.children.length === 0) node.append(element("li", { class: "empty-line" }, options.empty));
      if (following) requestAnimationFrame(() => node.scrollTop = node.scrollHeight);
    },
    replace(lines) {
      fill(node);
      list.append(lines);
      requestAnimationFrame(() => node.scrollTop = node.scrollHeight);
    },
  };
  list.append([]);
  return list;
}

function makeLine(line: LogLine): HTMLElement {
  return element(
    "li",
    { class: `log-line log-${line.level}` },
    element("time", { class: "log-time", title: formatMoment(line.at) }, formatClock(line.at)),
    element("span", { class: "log-level" }, line.level),
    element("span", { class: "log-part" }, line.part),
    element("span", { class: "log-text" }, line.text),
  );
}
