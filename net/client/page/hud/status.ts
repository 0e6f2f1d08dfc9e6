/** Time, weather and connection in the corner; the name of a place one comes to; what is wrong, said calmly. */
import type { Transport } from "../../sdk/mod.ts";
import { byId, setText, within } from "./dom.ts";
import { SKY_PATHS, type SkyPicture } from "./sky_pictures.ts";

const NAMES: Readonly<Record<Transport, string>> = { websocket: "WebSocket", webtransport: "WebTransport" };

/** What the corner shows. */
export interface StatusFacts {
  readonly time: string;
  readonly sky: SkyPicture;
  readonly weather: string;
  readonly roundTripMs: number | null;
  readonly transport: Transport | null;
  readonly jitterMs: number;
  readonly slowed: boolean;
  /** Of so many in view those far off are shown by steps; 0 where nobody is. */
  readonly crowd: number;
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
  readonly #crowd = byId("crowd");

  constructor() {
    this.#icon.append(this.#path);
  }

  show(facts: StatusFacts): void {
    this.#path.setAttribute("d", SKY_PATHS[facts.sky]);
    this.#icon.dataset["sky"] = facts.sky;
    setText(this.#time, facts.time);
    setText(this.#weather, facts.weather);
    this.#bars.dataset["quality"] = String(qualityOf(facts));
    const { roundTripMs, transport, crowd } = facts;
    this.#crowd.hidden = crowd === 0;
    if (crowd > 0) {
      setText(this.#crowd, `Crowded: ${crowd} in view. Those far off are seen once a second, and not heard.`);
    }
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

/** Places wait for their turn at most so many; who comes past more has passed the first ones. */
const BANNERS_MAX = 2;
/** A place is shown for so long, and longer for each letter that is to be read, in milliseconds. */
const BANNER_MS = 3400;
const LETTER_MS = 26;
const BANNER_PAUSE_MS = 900;

/** The name of a place, for some seconds in the middle of the screen; several one after the other. */
export class PlaceBanner {
  readonly #banner = byId("banner");
  readonly #waiting: (readonly [name: string, what: string, text: string])[] = [];
  #isShown = false;

  show(name: string, what: string, text: string): void {
    this.#waiting.push([name, what, text]);
    while (this.#waiting.length > BANNERS_MAX) this.#waiting.shift();
    if (!this.#isShown) this.#next();
  }

  #next(): void {
    const next = this.#waiting.shift();
    this.#isShown = next !== undefined;
    if (next === undefined) return;
    const [name, what, text] = next;
    setText(within(this.#banner, "strong"), name);
    setText(within(this.#banner, "span"), what);
    setText(within(this.#banner, "p"), text);
    this.#banner.classList.add("shown");
    setTimeout(() => {
      this.#banner.classList.remove("shown");
      setTimeout(() => this.#next(), BANNER_PAUSE_MS);
    }, BANNER_MS + LETTER_MS * text.length);
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
