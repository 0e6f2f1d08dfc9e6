/** Main's end of the link to the world: commands of staff, the cell streams for the console, questions. */
import { assert } from "../../world/base/assert.ts";
import { Link, type LinkEnd } from "../../world/base/link.ts";
import { type Catalog, recipeOfCatalog } from "../../world/content/mod.ts";
import { mainToWorld, worldToMain } from "../../world/part/messages.ts";
import { type EntityReport, LOG_LEVELS, type WorldConfig, type WorldStats } from "../../world/part/types.ts";
import { type LedgerRow, writeLedgerRows } from "../../world/ledger/mod.ts";
import { DEFAULT_RECIPE, type TerrainRecipe } from "../../world/terrain/mod.ts";
import type { StreamListener, WorldPort } from "../api/mod.ts";
import { Life } from "./life.ts";
import { ANSWER_MS_MAX } from "./limits.ts";
import type { Log } from "./log.ts";
import { Requests, textOf } from "./requests.ts";

/** The catalog of the content as JSON, and its hash. */
export interface ContentCatalog {
  readonly hash: string;
  readonly json: Uint8Array;
}

/** Lives as long as the process. */
export class WorldClient implements WorldPort {
  readonly life = new Life("world");
  /** The newest statistics. */
  stats: WorldStats | null = null;
  /** What clients are told of the content; known once the world is ready. */
  catalog: ContentCatalog = { hash: "", json: new Uint8Array() };
  readonly #link: Link<typeof mainToWorld.declarations, typeof worldToMain.declarations>;
  readonly #requests = new Requests("world", ANSWER_MS_MAX.world);
  #listener: StreamListener | null = null;

  constructor(end: LinkEnd, log: Log) {
    this.#link = new Link(end, mainToWorld, worldToMain);
    this.#link.onWake = () =>
      this.#link.drain((message) => {
        switch (message.type) {
          case "block":
            return this.#listener?.block(message.space, message.bytes);
          case "flush":
            return this.#listener?.flush(message.tick);
          case "restart":
            return this.#listener?.restart(message.tick);
          case "catalog":
            this.catalog = { hash: message.hash, json: message.json.slice() };
            return;
          case "answer":
            return this.#requests.answer(message.request, message.json);
          case "stats":
            this.stats = JSON.parse(textOf(message.json));
            return;
          case "log":
            return log.write(LOG_LEVELS[message.level] ?? "info", "world", message.text);
          case "ready":
          case "failed":
          case "stopped":
            return this.life.hear(message);
        }
      });
    this.#link.onWake();
  }

  /** The host's content, as bytes. */
  giveContent(pack: Uint8Array): void {
    this.#link.mustSend({ type: "content", pack });
  }

  /** What kinds of things are called, by number. */
  get things(): string[] {
    if (this.catalog.json.length === 0) return [];
    const { kinds }: Catalog = JSON.parse(textOf(this.catalog.json));
    const names: string[] = [""];
    for (const { number, name } of kinds.items) names[number] = String(name ?? "");
    return names;
  }

  /** What the terrain is made of besides its seed, as the catalog says. */
  get recipe(): TerrainRecipe {
    if (this.catalog.json.length === 0) return DEFAULT_RECIPE;
    return recipeOfCatalog(JSON.parse(textOf(this.catalog.json)) as Catalog);
  }

  start(config: WorldConfig): void {
    this.#link.mustSend({ type: "start", json: JSON.stringify(config) });
  }

  /** False if the ring is full. */
  stop(): boolean {
    return this.#link.send({ type: "stop" });
  }

  send(command: Parameters<WorldPort["send"]>[0]): boolean {
    return this.#link.send(command);
  }

  watchAll(on: boolean): void {
    const sent = this.#link.send({ type: "watchAll", space: 0, on });
    assert(sent, "staff's commands leave room for the console's own");
  }

  inspect(entity: number): Promise<EntityReport | null> {
    return this.#requests.ask((request) => this.#link.send({ type: "inspect", request, entity }));
  }

  undo(actor: string, rows: readonly LedgerRow[]): Promise<{ problem: string }> {
    const bytes = writeLedgerRows(rows).slice();
    return this.#requests.ask((request) => this.#link.send({ type: "undo", actor, request, rows: bytes }));
  }

  setStreamListener(listener: StreamListener): void {
    this.#listener = listener;
  }
}
