/**
 * The timeline: ticks from left to right, clock times below them, how much happened as bars, and marks for what one
 * looks for. Dragging scrubs, the wheel zooms, a mark is a place to go. On a keyboard it is a slider.
 */
import { timeOfTick } from "../../past/clock.ts";
import type { PastEvent, Timeline } from "../../past/types.ts";
import { element } from "../dom.ts";
import { formatClock, formatCount, formatMoment } from "../format.ts";
import { colour, onTheme } from "../theme.ts";

/** The timeline in use. */
export interface TimelineView {
  readonly node: HTMLElement;
  /** The ticks that are shown. */
  readonly from: number;
  readonly to: number;
  /** New counts and events; the first one shows all of it. */
  show(timeline: Timeline): void;
  /** The tick that is looked at, and the one that it is brought to (the same, if it is there). */
  moveTo(tick: number, target: number): void;
  /** Shows another part: all of it, or more or less of what is around the tick. */
  zoom(how: "all" | "in" | "out"): void;
  leave(): void;
}

/** What it does. */
export interface TimelineHands {
  onSeek(tick: number): void;
  /** Another part is shown: it needs its own counts. */
  onRange(from: number, to: number): void;
}

const BARS_TOP = 6;
const BARS_BOTTOM = 46;
const MARKS_Y = 54;
const LABELS_Y = 76;
const HEIGHT = 84;
/** The least that is shown, in ticks. */
const RANGE_MIN = 200;
/** A mark is met from so far, in pixels. */
const MEET_PIXELS = 6;

const MARKS: Readonly<Record<PastEvent["sort"], { colour: string; words: string }>> = {
  joined: { colour: "--series-1", words: "joined" },
  left: { colour: "--ink-3", words: "left" },
  staff: { colour: "--series-4", words: "staff" },
  alarm: { colour: "--danger", words: "alarm" },
  started: { colour: "--series-2", words: "the server started" },
};

/** What a kind of event is called, and its colour. */
export function eventLook(sort: PastEvent["sort"]): { readonly colour: string; readonly words: string } {
  return MARKS[sort];
}

/** Makes it. */
export function makeTimeline(hands: TimelineHands): TimelineView {
  const canvas = element("canvas", {
    class: "timeline-canvas",
    role: "slider",
    tabindex: 0,
    "aria-label": "Moment in the past",
  });
  const tip = element("div", { class: "timeline-tip", hidden: true });
  const node = element("div", { class: "timeline" }, canvas, tip);
  let timeline: Timeline | null = null;
  let from = 0;
  let to = 1;
  let tick = 0;
  let target = 0;
  let hoverX: number | null = null;
  let isDragging = false;

  const x = (at: number) => ((at - from) / (to - from)) * canvas.clientWidth;
  const tickAtX = (pixel: number) => {
    const at = from + (pixel / Math.max(1, canvas.clientWidth)) * (to - from);
    return Math.round(Math.max(timeline?.fromTick ?? 0, Math.min(timeline?.toTick ?? 0, at)));
  };
  const words = (at: number) => {
    const time = timeline === null ? null : timeOfTick(timeline, at);
    return time === null ? "" : formatMoment(time);
  };

  function setRange(nextFrom: number, nextTo: number): void {
    if (timeline === null) return;
    const length = Math.max(RANGE_MIN, Math.min(nextTo - nextFrom, timeline.toTick - timeline.fromTick + 1));
    from = Math.max(timeline.fromTick, Math.min(nextFrom, timeline.toTick + 1 - length));
    to = from + length;
    hands.onRange(Math.floor(from), Math.ceil(to));
    draw();
  }

  function zoomAround(at: number, factor: number): void {
    const length = (to - from) * factor;
    setRange(at - (at - from) * factor, at - (at - from) * factor + length);
  }

  /** The event that the pointer meets, or null: the rarer one where several are. */
  function eventAt(pixel: number): PastEvent | null {
    const near = (timeline?.events ?? []).filter((event) => Math.abs(x(event.tick) - pixel) <= MEET_PIXELS);
    const order: readonly PastEvent["sort"][] = ["alarm", "staff", "started", "joined", "left"];
    near.sort((a, b) =>
      order.indexOf(a.sort) - order.indexOf(b.sort) || Math.abs(x(a.tick) - pixel) - Math.abs(x(b.tick) - pixel)
    );
    return near[0] ?? null;
  }

  function draw(): void {
    const { clientWidth: width } = canvas;
    if (width === 0) return;
    const ratio = Math.min(3, devicePixelRatio || 1);
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(HEIGHT * ratio);
    const context = canvas.getContext("2d")!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = colour("--surface-2");
    context.fillRect(0, BARS_TOP, width, BARS_BOTTOM - BARS_TOP);
    if (timeline === null) return;
    drawForeign(context, timeline, x);
    drawBars(context, timeline, x);
    drawMarks(context, timeline.events, x, width);
    drawTimes(context, timeline, { from, to, width, x });
    drawHead(context, x(target), "--ink-3");
    drawHead(context, x(tick), "--accent");
  }

  function showTip(): void {
    if (hoverX === null || timeline === null) {
      tip.hidden = true;
      return;
    }
    const event = isDragging ? null : eventAt(hoverX);
    const at = event?.tick ?? tickAtX(hoverX);
    const bin = timeline.bins[Math.floor((at - timeline.binsFrom) / timeline.binTicks)];
    const counts = bin === undefined || event !== null
      ? ""
      : ` · ${formatCount(bin.commands)} commands, ${formatCount(bin.transfers)} transfers`;
    const what = event === null
      ? counts
      : ` · ${[event.who, MARKS[event.sort].words].filter((one) => one !== "").join(" ")}${
        event.text === "" ? "" : `: ${event.text}`
      }`;
    tip.hidden = false;
    tip.textContent = `${words(at)} · tick ${at}${what}`;
    const left = Math.max(0, Math.min(hoverX - tip.offsetWidth / 2, canvas.clientWidth - tip.offsetWidth));
    tip.style.transform = `translateX(${left}px)`;
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (timeline === null) return;
    canvas.setPointerCapture(event.pointerId);
    isDragging = true;
    const met = event.offsetY > BARS_BOTTOM ? eventAt(event.offsetX) : null;
    hands.onSeek(met?.tick ?? tickAtX(event.offsetX));
  });
  canvas.addEventListener("pointermove", (event) => {
    hoverX = event.offsetX;
    if (isDragging) hands.onSeek(tickAtX(event.offsetX));
    showTip();
  });
  const end = () => {
    isDragging = false;
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  canvas.addEventListener("pointerleave", () => {
    hoverX = null;
    showTip();
  });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoomAround(from + (event.offsetX / canvas.clientWidth) * (to - from), event.deltaY > 0 ? 1.25 : 0.8);
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    if (timeline === null) return;
    const second = timeline.tickRate;
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: event.shiftKey ? -1 : -second,
      ArrowRight: event.shiftKey ? 1 : second,
      PageDown: -60 * second,
      PageUp: 60 * second,
    };
    if (event.key === "Home") hands.onSeek(timeline.fromTick);
    else if (event.key === "End") hands.onSeek(timeline.toTick);
    else if (steps[event.key] !== undefined) hands.onSeek(tick + steps[event.key]!);
    else if (event.key === "+") zoomAround(tick, 0.5);
    else if (event.key === "-") zoomAround(tick, 2);
    else return;
    event.preventDefault();
  });
  const resize = new ResizeObserver(draw);
  resize.observe(canvas);
  const undoTheme = onTheme.on(draw);

  return {
    node,
    get from() {
      return from;
    },
    get to() {
      return to;
    },
    show(next) {
      const isFirst = timeline === null;
      const wasAtEnd = timeline !== null && to >= timeline.toTick;
      timeline = next;
      if (isFirst) [from, to] = [next.fromTick, Math.max(next.fromTick + RANGE_MIN, next.toTick + 1)];
      else if (wasAtEnd && from > next.fromTick) [from, to] = [from + next.toTick + 1 - to, next.toTick + 1];
      else if (wasAtEnd) to = Math.max(from + RANGE_MIN, next.toTick + 1);
      canvas.setAttribute("aria-valuemin", String(next.fromTick));
      canvas.setAttribute("aria-valuemax", String(next.toTick));
      draw();
    },
    moveTo(nextTick, nextTarget) {
      tick = nextTick;
      target = nextTarget;
      canvas.setAttribute("aria-valuenow", String(tick));
      canvas.setAttribute("aria-valuetext", `${words(tick)}, tick ${tick}`);
      // While it plays out of what is shown, that goes along.
      if (!isDragging && (tick < from || tick > to)) setRange(tick - (to - from) / 2, tick + (to - from) / 2);
      else draw();
    },
    zoom(how) {
      if (timeline === null) return;
      if (how === "all") setRange(timeline.fromTick, timeline.toTick + 1);
      else zoomAround(tick, how === "in" ? 0.4 : 2.5);
    },
    leave() {
      resize.disconnect();
      undoTheme();
    },
  };
}

type ToX = (tick: number) => number;

function drawForeign(context: CanvasRenderingContext2D, timeline: Timeline, x: ToX): void {
  context.fillStyle = colour("--warn-soft");
  for (const { fromTick, toTick } of timeline.foreign) {
    context.fillRect(x(fromTick), BARS_TOP, Math.max(2, x(toTick) - x(fromTick)), BARS_BOTTOM - BARS_TOP);
  }
}

/** Commands as bars from below, transfers as thinner ones in front of them; each to its own scale. */
function drawBars(context: CanvasRenderingContext2D, { bins, binsFrom, binTicks }: Timeline, x: ToX): void {
  const tall = BARS_BOTTOM - BARS_TOP;
  const layers = [
    { value: (bin: Timeline["bins"][number]) => bin.commands, colour: "--series-3", share: 0.9 },
    { value: (bin: Timeline["bins"][number]) => bin.transfers, colour: "--series-2", share: 0.45 },
  ];
  for (const { value, colour: name, share } of layers) {
    const most = bins.reduce((max, bin) => Math.max(max, value(bin)), 1);
    context.fillStyle = colour(name);
    bins.forEach((bin, at) => {
      if (value(bin) === 0) return;
      const left = x(binsFrom + at * binTicks);
      const width = Math.max(1, (x(binsFrom + (at + 1) * binTicks) - left) * share);
      const high = Math.max(1, Math.sqrt(value(bin) / most) * (tall - 2));
      context.fillRect(left, BARS_BOTTOM - high, width, high);
    });
  }
}

function drawMarks(
  context: CanvasRenderingContext2D,
  events: readonly PastEvent[],
  x: ToX,
  width: number,
): void {
  // What is rare is drawn over what is common.
  const order: readonly PastEvent["sort"][] = ["left", "joined", "started", "staff", "alarm"];
  for (const sort of order) {
    const { colour: name } = MARKS[sort];
    context.fillStyle = colour(name);
    context.strokeStyle = colour(name);
    for (const event of events) {
      const at = x(event.tick);
      if (event.sort !== sort || at < -4 || at > width + 4) continue;
      if (sort === "started") {
        context.setLineDash([3, 3]);
        line(context, Math.round(at) + 0.5, BARS_TOP, MARKS_Y + 4);
        context.setLineDash([]);
      } else if (sort === "alarm") triangle(context, at, MARKS_Y);
      else if (sort === "staff") context.fillRect(at - 3.5, MARKS_Y - 3.5, 7, 7);
      else circle(context, at, MARKS_Y, sort === "joined" ? 3.5 : 2.5);
    }
  }
}

function drawTimes(
  context: CanvasRenderingContext2D,
  timeline: Timeline,
  { from, to, width, x }: { from: number; to: number; width: number; x: ToX },
): void {
  context.font = "11px Inter, system-ui, sans-serif";
  context.fillStyle = colour("--ink-3");
  context.textBaseline = "alphabetic";
  const count = Math.max(2, Math.floor(width / 130));
  const isLong = (to - from) / timeline.tickRate > 20 * 3600;
  for (let step = 0; step <= count; step++) {
    const at = from + ((to - from) * step) / count;
    const time = timeOfTick(timeline, at);
    if (time === null) continue;
    context.textAlign = step === 0 ? "left" : step === count ? "right" : "center";
    const text = isLong ? formatMoment(time).replace(/ \d{4}, /, ", ").slice(0, -3) : formatClock(time);
    context.fillText(text, Math.max(2, Math.min(width - 2, x(at))), LABELS_Y);
  }
}

function drawHead(context: CanvasRenderingContext2D, at: number, name: string): void {
  context.strokeStyle = colour(name);
  context.fillStyle = colour(name);
  context.lineWidth = 2;
  line(context, at, 2, BARS_BOTTOM + 2);
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(at - 5, 0);
  context.lineTo(at + 5, 0);
  context.lineTo(at, 7);
  context.fill();
}

function line(context: CanvasRenderingContext2D, x: number, top: number, bottom: number): void {
  context.beginPath();
  context.moveTo(x, top);
  context.lineTo(x, bottom);
  context.stroke();
}

function circle(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}

function triangle(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.beginPath();
  context.moveTo(x, y - 5);
  context.lineTo(x + 5, y + 4);
  context.lineTo(x - 5, y + 4);
  context.fill();
}
