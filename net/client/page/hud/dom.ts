/** Finding and making elements. Texts go in as text, never as HTML. */

/** The element of an id that the page is known to have. */
export function byId<Type extends Element = HTMLElement>(id: string): Type {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`find #${id}: the page has no such element`);
  return found as unknown as Type;
}

/** The first element that matches, inside one that is known to have it. */
export function within<Type extends Element = HTMLElement>(parent: ParentNode, selector: string): Type {
  const found = parent.querySelector<Type>(selector);
  if (found === null) throw new Error(`find ${selector}: there is no such element`);
  return found;
}

/** Makes an element with a class and a text. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className = "",
  text = "",
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (className !== "") element.className = className;
  if (text !== "") element.textContent = text;
  return element;
}

/** Whether the player's hands are fingers: what is said of keys would be of no use. */
export function isTouched(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}

/** Sets a text only where it differs: what is read aloud is read once. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
