/** What was done around the tick that is shown: by whom, and where; what is to come is set apart. */
import {
  COMMAND_SORTS,
  type CommandFilter,
  type CommandSort,
  type ToldCommand,
  type ToldCommands,
} from "../../past/types.ts";
import { commandWords } from "../command_words.ts";
import { element, fill, reconcile, setText } from "../dom.ts";
import { formatCount } from "../format.ts";
import { makeSearch } from "../search_field.ts";

/** The list. */
export interface CommandsList {
  readonly node: HTMLElement;
  show(told: ToldCommands): void;
}

/** What it does. `within`: what is on the screen, in metres. */
export interface CommandsHands {
  onFilter(filter: CommandFilter): void;
  onChoose(row: ToldCommand): void;
  within(): NonNullable<CommandFilter["within"]>;
}

const SORT_WORDS: Readonly<Record<CommandSort, string>> = {
  all: "No steering",
  coming: "Coming and going",
  talk: "Talk",
  things: "Actions",
  steering: "Steering",
  staff: "Staff",
};

/** Makes it. */
export function makeCommandsList(tickRate: number, hands: CommandsHands): CommandsList {
  let find = "";
  const sort = element(
    "select",
    { class: "field field-small", "aria-label": "Which commands" },
    ...COMMAND_SORTS.map((one) => element("option", { value: one }, SORT_WORDS[one])),
  );
  const here = element("input", { type: "checkbox" });
  const filter = () =>
    hands.onFilter({ sort: sort.value as CommandSort, find, within: here.checked ? hands.within() : null });
  const search = makeSearch("By whom", (text) => {
    find = text;
    filter();
  });
  sort.addEventListener("change", filter);
  here.addEventListener("change", filter);
  const rows = element("ol", { class: "past-rows" });
  const note = element("p", { class: "past-note" });
  const node = element(
    "div",
    { class: "past-list" },
    element(
      "div",
      { class: "past-filter" },
      sort,
      search.node,
      element("label", { class: "past-check" }, here, "On screen"),
    ),
    rows,
    note,
  );
  return {
    node,
    show(told) {
      if (told.rows.length === 0) fill(rows, element("li", { class: "empty" }, "Nothing in these twenty seconds."));
      else {
        reconcile(rows, told.rows, {
          key: (row) => `${row.tick} ${row.place}`,
          make: (row) => makeRow(row, hands),
          update(line, row) {
            setText(line.querySelector(".past-when")!, offsetWords(row.tick - told.tick, tickRate));
            line.classList.toggle("past-ahead", row.tick > told.tick);
            line.classList.toggle("past-now", row.tick === told.tick);
          },
        });
      }
      setText(note, told.leftOut === 0 ? "" : `${formatCount(told.leftOut)} more are not listed: choose fewer.`);
    },
  };
}

function makeRow(row: ToldCommand, hands: CommandsHands): HTMLElement {
  const place = row.x === null || row.y === null ? "" : `${Math.round(row.x)}, ${Math.round(row.y)}`;
  const button = element(
    "button",
    { class: "past-row", type: "button", title: `Tick ${row.tick}` },
    element("span", { class: "past-when" }),
    element(
      "span",
      { class: "past-what" },
      element("strong", {}, row.actor),
      row.sort === "staff" ? element("span", { class: "tag" }, "staff") : null,
      ` ${commandWords(row)}`,
    ),
    element("span", { class: "past-place" }, place),
  );
  button.addEventListener("click", () => hands.onChoose(row));
  return element("li", {}, button);
}

/** Ticks from the one that is shown, in seconds: "−1.25 s", "now", "+3.00 s". */
export function offsetWords(ticks: number, tickRate: number): string {
  if (ticks === 0) return "now";
  return `${ticks < 0 ? "−" : "+"}${(Math.abs(ticks) / tickRate).toFixed(2)} s`;
}
