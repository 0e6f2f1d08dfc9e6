/** Talks: which deeds an answer does is told, so that nobody is offered the same twice. */
import assert from "node:assert/strict";
import { step } from "../_fixtures.ts";
import { action, makeMarket, placeNpc, toldOf } from "../items/_fixtures.ts";

Deno.test("talks: an answer tells the kinds of deeds that it does, and one without does not", () => {
  const world = makeMarket(1);
  const npc = placeNpc(world, "greta_amble");
  const told = toldOf(step(world, [action(1, "talk", { npc })]), 1, "dialogue")
    .map(([, value]) => value as { readonly text: string; readonly deeds?: string } | null);
  const deedsOf = (text: string) => told.find((one) => one?.text === text)?.deeds;
  assert.equal(deedsOf("Show me the rack."), "openVendor");
  assert.equal(deedsOf("Mend what I wear."), "repairAll");
  assert.ok(told.some((one) => one?.text === "Farewell." && one.deeds === undefined));
});
