/** Rows of the ledger in words. */
import type { NamedLine } from "../past/questions.ts";
import { isInstance } from "../../world/ledger/things.ts";
import { element } from "./dom.ts";

/** What kinds of things are called in this world, by number. */
let names: readonly string[] = [];

/** Takes in what things are called, once for a page. */
export function knowThings(things: readonly string[]): void {
  names = things;
}

/** What changed hands as people call it: a kind by its name, a single thing by that and its number. */
export function thingWords({ what, number, kind }: Pick<NamedLine, "what" | "number" | "kind">): string {
  const name = names[kind] ?? "";
  if (name === "") return what;
  return isInstance(number) ? `${name} (${what})` : name.toLowerCase();
}

/** An account as people call it: a player by name, all else by its words. */
export function accountWords(account: string, name: string): string {
  const [kind, number] = account.split(" ");
  if (kind === "order") return name === "" ? `held for order ${number}` : `held for ${name}’s order ${number}`;
  if (name === "") return account;
  if (kind === "box") return `kept at the boards for ${name}`;
  return kind === "character" ? name : `${name}’s ${kind}`;
}

/** "3 × apple from Mira to Tobin". */
export function lineWords(line: NamedLine): string {
  const { amount, from, fromName, to, toName } = line;
  return `${amount} × ${thingWords(line)} from ${accountWords(from, fromName)} to ${accountWords(to, toName)}`;
}

/** Who did it. */
export function actorWords({ actor, actorName, why }: NamedLine): string {
  if (why === "undone") return "the host";
  return actor === 0 ? "the world" : actorName || `character ${actor}`;
}

/** An account as a link that looks for it. */
export function accountLink(account: string, name: string): HTMLElement {
  const href = `/ledger?${new URLSearchParams({ find: account })}`;
  return element("a", { href, title: account }, accountWords(account, name));
}
