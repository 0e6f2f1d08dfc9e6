import assert from "node:assert/strict";
import type { SeenEntity, WealdClient } from "../../net/client/sdk/mod.ts";
import { STATUS } from "../../world/kinds.ts";
import type { CatalogEntryOf } from "../../world/content/mod.ts";
import { defaultPack } from "../world/_pack.ts";
import { Fists } from "./fists.ts";
import type { Legs } from "./legs.ts";
import { newReport } from "./report.ts";

/** An archer at the west, and somebody twenty metres east of it whom it sees from so near only. */
function archer(seesFromMetres: number) {
  const pack = defaultPack();
  const numbers = new Map(pack.entries.abilities.map(({ id }, at) => [id, at + 1]));
  const shot = numbers.get("bow_shot")!;
  const own = { id: 1, kind: "player", x: 0, y: 0, speed: 0, status: 0 };
  const prey = { id: 2, kind: "creature", species: 7, x: 20, y: 0, healthShare: 255, status: 0 };
  const shots: number[] = [];
  const client = {
    ownId: own.id,
    entities: [own, prey],
    tick: 0,
    own: {
      abilities: new Map([[String(shot), { rangeCm: 2800, cost: 0 }]]),
      vitals: new Map([["self", { level: 9, energy: 100, health: 100, healthMax: 100 }]]),
      casting: new Map(),
      cooldowns: new Map(),
    },
    on: () => {},
    act: () => {
      const isSeen = prey.x - own.x <= seesFromMetres;
      if (isSeen) shots.push(own.x);
      return Promise.resolve(isSeen ? { type: "done" } : { type: "refused", reason: "not-here" });
    },
  };
  // It is there at once.
  const legs = { goTo: ({ x }: { x: number }, stop: number) => void (own.x = Math.max(own.x, x - stop)), stop() {} };
  const lore = { pack, numbers, draught: () => 0 };
  const fists = new Fists(
    ...[client as unknown as WealdClient, legs as unknown as Legs, lore] as const,
    ...[{ attack: "bow_shot" } as CatalogEntryOf<"classes">, newReport("Archer", "strider"), () => {}] as const,
  );
  const body = own as unknown as SeenEntity;
  return { fists, own: body, prey: prey as unknown as SeenEntity & { healthShare: number; status: number }, shots };
}

Deno.test("bots: who does not see its target from where it stands comes nearer, and shoots from there", async () => {
  const { fists, own, prey, shots } = archer(9);
  fists.aim(prey, 0);
  for (let seconds = 0; seconds < 20; seconds++) {
    assert.ok(fists.goOn(own, seconds));
    await Promise.resolve();
  }
  assert.ok(shots.length > 0 && shots[0]! >= 11, shots.join());
});

Deno.test("bots: whom it cannot get at it leaves alone for a while, even if they fight", async () => {
  const { fists, own, prey, shots } = archer(-1);
  fists.aim(prey, 0);
  let seconds = 0;
  for (; seconds < 100 && fists.goOn(own, seconds); seconds++) await Promise.resolve();
  assert.deepEqual(shots, []);
  assert.ok(seconds < 60 && fists.leaves(prey, seconds), `${seconds} s`);
  Object.assign(own, { status: STATUS.inCombat });
  prey.status = STATUS.inCombat;
  assert.equal(fists.goOn(own, seconds + 1), false);
  assert.ok(!fists.leaves(prey, seconds + 300));
});

Deno.test("bots: whom it hurts it fights for as long as that takes", async () => {
  const { fists, own, prey } = archer(100);
  fists.aim(prey, 0);
  for (let seconds = 0; seconds < 200; seconds++) {
    if (seconds % 10 === 0) prey.healthShare--;
    assert.ok(fists.goOn(own, seconds), `${seconds} s`);
    await Promise.resolve();
  }
});
