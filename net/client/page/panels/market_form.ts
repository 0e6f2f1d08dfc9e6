/** Putting something up: what one wants, sells or has made, how many, for how much and how long. */
import type { WealdClient } from "../../sdk/mod.ts";
import type { Lore } from "../game/lore.ts";
import { make, setText } from "../hud/dom.ts";
import { coinText, QUALITY_WORDS, type Things } from "./things.ts";

const SIDES = [["I want to buy", 1], ["I sell", 2], ["Make this for me", 3]] as const;
const COUNT_MAX = 1_000;
const PRICE_MAX = 1_000_000;

/** A field in which one writes what a thing is called. */
export function makeKindField(things: Things, id: string, label: string) {
  const element = make("input");
  const list = make("datalist");
  list.id = `${id}-names`;
  element.id = id;
  element.setAttribute("list", list.id);
  element.placeholder = label;
  element.setAttribute("aria-label", label);
  element.autocomplete = "off";
  return {
    element,
    list,
    /** The number of the kind; 0: nothing is written, null: there is no such thing. */
    kind: (): number | null => {
      const text = element.value.trim().toLowerCase();
      if (text === "") return 0;
      return things.tradable().find(({ name }) => name.toLowerCase() === text)?.number ?? null;
    },
    refresh: () => {
      const tradable = things.tradable();
      if (list.children.length !== tradable.length) {
        list.replaceChildren(...tradable.map(({ name }) => new Option(name)));
      }
    },
  };
}

/** One page of the panel of a board. */
export class MarketForm {
  readonly element = make("form", "market-form");
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #things: Things;
  readonly #done: () => void;
  readonly #side = make("select");
  readonly #kind: ReturnType<typeof makeKindField>;
  readonly #mine = make("select");
  readonly #recipe = make("select");
  readonly #quality = make("select");
  readonly #count = numberField(1, COUNT_MAX, 1);
  readonly #price = numberField(1, PRICE_MAX, 10);
  readonly #days = numberField(1, 7, 3);
  readonly #takes = make("p", "soft");
  readonly #sum = make("p");
  readonly #button = make("button", "small primary", "Put it up");
  readonly #rows: Readonly<Record<"kind" | "mine" | "recipe" | "quality", HTMLElement>>;

  /** `done`: it was put up. */
  constructor(client: WealdClient, lore: Lore, things: Things, done: () => void) {
    this.#client = client;
    this.#lore = lore;
    this.#things = things;
    this.#done = done;
    this.#kind = makeKindField(things, "market-kind", "Name of the thing");
    for (const [text, side] of SIDES) this.#side.append(new Option(text, String(side)));
    QUALITY_WORDS.forEach((word, at) =>
      this.#quality.append(new Option(at === 0 ? "any" : `${word} or better`, String(at)))
    );
    const kind = labelled("What", this.#kind.element);
    kind.append(this.#kind.list);
    this.#rows = {
      kind,
      mine: labelled("What", this.#mine),
      recipe: labelled("What", this.#recipe),
      quality: labelled("Quality", this.#quality),
    };
    this.#button.type = "submit";
    this.element.append(
      labelled("Order", this.#side),
      ...Object.values(this.#rows),
      labelled("How many", this.#count),
      labelled("Coins for each", this.#price),
      labelled("Days that it stands", this.#days),
      this.#takes,
      this.#sum,
      this.#button,
    );
    this.element.addEventListener("input", () => this.#follow());
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#put();
    });
  }

  draw(): void {
    this.#kind.refresh();
    const { own } = this.#client;
    const mine = this.#things.list(own.bag).filter(({ kind, bound }) => !bound && this.#things.isTradable(kind));
    fillSelect(
      this.#mine,
      mine.map(({ what, kind, amount, quality }) => {
        const word = QUALITY_WORDS[quality] ?? "";
        const name = this.#things.name(kind);
        return [amount > 1 ? `${name} (${amount})` : what === kind ? name : `${name}, ${word}`, what] as const;
      }),
    );
    const recipes = [...this.#lore.recipes.values()].map((recipe) => {
      const kind = this.#lore.itemNumber(recipe.output.item);
      return { kind, text: this.#things.name(kind), number: recipe.number };
    }).filter(({ kind }) => this.#things.isTradable(kind)).sort((a, b) => a.text < b.text ? -1 : 1);
    fillSelect(this.#recipe, recipes.map(({ text, number }) => [text, number] as const));
    this.#days.max = String(own.board.get("self")?.daysMax ?? 7);
    this.#follow();
  }

  /** What is asked follows from what is chosen, and so does what it comes to. */
  #follow(): void {
    const side = Number(this.#side.value);
    const kind = this.#kind.kind() ?? 0;
    this.#rows.kind.hidden = side !== 1;
    this.#rows.mine.hidden = side !== 2;
    this.#rows.recipe.hidden = side !== 3;
    this.#rows.quality.hidden = side !== 1 || this.#things.item(kind)?.stack !== 1;
    const recipe = side === 3 ? this.#lore.recipes.get(Number(this.#recipe.value)) : undefined;
    const count = valueOf(this.#count);
    const inputs = recipe?.inputs.map(({ item, count: each }) => `${each * count} × ${this.#lore.itemName(item)}`) ??
      [];
    this.#takes.hidden = inputs.length === 0;
    setText(this.#takes, `With it you give ${inputs.join(", ")}.`);
    const worth = count * valueOf(this.#price);
    const fee = Math.ceil(worth * (this.#client.own.board.get("self")?.feePermille ?? 0) / 1000);
    const gives = side === 2 ? `You get ${coinText(worth)}.` : `You give ${coinText(worth)}.`;
    setText(this.#sum, `${gives} The board takes ${coinText(fee)}, whatever comes of it.`);
    const has = this.#client.own.bag.get("1")?.amount ?? 0;
    this.#button.disabled = has < fee + (side === 2 ? 0 : worth);
  }

  #put(): void {
    const side = Number(this.#side.value);
    const what = side === 1 ? this.#kind.kind() : Number((side === 2 ? this.#mine : this.#recipe).value);
    if (what === null || what === 0) return this.#things.say("Say what it is about, by the name that it has.");
    const quality = this.#rows.quality.hidden ? 0 : Number(this.#quality.value);
    const fields = { count: valueOf(this.#count), price: valueOf(this.#price), days: valueOf(this.#days) };
    this.#things.act("postOrder", { side, what, quality, ...fields }).then((done) => {
      if (done) this.#done();
    });
  }
}

function labelled(text: string, field: HTMLElement): HTMLElement {
  const label = make("label", "market-field");
  label.append(make("span", "", text), field);
  return label;
}

function numberField(min: number, max: number, value: number): HTMLInputElement {
  const field = make("input", "count");
  Object.assign(field, {
    type: "number",
    min: String(min),
    max: String(max),
    value: String(value),
    inputMode: "numeric",
  });
  field.addEventListener("change", () => field.value = String(valueOf(field)));
  return field;
}

/** The whole number of a field, within its range. */
function valueOf({ value, min, max }: HTMLInputElement): number {
  return Math.min(Number(max), Math.max(Number(min), Math.floor(Number(value)) || Number(min)));
}

/** Fills a list, if it holds something else; what was chosen stays. */
function fillSelect(select: HTMLSelectElement, options: readonly (readonly [text: string, value: number])[]): void {
  const now = [...select.options].map(({ text, value }) => `${value} ${text}`).join("\n");
  if (now === options.map(([text, value]) => `${value} ${text}`).join("\n")) return;
  const chosen = select.value;
  select.replaceChildren(...options.map(([text, value]) => new Option(text, String(value))));
  if (options.some(([, value]) => String(value) === chosen)) select.value = chosen;
}
