/** What changed hands around the tick that is shown. */
import type { NamedLine } from "../../past/questions.ts";
import { get } from "../api.ts";
import { element, fill, setText } from "../dom.ts";
import { accountLink, thingWords } from "../ledger_rows.ts";
import { offsetWords } from "./commands_list.ts";

/** The list. */
export interface TransfersList {
  readonly node: HTMLElement;
  /** Another tick is shown. Asked for when it has stayed for a moment, and only while the list is open. */
  moveTo(tick: number): void;
  open(isOpen: boolean): void;
  leave(): void;
}

const WAIT_MS = 300;

/** Makes it. `onSeek`: go to a row's tick. */
export function makeTransfersList(tickRate: number, onSeek: (tick: number) => void): TransfersList {
  const rows = element("ol", { class: "past-rows" });
  const note = element("p", { class: "past-note" });
  const node = element("div", { class: "past-list" }, rows, note);
  let tick = 0;
  let shownTick = -1;
  let isOpen = false;
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function load(): Promise<void> {
    timer = undefined;
    const question = ++asked;
    const at = tick;
    shownTick = at;
    const answer = await get<{ rows: readonly NamedLine[] }>(`/api/past/transfers?tick=${at}`);
    if (question !== asked) return;
    if (!answer.ok) return setText(note, answer.error);
    setText(note, "");
    if (answer.value.rows.length === 0) {
      fill(rows, element("li", { class: "empty" }, "Nothing changed hands in these twenty seconds."));
    } else fill(rows, ...answer.value.rows.map((row) => makeRow(row, at)));
  }

  function makeRow(row: NamedLine, at: number): HTMLElement {
    const when = element(
      "button",
      {
        class: "past-when past-jump",
        type: "button",
        title: `Tick ${row.tick}`,
        on: { click: () => onSeek(row.tick) },
      },
      offsetWords(row.tick - at, tickRate),
    );
    return element(
      "li",
      { class: `past-transfer ${row.tick > at ? "past-ahead" : row.tick === at ? "past-now" : ""}` },
      when,
      element(
        "span",
        { class: "past-what" },
        element("strong", {}, `${row.amount} × ${thingWords(row)}`),
        " from ",
        accountLink(row.from, row.fromName),
        " to ",
        accountLink(row.to, row.toName),
      ),
      element("span", { class: "past-place" }, row.why),
    );
  }

  const soon = () => {
    if (isOpen && tick !== shownTick) timer ??= setTimeout(() => void load(), WAIT_MS);
  };
  return {
    node,
    moveTo(next) {
      tick = next;
      soon();
    },
    open(next) {
      isOpen = next;
      soon();
    },
    leave: () => clearTimeout(timer),
  };
}
