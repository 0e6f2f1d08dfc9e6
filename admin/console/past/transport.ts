/** The buttons of the time machine: play, step, speed; a field to go to a tick or a time; and what is shown, in words. */
import { readMoment, tickAtTime, timeOfTick } from "../../past/clock.ts";
import { SPEEDS } from "../../past/limits.ts";
import type { PastState, Timeline } from "../../past/types.ts";
import { element, fill, setText } from "../dom.ts";
import { formatClock, formatCount, formatDay } from "../format.ts";
import { icon, type IconName } from "../icons.ts";
import { toast } from "../toast.ts";

/** What the buttons do. */
export interface TransportHands {
  onSeek(tick: number): void;
  onPlay(speed: number): void;
}

/** The buttons in use. */
export interface Transport {
  readonly node: HTMLElement;
  show(state: PastState, timeline: Timeline | null): void;
  /** Goes this many ticks on from the one that is shown. */
  step(ticks: number): void;
  togglePlay(): void;
  faster(up: boolean): void;
}

/** Speeds that can be chosen; standing still is a button of its own. */
const CHOICES = SPEEDS.filter((speed) => speed > 0);

/** Makes them. */
export function makeTransport(tickRate: number, hands: TransportHands): Transport {
  let state: PastState = { type: "idle" };
  let timeline: Timeline | null = null;
  let speed: number = 1;
  const play = element("button", { class: "button-icon transport-play", type: "button" });
  const speeds = element(
    "select",
    { class: "field field-small transport-speed", "aria-label": "Speed" },
    ...CHOICES.map((one) => element("option", { value: one }, `${one}×`)),
  );
  const time = element("strong", { class: "transport-time" });
  const tickText = element("span", { class: "transport-tick" });
  const field = element("input", {
    class: "field transport-field",
    type: "text",
    placeholder: "Tick or 21:14",
    "aria-label": "Go to a tick or a time",
    maxlength: 24,
    autocomplete: "off",
    spellcheck: "false",
  });
  const go = element(
    "form",
    { class: "transport-go" },
    field,
    element("button", { class: "button", type: "submit" }, "Go"),
  );

  const tickNow = () => state.type === "shown" ? state.tick : state.type === "standing" ? state.to : null;
  function step(ticks: number): void {
    const tick = tickNow();
    if (tick === null) return;
    hands.onPlay(0);
    hands.onSeek(tick + ticks);
  }
  function togglePlay(): void {
    hands.onPlay(state.type === "shown" && state.speed > 0 ? 0 : speed);
  }
  function choose(next: number): void {
    speed = next;
    speeds.value = String(next);
    if (state.type === "shown" && state.speed > 0) hands.onPlay(next);
  }

  play.addEventListener("click", togglePlay);
  speeds.addEventListener("change", () => choose(Number(speeds.value)));
  go.addEventListener("submit", (event) => {
    event.preventDefault();
    const moment = readMoment(field.value, new Date());
    if (moment === null) {
      return toast("failed", "Write a tick (“52,340”), a time (“21:14”), or a day and a time (“2031-03-09 21:14”).");
    }
    const tick = moment.type === "tick" ? moment.tick : timeline === null ? null : tickAtTime(timeline, moment.at);
    if (tick === null) return toast("failed", "When ticks were is not known yet. Try again in a moment.");
    if (tick < 0) return toast("failed", "The world did not exist at that time.");
    field.value = "";
    field.blur();
    hands.onSeek(tick);
  });

  const node = element(
    "div",
    { class: "transport" },
    element(
      "div",
      { class: "transport-buttons" },
      button("back10", "Ten seconds back (J)", () => step(-10 * tickRate)),
      button("stepBack", "A tick back (,)", () => step(-1)),
      play,
      button("step", "A tick on (.)", () => step(1)),
      button("on10", "Ten seconds on (L)", () => step(10 * tickRate)),
      speeds,
    ),
    element("div", { class: "transport-readout" }, time, tickText),
    go,
  );

  function show(next: PastState, nextTimeline: Timeline | null): void {
    state = next;
    timeline = nextTimeline;
    const isPlaying = state.type === "shown" && state.speed > 0;
    const label = isPlaying ? "Stand still (space)" : "Play (space)";
    if (play.dataset.shown !== label) {
      play.dataset.shown = label;
      fill(play, icon(isPlaying ? "pause" : "play", 20));
      play.setAttribute("aria-label", label);
      play.title = label;
    }
    const tick = tickNow();
    const at = tick === null || timeline === null ? null : timeOfTick(timeline, tick);
    setText(time, at === null ? "–" : `${formatDay(at, Date.now())}, ${formatClock(at)}`);
    const end = state.type === "shown" && state.atEnd ? " · the newest that is on the disk" : "";
    setText(tickText, tick === null ? "" : `tick ${formatCount(tick)}${end}`);
  }
  show(state, timeline);

  return {
    node,
    show,
    step,
    togglePlay,
    faster(up) {
      const at = CHOICES.findIndex((one) => one === speed) + (up ? 1 : -1);
      const next = CHOICES[at];
      if (next !== undefined) choose(next);
    },
  };
}

function button(name: IconName, label: string, click: () => void): HTMLElement {
  return element(
    "button",
    { class: "button-icon", type: "button", "aria-label": label, title: label, on: { click } },
    icon(name, 18),
  );
}
