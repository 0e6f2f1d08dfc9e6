/** A generator process from the outside: orders to it, its reports. */
import { Child, denoRun } from "./child.ts";
import type { GeneratorResult, Order, ProtocolName, Report } from "./generator/orders.ts";
import type { PopulationOptions } from "./generator/population.ts";
import { type ProcessorTime, readProcessorTime } from "./processor_time.ts";

const GENERATOR = new URL("./generator/main.ts", import.meta.url).pathname;

/** What a generator said last of itself. */
export type Status = Extract<Report, { type: "status" }>;

/** A running generator. Lifetime: one scenario. */
export class GeneratorProcess {
  last: Status = {
    type: "status",
    playing: 0,
    waiting: 0,
    connecting: 0,
    signingIn: 0,
    frames: 0,
    bytes: 0,
    inputs: 0,
  };
  readonly #child: Child;
  #players = 0;

  constructor(protocol: ProtocolName, full: boolean, options: PopulationOptions) {
    this.#child = new Child(denoRun(GENERATOR));
    this.#child.onLine = (line) => {
      const report = JSON.parse(line) as Report;
      if (report.type === "status") this.last = report;
    };
    this.#order({ type: "start", protocol, full, options });
  }

  #order(order: Order): void {
    this.#child.say(JSON.stringify(order)).catch((error) => {
      if (!this.#child.ended) throw error;
    });
  }

  get pid(): number {
    return this.#child.pid;
  }

  get processorTime(): ProcessorTime {
    return readProcessorTime(this.#child.pid);
  }

  /** Adds players and waits until all play, or fails after `withinMs`. */
  async add(players: number, withinMs: number): Promise<void> {
    this.#players += players;
    this.#order({ type: "add", players });
    await this.allPlaying(withinMs);
  }

  /** Waits until all players play; returns how long that took, in milliseconds. */
  async allPlaying(withinMs: number): Promise<number> {
    const since = performance.now();
    while (this.last.playing < this.#players) {
      if (this.#child.ended) {
        throw new Error(`play ${this.#players} players: the generator ended: ${this.#child.lastErrors.join("\n")}`);
      }
      if (performance.now() - since > withinMs) {
        const result = await this.report();
        throw new Error(
          `play ${this.#players} players: only ${this.last.playing} are in the world after ${
            Math.round(withinMs / 1000)
          } s; refused: ${JSON.stringify(result.counts.refused)}, dropped: ${JSON.stringify(result.counts.dropped)}`,
        );
      }
      await sleep(100);
    }
    return performance.now() - since;
  }

  measure(): void {
    this.#order({ type: "measure" });
  }
  churn(perSecond: number): void {
    this.#order({ type: "churn", perSecond });
  }
  /** Everyone loses the connection. When this returns, `last` says so: what came before may still have been on its way. */
  storm(): Promise<boolean> {
    return this.#ask({ type: "storm" }, (report) => report.type === "stormed" || null);
  }
  deaf(on: boolean): void {
    this.#order({ type: "deaf", on });
  }
  compare(truths: Extract<Order, { type: "compare" }>["truths"]): void {
    this.#order({ type: "compare", truths });
  }

  /** Entities that its full clients show. */
  sample(perObserver: number): Promise<number[]> {
    return this.#ask({ type: "sample", perObserver }, (report) => report.type === "sample" ? report.entities : null);
  }

  /** Everything counted since `measure`. */
  report(): Promise<GeneratorResult> {
    return this.#ask({ type: "report" }, (report) => report.type === "result" ? report : null);
  }

  async #ask<T>(order: Order, pick: (report: Report) => T | null): Promise<T> {
    const answer = this.#child.find(order.type, (line) => pick(JSON.parse(line) as Report));
    this.#order(order);
    return await answer;
  }

  async stop(): Promise<void> {
    this.#order({ type: "stop" });
    await this.#child.stop(3_000);
  }
}

/** Waits. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
