/** The other ends of a world part's links, played by a test. */
import { allocateLink, Link } from "../../../world/base/link.ts";
import type { MessageOf } from "../../../world/base/record.ts";
import { type CheckpointPage, RULES_VERSION, TERRAIN_VERSION } from "../../../world/mod.ts";
import {
  gatewayToWorld,
  mainToWorld,
  storageToWorld,
  worldToGateway,
  worldToMain,
  worldToStorage,
} from "../../../world/part/messages.ts";
import { startWorldPart, type WorldPartEnds } from "../../../world/part/part.ts";
import { type Pack, writePack } from "../../../world/content/mod.ts";
import { defaultPack } from "../_pack.ts";
import type { WorldConfig } from "../../../world/part/types.ts";

type FromWorldToMain = MessageOf<typeof worldToMain.declarations>;
type FromWorldToGateway = MessageOf<typeof worldToGateway.declarations>;

export const CONFIG: WorldConfig = { seed: 5, tickRate: 60, dayMinutes: 40, checkpointSeconds: 0.2, gateways: 1 };

const VERSIONS = { rules: RULES_VERSION, terrain: TERRAIN_VERSION };

interface BenchOptions {
  readonly disk?: Map<string, CheckpointPage>;
  readonly journal?: Uint8Array[];
  readonly tick?: number;
  readonly gatewayRingBytes?: number;
}

/** Main, storage and one gateway. `disk` is what storage holds: hand it to the next one to restart. */
export class Bench {
  readonly ends: WorldPartEnds;
  readonly main;
  readonly storage;
  readonly gateway;
  readonly fromWorld: FromWorldToMain[] = [];
  readonly toGateway: FromWorldToGateway[] = [];
  readonly disk: Map<string, CheckpointPage>;
  /** Ticks of checkpoints that were written. */
  readonly saves: { tick: number; pages: number; last: boolean; hash: string }[] = [];
  /** Entries of the journal, each as a row of its own. */
  readonly journal: Uint8Array[];
  /** The newest tick that was recorded; whether storage keeps to itself that it is on the disk. */
  recorded = 0;
  holdsBack = false;
  /** What is said to be wrong with the journal. */
  problem = "";
  /** What the world gave up, by the tick from which it goes on. */
  readonly givenUp: number[] = [];
  /** Bytes of the ledger's rows that came with the journal. */
  ledgerBytes = 0;
  /** Saves to refuse before one is taken. */
  failures = 0;
  #tick: number;
  #hash = "";
  #pages: CheckpointPage[] = [];
  #waiters: (() => void)[] = [];

  constructor(options: BenchOptions = {}) {
    const main = allocateLink("main", "world", 1 << 22, 1 << 22);
    const storage = allocateLink("storage", "world", 1 << 23, 1 << 22);
    const gateway = allocateLink("gateway", "world", 1 << 20, options.gatewayRingBytes ?? 1 << 20);
    this.ends = { main: main.b, storage: storage.b, gateways: [gateway.b] };
    this.main = new Link(main.a, mainToWorld, worldToMain);
    this.storage = new Link(storage.a, storageToWorld, worldToStorage);
    this.gateway = new Link(gateway.a, gatewayToWorld, worldToGateway);
    this.disk = options.disk ?? new Map();
    this.journal = options.journal ?? [];
    this.#tick = options.tick ?? 0;
    this.main.onWake = () => {
      this.main.drain((message) => this.fromWorld.push(copied(message)));
      this.#wake();
    };
    this.gateway.onWake = () => this.readGateway();
    this.storage.onWake = () => this.#serveStorage();
    for (const link of [this.main, this.storage, this.gateway]) link.onWake();
  }

  readGateway(): void {
    this.gateway.drain((message) => this.toGateway.push(copied(message)));
    this.#wake();
  }

  /** `pack` null: main does not tell the content yet. */
  start(config: WorldConfig = CONFIG, pack: Pack | null = defaultPack()): void {
    for (const page of this.disk.values()) this.storage.mustSend({ type: "restorePage", ...page });
    for (const bytes of this.journal) this.storage.mustSend({ type: "restoreRow", ...VERSIONS, bytes });
    this.storage.mustSend({
      type: "restored",
      tick: this.#tick,
      pages: this.disk.size,
      fresh: this.disk.size === 0,
      hash: "",
      rules: 0,
      problem: this.problem,
    });
    if (pack !== null) this.main.mustSend({ type: "content", pack: writePack(pack) });
    this.main.mustSend({ type: "start", json: JSON.stringify(config) });
  }

  /** Waits until `find` finds something. The test's own time limit ends what never comes. */
  async until<Found>(find: () => Found | undefined): Promise<Found> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
  }

  mainSaid<Type extends FromWorldToMain["type"]>(type: Type): Promise<Extract<FromWorldToMain, { type: Type }>> {
    return this.until(() =>
      this.fromWorld.find((message): message is Extract<FromWorldToMain, { type: Type }> => message.type === type)
    );
  }

  gatewaySaid<Type extends FromWorldToGateway["type"]>(
    type: Type,
  ): Promise<Extract<FromWorldToGateway, { type: Type }>> {
    return this.until(() =>
      this.toGateway.find((message): message is Extract<FromWorldToGateway, { type: Type }> => message.type === type)
    );
  }

  close(): void {
    for (const link of [this.main, this.storage, this.gateway]) link.close();
    for (const end of [this.ends.main, this.ends.storage, ...this.ends.gateways]) end.port.close();
  }

  #serveStorage(): void {
    this.storage.drain((message) => {
      switch (message.type) {
        case "tickRecord":
          this.journal.push(new Uint8Array(message.bytes));
          this.recorded = message.tick;
          this.ledgerBytes += message.ledger.length;
          if (!this.holdsBack) this.storage.mustSend({ type: "durable", tick: message.tick });
          return;
        case "giveUp":
          this.givenUp.push(message.tick);
          return;
        case "checkpointBegin":
          this.#pages = [];
          this.#hash = message.hash;
          return;
        case "checkpointPage":
          this.#pages.push({ section: message.section, page: message.page, bytes: new Uint8Array(message.bytes) });
          return;
        case "checkpointEnd": {
          const { tick, last, pages } = message;
          if (this.failures > 0) {
            this.failures--;
            this.storage.mustSend({ type: "saveFailed", tick, reason: "the disk is full" });
            return;
          }
          for (const page of this.#pages) this.disk.set(`${page.section} ${page.page}`, page);
          this.saves.push({ tick, pages, last, hash: this.#hash });
          this.storage.mustSend({ type: "saved", tick });
        }
      }
    });
    this.#wake();
  }

  #wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const resolve of waiters) resolve();
  }
}

/** Bytes in a message are a view of the ring: kept messages need their own. */
function copied<Message extends { readonly type: string }>(message: Message): Message {
  return Object.fromEntries(
    Object.entries<unknown>({ ...message }).map((
      [name, value],
    ) => [name, value instanceof Uint8Array ? new Uint8Array(value) : value]),
  ) as unknown as Message;
}

/** A world that was saved and stopped: its pages and the tick of the last save. */
export async function savedWorld(): Promise<{ readonly disk: Bench["disk"]; readonly tick: number }> {
  const bench = new Bench();
  startWorldPart(bench.ends);
  bench.start();
  await bench.until(() => bench.saves.length > 0 ? true : undefined);
  bench.main.mustSend({ type: "stop" });
  await bench.mainSaid("stopped");
  bench.close();
  return { disk: bench.disk, tick: bench.saves.at(-1)!.tick };
}
