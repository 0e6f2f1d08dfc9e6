/** What a player is told of its stats: whole when it comes, and what gear, levels and effects change of them. */
import assert from "node:assert/strict";
import { applyEffect } from "../../../world/combat/mod.ts";
import { statIn } from "../../../world/combat/stats.ts";
import { STAT, statsOfBody, wornAt } from "../../../world/items/mod.ts";
import { setLevel } from "../../../world/vitals.ts";
import { step } from "../_fixtures.ts";
import { action, makeMarket, toldOf } from "../items/_fixtures.ts";

Deno.test("stats: a class brings them, and gear, a level and an effect change those that they change", () => {
  const world = makeMarket(1);
  const index = world.sessions.get(1)!;
  const warden = world.content.classes.byId.get("warden")!;
  const begun = toldOf(step(world, [action(1, "chooseClass", { class: warden.number })]), 1, "stats");
  const bare = statsOfBody(world, index)!.values;
  assert.deepEqual(begun[0], ["", null], "all are told anew");
  assert.deepEqual(begun.find(([key]) => key === "strength"), ["strength", {
    value: bare[STAT.strength],
    bare: bare[STAT.strength],
  }]);
  assert.equal(begun.some(([key]) => key === "healthMax"), false, "that is with the vitals");

  const shield = wornAt(world, 1, "offHand");
  const before = statIn(world, index, STAT.armour);
  const worn = toldOf(step(world, [action(1, "unequip", { what: shield })]), 1, "stats");
  const { value } = worn.find(([key]) => key === "armour")![1] as { value: number };
  assert.ok(value < before && value === statIn(world, index, STAT.armour));

  setLevel(world, index, 9);
  const grown = toldOf(step(world), 1, "stats").find(([key]) => key === "strength")![1] as { value: number };
  assert.ok(grown.value > bare[STAT.strength]!);

  const effect = world.content.effects.all.find(({ stats, control }) => stats.length > 0 && control === null)!;
  applyEffect(world, index, effect, { entity: 0, level: 1, power: 0 });
  const { stat, add } = effect.stats[0]!;
  const changed = toldOf(step(world), 1, "stats");
  assert.equal(changed.some(([key]) => key === ""), false, "the others are not told again");
  const told = changed.find(([key]) => key === stat)![1] as { value: number; bare: number };
  assert.deepEqual(told, { value: told.bare + add, bare: statsOfBody(world, index)!.values[STAT[stat]] });
});
