/** Who is on: found, sorted, shown on the map, written to, kicked. A table, or cards on a phone. */
import type { PlayerList, PlayerRow } from "../../world/part/types.ts";
import { ownerWords } from "./owner_words.ts";
import { get } from "./api.ts";
import type { App, Page } from "./app.ts";
import { makeAwayList } from "./away_list.ts";
import { element, fill, reconcile, setText } from "./dom.ts";
import { makeUndoing } from "./events.ts";
import { formatBytes, formatCount, formatDuration, formatMoment, plural } from "./format.ts";
import { icon, type IconName } from "./icons.ts";
import { kickPlayer, messagePlayer } from "./player_actions.ts";
import { makeSearch } from "./search_field.ts";

const REFRESH_MS = 2_000;
const ROWS_FIRST = 100;
const ROWS_MORE = 100;
const ROWS_MOST = 500;

interface Column {
  readonly name: string;
  readonly label: string;
  readonly numeric: boolean;
  /** By what it sorts. */
  value(row: PlayerRow): number | string;
  text(row: PlayerRow): string;
}

const COLUMNS: readonly Column[] = [
  { name: "name", label: "Name", numeric: false, value: (row) => row.name.toLowerCase(), text: (row) => row.name },
  {
    name: "account",
    label: "Account",
    numeric: false,
    value: (row) => row.guest ? "" : row.accountName.toLowerCase(),
    text: ownerWords,
  },
  {
    name: "since",
    label: "On for",
    numeric: true,
    value: (row) => -row.since,
    text: (row) => formatDuration((Date.now() - row.since) / 1000),
  },
  {
    name: "roundTrip",
    label: "Round trip",
    numeric: true,
    value: (row) => row.roundTripMs ?? Infinity,
    text: (row) => row.roundTripMs === null ? "–" : `${formatCount(row.roundTripMs)} ms`,
  },
  {
    name: "bytes",
    label: "Sent",
    numeric: true,
    value: (row) => row.bytesPerSecond,
    text: (row) => `${formatBytes(row.bytesPerSecond)}/s`,
  },
  {
    name: "client",
    label: "Client",
    numeric: false,
    value: (row) => row.client.toLowerCase(),
    text: (row) => row.client || "–",
  },
  { name: "address", label: "Address", numeric: false, value: (row) => row.address, text: (row) => row.address },
];

/** Builds the page. */
export function makePlayersPage(app: App): Page {
  const undoing = makeUndoing();
  let find = "";
  let count = ROWS_FIRST;
  let sortBy = COLUMNS[0]!;
  let descending = false;
  let rows: readonly PlayerRow[] = [];
  let total = 0;
  let asked = 0;
  let loaded = false;

  const note = element("span", { class: "toolbar-note" });
  const body = element("tbody", {});
  const headers = COLUMNS.map((column) => {
    const button = element(
      "button",
      { class: "sort", type: "button" },
      column.label,
      element("span", { class: "sort-mark" }),
    );
    button.addEventListener("click", () => {
      descending = sortBy === column ? !descending : false;
      sortBy = column;
      show();
    });
    return element("th", { scope: "col", class: column.numeric ? "numeric" : "" }, button);
  });
  const table = element(
    "table",
    { class: "table players" },
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        ...headers,
        element("th", { scope: "col", class: "actions-column" }, element("span", { class: "unseen" }, "Actions")),
      ),
    ),
    body,
  );
  const empty = element("div", { class: "empty empty-large", hidden: true });
  const more = element("button", { class: "button", type: "button", hidden: true }, "Show more");
  more.addEventListener("click", () => {
    count = Math.min(ROWS_MOST, count + ROWS_MORE);
    void load();
  });
  const search = makeSearch("Find a player or account", (text) => {
    find = text;
    count = ROWS_FIRST;
    void load();
    void away.find(text);
  });
  const away = makeAwayList();

  async function load(): Promise<void> {
    const question = ++asked;
    const query = new URLSearchParams({ find, count: String(count) });
    const answer = await get<PlayerList>(`/api/players?${query}`);
    if (question !== asked) return;
    if (!answer.ok) {
      setText(note, answer.error);
      return;
    }
    loaded = true;
    ({ rows, total } = answer.value);
    show();
  }

  function show(): void {
    const sorted = [...rows].sort((a, b) => compare(sortBy.value(a), sortBy.value(b)) * (descending ? -1 : 1));
    headers.forEach((header, index) => {
      const current = COLUMNS[index] === sortBy;
      header.setAttribute("aria-sort", current ? (descending ? "descending" : "ascending") : "none");
      fill(header.querySelector(".sort-mark")!, current ? icon(descending ? "down" : "up", 14) : null);
    });
    reconcile(body, sorted, { key: (row) => row.session, make: (row) => makeRow(app, row, load), update: updateRow });
    const covered = rows.length < total ? ` · the first ${formatCount(rows.length)} shown and sorted` : "";
    setText(note, loaded ? `${plural(total, "player", "players")}${find === "" ? " on" : " found"}${covered}` : "");
    more.hidden = rows.length >= total || count >= ROWS_MOST;
    away.showWithout(new Set(rows.map(({ character }) => character)));
    table.hidden = rows.length === 0;
    empty.hidden = rows.length > 0 || !loaded;
    showEmpty();
  }

  function showEmpty(): void {
    const { playersUrl } = app.store.info;
    if (find !== "") {
      return fill(
        empty,
        icon("players", 28),
        element("p", {}, `Nobody on has “${find}” in the name or in the account’s.`),
      );
    }
    return fill(
      empty,
      icon("players", 28),
      element("p", {}, "Nobody is on just now."),
      playersUrl === ""
        ? null
        : element("p", { class: "empty-note" }, "Friends come in at ", element("span", { class: "code" }, playersUrl)),
    );
  }

  const timer = setInterval(() => {
    if (document.visibilityState === "visible") void load();
  }, REFRESH_MS);
  undoing.add(() => clearInterval(timer));
  void load();
  const node = element(
    "div",
    { class: "page" },
    element("div", { class: "toolbar" }, search.node, note),
    element(
      "section",
      { class: "card card-flush" },
      element("div", { class: "table-frame" }, table),
      empty,
      element("div", { class: "more-row" }, more),
    ),
    away.node,
  );
  return { title: "Players", kind: "flow", node, requery() {}, leave: undoing.run };
}

function makeRow(app: App, row: PlayerRow, reload: () => Promise<void>): HTMLElement {
  const target = { character: row.character, name: row.name };
  return element(
    "tr",
    {},
    element(
      "td",
      { class: "player-cell" },
      element(
        "div",
        { class: "player-name" },
        element(
          "span",
          { class: "avatar", css: { "--hue": String((row.character * 47) % 360) } },
          [...row.name][0]?.toUpperCase() ?? "?",
        ),
        element(
          "span",
          { class: "player-words" },
          element("strong", {}, row.name),
        ),
      ),
    ),
    ...COLUMNS.slice(1).map((column) =>
      element("td", { class: column.numeric ? "numeric" : "", "data-label": column.label, "data-column": column.name })
    ),
    element(
      "td",
      { class: "actions-column" },
      actionButton("pin", `Show ${row.name} on the map`, () => app.go(`/map?entity=${row.entity}&follow=1`)),
      actionButton("message", `Message ${row.name}`, () => void messagePlayer(target)),
      actionButton(
        "kick",
        `Kick ${row.name}`,
        () => void kickPlayer(target).then((kicked) => kicked ? reload() : undefined),
      ),
    ),
  );
}

function updateRow(node: HTMLElement, row: PlayerRow): void {
  for (const cell of node.querySelectorAll<HTMLElement>("[data-column]")) {
    const column = COLUMNS.find((one) => one.name === cell.dataset.column)!;
    setText(cell, column.text(row));
    if (column.name === "since") cell.title = formatMoment(row.since);
    if (column.name === "roundTrip") cell.classList.toggle("slow", (row.roundTripMs ?? 0) > 250);
  }
}

function actionButton(name: IconName, label: string, click: () => void): HTMLElement {
  return element(
    "button",
    { class: "button-icon", type: "button", "aria-label": label, title: label, on: { click } },
    icon(name),
  );
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
