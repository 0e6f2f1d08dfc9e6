/** Saying something to everyone: a field, what players will see, and what was said before. */
import { SAY_LETTERS_MAX } from "../../world/limits.ts";
import type { AuditRow } from "../api/ports.ts";
import { get, post } from "./api.ts";
import type { App, Page } from "./app.ts";
import { detailWords } from "./audit_words.ts";
import { element, fill, setText } from "./dom.ts";
import { makeUndoing } from "./events.ts";
import { formatAgo, formatMoment, plural } from "./format.ts";
import { icon } from "./icons.ts";
import { toast } from "./toast.ts";

/** Builds the page. */
export function makeBroadcastPage(app: App): Page {
  const undoing = makeUndoing();
  const field = element("textarea", {
    class: "field",
    id: "broadcast-field",
    rows: 4,
    maxlength: SAY_LETTERS_MAX,
    required: true,
    placeholder: "The bridge feast begins at sunset…",
  });
  const left = element("span", { class: "form-note" });
  const error = element("p", { class: "form-error", role: "alert" });
  const send = element(
    "button",
    { class: "button button-primary", type: "submit" },
    icon("broadcast"),
    "Send to everyone",
  );
  const previewText = element("span", {});
  const preview = element(
    "div",
    { class: "preview" },
    element(
      "div",
      { class: "preview-line" },
      element("em", {}, "Staff to all"),
      element("strong", {}, app.account.name),
      previewText,
    ),
  );
  const audience = element("span", { class: "form-note" });
  const recent = element("ol", { class: "said" });
  const form = element(
    "form",
    { class: "form" },
    element("label", { class: "label", for: "broadcast-field" }, "Message"),
    field,
    element("div", { class: "form-foot" }, left, audience),
    element("div", { class: "label" }, "As players see it"),
    preview,
    error,
    element("div", { class: "form-actions" }, send),
  );

  function showField(): void {
    const letters = [...field.value].length;
    setText(left, `${SAY_LETTERS_MAX - letters} letters left`);
    setText(previewText, field.value.trim() || "Your message stands here.");
    preview.classList.toggle("preview-empty", field.value.trim() === "");
    send.disabled = field.value.trim() === "";
  }

  function showAudience(): void {
    const players = app.store.sample?.world?.players ?? 0;
    setText(audience, players === 0 ? "Nobody is on just now" : `${plural(players, "player", "players")} will read it`);
  }

  async function loadRecent(): Promise<void> {
    const answer = await get<{ rows: readonly AuditRow[] }>("/api/audit?action=broadcast&count=20");
    if (!answer.ok) return fill(recent, element("li", { class: "empty" }, answer.error));
    const { rows } = answer.value;
    if (rows.length === 0) return fill(recent, element("li", { class: "empty" }, "Nothing has been broadcast yet."));
    fill(recent, ...rows.map(makeSaid));
  }

  field.addEventListener("input", showField);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    send.disabled = true;
    const result = await post("/api/broadcast", { text: field.value });
    setText(error, result.ok ? "" : result.error);
    if (result.ok) {
      field.value = "";
      toast("done", "Your message is on its way to everyone.");
      void loadRecent();
    }
    showField();
  });
  undoing.add(app.store.onSample.on(showAudience));
  showField();
  showAudience();
  void loadRecent();
  const node = element(
    "div",
    { class: "page columns" },
    element("section", { class: "card" }, element("h2", { class: "card-title" }, "Say something to everyone"), form),
    element("section", { class: "card" }, element("h2", { class: "card-title" }, "Said before"), recent),
  );
  return { title: "Broadcast", kind: "flow", node, requery() {}, leave: undoing.run };
}

function makeSaid(row: AuditRow): HTMLElement {
  return element(
    "li",
    { class: "said-row" },
    element("p", { class: "said-text" }, detailWords(row)),
    element(
      "span",
      { class: "said-note", title: formatMoment(row.at) },
      `${row.actor} · ${formatAgo(row.at, Date.now())}`,
    ),
  );
}
