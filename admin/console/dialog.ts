/** A question in a dialog: a line to write and a button that does it. */
import type { ApiResult } from "./api.ts";
import { element, setText } from "./dom.ts";

/** What is asked. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly placeholder: string;
  /** What stands in the field at first. */
  readonly value: string;
  readonly lettersMax: number;
  readonly action: string;
  readonly danger: boolean;
  /** Does it. A failure is shown in the dialog, which stays open. */
  submit(text: string): Promise<ApiResult<unknown>>;
}

/** Asks; true if it was done. */
export function ask(question: Question): Promise<boolean> {
  const field = element("textarea", {
    class: "field",
    id: "dialog-field",
    rows: 3,
    required: true,
    maxlength: question.lettersMax,
    placeholder: question.placeholder,
  });
  field.value = question.value;
  const error = element("p", { class: "form-error", role: "alert" });
  const action = element(
    "button",
    { class: question.danger ? "button button-danger" : "button button-primary", type: "submit" },
    question.action,
  );
  const cancel = element("button", { class: "button", type: "button" }, "Cancel");
  const form = element(
    "form",
    { method: "dialog" },
    element("h2", { class: "dialog-title" }, question.title),
    element("p", { class: "dialog-text" }, question.text),
    element("label", { class: "label", for: "dialog-field" }, question.label),
    field,
    error,
    element("div", { class: "dialog-actions" }, cancel, action),
  );
  const dialog = element("dialog", { class: "dialog" }, form);
  document.body.append(dialog);
  return new Promise((resolve) => {
    let done = false;
    cancel.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(done);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      action.disabled = true;
      const result = await question.submit(field.value);
      action.disabled = false;
      if (result.ok) {
        done = true;
        dialog.close();
      } else setText(error, result.error);
    });
    dialog.showModal();
    field.focus();
  });
}
