/** The stick under a finger that is held down. */
import { byId } from "./dom.ts";

/** Shows the stick at a place of the page, or hides it. */
export function showStick(
  place: { readonly x: number; readonly y: number; readonly knobX: number; readonly knobY: number } | null,
): void {
  const stick = byId("stick");
  stick.hidden = place === null;
  if (place === null) return;
  stick.style.left = `${place.x}px`;
  stick.style.top = `${place.y}px`;
  (stick.firstElementChild as HTMLElement).style.transform = `translate(${place.knobX}px, ${place.knobY}px)`;
}
