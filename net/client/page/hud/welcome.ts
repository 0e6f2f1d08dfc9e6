/** The welcome: play as a guest, sign in, make an account, choose a class and a look. */
import type { Credentials } from "../../sdk/mod.ts";
import { byId, setText, within } from "./dom.ts";
import { fillPersonForm } from "./person_form.ts";

const MODES = ["guest", "password", "register"] as const;
type Mode = (typeof MODES)[number];

/** The welcome of a page. */
export class WelcomeScreen {
  readonly #screen = byId("welcome");
  readonly #refusal = byId("refusal");
  readonly #note = byId("welcome-note");
  #mode: Mode = "guest";

  /** `signIn` gets what was filled in; `look` is asked at that moment. */
  constructor(signIn: (credentials: Credentials) => void, look: () => number) {
    for (const mode of MODES) {
      const form = byId<HTMLFormElement>(`panel-${mode}`);
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const field = (name: string) => String(new FormData(form).get(name) ?? "").trim();
        this.refuse(null);
        switch (mode) {
          case "guest":
            return signIn({ mode, look: look(), ...field("name") === "" ? {} : { name: field("name") } });
          case "password":
            return signIn({ mode, name: field("name"), password: String(new FormData(form).get("password")) });
          case "register": {
            const password = String(new FormData(form).get("password"));
            return signIn({ mode, name: field("name"), password, look: look() });
          }
        }
      });
      const tab = byId<HTMLButtonElement>(`tab-${mode}`);
      tab.addEventListener("click", () => this.#choose(mode));
      tab.addEventListener("keydown", (event) => {
        const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
        if (by === 0) return;
        const next = MODES[(MODES.indexOf(mode) + by + MODES.length) % MODES.length]!;
        this.#choose(next);
        byId(`tab-${next}`).focus();
      });
    }
    // It stands there before the world is reached.
    this.#fill();
  }

  show(): void {
    this.#screen.hidden = false;
  }

  hide(): void {
    this.#screen.hidden = true;
  }

  /** Whether somebody looks at it. */
  get isSeen(): boolean {
    return !this.#screen.hidden && !document.hidden;
  }

  /** Shows the card to sign in with, or that of the characters in its place. */
  turnTo(card: "sign in" | "characters"): void {
    byId("sign-in-card").hidden = card !== "sign in";
    byId("characters").hidden = card !== "characters";
    if (card === "characters") return;
    this.#fill();
  }

  /** What the world is called and how many are there just now. */
  greet(name: string, online: number): void {
    setText(byId("world-name"), name);
    const here = online === 0 ? "Nobody is here just now." : online === 1 ? "One is here." : `${online} are here.`;
    setText(byId("world-line"), `A small world to walk in together. ${here}`);
  }

  /** Why signing in failed, or null. */
  refuse(text: string | null): void {
    this.#refusal.hidden = text === null;
    setText(this.#refusal, text ?? "");
  }

  /** Says what is going on below the card, and whether anything can be pressed meanwhile. */
  setBusy(note: string, busy: boolean): void {
    setText(this.#note, note);
    for (const button of this.#screen.querySelectorAll<HTMLButtonElement>("form button")) button.disabled = busy;
  }

  /** Who comes back is somebody already. */
  #fill(): void {
    const hasPerson = this.#mode !== "password";
    fillPersonForm(byId(`panel-${this.#mode}`), { hasPerson, refusal: this.#refusal });
  }

  #choose(mode: Mode): void {
    this.#mode = mode;
    this.refuse(null);
    for (const each of MODES) {
      const chosen = each === mode;
      const tab = byId(`tab-${each}`);
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      byId(`panel-${each}`).hidden = !chosen;
    }
    this.#fill();
    within<HTMLInputElement>(byId(`panel-${this.#mode}`), "input").focus();
  }
}
