/** Doors: the nearest one within reach is offered by the prompt. */
import { UNITS_PER_METRE } from "../../../../world/base/space.ts";
import { DOOR_REACH_UNITS } from "../../../../world/limits.ts";
import type { Layout, Portal } from "../../../../world/terrain/types.ts";
import type { WealdClient } from "../../sdk/mod.ts";
import type { Offer } from "../hud/prompt.ts";
import type { Around } from "./play.ts";

/** What the nearest door within reach offers, if there is one. */
export function doorOffer(client: WealdClient, { terrain, x, y }: Around, say: (text: string) => void): Offer[] {
  const { layout } = terrain;
  let nearest: Portal | null = null;
  let least = DOOR_REACH_UNITS / UNITS_PER_METRE;
  for (const door of layout.portals) {
    const metres = Math.hypot(door.x / UNITS_PER_METRE - x, door.y / UNITS_PER_METRE - y);
    if (metres < least) [nearest, least] = [door, metres];
  }
  if (nearest === null) return [];
  return [{ text: describeDoor(layout, nearest), metres: least, act: () => pass(client, say) }];
}

function pass(client: WealdClient, say: (text: string) => void): void {
  client.act("passDoor", {}).then((result) => {
    if (result.type === "refused") say(result.text);
  });
}

function describeDoor({ places, settlements }: Layout, { place, inward }: Portal): string {
  const { use } = places[place]!;
  if (!inward) return "Go outside";
  if (use.kind === "dungeon") return "Go down";
  const house = settlements.flatMap(({ buildings }) => buildings).find(({ id }) => id === use.house);
  return `Enter the ${house?.use ?? "house"}`;
}
