/** Time, weather and connection in the corner; the name of a place one comes to; what is wrong, said calmly. */
import type { Transport } from "../../sdk/mod.ts";
import { byId, setText, within } from "./dom.ts";

const SUN =
  "M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10Zm-1-6h2v4h-2Zm0 18h2v4h-2ZM1 11h4v2H1Zm18 0h4v2h-4ZM4 5.4 5.4 4 8 6.6 6.6 8Zm12 12 1.4-1.4 2.6 2.6-1.4 1.4ZM4 18.6 6.6 16 8 17.4 5.4 20ZM16 6.6 18.6 4 20 5.4 17.4 8Z";
const MOON = "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z";

const NAMES: Readonly<Record<Transport, string>> = { websocket: "WebSocket", webtransport: "WebTransport" };

/** What the corner shows. */
export interface StatusFacts {
  readonly time: string;
  readonly isDay: boolean;
  readonly weather: string;
  readonly roundTripMs: number | null;
  readonly transport: Transport | null;
  readonly jitterMs: number;
  readonly slowed: boolean;
  readonly connected: boolean;
}

/** The corner. */
export class StatusCorner {
  readonly #icon = byId<SVGSVGElement>("sky-icon");
  readonly #path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  readonly #time = byId("time");
  readonly #weather = byId("weather");
  readonly #bars = byId("bars");
  readonly #connection = byId("connection");

  constructor() {
    this.#icon.append(this.#path);
  }

  show(facts: StatusFacts): void {
    this.#path.setAttribute("d", facts.isDay ? SUN : MOON);
    setText(this.#time, facts.time);
    setText(this.#weather, facts.weather);
    this.#bars.dataset["quality"] = String(qualityOf(facts));
    const { roundTripMs, transport } = facts;
    if (!facts.connected) setText(this.#connection, "reconnecting");
    else if (facts.slowed) setText(this.#connection, "slow connection");
    else if (roundTripMs === null) setText(this.#connection, "connected");
    else {setText(
        this.#connection,
        `${Math.round(roundTripMs)} ms${transport === null ? "" : ` · ${NAMES[transport]}`}`,
      );}
  }
}

function qualityOf({ roundTripMs, jitterMs, connected, slowed }: StatusFacts): number {
  if (!connected) return 0;
  const felt = (roundTripMs ?? 60) + jitterMs;
  if (slowed || felt > 450) return 1;
  return felt > 220 ? 2 : 3;
}

/** The name of a place, for some seconds in the middle of the screen. */
export class PlaceBanner {
  readonly #banner = byId("banner");
  #timer = 0;

  show(name: string, kind: string): void {
    setText(within(this.#banner, "strong"), name);
    setText(within(this.#banner, "span"), kind);
    this.#banner.classList.add("shown");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#banner.classList.remove("shown"), 4200) as unknown as number;
  }
}

/** A line at the top that stays until what it says is over. */
export class Notice {
  readonly #notice = byId("notice");
  readonly #text = within(this.#notice, "span");
  readonly #button = within<HTMLButtonElement>(this.#notice, "button");

  constructor(retry: () => void) {
    this.#button.addEventListener("click", retry);
  }

  /** Shows a text, with a button to try again at once if that makes sense; null hides it. */
  show(text: string | null, button: string | null = null): void {
    this.#notice.hidden = text === null;
    if (text !== null) setText(this.#text, text);
    this.#button.hidden = button === null;
    if (button !== null) setText(this.#button, button);
  }
}
