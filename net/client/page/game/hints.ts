/** Texts of the content that the page says by itself, each once in a world: at the first coming, death and full bag. */
import type { WealdClient } from "../../sdk/mod.ts";
import type { Lore } from "./lore.ts";
import type { PlayPart } from "./play.ts";
import { keep, readKept } from "./settings.ts";

/** When each of them is said, by its id. */
const MOMENTS: Readonly<Record<string, (client: WealdClient) => boolean>> = {
  welcome: ({ own }) => own.vitals.has("self"),
  first_death: ({ own }) => own.death.get("self")?.spirit === true,
  first_bag_full: ({ own }) => {
    const places = own.bagPlaces.get("self");
    return places !== undefined && places.all > 0 && places.used >= places.all;
  },
};

/** Lives as long as the page. */
export class HintsPart implements PlayPart {
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #say: (text: string) => void;
  readonly #told = new Set<string>();

  /** `say` shows a sentence to the player. */
  constructor(client: WealdClient, lore: Lore, say: (text: string) => void) {
    this.#client = client;
    this.#lore = lore;
    this.#say = say;
  }

  look(): void {
    const { welcome } = this.#client;
    if (welcome === null || this.#lore.texts.size === 0) return;
    for (const [id, isNow] of Object.entries(MOMENTS)) {
      const name = `told-${id}-${welcome.seed}`;
      if (this.#told.has(name) || !isNow(this.#client)) continue;
      this.#told.add(name);
      const text = this.#lore.texts.get(id);
      if (text === undefined || readKept(name) !== null) continue;
      keep(name, "yes");
      this.#say(this.#lore.filled(text));
    }
  }
}
