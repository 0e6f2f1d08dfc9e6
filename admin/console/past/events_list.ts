/** What the marks of the timeline stand for, in the part of it that is shown. */
import { timeOfTick } from "../../past/clock.ts";
import type { PastEvent, Timeline } from "../../past/types.ts";
import { element, fill, setText } from "../dom.ts";
import { formatClock, formatCount, formatMoment } from "../format.ts";
import { eventLook } from "./timeline.ts";

/** The list. */
export interface EventsList {
  readonly node: HTMLElement;
  show(timeline: Timeline): void;
}

/** Makes it. */
export function makeEventsList(onSeek: (tick: number) => void): EventsList {
  const rows = element("ol", { class: "past-rows" });
  const note = element("p", { class: "past-note" });
  return {
    node: element("div", { class: "past-list" }, rows, note),
    show(timeline) {
      const shown = [...timeline.events].reverse();
      if (shown.length === 0) {
        fill(rows, element("li", { class: "empty" }, "Nobody came or left, and staff did nothing."));
      } else fill(rows, ...shown.map((event) => makeRow(event, timeline, onSeek)));
      setText(
        note,
        timeline.eventsLeftOut === 0
          ? ""
          : `${formatCount(timeline.eventsLeftOut)} more, mostly who came and left: zoom in on the timeline.`,
      );
    },
  };
}

function makeRow(event: PastEvent, timeline: Timeline, onSeek: (tick: number) => void): HTMLElement {
  const at = timeOfTick(timeline, event.tick);
  const look = eventLook(event.sort);
  const button = element(
    "button",
    { class: "past-row", type: "button", title: at === null ? "" : formatMoment(at) },
    element("span", { class: "past-when" }, at === null ? String(event.tick) : formatClock(at)),
    element(
      "span",
      { class: "past-what" },
      element("span", { class: "kind-dot", css: { background: `var(${look.colour})` } }),
      event.who === "" ? null : element("strong", {}, event.who),
      event.sort === "staff" ? ` ${event.text}` : ` ${look.words}${event.text === "" ? "" : `: ${event.text}`}`,
    ),
  );
  button.addEventListener("click", () => onSeek(event.tick));
  return element("li", {}, button);
}
