/**
 * What somebody new is to become. Its class is chosen in the form that makes it, and taken by the ordinary action once
 * it stands in the world; until then the browser remembers it, over a reload too. Where nothing can be remembered, it is
 * chosen in the world.
 */
import type { WealdClient } from "../../sdk/mod.ts";
import { keep, readKept } from "./settings.ts";

/** Remembers the class of a character, or forgets it with 0. */
export function planClass(client: WealdClient, character: number, number: number): void {
  keep(keyOf(client, character), number === 0 ? null : String(number));
}

/** The class that a character is to take; 0: none was chosen. */
export function plannedClass(client: WealdClient, character: number): number {
  return Number(readKept(keyOf(client, character)) ?? 0);
}

/** Numbers of characters begin anew in another world: its seed tells them apart. */
function keyOf({ welcome }: WealdClient, character: number): string {
  return `class-${welcome?.seed ?? 0}-${character}`;
}

/** A class that was chosen for a character that has no number yet: its number comes with the answer. */
export class ClassOfNext {
  readonly #client: WealdClient;
  #next: { readonly known: ReadonlySet<number>; readonly number: number } | null = null;

  constructor(client: WealdClient) {
    this.#client = client;
    client.on("characters", ({ characters }) => this.#made(characters.map(({ character }) => character)));
    client.on("signedIn", ({ character }) => this.#came(character));
    client.on("refused", () => this.#next = null);
  }

  /** Somebody new is being made: one more of an account, or who comes as a guest or with a new account. */
  begin(number: number): void {
    const { state } = this.#client;
    const known = state.name === "choosing" ? state.characters.map(({ character }) => character) : [];
    this.#next = { known: new Set(known), number };
  }

  /** Who was made and plays at once: the first of its account. */
  #came(character: number): void {
    if (this.#next !== null && this.#next.number !== 0) planClass(this.#client, character, this.#next.number);
    this.#next = null;
  }

  #made(characters: readonly number[]): void {
    const next = this.#next;
    this.#next = null;
    if (next === null) return;
    const fresh = characters.filter((character) => !next.known.has(character));
    if (fresh.length === 1) planClass(this.#client, fresh[0]!, next.number);
  }
}
