/** What every page is given, and what a page is. */
import type { StaffAccount } from "../api/ports.ts";
import type { Live } from "./live.ts";
import type { Store } from "./store.ts";

/** A signed-in console. Lifetime: from signing in to signing out. */
export interface App {
  readonly account: StaffAccount;
  readonly live: Live;
  readonly store: Store;
  /** Goes to a page of the console by its path and query. */
  go(path: string): void;
}

/** A page that is shown. */
export interface Page {
  readonly title: string;
  readonly node: HTMLElement;
  /** `flow` pages scroll under a heading; `full` ones fill the place below it. */
  readonly kind: "flow" | "full";
  /** The query changed while the page stays. */
  requery(query: URLSearchParams): void;
  /** Takes down what it set up. */
  leave(): void;
}
