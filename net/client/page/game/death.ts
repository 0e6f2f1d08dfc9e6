/**
 * Death on the page: what one can do about it, with what it costs, before one does it; the way of a spirit back to its
 * body, in words and on the maps.
 */
import { UNITS_PER_METRE } from "../../../../world/base/space.ts";
import { STATUS } from "../../../../world/kinds.ts";
import type { TopicValue } from "../../../../world/topics.ts";
import type { WealdClient } from "../../sdk/mod.ts";
import { byId, make, setText } from "../hud/dom.ts";
import { coinsWord, coinText } from "../panels/things.ts";
import type { MapMark } from "../hud/map.ts";
import type { Lore } from "./lore.ts";
import type { Around, PlayPart } from "./play.ts";

const WINDS = ["east", "south-east", "south", "south-west", "west", "north-west", "north", "north-east"] as const;

/** Lives as long as the page. */
export class DeathPart implements PlayPart {
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #say: (text: string) => void;
  readonly #card = byId("death");
  readonly #title = make("h2");
  readonly #about = make("p", "soft");
  readonly #back = make("button", "primary");
  readonly #walk = make("button", "plain");

  /** `say` shows a sentence to the player. */
  constructor(client: WealdClient, lore: Lore, say: (text: string) => void) {
    this.#client = client;
    this.#lore = lore;
    this.#say = say;
    for (const button of [this.#back, this.#walk]) button.type = "button";
    this.#back.addEventListener("click", () => this.#act("revive"));
    this.#walk.addEventListener("click", () => this.#act("walkBack"));
    this.#card.append(this.#title, this.#about, this.#walk, this.#back);
  }

  look({ actors, x, y }: Around): void {
    const own = actors.find((actor) => actor.own);
    const isDead = own !== undefined && (own.status & (STATUS.dead | STATUS.spirit)) !== 0;
    const death = this.#client.own.death.get("self");
    this.#card.hidden = !isDead || death === undefined;
    if (death === undefined || !isDead) return;
    this.#card.classList.toggle("spirit", death.spirit);
    const wait = Math.ceil((death.tick - this.#client.tick) / (this.#client.welcome?.tickRate ?? 20));
    this.#back.disabled = this.#walk.disabled = wait > 0;
    if (death.spirit) this.#showSpirit(death, x, y);
    else this.#showLying(death, wait);
  }

  /** Where the body of a spirit lies, for the maps. */
  get marks(): MapMark[] {
    const death = this.#client.own.death.get("self");
    if (death === undefined || !death.spirit) return [];
    return [{ x: death.x / UNITS_PER_METRE, y: death.y / UNITS_PER_METRE, metres: 0, kind: "body" }];
  }

  #showLying(death: TopicValue<"death">, wait: number): void {
    setText(this.#title, "You are dead");
    setText(this.#about, wait > 0 ? `You can come back in ${wait} s.` : "How will you come back?");
    this.#walk.hidden = false;
    setText(this.#walk, "Walk back to your body as a spirit: costs nothing but the way");
    setText(this.#back, `Come back at your shrine: ${this.#costs(death)}`);
  }

  #showSpirit(death: TopicValue<"death">, x: number, y: number): void {
    const [dx, dy] = [death.x / UNITS_PER_METRE - x, death.y / UNITS_PER_METRE - y];
    const away = Math.hypot(dx, dy);
    const isNear = away <= death.metres;
    const wind = WINDS[Math.round(Math.atan2(dy, dx) / (Math.PI / 4) + 8) % 8]!;
    setText(this.#title, "You are a spirit");
    setText(this.#about, isNear ? "Your body lies here." : `Your body lies ${Math.round(away)} m to the ${wind}.`);
    this.#walk.hidden = true;
    setText(this.#back, isNear ? "Come back here: costs nothing" : `Come back at your shrine: ${this.#costs(death)}`);
  }

  /** What coming back at the shrine costs, to the coin. */
  #costs({ coins, wearPermille, weakness }: TopicValue<"death">): string {
    const effect = this.#lore.effects.get(weakness);
    const minutes = Math.round((effect?.durationMs ?? 0) / 60_000);
    const parts = [
      coins > 0 ? coinText(coins) : "",
      effect === undefined ? "" : `“${effect.name}” for ${minutes} min, as you carry too few ${coinsWord()}`,
      wearPermille > 0 ? `gear wears by ${wearPermille / 10} %` : "",
    ].filter((part) => part !== "");
    return parts.length === 0 ? "costs nothing" : parts.join(", ");
  }

  #act(action: "revive" | "walkBack"): void {
    this.#client.act(action, {}).then((result) => {
      // A second click meets who is back already.
      if (result.type === "refused" && result.reason !== "already-done") this.#say(result.text);
    });
  }
}
