/**
 * A line chart of the last ten minutes on a canvas: one point each second, the newest at the right edge. Drawn anew
 * once a second and while the pointer is over it, so it needs no library.
 */
import { scaleOf } from "./chart_scale.ts";
import { element, fill, setText } from "./dom.ts";
import { formatClock } from "./format.ts";
import { colour, onTheme } from "./theme.ts";

/** One line of a chart. */
export interface Line {
  readonly label: string;
  /** Custom property of its colour. */
  readonly colour: string;
  /** Fills the area below. */
  readonly area: boolean;
  values(): readonly (number | null)[];
}

/** What a chart shows. */
export interface ChartOptions {
  readonly label: string;
  readonly lines: readonly Line[];
  readonly at: () => readonly number[];
  readonly format: (value: number) => string;
  /** A line that must not be crossed, with its word; null: none. */
  readonly budget: { readonly value: number; readonly label: string } | null;
  /** The least height in pixels; it grows with its card. */
  readonly height: number;
  /** The scale is never smaller than this: noise is not blown up. */
  readonly scaleMin: number;
}

/** A chart in use. */
export interface Chart {
  readonly node: HTMLElement;
  draw(): void;
  leave(): void;
}

const SECONDS = 600;
const LEFT = 64;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 22;

/** Makes a chart. Call `draw` when there is a new second. */
export function makeChart(options: ChartOptions): Chart {
  const canvas = element("canvas", { class: "chart-canvas", role: "img", "aria-label": options.label });
  const values = options.lines.map(() => element("span", { class: "chart-value" }));
  const when = element("span", { class: "chart-when" });
  const legend = element(
    "div",
    { class: "chart-legend" },
    ...options.lines.map((line, index) =>
      element(
        "span",
        { class: "chart-key" },
        element("span", { class: "chart-swatch", css: { background: `var(${line.colour})` } }),
        line.label,
        values[index]!,
      )
    ),
    when,
  );
  const node = element("div", { class: "chart", css: { "--chart-height": `${options.height}px` } }, legend, canvas);
  let hoverX: number | null = null;

  function draw(): void {
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    if (width === 0 || height === 0) return;
    const ratio = Math.min(3, devicePixelRatio || 1);
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    const context = canvas.getContext("2d")!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const at = options.at();
    const end = at.at(-1) ?? Date.now();
    const columns = options.lines.map((line) => line.values());
    const { top, peak } = scaleOf(columns, options);
    const plot = { left: LEFT, right: width - RIGHT, top: TOP, bottom: height - BOTTOM };
    const x = (time: number) => plot.right - ((end - time) / 1000 / SECONDS) * (plot.right - plot.left);
    const y = (value: number) => plot.bottom - (value / top) * (plot.bottom - plot.top);
    drawGrid(context, plot, { top, end, x, y, format: options.format });
    options.lines.forEach((line, index) => drawLine(context, plot, { line, at, values: columns[index]!, x, y }));
    if (peak !== null) drawPeak(context, plot, options.format(peak));
    if (options.budget !== null) {
      const { value, label } = options.budget;
      const isOnScale = value <= top;
      drawBudget(context, plot, isOnScale ? y(value) : plot.top, isOnScale ? label : `${label}, above this scale`);
    }
    const index = hoverX === null
      ? at.length - 1
      : nearest(at, end - ((plot.right - hoverX) / (plot.right - plot.left)) * SECONDS * 1000);
    if (hoverX !== null && index >= 0) drawHover(context, plot, { options, columns, index, x: x(at[index]!), y });
    options.lines.forEach((_, line) => {
      const value = columns[line]![index] ?? null;
      setText(values[line]!, value === null ? "–" : options.format(value));
    });
    setText(when, hoverX === null || index < 0 ? "" : formatClock(at[index]!));
  }

  canvas.addEventListener("pointermove", (event) => {
    hoverX = Math.max(LEFT, event.offsetX);
    draw();
  });
  canvas.addEventListener("pointerleave", () => {
    hoverX = null;
    draw();
  });
  const resize = new ResizeObserver(draw);
  resize.observe(canvas);
  const undoTheme = onTheme.on(draw);
  return {
    node,
    draw,
    leave() {
      resize.disconnect();
      undoTheme();
    },
  };
}

interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function drawPeak(context: CanvasRenderingContext2D, plot: Plot, value: string): void {
  context.font = "11px Inter, system-ui, sans-serif";
  context.fillStyle = colour("--ink-2");
  context.textAlign = "left";
  context.textBaseline = "top";
  context.fillText(`↑ highest ${value}`, plot.left + 6, plot.top + 2);
}

function drawGrid(
  context: CanvasRenderingContext2D,
  plot: Plot,
  scale: { top: number; end: number; x(time: number): number; y(value: number): number; format(value: number): string },
): void {
  context.font = "11px Inter, system-ui, sans-serif";
  context.fillStyle = colour("--ink-3");
  context.strokeStyle = colour("--line");
  context.lineWidth = 1;
  context.textBaseline = "middle";
  context.textAlign = "right";
  for (let step = 0; step <= 4; step++) {
    const value = (scale.top * step) / 4;
    const y = Math.round(scale.y(value)) + 0.5;
    line(context, plot.left, y, plot.right, y);
    if (step % 2 === 0) context.fillText(step === 0 ? "0" : withoutZeros(scale.format(value)), plot.left - 8, y);
  }
  context.textBaseline = "alphabetic";
  for (let minutes = 0; minutes <= 10; minutes += 2) {
    const x = scale.x(scale.end - minutes * 60_000);
    context.textAlign = minutes === 0 ? "right" : minutes === 10 ? "left" : "center";
    context.fillText(minutes === 0 ? "now" : `${minutes} min`, x, plot.bottom + 16);
  }
}

/** "5.00 ms" as "5 ms". */
function withoutZeros(text: string): string {
  return text.replace(/\.0+(?=\D|$)|(?<=\.\d*[1-9])0+(?=\D|$)/, "");
}

function drawLine(
  context: CanvasRenderingContext2D,
  plot: Plot,
  { line: { colour: name, area }, at, values, x, y }: {
    line: Line;
    at: readonly number[];
    values: readonly (number | null)[];
    x(time: number): number;
    y(value: number): number;
  },
): void {
  context.save();
  context.beginPath();
  context.rect(plot.left, 0, plot.right - plot.left + 1, plot.bottom + 1);
  context.clip();
  context.strokeStyle = colour(name);
  context.fillStyle = colour(name);
  context.lineWidth = 1.5;
  context.lineJoin = "round";
  // Runs between the seconds without a report.
  for (let start = 0; start < values.length;) {
    if (values[start] === null || values[start] === undefined) {
      start++;
      continue;
    }
    let end = start;
    context.beginPath();
    while (end < values.length && values[end] !== null && values[end] !== undefined) {
      context.lineTo(x(at[end]!), y(values[end]!));
      end++;
    }
    context.stroke();
    if (area) {
      context.lineTo(x(at[end - 1]!), plot.bottom);
      context.lineTo(x(at[start]!), plot.bottom);
      context.globalAlpha = 0.12;
      context.fill();
      context.globalAlpha = 1;
    }
    start = end;
  }
  context.restore();
}

function drawBudget(context: CanvasRenderingContext2D, plot: Plot, y: number, label: string): void {
  context.save();
  context.strokeStyle = colour("--danger");
  context.fillStyle = colour("--danger");
  context.setLineDash([5, 4]);
  line(context, plot.left, Math.round(y) + 0.5, plot.right, Math.round(y) + 0.5);
  context.textAlign = "right";
  context.textBaseline = y - plot.top < 16 ? "top" : "bottom";
  context.fillText(label, plot.right, y - plot.top < 16 ? y + 4 : y - 3);
  context.restore();
}

function drawHover(
  context: CanvasRenderingContext2D,
  plot: Plot,
  { options, columns, index, x, y }: {
    options: ChartOptions;
    columns: readonly (readonly (number | null)[])[];
    index: number;
    x: number;
    y(value: number): number;
  },
): void {
  context.strokeStyle = colour("--line-strong");
  line(context, Math.round(x) + 0.5, plot.top, Math.round(x) + 0.5, plot.bottom);
  options.lines.forEach((one, at) => {
    const value = columns[at]![index] ?? null;
    if (value === null) return;
    context.fillStyle = colour(one.colour);
    context.strokeStyle = colour("--surface");
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, y(value), 4, 0, Math.PI * 2);
    context.fill();
    context.stroke();
  });
}

function line(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

function nearest(at: readonly number[], time: number): number {
  let best = at.length - 1;
  while (best > 0 && at[best - 1]! >= time) best--;
  return best > 0 && time - at[best - 1]! < at[best]! - time ? best - 1 : best;
}

/** A line without axes, for a tile: the shape of the last ten minutes. */
export function drawSpark(canvas: HTMLCanvasElement, values: readonly (number | null)[], colourName: string): void {
  const { clientWidth: width, clientHeight: height } = canvas;
  if (width === 0) return;
  const ratio = Math.min(3, devicePixelRatio || 1);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext("2d")!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return;
  const most = Math.max(...known);
  const least = Math.min(...known, most * 0.9);
  const span = most - least || 1;
  context.strokeStyle = colour(colourName);
  context.fillStyle = colour(colourName);
  context.lineWidth = 1.5;
  context.lineJoin = "round";
  context.beginPath();
  let started = false;
  values.forEach((value, index) => {
    if (value === null) return;
    const x = width - ((values.length - 1 - index) / (SECONDS - 1)) * width;
    const y = height - 2 - ((value - least) / span) * (height - 5);
    if (!started) context.moveTo(x, y);
    else context.lineTo(x, y);
    started = true;
  });
  context.stroke();
  context.lineTo(width, height);
  context.lineTo(width - ((values.length - 1) / (SECONDS - 1)) * width, height);
  context.globalAlpha = 0.1;
  context.fill();
}

/** A quantity set with its unit smaller. */
export function showQuantity(node: HTMLElement, value: string, unit: string): void {
  if (node.dataset.shown === `${value} ${unit}`) return;
  node.dataset.shown = `${value} ${unit}`;
  fill(node, value, unit === "" ? null : element("span", { class: "unit" }, unit));
}
