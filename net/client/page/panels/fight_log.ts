/** The log of fights: what the own character and its party did and had done to them, the newest first. */
import { make } from "../hud/dom.ts";
import type { Panel, Panels } from "./panels.ts";
import { soon } from "../soon.ts";

const ICON = "M4 4h11v2H4Zm0 5h8v2H4Zm0 5h6v2H4Zm10.500 6 4.500-9 1.800.900-4.500 9ZM13 13l8 4-.900 1.800-8-4Z";
/** Lines that are kept. */
const LINES_MAX = 200;

/** What a line is about: harm to the own side, harm done by it, health given, or anything else. */
export type FightLine = "taken" | "done" | "mended" | "note";

/** Lives as long as the page. */
export class FightLog {
  readonly #panel: Panel;
  readonly #lines: { readonly kind: FightLine; readonly time: string; readonly text: string }[] = [];
  readonly #drawSoon = soon(() => this.#draw());

  constructor(panels: Panels) {
    this.#panel = panels.add({ id: "fight-log", title: "Fights", key: "G", icon: ICON });
    this.#panel.onOpen = () => this.#draw();
  }

  /** Adds a line, at a time of the player's day. */
  add(kind: FightLine, text: string, at = new Date()): void {
    const [hours, minutes, seconds] = [at.getHours(), at.getMinutes(), at.getSeconds()];
    const time = [hours, minutes, seconds].map((part) => String(part).padStart(2, "0")).join(":");
    this.#lines.unshift({ kind, time, text });
    if (this.#lines.length > LINES_MAX) this.#lines.pop();
    if (this.#panel.isOpen) this.#drawSoon();
  }

  #draw(): void {
    if (!this.#panel.isOpen) return;
    if (this.#lines.length === 0) {
      return this.#panel.body.replaceChildren(make("p", "soft", "You have not fought since you came in."));
    }
    const list = make("ol", "fight-log");
    for (const { kind, time, text } of this.#lines) {
      const row = make("li", kind);
      row.append(make("time", "soft", time), make("span", "", text));
      list.append(row);
    }
    this.#panel.body.replaceChildren(list);
  }
}
