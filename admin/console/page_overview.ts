/** The overview: how the world fares, at a glance and second by second. */
import type { StatsSample } from "../api/ports.ts";
import type { App, Page } from "./app.ts";
import { type Chart, drawSpark, makeChart, showQuantity } from "./chart.ts";
import { makeCrowdCard } from "./crowd_card.ts";
import { element, setText } from "./dom.ts";
import { makeUndoing } from "./events.ts";
import { bytesOf, formatBytes, formatCount, formatDuration, formatFigures, formatMs, plural } from "./format.ts";
import { makeLogList } from "./log_list.ts";
import { makeMemoryCard, makeQueuesCard, makeSystemsCard, makeWorldCard } from "./overview_cards.ts";

interface Tile {
  readonly node: HTMLElement;
  readonly value: HTMLElement;
  readonly note: HTMLElement;
  readonly spark: HTMLCanvasElement;
}

/** Builds the page. */
export function makeOverviewPage(app: App): Page {
  const { store } = app;
  const undoing = makeUndoing();
  const budgetMs = 1000 / store.info.tickRate;
  const players = makeTile("Players on", "/players");
  const tick = makeTile("Tick time, p99", "");
  const traffic = makeTile("Sent per second", "");
  const memory = makeTile("Memory", "");
  const uptime = makeTile("Running for", "");

  const charts: readonly Chart[] = [
    makeChart({
      label: "Tick time over the last ten minutes",
      at: () => store.series.at,
      lines: [
        { label: "Longest", colour: "--series-3", area: false, values: () => store.series.tickMax },
        { label: "p99", colour: "--series-2", area: false, values: () => store.series.tickP99 },
        { label: "p50", colour: "--series-1", area: true, values: () => store.series.tickP50 },
      ],
      format: formatMs,
      budget: { value: budgetMs, label: `a tick has ${Number(budgetMs.toFixed(1))} ms` },
      height: 232,
      scaleMin: 2,
    }),
    makeChart({
      label: "Bytes per second over the last ten minutes",
      at: () => store.series.at,
      lines: [
        { label: "Sent", colour: "--series-1", area: true, values: () => store.series.bytesOut },
        { label: "Received", colour: "--series-4", area: false, values: () => store.series.bytesIn },
      ],
      format: (value) => `${formatBytes(value)}/s`,
      budget: null,
      height: 168,
      scaleMin: 1000,
    }),
  ];
  const systems = makeSystemsCard();
  const world = makeWorldCard(store.info);
  const queues = makeQueuesCard();
  const memoryParts = makeMemoryCard();
  const crowds = makeCrowdCard((content) => card("Overfull places", "span-12", content));
  const logs = makeLogList({ linesMax: 40, empty: "Nothing has been logged yet." });
  logs.append(store.logs);

  const node = element(
    "div",
    { class: "overview" },
    element("div", { class: "tiles" }, ...[players, tick, traffic, memory, uptime].map((tile) => tile.node)),
    crowds.node,
    card("Tick time", "span-8", charts[0]!.node),
    card("Where a tick goes", "span-4", systems.node),
    card("World", "span-4", world.node),
    card("Traffic", "span-8", charts[1]!.node),
    card("Queues", "span-8", queues.node),
    card("Memory by part", "span-4", memoryParts.node),
    card("Recent log lines", "span-12", logs.node),
  );

  function show(sample: StatsSample): void {
    const { series } = store;
    const stats = sample.world;
    showQuantity(players.value, stats === null ? "–" : formatCount(stats.players), "");
    setText(players.note, stats === null ? "The world has not reported yet" : connectionsNote(sample));
    showQuantity(tick.value, stats === null ? "–" : formatFigures(stats.tickMs.p99), stats === null ? "" : "ms");
    setText(tick.note, stats === null ? "" : tickNote(stats.tickMs.p99 / budgetMs, stats.ticksPerSecond));
    tick.node.classList.toggle("tile-warn", stats !== null && stats.tickMs.p99 > budgetMs);
    const sent = bytesOf(series.bytesOut.at(-1) ?? 0);
    showQuantity(traffic.value, sent.value, `${sent.unit}/s`);
    setText(
      traffic.note,
      `${formatCount(series.framesOut.at(-1) ?? 0)} frames/s · ${formatBytes(series.bytesIn.at(-1) ?? 0)}/s in`,
    );
    const resident = bytesOf(sample.process.memoryBytes);
    showQuantity(memory.value, resident.value, resident.unit);
    setText(memory.note, `${sample.process.cores.toFixed(2)} cores in use`);
    const { startedAt } = sample.process;
    showQuantity(uptime.value, formatDuration((Date.now() - startedAt) / 1000), "");
    setText(uptime.note, lateNote(stats?.ticksLate ?? 0));
    drawSpark(players.spark, series.players, "--series-1");
    drawSpark(tick.spark, series.tickP99, "--series-2");
    drawSpark(traffic.spark, series.bytesOut, "--series-1");
    drawSpark(memory.spark, series.memoryBytes, "--series-4");
    charts.forEach((chart) => chart.draw());
    systems.show(sample);
    world.show(sample);
    queues.show(sample);
    crowds.show(sample);
    memoryParts.show(sample);
  }

  undoing.add(store.onSample.on(show));
  undoing.add(store.onLogs.on((lines) => lines === store.logs ? logs.replace(lines) : logs.append(lines)));
  charts.forEach((chart) => undoing.add(chart.leave));
  if (store.sample !== null) queueMicrotask(() => show(store.sample!));
  return { title: "Overview", kind: "flow", node, requery() {}, leave: undoing.run };
}

function connectionsNote({ gateways }: StatsSample): string {
  const connections = gateways.reduce((sum, gateway) => sum + gateway.connections, 0);
  const slowed = gateways.reduce((sum, gateway) => sum + gateway.slowed, 0);
  const note = plural(connections, "connection", "connections");
  return slowed === 0 ? note : `${note}, ${formatCount(slowed)} slowed`;
}

function tickNote(share: number, ticksPerSecond: number): string {
  return `${Math.round(share * 100)} % of its budget · ${formatCount(ticksPerSecond)} ticks/s`;
}

function lateNote(ticksLate: number): string {
  return ticksLate === 0 ? "no tick was ever late" : `${plural(ticksLate, "tick", "ticks")} late since the start`;
}

function makeTile(label: string, href: string): Tile {
  const value = element("div", { class: "tile-value" }, "–");
  const note = element("div", { class: "tile-note" });
  const spark = element("canvas", { class: "tile-spark", "aria-hidden": "true" });
  const content = [element("div", { class: "tile-label" }, label), value, note, spark];
  const node = href === ""
    ? element("div", { class: "tile" }, ...content)
    : element("a", { class: "tile", href }, ...content);
  return { node, value, note, spark };
}

function card(title: string, span: string, content: HTMLElement): HTMLElement {
  return element(
    "section",
    { class: `card ${span}`, "aria-label": title },
    element("h2", { class: "card-title" }, title),
    content,
  );
}
