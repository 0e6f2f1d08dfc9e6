/** The server's own statistics, gathered once a second while a run is measured. */
import type { StatsSample } from "../../../admin/api/ports.ts";
import type { ConsoleClient } from "./console_client.ts";
import { addCounts, mean, percentile } from "./numbers.ts";
import { type SystemTimes, timesOf } from "./system_times.ts";

/** What was gathered, in short. */
export interface ServerStatistics {
  readonly simulationHz: number;
  readonly tickMsP50: number;
  readonly tickMsP99: number;
  readonly tickMsMax: number;
  readonly ticksLate: number;
  readonly slowed: number;
  readonly queueRefused: number;
  readonly systemsMs: Readonly<Record<string, number>>;
  readonly systemTimes: Readonly<Record<string, SystemTimes>>;
}

/** Collects samples. Lifetime: the measured part of one run. */
export class StatisticsCollector {
  readonly #console: ConsoleClient | null;
  readonly #samples: StatsSample[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(console: ConsoleClient | null) {
    this.#console = console;
  }

  get last(): StatsSample | undefined {
    return this.#samples.at(-1);
  }

  start(): void {
    const staff = this.#console;
    if (staff === null) return;
    this.#timer = setInterval(() => {
      staff.overview().then(({ sample }) => this.#samples.push(sample), (error) => console.error(String(error)));
    }, 1000);
  }

  stop(): ServerStatistics {
    clearInterval(this.#timer);
    const worlds = this.#samples.flatMap(({ world }) => world === null ? [] : [world]);
    const ticks = worlds.flatMap(({ tickMs, tickMsEach }) => tickMsEach ?? [tickMs.max]);
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    const queues = (sample: StatsSample | undefined) =>
      [...sample?.world?.queues ?? [], ...sample?.gateways.flatMap(({ queues }) => queues) ?? []]
        .reduce((sum, { refused }) => sum + refused, 0);
    const systems = addCounts(
      worlds.map((world) => Object.fromEntries(world.systems.map(({ name, ms }) => [name, ms]))),
    );
    return {
      simulationHz: mean(worlds.map(({ ticksPerSecond }) => ticksPerSecond)),
      tickMsP50: percentile(ticks, 0.5),
      tickMsP99: percentile(ticks, 0.99),
      tickMsMax: Math.max(0, ...worlds.map(({ tickMs }) => tickMs.max)),
      ticksLate: (last?.world?.ticksLate ?? 0) - (first?.world?.ticksLate ?? 0),
      slowed: last?.gateways.reduce((sum, { slowed }) => sum + slowed, 0) ?? 0,
      queueRefused: queues(last) - queues(first),
      systemTimes: systemTimes(worlds),
      systemsMs: Object.fromEntries(Object.entries(systems).map(([name, sum]) => [name, sum / worlds.length])),
    };
  }
}

/** What each system took, from what each tick of each second took. */
function systemTimes(worlds: readonly NonNullable<StatsSample["world"]>[]): Record<string, SystemTimes> {
  const each = new Map<string, number[]>();
  for (const { systems } of worlds) {
    for (const { name, ms, msEach = [ms] } of systems) each.set(name, [...each.get(name) ?? [], ...msEach]);
  }
  return Object.fromEntries([...each].map(([name, ms]) => [name, timesOf(ms)]));
}
