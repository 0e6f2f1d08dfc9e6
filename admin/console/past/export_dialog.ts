/** A span of the past as a file to take home. */
import { readMoment, tickAtTime, timeOfTick } from "../../past/clock.ts";
import type { Timeline } from "../../past/types.ts";
import { post } from "../api.ts";
import { element, setText } from "../dom.ts";
import { formatBytes, formatClock } from "../format.ts";
import { toast } from "../toast.ts";

interface Prepared {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly transfers: number;
}

/** Asks from when to when, and fetches the file. `from` and `to` are what is proposed. */
export function exportSpan(timeline: Timeline, from: number, to: number): void {
  const first = momentField("export-from", timeline, from);
  const last = momentField("export-to", timeline, to);
  const error = element("p", { class: "form-error", role: "alert" });
  const make = element("button", { class: "button button-primary", type: "submit" }, "Export");
  const cancel = element("button", { class: "button", type: "button" }, "Cancel");
  const form = element(
    "form",
    { method: "dialog" },
    element("h2", { class: "dialog-title" }, "Export a span"),
    element(
      "p",
      { class: "dialog-text" },
      "The file opens on any machine with weald replay FILE and weald verify FILE. Names and what was said are in it; " +
        "accounts, passwords, tokens and addresses are not.",
    ),
    first.node("From (tick or time)"),
    last.node("To"),
    error,
    element("div", { class: "dialog-actions" }, cancel, make),
  );
  const dialog = element("dialog", { class: "dialog" }, form);
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const [fromTick, toTick] = [first.tick(), last.tick()];
    if (fromTick === null || toTick === null) return setText(error, "Write ticks, or times such as 21:14.");
    make.disabled = true;
    setText(error, "");
    setText(make, "Copying…");
    const answer = await post<Prepared>("/api/past/exports", { from: fromTick, to: toTick });
    make.disabled = false;
    setText(make, "Export");
    if (!answer.ok) return setText(error, answer.error);
    const { id, name, bytes } = answer.value;
    const link = element("a", { href: `/api/past/exports/${id}`, download: name });
    // Not an address of the console: the browser fetches it by itself.
    link.addEventListener("click", (click) => click.stopPropagation());
    document.body.append(link);
    link.click();
    link.remove();
    dialog.close();
    toast("done", `${name} (${formatBytes(bytes)}) is on its way.`);
  });
  document.body.append(dialog);
  dialog.showModal();
}

function momentField(id: string, timeline: Timeline, tick: number) {
  const at = timeOfTick(timeline, tick);
  const input = element("input", {
    class: "field",
    id,
    type: "text",
    maxlength: 24,
    value: String(tick),
    required: true,
  });
  const hint = element("span", { class: "form-note" }, at === null ? "" : formatClock(at));
  const read = (): number | null => {
    const moment = readMoment(input.value, new Date());
    if (moment === null) return null;
    return moment.type === "tick" ? moment.tick : tickAtTime(timeline, moment.at);
  };
  input.addEventListener("input", () => {
    const next = read();
    const time = next === null ? null : timeOfTick(timeline, next);
    setText(hint, time === null ? "" : `${formatClock(time)}, tick ${next}`);
  });
  return {
    tick: read,
    node: (label: string) =>
      element("div", { class: "export-field" }, element("label", { class: "label", for: id }, label), input, hint),
  };
}
