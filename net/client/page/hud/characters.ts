/** Choosing a character: a card for each, one more to make, and one to delete for good. */
import type { Catalog } from "../../../../world/content/mod.ts";
import type { ListedCharacter } from "../../../protocol/mod.ts";
import type { ClientState } from "../../sdk/mod.ts";
import { readLook } from "../art/look.ts";
import { drawPerson, PERSON_TALL } from "../art/person.ts";
import type { ClassPicker } from "./class_picker.ts";
import { byId, make, setText, within } from "./dom.ts";
import { fillPersonForm } from "./person_form.ts";

/** What is done with what was chosen. */
export interface CharacterDeeds {
  readonly play: (character: number) => void;
  /** `chosen`: the number of the class that it is to be of, or 0. */
  readonly make: (name: string, chosen: number) => void;
  readonly delete: (character: number, name: string) => void;
  readonly signOut: () => void;
  /** The class that was chosen for one that has not set out yet, or 0. */
  readonly plannedClass: (character: number) => number;
  /** What a place is called, in metres; "" where the land is not known yet. */
  readonly placeName: (at: { readonly x: number; readonly y: number }) => string;
}

type View = "list" | "new" | "delete";
type Choosing = Extract<ClientState, { name: "choosing" }>;

const DAY_MS = 86_400_000;

/** The screen. It lies in the welcome, in place of the card to sign in with. */
export class CharacterScreen {
  readonly #deeds: CharacterDeeds;
  readonly #list = byId("characters-list");
  readonly #refusal = byId("characters-refusal");
  readonly #form = byId<HTMLFormElement>("character-form");
  readonly #deletion = byId<HTMLFormElement>("character-delete");
  readonly #picker: ClassPicker;
  #classes: ReadonlyMap<number, string> = new Map();
  #view: View = "list";
  #known: readonly ListedCharacter[] = [];
  #most = 0;
  #doomed: ListedCharacter | null = null;

  constructor(deeds: CharacterDeeds, picker: ClassPicker) {
    this.#deeds = deeds;
    this.#picker = picker;
    byId("new-character").addEventListener("click", () => this.#show("new"));
    byId("characters-sign-out").addEventListener("click", () => deeds.signOut());
    for (const form of [this.#form, this.#deletion]) {
      within(form, ".back").addEventListener("click", () => this.#show("list"));
    }
    const nameIn = (form: HTMLFormElement) => String(new FormData(form).get("name") ?? "").trim();
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.refuse(null);
      deeds.make(nameIn(this.#form), this.#picker.chosen);
    });
    this.#form.addEventListener("input", () => this.refuse(null));
    this.#deletion.addEventListener("submit", (event) => {
      event.preventDefault();
      this.refuse(null);
      if (this.#doomed !== null) deeds.delete(this.#doomed.character, nameIn(this.#deletion));
    });
    this.#deletion.addEventListener("input", () => this.#allowDeletion());
  }

  /** Shows whom there is to choose from. What was just made or deleted leads back to the list. */
  show({ characters, most, waiting }: Choosing): void {
    if (characters !== this.#known) {
      this.#known = characters;
      this.#most = most;
      this.#show(characters.length === 0 ? "new" : "list");
    }
    for (const button of byId("characters").querySelectorAll("button")) button.disabled = waiting;
    if (!waiting) this.#allowDeletion();
  }

  /** Learns which classes there are. */
  learn(classes: Catalog["kinds"]["classes"]): void {
    this.#classes = new Map(classes.map(({ number, name }) => [number, name ?? ""]));
    this.redraw();
  }

  /** Draws the list anew: the names of places are known by now. */
  redraw(): void {
    if (this.#view === "list") this.#drawList();
  }

  /** Why something was not done, or null. */
  refuse(text: string | null): void {
    this.#refusal.hidden = text === null;
    setText(this.#refusal, text ?? "");
  }

  #show(view: View): void {
    this.#view = view;
    this.refuse(null);
    byId("characters").dataset["view"] = view;
    byId("characters-choice").hidden = view !== "list";
    this.#form.hidden = view !== "new";
    this.#deletion.hidden = view !== "delete";
    if (view === "new") fillPersonForm(this.#form, { hasPerson: true, refusal: this.#refusal });
    else byId("characters").append(this.#refusal);
    within(this.#form, ".back").hidden = this.#known.length === 0;
    if (view === "list") this.#drawList();
    else {
      const form = view === "new" ? this.#form : this.#deletion;
      form.reset();
      this.#allowDeletion();
      within<HTMLInputElement>(form, "input").focus();
    }
  }

  #drawList(): void {
    this.#list.replaceChildren(...this.#known.map((one) => this.#card(one)));
    const isFull = this.#known.length >= this.#most;
    byId("new-character").hidden = isFull;
    setText(byId("characters-full"), isFull ? `You have ${this.#most} characters, and that is the most.` : "");
  }

  #card(one: ListedCharacter): HTMLElement {
    const item = make("li", "character");
    const play = make("button", "character-play");
    play.type = "button";
    const words = make("span", "character-words");
    words.append(make("strong", "", one.name), make("span", "", this.#whatWords(one)));
    const where = one.x === undefined || one.y === undefined ? "" : this.#deeds.placeName({ x: one.x, y: one.y });
    if (where !== "") words.append(make("span", "soft character-place", where));
    words.append(make("span", "soft", whenWords(one, Date.now())));
    play.append(picture(one.look), words);
    play.addEventListener("click", () => {
      this.refuse(null);
      this.#deeds.play(one.character);
    });
    const remove = make("button", "character-delete", "Delete");
    remove.type = "button";
    remove.setAttribute("aria-label", `Delete ${one.name}`);
    remove.addEventListener("click", () => {
      this.#doomed = one;
      setText(byId("delete-name"), one.name);
      this.#show("delete");
    });
    item.append(play, remove);
    return item;
  }

  #whatWords({ character, class: number, level }: ListedCharacter): string {
    const name = this.#classes.get(level === 0 ? this.#deeds.plannedClass(character) : number) ?? "";
    if (level === 0) return name === "" ? "Has not set out yet" : `${name}, has not set out yet`;
    return name === "" ? `Level ${level}` : `${name}, level ${level}`;
  }

  #allowDeletion(): void {
    const typed = String(new FormData(this.#deletion).get("name") ?? "").trim();
    const isSame = typed.toLowerCase() === (this.#doomed?.name ?? "").toLowerCase() && typed !== "";
    within<HTMLButtonElement>(this.#deletion, ".danger").disabled = !isSame;
  }
}

/** When a character was played last, in words. */
export function whenWords({ here, playedAt }: ListedCharacter, nowMs: number): string {
  if (here) return "In the world just now";
  if (playedAt === 0) return "New";
  const days = Math.round((midnight(nowMs) - midnight(playedAt)) / DAY_MS);
  if (days < 1) return "Played today";
  if (days < 2) return "Played yesterday";
  return days < 60 ? `Played ${days} days ago` : `Played ${Math.floor(days / 30)} months ago`;
}

/** When a day began, by the calendar of whoever looks. */
function midnight(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0);
}

function picture(look: number): HTMLCanvasElement {
  const canvas = make("canvas", "character-picture");
  [canvas.width, canvas.height] = [120, 150];
  canvas.setAttribute("aria-hidden", "true");
  const context = canvas.getContext("2d")!;
  const scale = canvas.height * 0.84 / PERSON_TALL;
  context.setTransform(scale, 0, 0, scale, canvas.width / 2, canvas.height * 0.93);
  drawPerson(context, readLook(look), { facing: Math.PI / 2, speed: 0, phase: 0, seconds: 0, activity: "idle" });
  return canvas;
}
