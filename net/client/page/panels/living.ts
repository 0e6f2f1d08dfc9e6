/** What goes on in the world: the season, events, what all are doing together, how towns do, what has happened. */
import type { WealdClient } from "../../sdk/mod.ts";
import { calendarAt, formatMinute } from "../../../../world/calendar.ts";
import { seasonOf } from "../../../../world/seasons.ts";
import type { Lore } from "../game/lore.ts";
import { make } from "../hud/dom.ts";
import type { Panel, Panels } from "./panels.ts";
import { soon } from "../soon.ts";

const ICON = "M12 3a9 9 0 1 0 9 9 9 9 0 0 0-9-9Zm0 2a7 7 0 1 1-7 7 7 7 0 0 1 7-7Zm-1 2v6l5 3 1-2-4-2V7Z";
/** Points of a town from which on it does well, and below which it does badly. */
const RICH_POINTS = 700;
const POOR_POINTS = 300;

/** The panel of what goes on. */
export class LivingPanel {
  readonly #panel: Panel;
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #seen: () => number;
  /** Many values come with one frame: it is drawn once after all of them. */
  readonly drawSoon = soon(() => this.#draw());

  /** `seen`: the tick at which this page was in the world last. */
  constructor(client: WealdClient, lore: Lore, panels: Panels, seen: () => number) {
    this.#client = client;
    this.#lore = lore;
    this.#seen = seen;
    this.#panel = panels.add({ id: "living", title: "What goes on", key: "L", icon: ICON });
    this.#panel.onOpen = () => this.#draw();
  }

  /** Somebody who was asked tells what has happened. */
  open(): void {
    this.#panel.open();
    this.#panel.body.querySelector(".timeline")?.parentElement?.scrollIntoView({ block: "start" });
  }

  #draw(): void {
    if (!this.#panel.isOpen) return;
    const parts = [this.#season(), this.#events(), this.#tasks(), this.#towns(), this.#timeline()];
    this.#panel.body.replaceChildren(...parts.filter((part) => part !== null));
  }

  #season(): HTMLElement | null {
    const { welcome, tick } = this.#client;
    const season = welcome === null ? null : seasonOf(this.#lore.seasons, tick, welcome.dayTicks);
    if (season === null || welcome === null) return null;
    const part = make("section");
    const { day } = calendarAt(Math.floor(tick), welcome.dayTicks);
    part.append(make("h3", "", `${season.name} · day ${day}`), make("p", "soft", season.text));
    return part;
  }

  #events(): HTMLElement | null {
    const { own, tick, welcome } = this.#client;
    if (own.events.size === 0) return null;
    const part = make("section");
    for (const [key, { untilTick }] of own.events) {
      const event = this.#lore.events.get(Number(key));
      if (event === undefined) continue;
      const minutes = Math.ceil(Math.max(0, untilTick - tick) / (welcome?.tickRate ?? 20) / 60);
      part.append(
        make("h3", "", event.name),
        make("p", "", this.#lore.filled(event.text)),
        make("p", "soft", minutes > 1 ? `For ${minutes} minutes yet.` : "It is nearly over."),
      );
    }
    return part;
  }

  #tasks(): HTMLElement | null {
    const { tasks } = this.#client.own;
    if (tasks.size === 0) return null;
    const part = make("section");
    part.append(make("h3", "", "What everybody can help with"));
    for (const [key, { state, counts, mine }] of tasks) {
      const task = this.#lore.tasks.get(Number(key));
      if (task === undefined) continue;
      const entry = make("article", "task");
      entry.append(make("b", "", task.name));
      if (state !== "running") {
        entry.append(make("p", "soft", state === "done" ? "It is done." : "It came to nothing."));
        part.append(entry);
        continue;
      }
      entry.append(make("p", "soft", this.#lore.filled(task.text)));
      const reached = counts.split(",").map(Number);
      task.goals.forEach(({ text, count }, at) => {
        const meter = make("div", "meter skill");
        const fill = make("i");
        fill.style.width = `${Math.min(100, (reached[at] ?? 0) * 100 / count).toFixed(1)}%`;
        meter.append(fill, make("span", "", `${text}: ${reached[at] ?? 0} of ${count}`));
        entry.append(meter);
      });
      const to = task.bringTo === null ? "" : ` Things for it go to ${this.#lore.personName(task.bringTo)}.`;
      entry.append(make("p", "soft", `${mine > 0 ? `You did ${mine} of it.` : "You have not helped yet."}${to}`));
      part.append(entry);
    }
    return part;
  }

  #towns(): HTMLElement | null {
    const { towns } = this.#client.own;
    if (towns.size === 0) return null;
    const part = make("section");
    part.append(make("h3", "", "Towns and villages"));
    const list = make("ul", "towns");
    for (const { name, prosperity } of towns.values()) {
      const row = make("li");
      const words = prosperity >= RICH_POINTS ? "does well" : prosperity < POOR_POINTS ? "hard times" : "gets by";
      const bar = make("i", "town-bar");
      bar.style.setProperty("--part", `${prosperity / 10}%`);
      row.append(make("span", "", name), bar, make("span", "soft", words));
      row.title = `${prosperity} of 1000`;
      list.append(row);
    }
    part.append(list);
    return part;
  }

  #timeline(): HTMLElement | null {
    const { own, welcome } = this.#client;
    const lines = [...own.timeline.values()].filter(({ text }) => text !== "").sort((a, b) => b.tick - a.tick);
    if (lines.length === 0 || welcome === null) return null;
    const part = make("section");
    part.append(make("h3", "", "What has happened"));
    const list = make("ol", "timeline");
    for (const { tick, text } of lines) {
      const { day, minute } = calendarAt(tick, welcome.dayTicks);
      const row = make("li", tick > this.#seen() ? "new" : "");
      row.append(make("time", "soft", `day ${day}, ${formatMinute(minute)}`), make("span", "", text));
      list.append(row);
    }
    part.append(list);
    return part;
  }
}
