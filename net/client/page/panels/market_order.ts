/** An order as a row: what it is about, for how much, whose it is, and what can be done with it. */
import type { TopicValue } from "../../../../world/topics.ts";
import type { WealdClient } from "../../sdk/mod.ts";
import { drawIconOn } from "../art/icon.ts";
import { make } from "../hud/dom.ts";
import { coinText, QUALITY_WORDS, type Thing, type Things } from "./things.ts";

/** What the topics `board` and `orders` have in common. */
export type OrderValue = TopicValue<"board"> | TopicValue<"orders">;

/** What each side is called to who looks. */
export const SIDE_TEXT: Readonly<Record<string, string>> = { buy: "Wanted", sell: "For sale", make: "To be made" };

/** The thing that an order is about. */
export function thingOf(things: Things, order: OrderValue): Thing {
  return things.thing(order.what ?? order.kind, { ...order, amount: order.amount ?? 1 });
}

/** The row of an order; `who`: a line about whose it is. */
export function makeOrderRow(things: Things, client: WealdClient, order: OrderValue, who: string): HTMLElement {
  const row = make("article", "order");
  const thing = thingOf(things, order);
  const picture = make("canvas");
  drawIconOn(picture, things.icon(order.kind));
  const name = things.name(order.kind);
  const amount = order.amount ?? 1;
  const title = make(
    "b",
    `quality-${QUALITY_WORDS[thing.quality] ?? "common"}`,
    amount > 1 ? `${amount} × ${name}` : name,
  );
  const price = make(
    "span",
    "order-price",
    amount > 1 ? `${coinText(order.coins ?? 0)} each` : coinText(order.coins ?? 0),
  );
  const head = make("header");
  head.append(picture, title, price);
  const facts = [
    SIDE_TEXT[order.side] ?? "",
    ...factsOf(things, order, thing),
    who,
    timeLeft(client, order.untilTick ?? 0),
  ];
  row.append(head, make("p", "soft", facts.filter((fact) => fact !== "").join(" · ")));
  return row;
}

function factsOf(things: Things, { side, least = 0 }: OrderValue, thing: Thing): string[] {
  if (side === "buy") return least > 0 ? [`${QUALITY_WORDS[least]} or better`] : [];
  if (side !== "sell") return [];
  const whole = things.item(thing.kind)?.durability ?? 0;
  return [
    thing.maker === "" ? "" : `made by ${thing.maker}`,
    thing.durability >= 0 && whole > 0 ? `durability ${thing.durability} of ${whole}` : "",
  ];
}

/** How long an order stands yet. */
export function timeLeft({ tick, welcome }: WealdClient, untilTick: number): string {
  const minutes = Math.max(0, untilTick - tick) / (welcome?.tickRate ?? 20) / 60;
  if (minutes >= 2160) return `${Math.round(minutes / 1440)} days left`;
  if (minutes >= 90) return `${Math.round(minutes / 60)} hours left`;
  return minutes >= 2 ? `${Math.round(minutes)} minutes left` : "nearly over";
}

/** A button of a row. */
export function makeButton(text: string, act: () => void): HTMLButtonElement {
  const button = make("button", "small", text);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

/** A field for how many, from 1 to the most. */
export function makeCountField(most: number, label: string): { readonly element: HTMLInputElement; amount(): number } {
  const element = make("input", "count");
  element.type = "number";
  element.min = "1";
  element.max = String(most);
  element.value = String(most);
  element.inputMode = "numeric";
  element.setAttribute("aria-label", `${label}, 1 to ${most}`);
  const amount = () => Math.min(most, Math.max(1, Math.floor(Number(element.value)) || 1));
  element.addEventListener("change", () => element.value = String(amount()));
  return { element, amount };
}
