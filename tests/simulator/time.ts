/**
 * Simulated time: a queue of what is due, in order of its time, then of its asking. While it is installed the clocks
 * and timers of the runtime are this queue, so whatever runs here runs in a time that stands still between two events.
 */
import { setImmediate } from "node:timers";

interface Due {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
  /** Milliseconds between two runs, or null for once. */
  readonly everyMs: number | null;
}

/** Dates begin here, so that two runs of one seed write the same ones. */
const EPOCH_MS = Date.UTC(2026, 0, 1);

/** A time of its own. Lifetime: one course of events. */
export class SimulatedTime {
  nowMs = 0;
  readonly #queue = new Map<number, Due>();
  #order = 0;
  #errors: unknown[] = [];

  /** Calls back after some milliseconds; returns what `cancel` takes. */
  after(ms: number, run: () => void, everyMs: number | null = null): number {
    const order = ++this.#order;
    this.#queue.set(order, { atMs: this.nowMs + Math.max(0, ms), order, run, everyMs });
    return order;
  }

  cancel(order: number | undefined): void {
    if (order !== undefined) this.#queue.delete(order);
  }

  /** Forgets everything that is due: the process died. */
  clear(): void {
    this.#queue.clear();
  }

  /** Lets time pass until `isDone`, looking after each event; throws after `msMax`. */
  async until(what: string, isDone: () => boolean, msMax = 60_000): Promise<void> {
    const end = this.nowMs + msMax;
    while (!isDone()) {
      const next = this.#next();
      if (next === null || next.atMs > end) throw new Error(`wait for ${what}: not within ${msMax} simulated ms`);
      await this.#step(next);
    }
  }

  /** Lets so many things happen, as far as there are any. */
  async steps(count: number): Promise<void> {
    for (let next = this.#next(); next !== null && count > 0; next = this.#next(), count--) await this.#step(next);
  }

  /** Lets time pass. */
  async pass(ms: number): Promise<void> {
    const end = this.nowMs + ms;
    for (let next = this.#next(); next !== null && next.atMs <= end; next = this.#next()) await this.#step(next);
    this.nowMs = end;
  }

  /** Lets what was promised at this moment come true. */
  async settle(): Promise<void> {
    // Promises of this engine are done before the next turn of the real loop.
    await new Promise<void>((resolve) => setImmediate(resolve));
    const [error] = this.#errors.splice(0);
    if (error !== undefined) throw error;
  }

  #next(): Due | null {
    let next: Due | null = null;
    // Some dozens of entries: a scan is cheap enough, and Map keeps them in the order of asking.
    for (const due of this.#queue.values()) if (next === null || due.atMs < next.atMs) next = due;
    return next;
  }

  async #step(due: Due): Promise<void> {
    this.nowMs = Math.max(this.nowMs, due.atMs);
    if (due.everyMs === null) this.#queue.delete(due.order);
    else this.#queue.set(due.order, { ...due, atMs: this.nowMs + Math.max(1, due.everyMs) });
    try {
      due.run();
    } catch (error) {
      this.#errors.push(error);
    }
    await this.settle();
  }

  /** Puts this time in the place of the runtime's, until the returned function is called. */
  install(): () => void {
    const real = {
      setTimeout: globalThis.setTimeout,
      clearTimeout: globalThis.clearTimeout,
      setInterval: globalThis.setInterval,
      clearInterval: globalThis.clearInterval,
    };
    const now = Object.getOwnPropertyDescriptor(performance, "now");
    const date = Date.now;
    const cancel = (order?: number) => this.cancel(order);
    Object.assign(globalThis, {
      setTimeout: (run: () => void, ms = 0) => this.after(ms, run),
      setInterval: (run: () => void, ms = 0) => this.after(ms, run, ms),
      clearTimeout: cancel,
      clearInterval: cancel,
    });
    Object.defineProperty(performance, "now", { value: () => this.nowMs, configurable: true, writable: true });
    Date.now = () => EPOCH_MS + Math.floor(this.nowMs);
    return () => {
      Object.assign(globalThis, real);
      if (now === undefined) Reflect.deleteProperty(performance, "now");
      else Object.defineProperty(performance, "now", now);
      Date.now = date;
    };
  }
}
