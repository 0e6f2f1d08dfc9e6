/** A gateway's statistics, taken once a second. */
import { memoryUsage } from "node:process";
import type { GatewayStats, QueueStats } from "../../world/part/types.ts";
import type { LinkStats } from "../../world/base/link.ts";
import type { Gateway } from "./gateway.ts";

interface Totals {
  readonly frames: number;
  readonly bytesOut: number;
  readonly bytesIn: number;
  readonly messagesIn: number;
}

/** Turns counters into rates. Its lifetime is the gateway's. */
export class GatewayStatistics {
  readonly #gateway: Gateway;
  readonly #index: number;
  #last: Totals;
  #lastAtMs: number;

  constructor(gateway: Gateway, index: number, nowMs: number) {
    this.#gateway = gateway;
    this.#index = index;
    this.#last = totalsOf(gateway);
    this.#lastAtMs = nowMs;
  }

  /** The statistics since the last call. `sockets`: all that are open, also without a session. */
  take(nowMs: number, sockets: number, links: readonly LinkStats[]): GatewayStats {
    const gateway = this.#gateway;
    const seconds = Math.max(0.001, (nowMs - this.#lastAtMs) / 1000);
    for (const session of gateway.connectedSessions) {
      session.bytesPerSecond = (session.bytesOut - session.bytesOutSeen) / seconds;
      session.bytesOutSeen = session.bytesOut;
    }
    const totals = totalsOf(gateway);
    const last = this.#last;
    this.#last = totals;
    this.#lastAtMs = nowMs;
    const perSecond = (now: number, before: number) => Math.round((now - before) / seconds);
    return {
      index: this.#index,
      connections: Math.max(sockets, gateway.connections),
      playing: gateway.playing,
      framesPerSecond: perSecond(totals.frames, last.frames),
      bytesOutPerSecond: perSecond(totals.bytesOut, last.bytesOut),
      bytesInPerSecond: perSecond(totals.bytesIn, last.bytesIn),
      messagesInPerSecond: perSecond(totals.messagesIn, last.messagesIn),
      slowed: gateway.slowed,
      closed: gateway.closed.read(),
      refused: {
        ...gateway.refused.read(),
        "flushes-joined": gateway.telling.flushesJoined,
        "flushes-held-back": gateway.telling.pace.flushesHeldBack,
        "frames-skipped": gateway.telling.fanout.counts.skipped,
        "stray-blocks": gateway.telling.cells.strayBlocks,
      },
      cellsWatched: gateway.telling.cells.size,
      crowds: gateway.telling.listCrowds(),
      queues: links.map((link): QueueStats => ({
        name: link.name,
        waitingBytes: link.sendWaitingBytes,
        capacityBytes: link.sendCapacityBytes,
        refused: link.sendRefused,
      })),
      memoryBytes: partMemoryBytes(),
    };
  }
}

/** What this thread's engine holds, and what it holds outside of its heap. The rest is the process's. */
function partMemoryBytes(): number {
  const { heapTotal, external } = memoryUsage();
  return heapTotal + external;
}

function totalsOf(gateway: Gateway): Totals {
  return {
    frames: gateway.telling.fanout.counts.frames,
    bytesOut: gateway.telling.fanout.counts.bytes,
    bytesIn: gateway.bytesIn,
    messagesIn: gateway.messagesIn,
  };
}
