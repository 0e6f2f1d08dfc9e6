/**
 * The panels of the game: what you carry, whom you are with, and so on. One class of window for all of them, opened by
 * a key, by a button of the dock, or by whatever is about it, and closed by its cross, its key or Escape. They stand in
 * one row, above the log and the bars; where there is no room for the newest, those opened first give way. On a phone
 * there is room for one.
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
  /**
   * Whether something goes on in it, with somebody, that closing would end. Where there is no room it then waits behind
   * the newer ones, and is seen again when one of them closes.
   */
  readonly waits?: boolean;
}

/** What a panel tells of itself to whoever arranges them. */
interface Arranger {
  opened(panel: Panel): void;
  closed(panel: Panel): void;
}

const CLOSE_PATH = "m6 7 1-1 5 5 5-5 1 1-5 5 5 5-1 1-5-5-5 5-1-1 5-5Z";

/** One panel. Made by `Panels.add`; lives as long as the page. */
export class Panel {
  /** Where its contents go. */
  readonly body = make("div", "window-body");
  /** Whether it waits for room instead of closing. */
  readonly waits: boolean;
  readonly #element = make("section", "window panel");
  readonly #button: HTMLButtonElement | null;
  readonly #arranger: Arranger;
  #isOpen = false;
  /** Called when it opens: to fill it. */
  onOpen: () => void = () => {};
  /** Called when it closes by the player's hand. */
  onClose: () => void = () => {};

  constructor(options: PanelOptions, button: HTMLButtonElement | null, arranger: Arranger) {
    this.waits = options.waits ?? false;
    this.#button = button;
    this.#arranger = arranger;
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

  /** Whether it is open, be it that it waits behind others. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether it is open and seen. */
  get isShown(): boolean {
    return !this.#element.hidden;
  }

  /** How wide it is where it is shown, in pixels. */
  get width(): number {
    return this.#element.offsetWidth;
  }

  /** Whether there is room for no other beside it. */
  get isAlone(): boolean {
    return this.#element.parentElement!.classList.contains("single");
  }

  /** Sets the title, where it depends on what is shown. */
  set title(text: string) {
    this.#element.querySelector("h2")!.textContent = text;
  }

  /** Opens it as the newest, or brings it back before the others. */
  open(): void {
    if (!this.#isOpen) this.#element.parentElement!.append(this.#element);
    this.#isOpen = true;
    this.#button?.setAttribute("aria-pressed", "true");
    this.#arranger.opened(this);
    this.onOpen();
  }

  close(): void {
    if (!this.#isOpen) return;
    this.giveWay();
    byId("world").focus({ preventScroll: true });
  }

  /** Closes it for a newer one: the keys stay with whoever has them. */
  giveWay(): void {
    this.#isOpen = false;
    this.#element.hidden = true;
    this.#button?.setAttribute("aria-pressed", "false");
    this.#arranger.closed(this);
    this.onClose();
  }

  /** Shows it, or lets it wait behind the others: for whoever arranges them. */
  show(shown: boolean): void {
    this.#element.hidden = !shown;
  }

  toggle(): void {
    if (this.isShown) this.close();
    else this.open();
  }
}

/** All panels, and the dock with a button for each. */
export class Panels {
  readonly #byKey = new Map<string, Panel>();
  readonly #row = byId("windows");
  /** Those that are open, the newest last. */
  readonly #open: Panel[] = [];

  constructor() {
    new ResizeObserver(() => this.#arrange()).observe(this.#row);
    // On a phone the dock has as many rows as it needs: what stands over it keeps over it.
    const dock = byId("dock");
    new ResizeObserver(() => {
      if (dock.offsetHeight > 0) byId("hud").style.setProperty("--dock-height", `${dock.offsetHeight}px`);
    }).observe(dock);
  }

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
    const panel = new Panel(options, button, {
      opened: (one) => {
        this.#forget(one);
        this.#open.push(one);
        this.#arrange();
      },
      closed: (one) => {
        this.#forget(one);
        this.#arrange();
      },
    });
    button?.addEventListener("click", () => panel.toggle());
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
    const last = this.#open.at(-1);
    last?.close();
    return last !== undefined;
  }

  #forget(panel: Panel): void {
    const at = this.#open.indexOf(panel);
    if (at >= 0) this.#open.splice(at, 1);
  }

  /** Shows the newest, as many as there is room for; of the others those that do not wait close. */
  #arrange(): void {
    const newest = this.#open.at(-1);
    // While nothing of the game is seen nothing has a width, and nothing has to give way.
    if (newest === undefined || this.#row.clientWidth === 0) return;
    newest.show(true);
    const gap = parseFloat(getComputedStyle(this.#row).columnGap);
    const room = Math.max(1, Math.floor((this.#row.clientWidth + gap) / (newest.width + gap)));
    this.#row.classList.toggle("single", room === 1);
    const behind = this.#open.slice(0, -room);
    for (const panel of this.#open.slice(-room)) panel.show(true);
    for (const panel of behind) if (panel.waits) panel.show(false);
    // Each that closes arranges the rest anew.
    behind.find(({ waits }) => !waits)?.giveWay();
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
