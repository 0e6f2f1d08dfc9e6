/** Finding a player by its name or its account's, and flying there. */
import type { PlayerList, PlayerRow } from "../../../world/part/types.ts";
import { ownerWords } from "../owner_words.ts";
import { get } from "../api.ts";
import { element, fill } from "../dom.ts";
import { makeSearch } from "../search_field.ts";

const FOUND_MAX = 8;

/** Makes the field; `onChosen` gets the player's row. */
export function makeFindPlayer(onChosen: (row: PlayerRow) => void): HTMLElement {
  const results = element("ul", { class: "found", role: "listbox", hidden: true });
  let rows: readonly PlayerRow[] = [];
  let asked = 0;

  function choose(row: PlayerRow): void {
    results.hidden = true;
    search.input.value = "";
    search.input.blur();
    onChosen(row);
  }

  const search = makeSearch("Find a player", async (text) => {
    const question = ++asked;
    if (text === "") {
      results.hidden = true;
      return;
    }
    const answer = await get<PlayerList>(
      `/api/players?${new URLSearchParams({ find: text, count: String(FOUND_MAX) })}`,
    );
    if (question !== asked) return;
    rows = answer.ok ? answer.value.rows : [];
    const empty = answer.ok ? `Nobody on has “${text}” in the name or in the account’s.` : answer.error;
    fill(results, ...(rows.length === 0 ? [element("li", { class: "found-empty" }, empty)] : rows.map(makeResult)));
    results.hidden = false;
  });

  function makeResult(row: PlayerRow): HTMLElement {
    const button = element("button", { class: "found-row", type: "button", role: "option" }, row.name);
    // Who was found by the account's name would else be a riddle.
    if (row.accountName !== row.name) button.append(element("span", { class: "found-account" }, ownerWords(row)));
    button.addEventListener("click", () => choose(row));
    return element("li", {}, button);
  }

  search.input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && rows[0] !== undefined && !results.hidden) choose(rows[0]);
    else if (event.key === "Escape") results.hidden = true;
    else if (event.key === "ArrowDown") results.querySelector("button")?.focus();
    else return;
    event.preventDefault();
  });
  const node = element("div", { class: "find-player" }, search.node, results);
  node.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && node.contains(event.relatedTarget))) results.hidden = true;
  });
  return node;
}
