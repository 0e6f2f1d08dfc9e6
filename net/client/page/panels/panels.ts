/**
 * The panels of the game: what you carry, whom you are with, and so on. One class of window for all of them, opened by
 * a key, by a button of the dock, or by whatever is about it, and closed by its cross, its key or Escape. On a wide
 * screen they stand beside each other; on a phone one at a time is a sheet at the bottom.
 */
import { byId, make } from "../hud/dom.ts";

/** What a panel is. */
export interface PanelOptions {
  readonly id: string;
  readonly title: string;
  /** The letter of its key; "" for one that only opens by what it is about. */
  readonly key: string;
  /** The path of its icon in the dock, in a box of 24 by 24; "" for none. */
  readonly icon: string;
}

const CLOSE_PATH = "m6 7 1-1 5 5 5-5 1 1-5 5 5 5-1 1-5-5-5 5-1-1 5-5Z";

/** One panel. Made by `Panels.add`; lives as long as the page. */
export class Panel {
  /** Where its contents go. */
  readonly body = make("div", "window-body");
  readonly #element = make("section", "window panel");
  readonly #button: HTMLButtonElement | null;
  /** Called when it opens: to fill it. */
  onOpen: () => void = () => {};
  /** Called when it closes by the player's hand. */
  onClose: () => void = () => {};

  constructor(options: PanelOptions, button: HTMLButtonElement | null) {
    this.#button = button;
    this.#element.id = `panel-${options.id}`;
    this.#element.hidden = true;
    this.#element.setAttribute("aria-label", options.title);
    const head = make("header", "window-head");
    const close = make("button", "window-close");
    close.type = "button";
    close.setAttribute("aria-label", `Close: ${options.title}`);
    close.append(drawIcon(CLOSE_PATH));
    close.addEventListener("click", () => this.close());
    head.append(make("h2", "", options.title), close);
    this.#element.append(head, this.body);
    byId("windows").append(this.#element);
  }

  get isOpen(): boolean {
    return !this.#element.hidden;
  }

  /** Sets the title, where it depends on what is shown. */
  set title(text: string) {
    this.#element.querySelector("h2")!.textContent = text;
  }

  /** Opens it, as the last one, which on a phone is the one that is seen. */
  open(): void {
    if (!this.isOpen) this.#element.parentElement!.append(this.#element);
    this.#element.hidden = false;
    this.#button?.setAttribute("aria-pressed", "true");
    this.onOpen();
  }

  close(): void {
    if (!this.isOpen) return;
    this.#element.hidden = true;
    this.#button?.setAttribute("aria-pressed", "false");
    this.onClose();
    byId("world").focus({ preventScroll: true });
  }

  toggle(): void {
    if (this.isOpen) this.close();
    else this.open();
  }
}

/** All panels, and the dock with a button for each. */
export class Panels {
  readonly #byKey = new Map<string, Panel>();
  readonly #all: Panel[] = [];

  /** Makes a panel. Keys and ids are used once. */
  add(options: PanelOptions): Panel {
    const { title, key, icon } = options;
    let button: HTMLButtonElement | null = null;
    if (icon !== "") {
      button = make("button", "round dock-button");
      button.type = "button";
      button.setAttribute("aria-label", key === "" ? title : `${title} (${key})`);
      button.setAttribute("aria-pressed", "false");
      button.title = key === "" ? title : `${title} (${key})`;
      button.append(drawIcon(icon));
      if (key !== "") button.append(make("kbd", "", key));
      byId("dock").append(button);
    }
    const panel = new Panel(options, button);
    button?.addEventListener("click", () => panel.toggle());
    this.#all.push(panel);
    if (key !== "") this.#byKey.set(key.toUpperCase(), panel);
    return panel;
  }

  /** Opens or closes what belongs to a key. False if none does. */
  press(key: string): boolean {
    const panel = this.#byKey.get(key.toUpperCase());
    panel?.toggle();
    return panel !== undefined;
  }

  /** Closes the panel that was opened last. False if none is open. */
  closeLast(): boolean {
    const open = this.#all.filter(({ isOpen }) => isOpen);
    open.at(-1)?.close();
    return open.length > 0;
  }

  /** Closes all of them. */
  closeAll(): void {
    for (const panel of this.#all) panel.close();
  }
}

/** An icon of one path in a box of 24 by 24. */
export function drawIcon(path: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}
