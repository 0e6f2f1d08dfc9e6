import { DEFAULT_LAND } from "../../terrain/mod.ts";
import type { Pack } from "../pack.ts";
import { KIND_NAMES } from "../schema/kind_names.ts";
import type { Note } from "./whole.ts";

/** Fields whose numbers count settlements: schema/place.ts, schema/region.ts. */
const FIELDS = new Set(["settlement", "settlements"]);

/** Every world of the pack has the settlements that its entries name. */
export function checkSettlements({ entries }: Pack, note: Note): void {
  const { min } = entries.terrain[0]?.settlements.villages ?? DEFAULT_LAND.settlements.villages;
  for (const kind of KIND_NAMES) {
    if (kind === "terrain") continue;
    for (const entry of entries[kind]) {
      for (const { path, settlement } of namedIn(entry, "")) {
        if (settlement > min) {
          note(kind, entry.id, path, settlement, `0 to ${min}: terrain.settlements.villages.min is ${min}`);
        }
      }
    }
  }
}

function namedIn(value: unknown, path: string): { path: string; settlement: number }[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const at = path === "" ? key : `${path}.${key}`;
    if (!FIELDS.has(key)) return namedIn(inner, at);
    if (typeof inner === "number") return [{ path: at, settlement: inner }];
    return Array.isArray(inner)
      ? inner.map((settlement: number, index) => ({ path: `${at}.${index}`, settlement }))
      : namedIn(inner, at);
  });
}
