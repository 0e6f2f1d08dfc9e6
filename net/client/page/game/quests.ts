/** Quests in play: whom one can talk to, the talk, the log, and the marks over heads. */
import { UNITS_PER_METRE } from "../../../../world/base/space.ts";
import type { MapMark } from "../hud/map.ts";
import type { WealdClient } from "../../sdk/mod.ts";
import type { Offer } from "../hud/prompt.ts";
import { DialoguePanel } from "../panels/dialogue.ts";
import type { Panels } from "../panels/panels.ts";
import type { Service } from "../panels/services.ts";
import { QuestLog } from "../panels/quest_log.ts";
import type { Going } from "./going.ts";
import type { Lore } from "./lore.ts";
import type { Around, PlayPart } from "./play.ts";

/** How near somebody is that one can talk to, in metres: a little less than the world's own. */
const TALK_METRES = 4.6;
const TOUCH_METRES = 1.1;

/** All of it. Lives as long as the page. */
export class QuestPart implements PlayPart {
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #dialogue: DialoguePanel;
  readonly #log: QuestLog;
  readonly #going: Going;
  readonly #say: (text: string) => void;

  /** `going` walks to who is touched farther off; `say` shows a sentence to the player. */
  constructor(
    client: WealdClient,
    lore: Lore,
    panels: Panels,
    { going, say }: { readonly going: Going; readonly say: (text: string) => void },
  ) {
    this.#client = client;
    this.#lore = lore;
    this.#going = going;
    this.#say = say;
    this.#dialogue = new DialoguePanel(client, lore, panels, { say, nameOf: (entity) => this.#nameOf(entity) });
    this.#log = new QuestLog(client, lore, panels, say);
    lore.listen(() => this.#log.draw());
  }

  offers(around: Around): Offer[] {
    const offers: Offer[] = [];
    for (const { id, kind, x, y, species } of this.#client.entities) {
      const metres = Math.hypot(x - around.x, y - around.y);
      if (kind !== "npc" || metres > TALK_METRES || this.#dialogue.partner === id) continue;
      const name = this.#lore.npc(species)?.name;
      // To talk comes before anything else that one can do with the same person.
      if (name !== undefined) {
        offers.push({
          text: `Talk to ${name}`,
          metres: metres - 0.01,
          act: () => this.#talk(id),
        });
      }
    }
    return offers;
  }

  /** Sets what somebody near offers besides a talk. */
  set services(services: (entity: number) => readonly Service[]) {
    this.#dialogue.services = services;
  }

  /** What belongs on the maps. */
  get marks(): MapMark[] {
    const { errands, marks } = this.#client.own;
    const inMetres = (units: number) => units / UNITS_PER_METRE;
    const people = [...errands.values()].map(({ ready, x, y }) => ({
      ...{ x: inMetres(x), y: inMetres(y), metres: 0, kind: ready ? "ready" : "offers" } as const,
    }));
    // Who waits has a sign already.
    const goals = [...marks].filter(([key]) => !key.endsWith("/in")).map(([, { x, y, metres }]) => ({
      ...{ x: inMetres(x), y: inMetres(y), metres, kind: "goal" } as const,
    }));
    return [...goals, ...people];
  }

  press(key: string): boolean {
    return this.#dialogue.press(key);
  }

  tap(x: number, y: number, around: Around): boolean {
    let [nearest, least] = [0, TOUCH_METRES];
    for (const entity of this.#client.entities) {
      if (entity.kind !== "npc" || this.#lore.npc(entity.species) === undefined) continue;
      const touched = Math.min(Math.hypot(entity.x - x, entity.y - y), Math.hypot(entity.x - x, entity.y - 0.8 - y));
      if (touched < least) [nearest, least] = [entity.id, touched];
    }
    if (nearest === 0) return false;
    const place = () => [...this.#client.entities].find(({ id }) => id === nearest) ?? null;
    this.#going.to({ place, reach: TALK_METRES, act: () => this.#talk(nearest) }, around);
    return true;
  }

  #talk(npc: number): void {
    this.#client.act("talk", { npc }).then((result) => {
      if (result.type === "refused") this.#say(result.text);
    });
  }

  #nameOf(entity: number): string {
    for (const { id, species } of this.#client.entities) if (id === entity) return this.#lore.npc(species)?.name ?? "";
    return "";
  }
}
