/** What is said of a picked thing, and what can be done with it: buttons, and how many where there are several. */
import { QUALITY_STEP_PERMILLE } from "../../../../world/items/limits.ts";
import { make, setText } from "../hud/dom.ts";
import { addedWords } from "./stat_list.ts";
import { QUALITY_WORDS, type Thing, type Things } from "./things.ts";

/** Something that can be done with a thing. */
export interface ThingDeed {
  /** What the button says: of a counted one, for how many it says it. */
  readonly text: string | ((amount: number) => string);
  /** Whether it is asked how many; else it is for one, or for all of it. */
  readonly counted?: boolean;
  /** It cannot be taken back: it is asked once more. */
  readonly grave?: boolean;
  act(amount: number): void;
}

/** What the button of a deed says for so many. */
export function deedText({ text }: ThingDeed, amount: number): string {
  return typeof text === "string" ? text : text(amount);
}

/** What reaches no farther needs no word on it. */
const ARM_CM = 300;

/** Makes the card of a thing. `most`: how many can be meant at most, if not all of it; `first`: how many are at first. */
export function makeCard(
  things: Things,
  thing: Thing,
  deeds: readonly ThingDeed[],
  { most = thing.amount, first = most }: { readonly most?: number; readonly first?: number } = {},
): HTMLElement {
  const item = things.item(thing.kind);
  const card = make("section", `thing-card quality-${QUALITY_WORDS[thing.quality] ?? "common"}`);
  card.setAttribute("aria-label", things.name(thing.kind));
  card.append(make("h3", "", things.name(thing.kind)));
  for (const line of describe(things, thing)) card.append(make("p", "", line));
  if (item !== undefined && item.text !== "") card.append(make("p", "soft", item.text));
  const row = make("div", "deeds");
  const count = makeCount(most, first);
  if (most > 1 && deeds.some(({ counted }) => counted === true)) row.append(count.element);
  for (const deed of deeds) {
    const amount = () => deed.counted === true ? count.amount() : 1;
    const [button, say] = makeDeed(deed, amount);
    if (deed.counted === true) count.element.addEventListener("input", say);
    row.append(button);
  }
  card.append(row);
  return card;
}

/** What is to be known of a thing, a line each. */
export function describe(things: Things, thing: Thing): string[] {
  const item = things.item(thing.kind);
  if (item === undefined) return ["Nobody knows any more what it was for."];
  // Better work than is usual for its kind gives more: as the world counts it (world/items/things.ts).
  const steps = thing.quality - QUALITY_WORDS.indexOf(item.quality);
  const better = (value: number) => Math.trunc(value * Math.max(500, 1000 + steps * QUALITY_STEP_PERMILLE) / 1000);
  const lines = [
    [
      QUALITY_WORDS[thing.quality] === "common" ? "" : QUALITY_WORDS[thing.quality]!,
      item.slot === null ? item.category : slotText(item.slot),
      item.twoHanded ? "both hands" : "",
      item.level > 1 ? `from level ${item.level}` : "",
    ].filter((word) => word !== "").join(" · "),
  ];
  if (item.weapon !== null) {
    const { damageMin, damageMax, speedMs, rangeCm, school } = item.weapon;
    const kind = school === "physical" ? "" : `${school} `;
    lines.push(`${better(damageMin)} to ${better(damageMax)} ${kind}damage, every ${(speedMs / 1000).toFixed(1)} s`);
    if (rangeCm > ARM_CM) lines.push(`Reaches ${Math.round(rangeCm / 10) / 10} m`);
  }
  if (item.armour !== null) {
    const ward = item.armour.ward > 0 ? `, ${better(item.armour.ward)} ward` : "";
    lines.push(`${better(item.armour.armour)} armour${ward} (${item.armour.type})`);
  }
  for (const { stat, add } of item.stats) {
    const attribute = things.attribute(stat);
    const words = `${add > 0 ? "+" : ""}${better(add)} ${attribute?.name} · ${attribute?.text}`;
    lines.push(attribute === undefined ? addedWords(stat, better(add)) : words);
  }
  if (item.light > 0) lines.push(`By night it lights up ${item.light} m around who carries it`);
  if (item.bagPlaces > 0) lines.push(`${item.bagPlaces} places more while you carry it`);
  if (thing.durability >= 0) {
    lines.push(
      thing.durability === 0
        ? "Worn out: it gives nothing until it is repaired"
        : `Durability ${thing.durability} of ${item.durability}`,
    );
  }
  if (thing.maker !== "") lines.push(`Made by ${thing.maker}`);
  if (thing.bound) lines.push("Bound to you");
  else if (item.binding === "equip") lines.push("Binds to you when you put it on");
  return lines;
}

/** A slot in words. */
export function slotText(slot: string): string {
  return slot.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** A button for a deed, and what lets it say how many are meant by now. */
function makeDeed(deed: ThingDeed, amount: () => number): [button: HTMLButtonElement, say: () => void] {
  const button = make("button", "small");
  button.type = "button";
  const say = () => setText(button, deedText(deed, amount()));
  say();
  let asked = false;
  button.addEventListener("click", () => {
    if (deed.grave === true && !asked) {
      asked = true;
      button.textContent = "Really, for good?";
      button.classList.add("grave");
      return;
    }
    deed.act(amount());
  });
  return [button, say];
}

function makeCount(most: number, first: number): { readonly element: HTMLElement; amount(): number } {
  const field = make("input", "count");
  field.type = "number";
  field.min = "1";
  field.max = String(most);
  field.value = String(Math.min(most, first));
  field.inputMode = "numeric";
  field.setAttribute("aria-label", `How many, 1 to ${most}`);
  const amount = () => Math.min(most, Math.max(1, Math.floor(Number(field.value)) || 1));
  field.addEventListener("change", () => field.value = String(amount()));
  return { element: field, amount };
}
