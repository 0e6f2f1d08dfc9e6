/** How much of the past is kept, and what that buys: told, and changed. */
import type { StorageStats } from "../../../world/part/types.ts";
import { HISTORY_MB_MAX, HISTORY_MB_MIN } from "../../api/limits.ts";
import { post } from "../api.ts";
import { element, setText } from "../dom.ts";
import { formatBytes, formatDuration, formatMoment } from "../format.ts";
import { toast } from "../toast.ts";

type Journal = NonNullable<StorageStats["journal"]>;

/** What a budget buys at the present rate: "1.0 GB last about 38 h…", or why that is not known. */
export function hoursWords(megabytes: number, bytesPerHour: number | null): string {
  const size = formatBytes(megabytes * 1e6);
  if (bytesPerHour === null) return `how long ${size} last is known after some minutes`;
  if (bytesPerHour < 1) return `nothing happens at present, so ${size} last without end`;
  const seconds = megabytes * 1e6 / bytesPerHour * 3600;
  if (seconds > 10 * 365 * 86_400) return `${size} last more than ten years at the present rate`;
  return `${size} last about ${formatDuration(seconds)} at the present rate`;
}

/** One line: what is kept, within what. */
export function keptWords(journal: Journal | undefined): string {
  if (journal === undefined) return "";
  const { historyBytes, historyFromAt, historyMb, historyBytesPerHour } = journal;
  const since = historyFromAt === null ? "" : `, since ${formatMoment(historyFromAt)}`;
  return `${formatBytes(historyBytes)} kept${since}; ${hoursWords(historyMb, historyBytesPerHour)}`;
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}`;
}

/** Asks for another budget. */
export function changeHistory(journal: Journal): void {
  const field = element("input", {
    class: "field",
    id: "history-mb",
    type: "number",
    min: HISTORY_MB_MIN,
    max: HISTORY_MB_MAX,
    step: 1,
    value: journal.historyMb,
  });
  const buys = element("p", { class: "dialog-text" });
  const error = element("p", { class: "form-error", role: "alert" });
  const save = element("button", { class: "button button-primary", type: "submit" }, "Keep that much");
  const cancel = element("button", { class: "button", type: "button" }, "Cancel");
  const form = element(
    "form",
    { method: "dialog" },
    element("h2", { class: "dialog-title" }, "How much of the past is kept"),
    element("p", { class: "dialog-text" }, `${keptWords(journal)}.`),
    element("label", { class: "label", for: "history-mb" }, "Disk for the past, in MB"),
    field,
    buys,
    element(
      "p",
      { class: "dialog-text" },
      "The oldest is forgotten first, in steps, with the next times the world is saved. The file keeps its size and " +
        "uses the room again. A server that is started with --history-mb uses that.",
    ),
    error,
    element("div", { class: "dialog-actions" }, cancel, save),
  );
  const dialog = element("dialog", { class: "dialog" }, form);
  const show = () => setText(buys, `${sentence(hoursWords(Number(field.value), journal.historyBytesPerHour))}.`);
  field.addEventListener("input", show);
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    save.disabled = true;
    const answer = await post<{ megabytes: number }>("/api/history", { megabytes: Number(field.value) });
    save.disabled = false;
    if (!answer.ok) return setText(error, answer.error);
    dialog.close();
    toast("done", `${answer.value.megabytes} MB of the past are kept from now on.`);
  });
  show();
  document.body.append(dialog);
  dialog.showModal();
  field.select();
}
