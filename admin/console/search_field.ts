/** A field to find something: it reports what was typed, a moment after the last key. */
import { element } from "./dom.ts";
import { icon } from "./icons.ts";

const WAIT_MS = 180;

/** The field. */
export interface SearchField {
  readonly node: HTMLElement;
  readonly input: HTMLInputElement;
}

/** Makes it; `label` is its placeholder and its name. */
export function makeSearch(label: string, onFind: (text: string) => void): SearchField {
  const input = element("input", {
    class: "field field-search",
    type: "search",
    placeholder: label,
    "aria-label": label,
    maxlength: 64,
    spellcheck: "false",
    autocomplete: "off",
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => onFind(input.value.trim()), WAIT_MS);
  });
  return { input, node: element("div", { class: "search" }, icon("search"), input) };
}
