/**
 * The forms by which somebody new comes into being: as a guest, with an account, as one more of an account. What it will
 * be and how it looks is chosen by the same rows in each of them, after what is written and before the button.
 */
import { byId, within } from "./dom.ts";

/** What of a new one a form asks for. */
export interface PersonParts {
  readonly hasPerson: boolean;
  /** The sentence of why something was refused: it stands by the button that was pressed. */
  readonly refusal: HTMLElement;
}

/** Moves the rows for class and look into a form, or puts them away for one without, and its refusal to its button. */
export function fillPersonForm(form: HTMLElement, { hasPerson, refusal }: PersonParts): void {
  const end = within(form, ".form-end");
  end.prepend(refusal);
  form.classList.toggle("has-person", hasPerson);
  if (hasPerson) end.before(byId("class-picker"), byId("look"));
}
