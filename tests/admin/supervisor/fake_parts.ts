/** Parts that only live and die: they say that they are ready, and stop when they are told, unless asked otherwise. */
import { Link, type LinkEnd } from "../../../world/base/link.ts";
import {
  gatewayToMain,
  mainToGateway,
  mainToStorage,
  mainToWorld,
  storageToMain,
  worldToMain,
} from "../../../world/part/messages.ts";
import type { OnCrash, PartStarters } from "../../../admin/supervisor/mod.ts";
import type { ServerConfig } from "../../../admin/supervisor/mod.ts";

/** What happens to a part at its start, and the record of all. */
export interface FakePlan {
  /** Parts that fail instead of being ready. */
  readonly failing?: readonly string[];
  readonly events: string[];
  /** Ends a part as an error in its thread would. */
  readonly crash: Map<string, OnCrash>;
}

const READY: Readonly<Record<string, string>> = {
  storage: JSON.stringify({ tick: null, staff: 1 }),
  world: JSON.stringify({
    ...{ tick: 0, seed: 7, tickRate: 20, dayTicks: 48_000, terrainVersion: 1, fresh: true, entities: 0 },
  }),
  gateway: JSON.stringify({ port: 4321 }),
};

/** Starters of fakes that follow a plan. */
export function fakeStarters(plan: FakePlan): PartStarters {
  const ready = (name: string) => READY[name.split(" ")[0]!]!;
  const start = (name: string, end: LinkEnd, vocabularies: "world" | "storage" | "gateway", onCrash: OnCrash) => {
    plan.crash.set(name, onCrash);
    // The three vocabularies agree in everything that a fake says and hears.
    const [out, incoming] = {
      world: [worldToMain, mainToWorld],
      storage: [storageToMain, mainToStorage],
      gateway: [gatewayToMain, mainToGateway],
    }[vocabularies] as unknown as [typeof worldToMain, typeof mainToWorld];
    const link = new Link(end, out, incoming);
    link.onWake = () =>
      link.drain((message) => {
        if (message.type === "start") {
          plan.events.push(`start ${name}`);
          if (plan.failing?.includes(name)) link.send({ type: "failed", code: "fake", message: `${name} cannot` });
          else link.send({ type: "ready", json: ready(name) });
        }
        if (message.type === "stop") {
          plan.events.push(`stop ${name}`);
          link.send({ type: "stopped" });
          link.close();
        }
      });
    link.onWake();
    return Promise.resolve({ terminate: () => plan.events.push(`terminate ${name}`) });
  };
  let gateways = 0;
  return {
    world: (ends, onCrash) => start("world", ends.main, "world", onCrash),
    storage: (ends, onCrash) => start("storage", ends.main, "storage", onCrash),
    past: () => Promise.resolve({ terminate: () => {} }),
    backup: () => Promise.resolve({ ok: true, ms: 1 }),
    gateway: (ends, onCrash) => start(`gateway ${++gateways}`, ends.main, "gateway", onCrash),
  };
}

/** A server of fakes on loopback. */
export const FAKE_CONFIG: ServerConfig = {
  version: "0.0.0",
  folder: "nowhere",
  worldName: "Test",
  host: "127.0.0.1",
  port: 0,
  adminHost: "127.0.0.1",
  adminPort: 0,
  playersMax: 10,
  content: Promise.resolve({ ok: true, pack: new Uint8Array() }),
  world: {
    ...{ seed: 1, tickRate: 20, dayMinutes: 40, checkpointSeconds: 30, gateways: 2 },
  },
};
