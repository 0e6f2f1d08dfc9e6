/** What abilities and creatures do by their rules in the content: whom they help, when they rest, what they ask for. */
import assert from "node:assert/strict";
import { setSegment } from "../../../world/bodies.ts";
import { checkPack } from "../../../world/content/check/mod.ts";
import { DEFAULT_FILES } from "../../../world/content/default/files.ts";
import { indexOf } from "../../../world/entities.ts";
import { strikeBack } from "../../../world/combat/blows.ts";
import { applyEffect, removeEffects } from "../../../world/combat/effects.ts";
import { die } from "../../../world/combat/death.ts";
import { createWorld, hashWorld, positionX, positionY, SILENT_OUTPUT, type World } from "../../../world/mod.ts";
import { addCreature, addThreat, MODE } from "../../../world/spawns/mod.ts";
import { setEnergy, setHealth, setLevel } from "../../../world/vitals.ts";
import { makeFlat } from "../_flat.ts";
import { enter, makeLogOutput, reload, step } from "../_fixtures.ts";
import { defaultPack } from "../_pack.ts";
import { act, setClass } from "../items/_fixtures.ts";

type Entry = Readonly<Record<string, unknown>>;

/** A world on flat ground with one player, with these entries besides, or in the place of those of the default pack. */
function makeField(more: Readonly<Record<string, readonly Entry[]>> = {}): World {
  const files = [
    { path: "pack.json", json: { name: "Rules", version: "1", extends: "default" } },
    { path: "mine.json", json: more },
  ];
  const checked = checkPack(files, DEFAULT_FILES);
  assert.ok(checked.ok, checked.ok ? "" : JSON.stringify(checked.mistakes));
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, life: 0 }, makeFlat(), checked.pack);
  step(world, [enter(1)]);
  return world;
}

const entryOf = (kind: "creatures" | "abilities", id: string): Entry =>
  defaultPack().entries[kind].find((one) => one.id === id)! as unknown as Entry;

/** A creature so many metres east of the player, that goes nowhere by itself. */
function place(world: World, id: string, metres: number): number {
  const at = world.sessions.get(1)!;
  const [x, y] = [positionX(world, at) + metres * 256, positionY(world, at)];
  const entity = addCreature(world, world.content.creatures.byId.get(id)!, { x, y, heading: 0, area: -1 });
  assert.notEqual(entity, 0);
  world.spawns.creatures.columns.untilTick[world.spawns.rowOf.get(entity)!] = 0xffff_ffff;
  return entity;
}

const numberOf = (world: World, id: string) => world.content.abilities.byId.get(id)!.number;
const use = (world: World, id: string, target: number) =>
  act(world, 1, "useAbility", { ability: numberOf(world, id), target, x: 0, y: 0 });

/** Lets a creature do the best that it can to the player, and says which ability it began. */
function strike(world: World, entity: number): number {
  const { output, log } = makeLogOutput();
  strikeBack(world, indexOf(entity), world.sessions.get(1)!, output);
  const cast = log.map(([, , happening]) => happening as { type: string; ability: number; target: number })
    .find((one) => one?.type === "cast");
  return cast?.ability ?? 0;
}

function share(world: World, entity: number, permille: number): void {
  const index = indexOf(entity);
  setHealth(world, index, Math.floor(world.entities.components.columns.healthMax[index]! * permille / 1000));
}

Deno.test("rules: who mends mends the friend that is hurt most, and nobody who is well", () => {
  const rat = entryOf("creatures", "orchard_rat");
  const rule = { ability: "knit_wounds", everyMs: 1000, firstAfterMs: 0, friendHurtPermille: 700 };
  const world = makeField({ creatures: [{ ...rat, abilities: [rule] }] });
  const [one, other, third] = [
    place(world, "orchard_rat", 2),
    place(world, "orchard_rat", 3),
    place(world, "orchard_rat", 4),
  ];
  assert.equal(strike(world, one), 0, "all are well");
  share(world, other, 400);
  share(world, third, 600);
  assert.equal(strike(world, one), numberOf(world, "knit_wounds"));
  const { target } = world.combat.casts.columns;
  const { health, healthMax } = world.entities.components.columns;
  const at = world.combat.casts.length > 0 ? target[0] : 0;
  if (at !== 0) assert.equal(at, other);
  else assert.ok(health[indexOf(other)]! > Math.floor(healthMax[indexOf(other)]! * 0.4), "it is mended at once");
});

Deno.test("rules: for several, and for who casts, only", () => {
  const rat = entryOf("creatures", "orchard_rat");
  const bite = { ability: "spark", everyMs: 1000, firstAfterMs: 0 };
  const several = makeField({ creatures: [{ ...rat, abilities: [{ ...bite, targetsMin: 2 }] }] });
  assert.equal(strike(several, place(several, "orchard_rat", 1)), 0, "one enemy is not two");
  const breaks = makeField({ creatures: [{ ...rat, abilities: [{ ...bite, targetCasts: true }] }] });
  const creature = place(breaks, "orchard_rat", 2);
  setClass(breaks, 1, "kindler");
  const index = breaks.sessions.get(1)!;
  setEnergy(breaks, index, breaks.entities.components.columns.energyMax[index]!);
  assert.equal(strike(breaks, creature), 0);
  assert.equal(use(breaks, "firebolt", creature), "done");
  assert.equal(strike(breaks, creature), numberOf(breaks, "spark"));
});

Deno.test("abilities: some only against who is hurt badly enough, some only from behind", () => {
  const blow = entryOf("abilities", "heavy_blow");
  const world = makeField({ abilities: [{ ...blow, behind: true, targetHealthBelowPermille: 300, cooldownMs: 0 }] });
  setClass(world, 1, "warden");
  const index = world.sessions.get(1)!;
  setLevel(world, index, 5);
  setEnergy(world, index, world.entities.components.columns.energyMax[index]!);
  const target = place(world, "orchard_rat", 2);
  const at = indexOf(target);
  const turn = (heading: number) =>
    setSegment(world, at, positionX(world, at), positionY(world, at), heading, 0, world.tick);
  // The player stands west of it; with heading 128 it looks there.
  turn(128);
  assert.equal(use(world, "heavy_blow", target), "not-behind");
  turn(0);
  assert.equal(use(world, "heavy_blow", target), "too-healthy");
  share(world, target, 200);
  turn(128);
  assert.equal(use(world, "heavy_blow", target), "not-behind");
  turn(0);
  assert.equal(use(world, "heavy_blow", target), "done");
});

Deno.test("interrupted: who cast casts nothing for a while, who did not is not hindered; saved between it is the same", () => {
  const blow = entryOf("abilities", "heavy_blow");
  const acts = [{ type: "interrupt", lockMs: 3000 }];
  const rat = entryOf("creatures", "orchard_rat");
  const world = makeField({
    abilities: [{ ...blow, id: "break_off", cost: 0, cooldownMs: 0, weapons: [], acts }],
    creatures: [{ ...rat, abilities: [{ ability: "break_off", everyMs: 500, firstAfterMs: 0 }] }],
  });
  setClass(world, 1, "kindler");
  const index = world.sessions.get(1)!;
  setEnergy(world, index, world.entities.components.columns.energyMax[index]!);
  const creature = place(world, "orchard_rat", 2);
  strike(world, creature);
  assert.equal(use(world, "firebolt", creature), "done", "nothing was broken off");
  for (let tick = 0; tick < 12; tick++) step(world);
  strike(world, creature);
  assert.equal(world.combat.casts.length, 0);
  for (let tick = 0; tick < 25; tick++) step(world);
  assert.equal(use(world, "firebolt", creature), "held");
  const loaded = reload(world);
  assert.equal(hashWorld(loaded), hashWorld(world));
  assert.equal(use(loaded, "firebolt", creature), "held");
  for (let tick = 0; tick < 40; tick++) step(loaded);
  assert.equal(use(loaded, "firebolt", creature), "done");
});

Deno.test("minds: outside of its time of the day a creature sees nobody, and strikes back all the same", () => {
  const world = makeField({ creatures: [{ ...entryOf("creatures", "lane_wolf"), active: "night" }] });
  const wolf = place(world, "lane_wolf", 6);
  const { mode } = world.spawns.creatures.columns;
  const row = world.spawns.rowOf.get(wolf)!;
  for (let tick = 0; tick < 60; tick++) step(world);
  assert.equal(mode[row], MODE.calm, "it is seven in the morning");
  const sleeps = reload(world);
  addThreat(world, wolf, 1, 5);
  for (let tick = 0; tick < 10; tick++) step(world);
  assert.equal(mode[row], MODE.fight, "whoever strikes it wakes it");
  // Sixteen hours later it is night.
  sleeps.tick += Math.floor(sleeps.facts.dayTicks * 16 / 24);
  for (let tick = 0; tick < 60; tick++) step(sleeps);
  assert.equal(sleeps.spawns.creatures.columns.mode[sleeps.spawns.rowOf.get(wolf)!], MODE.fight);
});

Deno.test("death: who has last words says them to whoever is near", () => {
  const world = makeField();
  const thief = place(world, "lane_thief", 3);
  const { output, log } = makeLogOutput();
  die(world, indexOf(thief), world.sessions.get(1)!, output);
  const said = log.map(([, , happening]) => happening as { type: string; text: string }).find((one) =>
    one?.type === "said"
  );
  const words = world.content.creatures.byId.get("lane_thief")!.says.death;
  assert.ok(said !== undefined && words.includes(said.text), JSON.stringify(log));
  die(world, indexOf(place(world, "orchard_rat", 3)), world.sessions.get(1)!, SILENT_OUTPUT);
});

Deno.test("effects: who has one with a colour is seen in it, until it ends; of two the one of the higher number", () => {
  const world = makeField();
  const at = world.sessions.get(1)!;
  const { aura } = world.entities.components.columns;
  const entry = (id: string) => world.content.effects.byId.get(id)!;
  const [low, high] = [entry("burning"), entry("rimed")].sort((a, b) => a.number - b.number);
  const source = { entity: 0, level: 1, power: 0 };
  applyEffect(world, at, high!, source);
  applyEffect(world, at, low!, source);
  assert.equal(aura[at], high!.number);
  const again = reload(world);
  assert.equal(again.entities.components.columns.aura[again.sessions.get(1) ?? at], high!.number);
  removeEffects(world, at, ({ id }) => id === high!.id);
  assert.equal(aura[at], low!.number);
  removeEffects(world, at, () => true);
  assert.equal(aura[at], 0);
});
