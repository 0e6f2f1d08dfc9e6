/** Rows of the ledger in words. */
import type { NamedLine } from "../past/questions.ts";
import { element } from "./dom.ts";

/** An account as people call it: a player by name, all else by its words. */
export function accountWords(account: string, name: string): string {
  if (name === "") return account;
  return account.startsWith("character ") ? name : `${name}’s ${account.split(" ")[0]}`;
}

/** "3 × apple from Mira to Tobin". */
export function lineWords({ amount, what, from, fromName, to, toName }: NamedLine): string {
  return `${amount} × ${what} from ${accountWords(from, fromName)} to ${accountWords(to, toName)}`;
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
