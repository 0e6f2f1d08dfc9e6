import assert from "node:assert/strict";
import { distance } from "../../../world/base/space.ts";
import { calendarAt } from "../../../world/calendar.ts";
import { ACTIVITY, KIND } from "../../../world/kinds.ts";
import { SPACE_INDOORS, SPACE_OVERWORLD } from "../../../world/limits.ts";
import { hashWorld, truePosition } from "../../../world/mod.ts";
import { enter, scramble, step } from "../_fixtures.ts";
import { homesOf, makeLivingWorld, placeCharacter, terrainOf } from "./_placed.ts";

Deno.test("folk: at night all are at home and unseen; by day most are out; nobody stands in a wall", () => {
  const world = makeLivingWorld({ dayMinutes: 40 });
  const { length } = world.entities.identity;
  const { kind } = world.entities.components.columns;
  let folk = 0;
  const countOut = (minutesAfterSeven: number): number => {
    world.tick = Math.floor((minutesAfterSeven * world.facts.dayTicks) / 1440);
    let out = 0;
    for (let index = 0; index < length; index++) {
      if (kind[index] !== KIND.townsfolk) continue;
      folk++;
      const { x, y, space } = truePosition(world, index);
      if (space === SPACE_INDOORS) continue;
      assert.equal(space, SPACE_OVERWORLD);
      out++;
      assert.equal(world.isBlocked(x, y), false, `entity ${index} at minute ${calendarAt(world.tick, 48_000).minute}`);
    }
    return out;
  };
  assert.equal(countOut(0), 0);
  const people = folk;
  assert.ok(people >= 150 && people <= 250, `${people} people`);
  assert.ok(countOut(180) > people * 0.5, "at ten, most are at work outside");
  assert.ok(countOut(360) > people * 0.9, "at one, all are about");
  assert.ok(countOut(11 * 60 + 30) > people * 0.2, "in the evening some sit outside");
  assert.equal(countOut(20 * 60), 0, "at three in the night");
  assert.equal(countOut(24 * 60), 0, "at seven");
});

Deno.test("folk: they walk without jumps, through a whole day", () => {
  const world = makeLivingWorld({ dayMinutes: 20 });
  const village = world.terrain.layout.settlements[1]!;
  placeCharacter(world, 1, village.x, village.y);
  const said: string[] = [];
  const { kind, group, space } = world.entities.components.columns;
  const villageGroup = homesOf(world, KIND.townsfolk)[1]!.group;
  const folk = [...kind.keys()].filter((index) => kind[index] === KIND.townsfolk && group[index] === villageGroup + 1);
  assert.ok(folk.length > 5);
  let last = new Map<number, { x: number; y: number; space: number }>();
  let farthest = 0;
  for (let tick = 1; tick <= world.facts.dayTicks; tick++) {
    for (const [what, , happening] of step(world, tick === 1 ? [enter(1)] : [])) {
      if (what === "happened") said.push((happening as { text: string }).text);
    }
    const now = new Map<number, { x: number; y: number; space: number }>();
    for (const index of folk) {
      const { x, y } = truePosition(world, index);
      now.set(index, { x, y, space: space[index]! });
      const before = last.get(index);
      if (before === undefined || before.space !== SPACE_OVERWORLD || space[index] !== SPACE_OVERWORLD) continue;
      farthest = Math.max(farthest, distance(x - before.x, y - before.y));
    }
    last = now;
  }
  // A step of the fastest is 70 units; where two hops meet it may be a step and a half.
  assert.ok(farthest <= 140, `nobody jumped: ${farthest} units in a tick at most`);
  assert.ok(said.length >= 3, `they spoke to the player in their square: ${said.length} times`);
});

Deno.test("folk: names are names, looks differ", () => {
  const world = makeLivingWorld();
  const { kind, name, look, activity } = world.entities.components.columns;
  const names = new Set<string>();
  const looks = new Set<number>();
  for (let index = 0; index < world.entities.identity.length; index++) {
    if (kind[index] !== KIND.townsfolk) continue;
    assert.match(name[index]!, /^[A-Z][a-z]+ [A-Z][a-z]+$/);
    assert.equal(activity[index], ACTIVITY.asleep);
    names.add(name[index]!);
    looks.add(look[index]!);
  }
  assert.ok(names.size > 120 && looks.size > 120);
});

Deno.test("populate: herds live where their kind does, and far from houses", () => {
  const world = makeLivingWorld();
  const { countByKind } = world.entities;
  for (const kind of ["deer", "sheep", "rabbit", "boar", "wolf", "fox", "duck"] as const) {
    assert.ok(countByKind[KIND[kind]]! > 40, `${kind}: ${countByKind[KIND[kind]]}`);
  }
  const { settlements } = terrainOf(7).layout;
  for (const { x, y } of homesOf(world, KIND.wolf)) {
    for (const settlement of settlements) {
      assert.ok(distance(settlement.x - x, settlement.y - y) > settlement.radius + 60 * 256);
    }
  }
});

Deno.test("folk: who greets whom does not hang on the order of any list, in a full square", () => {
  const plain = makeLivingWorld();
  const scrambled = makeLivingWorld();
  const town = plain.terrain.layout.settlements[0]!;
  let greetings = 0;
  for (const world of [plain, scrambled]) {
    // Two stand at the very same place, two elsewhere.
    for (let character = 1; character <= 4; character++) {
      placeCharacter(world, character, town.x + (character >> 1) * 600, town.y);
    }
  }
  for (let tick = 1; tick <= 6500; tick++) {
    const commands = tick === 1 ? [1, 2, 3, 4].map((session) => enter(session)) : [];
    const said = step(plain, commands);
    greetings += said.filter(([what]) => what === "happened").length;
    assert.deepEqual(step(scrambled, commands), said, `tick ${tick}`);
    scramble(scrambled);
  }
  assert.equal(hashWorld(scrambled), hashWorld(plain));
  assert.ok(greetings > 20, `${greetings} greetings`);
});
