/** The ledger: where something came from and where it went, row by row; and undoing what should not have been. */
import { CAUSES, isInstance, THINGS, whatOf } from "../../world/ledger/things.ts";
import { LEDGER_ROWS_MAX, REASON_LETTERS_MAX, UNDO_ROWS_MAX } from "../api/limits.ts";
import type { PastQuestions } from "../past/questions.ts";
import type { NamedLine } from "../past/questions.ts";
import { get, post } from "./api.ts";
import type { App, Page } from "./app.ts";
import { ask } from "./dialog.ts";
import { element, fill, setText } from "./dom.ts";
import { formatClock, formatCount, formatDay, formatMoment, plural } from "./format.ts";
import { icon } from "./icons.ts";
import { accountLink, accountWords, actorWords, lineWords, thingWords } from "./ledger_rows.ts";
import { makeSearch } from "./search_field.ts";
import { toast } from "./toast.ts";

type LedgerAnswer = PastQuestions["ledger"]["output"];

const PAGE_ROWS = Math.min(80, LEDGER_ROWS_MAX);

/** Builds the page. */
export function makeLedgerPage(_app: App, query: URLSearchParams): Page {
  let find = query.get("find") ?? "";
  let next: number | null = null;
  let lastDay = "";
  // An answer to an older question is thrown away.
  let asked = 0;
  const chosen = new Map<number, NamedLine>();
  const rows = element("tbody", {});
  const note = element("span", { class: "toolbar-note" });
  const whose = element("p", { class: "ledger-whose" });
  const more = element("button", { class: "button", type: "button", hidden: true }, "Show older");
  const what = select("Which thing", [["", "All things"], ...THINGS.slice(1).map((one) => [one, one] as const)]);
  const why = select("Which cause", [["", "All causes"], ...CAUSES.slice(1).map((one) => [one, one] as const)]);
  const undo = element("button", { class: "button button-danger-quiet", type: "button", disabled: true });
  const search = makeSearch("Player, “pile 131094” or “thing 1048577”", (text) => {
    find = text;
    history.replaceState(null, "", text === "" ? "/ledger" : `/ledger?${new URLSearchParams({ find: text })}`);
    void load("anew");
  });
  search.input.value = find;
  what.addEventListener("change", () => void load("anew"));
  why.addEventListener("change", () => void load("anew"));
  more.addEventListener("click", () => void load("older"));
  undo.addEventListener("click", () => void undoChosen());

  async function load(how: "anew" | "older"): Promise<void> {
    const question = ++asked;
    const parameters = new URLSearchParams({ find, what: what.value, why: why.value, count: String(PAGE_ROWS) });
    if (how === "older" && next !== null) parameters.set("before", String(next));
    setText(note, "Looking…");
    const answer = await get<LedgerAnswer>(`/api/ledger?${parameters}`);
    if (question !== asked) return;
    if (!answer.ok) return setText(note, answer.error);
    if (how === "anew") {
      fill(rows);
      lastDay = "";
      chosen.clear();
    }
    setText(note, "");
    showWhose(answer.value);
    for (const row of answer.value.rows) addRow(row);
    if (rows.children.length === 0) {
      rows.append(element("tr", {}, element("td", { class: "empty", colspan: 7 }, emptyWords(answer.value))));
    }
    next = answer.value.next;
    more.hidden = next === null;
    showUndo();
  }

  function showWhose({ accounts }: LedgerAnswer): void {
    const [first, ...others] = accounts;
    const isThing = first === undefined && isInstance(whatOf(find));
    whose.hidden = first === undefined && !isThing;
    if (isThing) return fill(whose, "The life of ", element("strong", {}, find), ", from its newest day to its first.");
    if (first === undefined) return;
    fill(
      whose,
      "Everything that went to or from ",
      element(
        "strong",
        {},
        first.name === "" ? first.account : `${accountWords(first.account, first.name)} (${first.account})`,
      ),
      others.length === 0 ? "." : ". Others with that in their name: ",
      ...others.flatMap(({ account, name }, at) => [at === 0 ? "" : ", ", accountLink(account, name)]),
    );
  }

  function emptyWords({ accounts, next: goesOn }: LedgerAnswer): string {
    if (isInstance(whatOf(find))) return "There never was such a thing.";
    if (find !== "" && accounts.length === 0) return "There is no player or account of that name.";
    return goesOn === null ? "Nothing matches." : "Nothing matches in the newest rows: show older ones.";
  }

  function addRow(row: NamedLine): void {
    const day = row.at === null ? "" : formatDay(row.at, Date.now());
    if (day !== lastDay) rows.append(element("tr", { class: "ledger-day" }, element("td", { colspan: 7 }, day)));
    lastDay = day;
    const box = element("input", { type: "checkbox", "aria-label": `Choose transfer ${row.entry}` });
    box.checked = chosen.has(row.entry);
    box.addEventListener("change", () => {
      if (box.checked) chosen.set(row.entry, row);
      else chosen.delete(row.entry);
      showUndo();
    });
    rows.append(element(
      "tr",
      { class: "ledger-row" },
      element("td", { class: "ledger-choose" }, box),
      element(
        "td",
        { class: "ledger-when" },
        element(
          "a",
          { href: `/past?tick=${row.tick}`, title: row.at === null ? "" : `${formatMoment(row.at)}: look at it` },
          icon("past", 14),
          row.at === null ? `tick ${row.tick}` : formatClock(row.at),
        ),
        element("span", { class: "ledger-tick" }, `tick ${formatCount(row.tick)}`),
      ),
      element("td", { class: "ledger-what" }, element("strong", {}, formatCount(row.amount)), " × ", thingLink(row)),
      element("td", { class: "ledger-from" }, accountLink(row.from, row.fromName)),
      element("td", { class: "ledger-to" }, accountLink(row.to, row.toName)),
      element(
        "td",
        { class: "ledger-why" },
        row.why,
        element("span", { class: "ledger-actor" }, `by ${actorWords(row)}`),
      ),
      element("td", { class: "ledger-entry" }, String(row.entry)),
    ));
  }

  function showUndo(): void {
    undo.disabled = chosen.size === 0;
    fill(undo, icon("undo"), chosen.size === 0 ? "Undo" : `Undo ${plural(chosen.size, "transfer", "transfers")}`);
  }

  async function undoChosen(): Promise<void> {
    const lines = [...chosen.values()].sort((a, b) => b.entry - a.entry);
    if (lines.length > UNDO_ROWS_MAX) return toast("failed", `At most ${UNDO_ROWS_MAX} transfers are undone at once.`);
    const listed = lines.slice(0, 6).map(lineWords).join("; ");
    const others = lines.length > 6 ? `; and ${lines.length - 6} more` : "";
    const done = await ask({
      title: `Undo ${plural(lines.length, "transfer", "transfers")}`,
      text:
        `New transfers bring it all back, the newest first, or none of it: ${listed}${others}. Whoever is on is told.`,
      label: "Reason, for the audit log",
      placeholder: "What was wrong with it…",
      value: "",
      lettersMax: REASON_LETTERS_MAX,
      action: "Undo",
      danger: true,
      submit: (reason) => post("/api/ledger/undo", { entries: lines.map(({ entry }) => entry), reason }),
    });
    if (!done) return;
    toast("done", `${plural(lines.length, "transfer was", "transfers were")} undone.`);
    void load("anew");
  }

  void load("anew");
  showUndo();
  const node = element(
    "div",
    { class: "page" },
    element("div", { class: "toolbar" }, search.node, what, why, undo, note),
    whose,
    element(
      "section",
      { class: "card card-flush" },
      element(
        "div",
        { class: "table-frame" },
        element(
          "table",
          { class: "table ledger" },
          element(
            "thead",
            {},
            element(
              "tr",
              {},
              ...["", "When", "What", "From", "To", "Why", "No."].map((label) =>
                element("th", { scope: "col" }, label)
              ),
            ),
          ),
          rows,
        ),
      ),
      element("div", { class: "more-row" }, more),
    ),
  );
  return {
    title: "Ledger",
    kind: "flow",
    node,
    requery(changed) {
      find = changed.get("find") ?? "";
      search.input.value = find;
      void load("anew");
    },
    leave() {
      asked++;
    },
  };
}

/** A single thing leads to its biography; of what is alike there is none. */
function thingLink(line: NamedLine): HTMLElement | string {
  const words = thingWords(line);
  if (!isInstance(line.number)) return words;
  return element("a", { href: `/ledger?${new URLSearchParams({ find: line.what })}` }, words);
}

function select(label: string, options: readonly (readonly [value: string, text: string])[]): HTMLSelectElement {
  return element(
    "select",
    { class: "field field-small", "aria-label": label },
    ...options.map(([value, text]) => element("option", { value }, text)),
  );
}
