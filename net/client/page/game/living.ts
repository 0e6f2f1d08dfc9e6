/** The living world in play: the season and its weather, what goes on, what all are doing together, what has happened. */
import type { CatalogEntryOf } from "../../../../world/content/mod.ts";
import { seasonOf, spellsOf } from "../../../../world/seasons.ts";
import { weatherAt, weatherOf } from "../../../../world/weather.ts";
import type { WealdClient } from "../../sdk/mod.ts";
import { LivingPanel } from "../panels/living.ts";
import type { Panels } from "../panels/panels.ts";
import type { SeasonTint } from "../scene/season_tint.ts";
import type { Lore } from "./lore.ts";
import type { PlayPart } from "./play.ts";
import { keep, readKept } from "./settings.ts";
import type { SkyFacts } from "./sky.ts";

/** Who was away for longer than this is told what happened meanwhile, in seconds. */
const AWAY_SECONDS = 600;
/** Lines that are told then. */
const AWAY_LINES = 3;

/** All of it. Lives as long as the page. */
export class LivingPart implements PlayPart {
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #panel: LivingPanel;
  readonly #say: (text: string) => void;
  #seen: number | null = null;
  #isTold = false;

  constructor(client: WealdClient, lore: Lore, panels: Panels, say: (text: string) => void) {
    this.#client = client;
    this.#lore = lore;
    this.#say = say;
    this.#panel = new LivingPanel(client, lore, panels, () => this.#seen ?? Infinity);
    lore.listen(() => this.#panel.drawSoon());
    client.on("own", ({ topic, key, value }) => {
      if (topic === "counters" && key === "timeline" && value !== null) this.#panel.open();
      if (topic === "events" || topic === "tasks" || topic === "towns" || topic === "timeline") this.#panel.drawSoon();
    });
    client.on("entered", () => this.#isTold = false);
  }

  look(): void {
    const { tick, welcome, own } = this.#client;
    if (welcome === null || tick <= 0) return;
    // Of each world it is known when this page was in it last.
    const name = `seen-${welcome.seed}`;
    if (this.#seen === null) this.#seen = Number(readKept(name) ?? tick);
    if (!this.#isTold && own.timeline.size > 0) {
      this.#isTold = true;
      this.#tellOfAbsence(tick, welcome.tickRate);
    }
    keep(name, String(Math.floor(tick)));
  }

  /** The season that it is; null in a world without. */
  get season(): CatalogEntryOf<"seasons"> | null {
    const { welcome, tick } = this.#client;
    return welcome === null ? null : seasonOf(this.#lore.seasons, tick, welcome.dayTicks);
  }

  /** What is seen of the season. */
  get tint(): SeasonTint | null {
    const season = this.season;
    if (season === null) return null;
    const { ground, leaves, strengthPermille } = season.tint;
    return { id: season.id, ground, leaves, strength: strengthPermille / 1000, snow: season.snow };
  }

  /** What the sky of the tick is made of, as the world has it. Only while there is a world. */
  get sky(): SkyFacts {
    const { welcome, tick, own } = this.#client;
    const { seed, dayTicks } = welcome!;
    const weather = weatherAt(seed, Math.max(0, Math.floor(tick)), dayTicks, spellsOf(this.#lore.seasons));
    const wanted = [...own.events.values()].find((event) => event.weather > 0)?.weather ?? 0;
    return { dayTicks, weather: wanted === 0 ? weather : weatherOf(wanted - 1, weather) };
  }

  #tellOfAbsence(tick: number, tickRate: number): void {
    const seen = this.#seen ?? tick;
    if (tick - seen < AWAY_SECONDS * tickRate) return;
    const lines = [...this.#client.own.timeline.values()].filter((line) => line.tick > seen && line.text !== "");
    if (lines.length === 0) return;
    lines.sort((a, b) => a.tick - b.tick);
    this.#say(`While you were away: ${lines.slice(-AWAY_LINES).map(({ text }) => text).join(" · ")}`);
    if (lines.length > AWAY_LINES) this.#say("There is more: “What goes on” shows all that has happened.");
  }
}
