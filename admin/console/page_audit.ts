/** The audit log: who did what, newest first. */
import { AUDIT_ACTIONS, type AuditRow } from "../api/ports.ts";
import { get } from "./api.ts";
import type { App, Page } from "./app.ts";
import { actionWords, addressWords, detailWords } from "./audit_words.ts";
import { element, fill, setText } from "./dom.ts";
import { formatClock, formatDay, formatMoment } from "./format.ts";
import { icon } from "./icons.ts";
import { makeSearch } from "./search_field.ts";

interface AuditAnswer {
  readonly rows: readonly AuditRow[];
  readonly next: number | null;
}

const PAGE_ROWS = 60;

/** Builds the page. */
export function makeAuditPage(_app: App): Page {
  let find = "";
  let next: number | null = null;
  let lastDay = "";
  // An answer to an older question is thrown away.
  let asked = 0;
  const rows = element("ol", { class: "audit" });
  const note = element("span", { class: "toolbar-note" });
  const more = element("button", { class: "button", type: "button", hidden: true }, "Show older");
  const action = element(
    "select",
    { class: "field field-small", "aria-label": "Which actions" },
    element("option", { value: "" }, "All actions"),
    ...AUDIT_ACTIONS.map((one) => element("option", { value: one }, actionWords(one).label)),
  );
  action.addEventListener("change", () => void load("anew"));
  more.addEventListener("click", () => void load("older"));
  const search = makeSearch("Find a name or words", (text) => {
    find = text;
    void load("anew");
  });

  async function load(how: "anew" | "older"): Promise<void> {
    const question = ++asked;
    const query = new URLSearchParams({ action: action.value, find, count: String(PAGE_ROWS) });
    if (how === "older" && next !== null) query.set("before", String(next));
    const answer = await get<AuditAnswer>(`/api/audit?${query}`);
    if (question !== asked) return;
    if (!answer.ok) return setText(note, answer.error);
    if (how === "anew") {
      fill(rows);
      lastDay = "";
    }
    setText(note, "");
    for (const row of answer.value.rows) addRow(row);
    if (rows.children.length === 0) {
      const empty = find === "" && action.value === "" ? "Nothing has been done yet." : "Nothing matches.";
      rows.append(element("li", { class: "empty" }, empty));
    }
    next = answer.value.next;
    more.hidden = next === null;
  }

  function addRow(row: AuditRow): void {
    const day = formatDay(row.at, Date.now());
    if (day !== lastDay) rows.append(element("li", { class: "audit-day" }, day));
    lastDay = day;
    rows.append(makeRow(row));
  }

  void load("anew");
  const node = element(
    "div",
    { class: "page" },
    element("div", { class: "toolbar" }, search.node, action, note),
    element("section", { class: "card" }, rows, element("div", { class: "more-row" }, more)),
  );
  return { title: "Audit", kind: "flow", node, requery() {}, leave() {} };
}

function makeRow(row: AuditRow): HTMLElement {
  const words = actionWords(row.action);
  const details = detailWords(row);
  return element(
    "li",
    { class: "audit-row" },
    element("time", { class: "audit-time", title: formatMoment(row.at) }, formatClock(row.at)),
    element(
      "span",
      { class: `chip ${words.tone === "" ? "" : `chip-${words.tone}`}` },
      icon(words.icon, 14),
      words.label,
    ),
    element(
      "span",
      { class: "audit-words" },
      element("strong", {}, row.actor),
      row.target === "" ? null : element("span", { class: "audit-target" }, row.target),
      details === "" ? null : element("span", { class: "audit-detail" }, details),
    ),
    element("span", { class: "audit-address" }, addressWords(row)),
  );
}
