/**
 * Names of characters that were listed lately, so that the audit log says "Mira (character 12)" and not a number
 * alone. Lifetime: the listener's; bounded.
 */
import { CHARACTER_NAMES_MAX } from "./limits.ts";
import type { PlayersPort } from "./ports.ts";
import type { PlayerList, PlayerRow } from "../../world/part/types.ts";

/** Remembers names by character. */
export class KnownCharacters {
  readonly #names = new Map<number, string>();

  /** Takes the names of an answered list. */
  learn(list: PlayerList): void {
    for (const row of list.rows) this.#learn(row.character, row.name);
  }

  #learn(character: number, name: string): void {
    if (this.#names.size >= CHARACTER_NAMES_MAX) this.#names.clear();
    this.#names.set(character, name);
  }

  /** The row of a character that is on, or null. Names are asked for again: they decide which rows to look at. */
  async online(character: number, players: PlayersPort): Promise<PlayerRow | null> {
    const name = this.#names.get(character) ?? "";
    for (let offset = 0;; offset += 500) {
      const list = await players.list({ find: name, offset, count: 500 });
      this.learn(list);
      const row = list.rows.find((one) => one.character === character);
      if (row !== undefined) return row;
      if (list.rows.length === 0 || offset + list.rows.length >= list.total) return null;
    }
  }
}
