/** Draws the bench under loss as SVG: how late turns are seen and how long nothing is heard, by the part that is lost. */
import { type Chart, drawCharts, type Series } from "./load/plot.ts";
import type { LossResult } from "./loss_walkers.ts";

/** What was measured at one rate of loss over one transport. */
export interface LossPoint extends LossResult {
  readonly percent: number;
}

const COLOURS = {
  websocket: { p50: "#e0b9a2", p95: "#c8794f", p99: "#8a3f1c", freeze: "#c8794f" },
  webtransport: { p50: "#a9cfb6", p95: "#4f9a6c", p99: "#1f5c38", freeze: "#4f9a6c" },
} as const;

/** Charts of p50, p95 and p99, and of the longest freeze. */
export function drawLoss(points: readonly LossPoint[]): string {
  const transports = ["websocket", "webtransport"] as const;
  const series = (
    transport: (typeof transports)[number],
    name: string,
    colour: string,
    value: (point: LossPoint) => number,
  ): Series => ({
    name,
    colour,
    points: points.filter((point) => point.transport === transport).map((point) => ({
      x: point.percent,
      y: value(point),
    })),
  });
  const short = { websocket: "WS", webtransport: "WT" } as const;
  const times: Chart = {
    title: "From a turn to another seeing it",
    unit: "ms",
    series: transports.flatMap((transport) => [
      series(transport, `${short[transport]} p50`, COLOURS[transport].p50, ({ p50Ms }) => p50Ms),
      series(transport, "p95", COLOURS[transport].p95, ({ p95Ms }) => p95Ms),
      series(transport, "p99", COLOURS[transport].p99, ({ p99Ms }) => p99Ms),
    ]),
  };
  const freezes: Chart = {
    title: "Longest freeze",
    unit: "ms",
    series: [
      series("websocket", "WebSocket", COLOURS.websocket.freeze, ({ longestFreezeMs }) => longestFreezeMs),
      series("webtransport", "WebTransport", COLOURS.webtransport.freeze, ({ longestFreezeMs }) => longestFreezeMs),
    ],
  };
  return drawCharts([times, freezes], "% of packets lost");
}
