/** Characters that are found and not on just now: whose they are, and when they were played last. */
import type { FoundCharacter, FoundCharacters } from "../api/ports.ts";
import { get } from "./api.ts";
import { element, reconcile, setText } from "./dom.ts";
import { formatMoment, plural } from "./format.ts";
import { ownerWords } from "./owner_words.ts";

const ROWS_MOST = 50;

/** Below the list of who is on. */
export interface AwayList {
  readonly node: HTMLElement;
  /** Looks for a name; "" for nobody. */
  find(text: string): Promise<void>;
  /** Leaves out who is on. */
  showWithout(on: ReadonlySet<number>): void;
}

/** Makes the list; it is hidden while it is empty. */
export function makeAwayList(): AwayList {
  const heading = element("h2", { class: "card-title" });
  const body = element("tbody", {});
  const node = element(
    "section",
    { class: "card card-flush away", hidden: true },
    heading,
    element("div", { class: "table-frame" }, element("table", { class: "table" }, head(), body)),
  );
  let found: FoundCharacters = { total: 0, rows: [] };
  let on: ReadonlySet<number> = new Set();
  let asked = 0;

  function show(): void {
    const away = found.rows.filter(({ character }) => !on.has(character));
    node.hidden = away.length === 0;
    const covered = found.total > found.rows.length ? ` · the first of ${plural(found.total, "name", "names")}` : "";
    setText(heading, `Not on just now${covered}`);
    reconcile(body, away, { key: ({ account, character }) => `${account} ${character}`, make: makeRow, update() {} });
  }

  return {
    node,
    async find(text) {
      const question = ++asked;
      const query = new URLSearchParams({ find: text, count: String(ROWS_MOST) });
      const answer = text === "" ? null : await get<FoundCharacters>(`/api/characters?${query}`);
      if (question !== asked) return;
      found = answer?.ok === true ? answer.value : { total: 0, rows: [] };
      show();
    },
    showWithout(characters) {
      on = characters;
      show();
    },
  };
}

function head(): HTMLElement {
  const names = ["Name", "Account", "Played last"];
  return element("thead", {}, element("tr", {}, ...names.map((name) => element("th", { scope: "col" }, name))));
}

function makeRow(row: FoundCharacter): HTMLElement {
  return element(
    "tr",
    {},
    // An account whose characters were all deleted has a name, and nobody who bears it.
    element("td", {}, row.character === 0 ? "no character" : element("strong", {}, row.name)),
    element("td", {}, ownerWords(row)),
    element("td", {}, row.lastPlayedAt === 0 ? "never" : formatMoment(row.lastPlayedAt)),
  );
}
