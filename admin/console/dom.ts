/** Making elements. Texts go in as text nodes: nothing here, and nothing in the console, parses markup. */

/** What can stand in an element. Null and false stand for nothing. */
export type Child = Node | string | number | null | false;

/** Attributes by name; `on` holds event handlers, `css` custom properties and styles set one by one. */
export interface Attributes {
  readonly [name: string]: string | number | boolean | undefined | Handlers | Styles;
  readonly on?: Handlers;
  readonly css?: Styles;
}
type Handlers = { readonly [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };
type Styles = Readonly<Record<string, string>>;

/** Makes an element. An attribute that is false or undefined is left out; true makes it an empty one. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on" || name === "css" || value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? "" : String(value));
  }
  for (const [event, handler] of Object.entries(attributes.on ?? {})) {
    made.addEventListener(event, handler as (event: Event) => void);
  }
  for (const [name, value] of Object.entries(attributes.css ?? {})) made.style.setProperty(name, value);
  append(made, children);
  return made;
}

/** Appends children. */
export function append(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === false) continue;
    parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** Replaces everything in `parent`. */
export function fill(parent: Element, ...children: readonly Child[]): void {
  parent.replaceChildren();
  append(parent, children);
}

/** Sets an element's text, if it differs: a live number that did not change costs nothing. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** How `reconcile` makes and updates the element of one item. */
export interface Rows<Item> {
  key(item: Item): string | number;
  make(item: Item): HTMLElement;
  update(row: HTMLElement, item: Item): void;
}

const rowKeys = new WeakMap<Element, string | number>();

/** Makes `parent` hold one element for each item, in order; elements of known keys are kept, with focus and hover. */
export function reconcile<Item>(parent: Element, items: readonly Item[], rows: Rows<Item>): void {
  const known = new Map<string | number, HTMLElement>();
  for (const child of parent.children) {
    const key = rowKeys.get(child);
    if (key !== undefined) known.set(key, child as HTMLElement);
  }
  let next: Element | null = parent.firstElementChild;
  for (const item of items) {
    const key = rows.key(item);
    let row = known.get(key);
    known.delete(key);
    if (row === undefined) {
      row = rows.make(item);
      rowKeys.set(row, key);
    }
    rows.update(row, item);
    if (row === next) next = next.nextElementSibling;
    else parent.insertBefore(row, next);
  }
  for (const row of known.values()) row.remove();
  // What has no key was put here by something else, a notice for an empty list say.
  for (const child of [...parent.children]) {
    if (!rowKeys.has(child)) child.remove();
  }
}
