/** Slowed, quickened and afraid, over a bad connection: what the page shows is where the world has it, then and after. */
import assert from "node:assert/strict";
import { applyEffect } from "../../../world/combat/mod.ts";
import { addCreature } from "../../../world/spawns/mod.ts";
import { RUN_SPEED } from "../../../world/limits.ts";
import { idAt } from "../../../world/entities.ts";
import { positionX, positionY } from "../../../world/mod.ts";
import type { WealdClient } from "../../../net/client/sdk/mod.ts";
import { SimulatedNet } from "./simulated_net.ts";

const QUALITY = { delayMs: 75, jitterMs: 30 };
const FRAME_MS = 1000 / 60;
const RUN_METRES = RUN_SPEED / 8 / 60;

function begin(seed: number): { readonly net: SimulatedNet; readonly client: WealdClient } {
  const net = new SimulatedNet({ quality: QUALITY, seed });
  const client = net.play("Ada");
  frames(net, client, 240, () => {});
  return { net, client };
}

/** So many frames of the page. The way that is shown in each, in metres, and the largest correction. */
function frames(net: SimulatedNet, client: WealdClient, count: number, each: (frame: number) => void) {
  const steps: { readonly dx: number; readonly dy: number }[] = [];
  let correction = 0;
  for (let frame = 0; frame < count; frame++) {
    net.time.pass(FRAME_MS);
    const { x, y } = client.body!;
    client.update();
    each(frame);
    steps.push({ dx: client.body!.x - x, dy: client.body!.y - y });
    correction = Math.max(correction, client.body!.correction);
  }
  return { steps, correction };
}

function befall(net: SimulatedNet, client: WealdClient, effect: string, source = client.ownId): void {
  const entry = net.world.content.effects.byId.get(effect)!;
  assert.ok(applyEffect(net.world, client.ownId & 0x1ffff, entry, { entity: source, level: 1, power: 0 }));
}

function metresASecond(steps: readonly { readonly dx: number; readonly dy: number }[]): number {
  return steps.reduce((sum, { dx, dy }) => sum + Math.hypot(dx, dy), 0) * 60 / steps.length;
}

/** Everything that was on its way has come: both are at the same place, to the centimetre. */
function assertSettled(net: SimulatedNet, client: WealdClient): void {
  frames(net, client, 120, () => client.steer(0, 0));
  const truth = net.truth(client);
  assert.equal(truth.speed, 0);
  assert.ok(Math.hypot(client.body!.x - truth.x, client.body!.y - truth.y) < 0.01, "it stands where the world has it");
  assert.equal(client.body!.unconfirmed, 0);
}

for (
  const [effect, permille, seconds] of [["hamstrung", 500, 6], ["quickened", 1150, 12], [
    "swift_feet",
    1200,
    60,
  ]] as const
) {
  Deno.test(`gait: ${effect}, the page goes at the world's speed as soon as it knows, and as before when it is over`, () => {
    const { net, client } = begin(3);
    const turn = (frame: number) => client.steer(frame % 120 < 60 ? 0 : 128, RUN_SPEED);
    frames(net, client, 60, turn);
    befall(net, client, effect);
    const news = frames(net, client, 30, turn);
    const slowed = frames(net, client, seconds * 60 - 60, turn);
    assert.deepEqual(client.own.gait.get("self")?.permille, permille);
    const wanted = Math.floor(RUN_SPEED * permille / 1000) / 8;
    const seen = metresASecond(slowed.steps);
    assert.ok(Math.abs(seen - wanted) < 0.12, `${seen} m/s, wanted ${wanted}`);
    // What was predicted before the news is put right, and nothing after it.
    const ahead = 0.4 * Math.abs(RUN_SPEED / 8 - wanted);
    assert.ok(news.correction < ahead, `${news.correction} m while the news came`);
    assert.ok(slowed.correction < 0.1, `${slowed.correction} m afterwards`);
    const over = frames(net, client, 120, turn);
    assert.ok(over.correction < ahead);
    assert.equal(client.own.gait.get("self")?.permille, 1000);
    const after = frames(net, client, 120, turn);
    assert.ok(Math.abs(metresASecond(after.steps) - RUN_SPEED / 8) < 0.12);
    assert.ok(after.correction < 0.1);
    assertSettled(net, client);
  });
}

Deno.test("fear: the page follows the body that the world leads, steers nothing meanwhile, and steers again when it is over", () => {
  const { net, client } = begin(5);
  const own = client.ownId & 0x1ffff;
  const at = { x: positionX(net.world, own) + 1024, y: positionY(net.world, own), heading: 128, area: -1 };
  const rat = addCreature(net.world, net.world.content.creatures.byId.get("orchard_rat")!, at);
  const east = () => client.steer(0, RUN_SPEED);
  frames(net, client, 20, east);
  befall(net, client, "dread", rat);
  const news = frames(net, client, 30, east);
  assert.ok(client.body!.isLed, "it is told");
  const led = frames(net, client, 60 * 3 - 36, east);
  assert.ok(led.steps.every(({ dx }) => dx < RUN_METRES * 0.2), "it never goes back to where it was steered");
  assert.ok(led.steps.filter(({ dx }) => dx < -RUN_METRES * 0.7).length > 100, "it runs away");
  assert.ok(news.correction < 3 && led.correction < 2.5, `${news.correction} ${led.correction}`);
  frames(net, client, 30, east);
  assert.ok(!client.body!.isLed, "it is over");
  const after = frames(net, client, 60, east);
  assert.ok(after.steps.slice(20).every(({ dx }) => dx > RUN_METRES * 0.7), "it goes where it is steered again");
  assertSettled(net, client);
  assert.equal(idAt(net.world.entities, own), client.ownId);
});
