/** Main's end of the link to one gateway. */
import { Link, type LinkEnd } from "../../world/base/link.ts";
import { gatewayToMain, mainToGateway } from "../../world/part/messages.ts";
import { type GatewayConfig, type GatewayStats, LOG_LEVELS, type PlayerList } from "../../world/part/types.ts";
import type { PlayersPort } from "../api/mod.ts";
import { Life } from "./life.ts";
import { ANSWER_MS_MAX } from "./limits.ts";
import type { Log } from "./log.ts";
import type { ContentCatalog } from "./world_client.ts";
import { Requests, textOf } from "./requests.ts";

type ListQuery = Parameters<PlayersPort["list"]>[0];

/** Lives as long as the process. */
export class GatewayClient {
  readonly life: Life;
  /** The newest statistics. */
  stats: GatewayStats | null = null;
  /** Called when there are new ones. */
  onStats: () => void = () => {};
  readonly #link: Link<typeof mainToGateway.declarations, typeof gatewayToMain.declarations>;
  readonly #requests: Requests;

  constructor(end: LinkEnd, log: Log) {
    this.life = new Life(end.name);
    this.#requests = new Requests(end.name, ANSWER_MS_MAX.gateway);
    this.#link = new Link(end, mainToGateway, gatewayToMain);
    this.#link.onWake = () =>
      this.#link.drain((message) => {
        switch (message.type) {
          case "players":
            return this.#requests.answer(message.request, message.json);
          case "stats":
            this.stats = JSON.parse(textOf(message.json));
            return this.onStats();
          case "log":
            return log.write(LOG_LEVELS[message.level] ?? "info", end.name, message.text);
          case "ready":
          case "failed":
          case "stopped":
            return this.life.hear(message);
        }
      });
    this.#link.onWake();
  }

  start(config: GatewayConfig, catalog: ContentCatalog): void {
    this.#link.mustSend({ type: "catalog", ...catalog });
    this.#link.mustSend({ type: "start", json: JSON.stringify(config) });
  }

  /** False if the ring is full. */
  stop(): boolean {
    return this.#link.send({ type: "stop" });
  }

  /** Tells it how many play through others. A full ring hears it a second later. */
  tellElsewhere(players: number): void {
    this.#link.send({ type: "elsewhere", players });
  }

  list(query: ListQuery): Promise<PlayerList> {
    return this.#requests.ask((request) => this.#link.send({ type: "list", request, ...query }));
  }
}

/** Rows of several gateways that are merged at most; the console shows fewer. */
const MERGED_ROWS_MAX = 1_000;

/** Has each gateway know how many play through the others: strangers are told the number of all. */
export function tellEachOther(gateways: readonly GatewayClient[]): void {
  if (gateways.length === 1) return;
  const playing = () => gateways.reduce((sum, { stats }) => sum + (stats?.playing ?? 0), 0);
  for (const gateway of gateways) {
    gateway.onStats = () => {
      const all = playing();
      for (const other of gateways) other.tellElsewhere(all - (other.stats?.playing ?? 0));
    };
  }
}

/** Who is on, over all gateways, by name. */
export async function listPlayers(gateways: readonly PlayersPort[], query: ListQuery): Promise<PlayerList> {
  if (gateways.length === 1) return await gateways[0]!.list(query);
  const count = Math.min(query.offset + query.count, MERGED_ROWS_MAX);
  const lists = await Promise.all(gateways.map((gateway) => gateway.list({ find: query.find, offset: 0, count })));
  const rows = lists.flatMap((list) => list.rows);
  rows.sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : a.session - b.session);
  return {
    total: lists.reduce((sum, list) => sum + list.total, 0),
    rows: rows.slice(query.offset, query.offset + query.count),
  };
}
