/** What somebody of a class and a level can be expected to wear: the best of each place that is sold, made or found often. */
import type { Class, Item, Pack } from "../../world/content/mod.ts";

/** What its blows come from, by class: others of its weapons are worse for its abilities. */
const WEAPONS: Readonly<Record<string, readonly string[]>> = {
  warden: ["sword", "axe", "mace"],
  strider: ["bow"],
  kindler: ["staff", "wand"],
  mender: ["staff"],
};
const STATS: Readonly<Record<string, readonly string[]>> = {
  warden: ["strength", "stamina"],
  strider: ["agility", "stamina"],
  kindler: ["intellect", "spellPower", "stamina"],
  mender: ["intellect", "spellPower", "spirit", "stamina"],
};

/** Up to this level one wears what one began with. */
const BEGINS_TO = 4;

/** The items of a set for a class at a level: of the level below it, as nobody has the newest of everything at once. */
export function gearFor({ entries }: Pack, { id, armours, gear }: Class, level: number): Item[] {
  const best = new Map<string, Item>();
  const begins = entries.items.filter((item) => gear.includes(item.id));
  const mayWear = (item: Item) => {
    if (item.slot === null || item.category === "tool" || item.level > Math.max(1, level - 1)) return false;
    if (item.quality === "rare" || item.quality === "storied") return false;
    if (item.classes.length > 0 && !item.classes.includes(id)) return false;
    if (item.weapon !== null) return WEAPONS[id]!.includes(item.weapon.type);
    if (item.armour !== null && !armours.includes(item.armour.type)) return false;
    return item.stats.length === 0 || item.stats.some(({ stat }) => STATS[id]!.includes(stat));
  };
  const worth = (item: Item) =>
    item.level * 3 + (item.armour?.armour ?? 0) / 8 +
    item.stats.reduce((sum, { stat, add }) => sum + (STATS[id]!.includes(stat) ? add : 0), 0);
  for (const item of [...begins, ...(level > BEGINS_TO ? entries.items.filter(mayWear) : [])]) {
    if (item.slot === null) continue;
    const had = best.get(item.slot);
    if (had === undefined || worth(item) > worth(had)) best.set(item.slot, item);
  }
  // Who needs both hands for its weapon has nothing in the other.
  if (best.get("mainHand")?.twoHanded === true || id === "strider" || id === "kindler") best.delete("offHand");
  return [...best.values()];
}
