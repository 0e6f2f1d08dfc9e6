/** Who is near: how many, who, how far. */
import type { Actor } from "../scene/actor.ts";
import { byId, make, setText } from "./dom.ts";

const ROWS_MAX = 40;

/** The list in the corner. */
export class PeopleList {
  readonly #details = byId<HTMLDetailsElement>("people");
  readonly #count = byId("people-count");
  readonly #list = byId("people-list");

  /** Shows who is near a place, in metres. */
  show(actors: readonly Actor[], x: number, y: number): void {
    const near = actors
      .filter((actor) => !actor.own && actor.name !== "" && actor.form === null && actor.landmark === null)
      .map((actor) => ({ actor, metres: Math.hypot(actor.x - x, actor.y - y) }))
      .sort((a, b) => rankOf(a.actor) - rankOf(b.actor) || a.metres - b.metres);
    const players = near.filter(({ actor }) => actor.kind === "player").length;
    const folk = near.length - players;
    setText(this.#count, describe(players, folk));
    this.#details.dataset["near"] = String(near.length);
    if (!this.#details.open) return;
    this.#list.replaceChildren(
      ...near.slice(0, ROWS_MAX).map(({ actor, metres }) => {
        const row = make("li", actor.kind === "player" ? "" : "folk");
        row.append(
          make("span", "", actor.ghost ? `${actor.name} (away)` : actor.name),
          make("span", "", `${Math.round(metres)} m`),
        );
        return row;
      }),
    );
  }
}

/** Players before townsfolk. */
function rankOf(actor: Actor): number {
  return actor.kind === "player" ? 0 : 1;
}

function describe(players: number, folk: number): string {
  if (players + folk === 0) return "Nobody near";
  const parts: string[] = [];
  if (players > 0) parts.push(players === 1 ? "1 player" : `${players} players`);
  if (folk > 0) parts.push(folk === 1 ? "1 townsperson" : `${folk} townsfolk`);
  return parts.join(", ");
}
