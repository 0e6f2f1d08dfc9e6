/** What the dots mean, how many there are, and which are shown. */
import { type Kind, KINDS } from "../../../world/components.ts";
import { element, reconcile, setText } from "../dom.ts";
import { formatCount } from "../format.ts";
import { icon } from "../icons.ts";
import { kindLook } from "../kind_looks.ts";

/** The legend. */
export interface Legend {
  readonly node: HTMLElement;
  /** Counts in the whole world, by kind. */
  show(byKind: Readonly<Record<string, number>>): void;
}

/** Makes it. A click on a kind hides or shows it, through `hidden`. */
export function makeLegend(hidden: Set<number>): Legend {
  const list = element("ul", { class: "legend-kinds" });
  const note = element(
    "p",
    { class: "legend-note" },
    element("span", { class: "legend-faded" }),
    "Faded ones sleep, most likely, where nobody is near, and are drawn where they fell asleep. A click says where one is by now; they wake when you zoom in.",
  );
  const content = element("div", { class: "legend-content" }, list, note);
  const button = element(
    "button",
    { class: "legend-button", type: "button", "aria-expanded": "true" },
    icon("layers"),
    element("span", {}, "What is shown"),
    icon("down", 14),
  );
  const node = element("section", { class: "map-card legend", "aria-label": "Legend" }, button, content);
  const open = (isOpen: boolean) => {
    content.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
  };
  button.addEventListener("click", () => open(content.hidden !== false));
  open(matchMedia("(min-width: 721px)").matches);
  return {
    node,
    show(byKind) {
      const kinds = (Object.keys(byKind) as Kind[]).filter((kind) => KINDS.includes(kind))
        .sort((a, b) => KINDS.indexOf(a) - KINDS.indexOf(b));
      reconcile(list, kinds, {
        key: (kind) => kind,
        make: (kind) => makeKind(kind, hidden),
        update: (row, kind) => setText(row.querySelector(".kind-count")!, formatCount(byKind[kind]!)),
      });
    },
  };
}

function makeKind(kind: Kind, hidden: Set<number>): HTMLElement {
  const number = KINDS.indexOf(kind);
  const box = element("input", { type: "checkbox" });
  box.checked = !hidden.has(number);
  box.addEventListener("change", () => box.checked ? hidden.delete(number) : hidden.add(number));
  return element(
    "li",
    {},
    element(
      "label",
      { class: "legend-kind" },
      box,
      element("span", { class: "kind-dot", css: { background: kindLook(kind).colour } }),
      element("span", {}, kindLook(kind).many),
      element("span", { class: "kind-count" }),
    ),
  );
}
