/** How a character is told of to who chooses one: also where it is, or was when it left. */
import assert from "node:assert/strict";
import { allocateLink, Link } from "../../../world/base/link.ts";
import { mainToWorld, worldToMain } from "../../../world/part/messages.ts";
import { type GatewayLink, Subscribers } from "../../../world/part/subscribers.ts";
import { BlockEncoder } from "../../../world/replication/encode.ts";
import { bodyOf } from "../../../world/roster.ts";
import { positionX, positionY } from "../../../world/world.ts";
import { enter, makeTestWorld, step } from "../_fixtures.ts";

Deno.test("a character is where its body is by now, then where it left; who never came is nowhere", () => {
  const heard: Record<string, unknown>[] = [];
  const gateway = {
    send: (message: Record<string, unknown>) => heard.push({ ...message }) > 0,
  } as unknown as GatewayLink;
  const ends = allocateLink("world", "main", 1 << 16, 1 << 16);
  const [main, other] = [new Link(ends.a, worldToMain, mainToWorld), new Link(ends.b, mainToWorld, worldToMain)];
  const subscribers = new Subscribers([gateway], main, new BlockEncoder());
  const world = makeTestWorld();
  const describe = (character: number) => {
    subscribers.describe(world, { session: 9, character });
    const { level, isHere, x, y } = heard.at(-1)!;
    return { level, isHere, x, y };
  };
  assert.deepEqual(describe(50), { level: 0, isHere: false, x: 0, y: 0 });
  step(world, [enter(5, 50)]);
  const began = { x: positionX(world, bodyOf(world.roster, 50)), y: positionY(world, bodyOf(world.roster, 50)) };
  assert.deepEqual(describe(50), { level: 1, isHere: true, ...began });
  step(world, [{ type: "input", session: 5, sequence: 1, atTick: world.tick + 1, heading: 0, speed: 36 }]);
  for (let tick = 0; tick < 40; tick++) step(world, []);
  const body = bodyOf(world.roster, 50);
  const here = { x: positionX(world, body), y: positionY(world, body) };
  assert.ok(here.x > began.x + 256, "it has walked");
  assert.deepEqual(describe(50), { level: 1, isHere: true, ...here });
  step(world, [{ type: "leave", session: 5, atOnce: true }]);
  assert.equal(bodyOf(world.roster, 50), -1);
  const left = describe(50);
  assert.equal(left.isHere, false);
  assert.ok(Math.abs(Number(left.x) - here.x) < 256 && left.y === here.y, "and stays where it left");
  main.close();
  other.close();
});
