import type { Pack } from "../pack.ts";
import { findCircle } from "./graph.ts";
import type { Note } from "./whole.ts";

const ATTRIBUTES = 5;
const SCATTER_WEIGHTS = 16;

/** What every world needs, and what entries of one kind say of one another. */
export function checkGeneral({ entries }: Pack, note: Note): void {
  const { economy, attributes, classes, seasons, loot, items, abilities, regions } = entries;
  if (economy.length !== 1) return note("economy", "", "", economy.length, "exactly one entry, of id economy");
  if (attributes.length !== ATTRIBUTES) note("attributes", "", "", attributes.length, "all five attributes");
  if (classes.length === 0) note("classes", "", "", 0, "at least one class");
  if (seasons.length === 0) note("seasons", "", "", 0, "at least one season");
  if (!regions.some(({ shape }) => shape.type === "everywhere")) {
    note("regions", "", "", "", "one region with the shape everywhere, so that every place is in one");
  }
  const { scatter, ranks, roles } = economy[0]!;
  const weights = scatter.reduce((sum, { weight }) => sum + weight, 0);
  if (scatter.length > 0 && weights !== SCATTER_WEIGHTS) {
    note("economy", "economy", "scatter", weights, "weights that come to 16");
  }
  if (new Set(ranks.map(({ rank }) => rank)).size !== ranks.length) {
    note("economy", "economy", "ranks", ranks.length, "each rank once");
  }
  if (new Set(roles.map(({ role }) => role)).size !== roles.length) {
    note("economy", "economy", "roles", roles.length, "each role once");
  }
  const lootOf = new Map(loot.map((table) => [table.id, table]));
  const circle = findCircle(lootOf.keys(), (id) => (lootOf.get(id)?.tables ?? []).map((inner) => inner.loot));
  if (circle !== null) note("loot", circle[0]!, "tables", circle.join(" → "), "tables that do not hold themselves");
  const itemOf = new Map(items.map((item) => [item.id, item]));
  const abilityOf = new Map(abilities.map((ability) => [ability.id, ability]));
  for (const one of classes) {
    if (abilityOf.get(one.attack)?.repeats !== true) {
      note("classes", one.id, "attack", one.attack, "an ability that repeats");
    }
    if (!one.abilities.some(({ level }) => level === 1)) {
      note("classes", one.id, "abilities", "", "one that is known at level 1");
    }
    const worn = new Set<string>();
    one.gear.forEach((id, index) => {
      const item = itemOf.get(id)!;
      const path = `gear.${index}`;
      if (item.slot === null) return note("classes", one.id, path, id, "something that is worn");
      if (worn.has(item.slot)) note("classes", one.id, path, id, `one thing for the slot ${item.slot}`);
      worn.add(item.slot);
      if (item.weapon !== null && !one.weapons.includes(item.weapon.type)) {
        note("classes", one.id, path, id, `a weapon that the class may use: ${one.weapons.join(", ")}`);
      }
      if (item.armour !== null && !one.armours.includes(item.armour.type)) {
        note("classes", one.id, path, id, `armour that the class may wear: ${one.armours.join(", ")}`);
      }
      if (item.level > 1) note("classes", one.id, path, id, "something for level 1");
    });
  }
}
