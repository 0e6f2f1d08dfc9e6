/** Tabs: one of several panels is shown. Arrow keys go from one to the next. */
import { element } from "../dom.ts";

/** One panel. */
export interface Tab {
  readonly key: string;
  readonly label: string;
  readonly node: HTMLElement;
}

/** Tabs in use. */
export interface Tabs {
  readonly node: HTMLElement;
  choose(key: string): void;
}

/** Makes them; the first is shown. */
export function makeTabs(tabs: readonly Tab[], onChoose: (key: string) => void): Tabs {
  const buttons = tabs.map(({ key, label }) =>
    element(
      "button",
      { class: "tab", type: "button", role: "tab", id: `tab-${key}`, "aria-controls": `panel-${key}` },
      label,
    )
  );
  const panels = tabs.map(({ key, node }) =>
    element("div", { class: "tab-panel", role: "tabpanel", id: `panel-${key}`, "aria-labelledby": `tab-${key}` }, node)
  );
  const list = element("div", { class: "tabs", role: "tablist" }, ...buttons);

  function choose(key: string): void {
    tabs.forEach((tab, at) => {
      const isChosen = tab.key === key;
      panels[at]!.hidden = !isChosen;
      buttons[at]!.setAttribute("aria-selected", String(isChosen));
      buttons[at]!.tabIndex = isChosen ? 0 : -1;
    });
    onChoose(key);
  }

  buttons.forEach((button, at) => button.addEventListener("click", () => choose(tabs[at]!.key)));
  list.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const at = buttons.findIndex((button) => button === event.target);
    if (step === undefined || at < 0) return;
    const next = (at + step + tabs.length) % tabs.length;
    choose(tabs[next]!.key);
    buttons[next]!.focus();
    event.preventDefault();
  });
  choose(tabs[0]!.key);
  return { node: element("div", { class: "tabbed" }, list, ...panels), choose };
}
