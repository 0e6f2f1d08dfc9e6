/** Actions and private state in the SDK: promises of answers, maps that follow the server, and what is seen to happen. */
import assert from "node:assert/strict";
import { characterAccount, MINT, THING, transfer } from "../../../world/ledger/mod.ts";
import { EVENT, OUTCOME, STATUS } from "../../../world/kinds.ts";
import { setStatus } from "../../../world/bodies.ts";
import { setHealth } from "../../../world/vitals.ts";
import type { ActionResult } from "../../../net/client/sdk/mod.ts";
import { SimulatedNet } from "./simulated_net.ts";

const QUALITY = { delayMs: 40, jitterMs: 10 };

/** Lets time pass and the promises with it. */
async function pass(net: SimulatedNet, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 50) {
    net.time.pass(50);
    await Promise.resolve();
  }
}

Deno.test("sdk: an action is answered by what came of it, and by then its own map says so", async () => {
  const net = new SimulatedNet({ quality: QUALITY });
  const client = net.play("Ada");
  await pass(net, 500);
  assert.deepEqual([client.own.bag.size, client.own.vitals.get("self")?.level], [0, 1]);
  const index = client.ownId & 0x1ffff;
  const { character } = net.world.entities.components.columns;
  const to = characterAccount(character[index]!);
  transfer(net.world.ledger, { from: MINT, to, what: THING.apple, amount: 3, why: "new world", actor: 0 });
  const told: string[] = [];
  client.on("own", ({ topic, key, value }) => {
    if (topic.startsWith("bag")) told.push(`${topic} ${key} ${JSON.stringify(value)}`);
  });
  const results: [ActionResult, number | undefined][] = [];
  const note = (result: ActionResult) => void results.push([result, client.own.bag.get("2")?.amount]);
  void client.act("drop", { what: THING.apple, amount: 1 }).then(note);
  void client.act("drop", { what: THING.apple, amount: 9 }).then(note);
  await pass(net, 1000);
  const text = "You do not have enough for that.";
  assert.deepEqual(results, [
    [{ type: "done" }, 2],
    [{ type: "refused", reason: "not-enough", text }, 2],
  ]);
  assert.deepEqual(told, ['bag 2 {"amount":2}', 'bagPlaces self {"used":1,"all":24}']);
  void client.act("drop", { what: THING.apple, amount: 2 }).then(note);
  await pass(net, 1000);
  assert.deepEqual([results.length, client.own.bag.size], [3, 0]);
});

Deno.test("sdk: what cannot be sent or is never answered is refused with a reason, and nothing is thrown", async () => {
  const net = new SimulatedNet({ quality: QUALITY });
  const early = net.connect();
  const reasonOf = async (result: Promise<ActionResult>) => {
    const given = await result;
    return given.type === "refused" ? given.reason : given.type;
  };
  assert.equal(await reasonOf(early.act("pickUp", { pile: 1 })), "not-in-world");
  const client = net.play("Ada");
  const many = Array.from({ length: 20 }, () => reasonOf(client.act("pickUp", { pile: 1 })));
  net.cut();
  await pass(net, 300);
  const reasons = await Promise.all(many);
  assert.ok(reasons.includes("too-often") && reasons.includes("connection-lost"), reasons.join());
  assert.ok(reasons.every((reason) => reason === "too-often" || reason === "connection-lost"));
});

Deno.test("sdk: who comes back is told everything anew, and knows nothing that is no more", async () => {
  const net = new SimulatedNet({ quality: QUALITY });
  const client = net.play("Ada");
  await pass(net, 500);
  const index = client.ownId & 0x1ffff;
  const { character } = net.world.entities.components.columns;
  const account = characterAccount(character[index]!);
  const give = { what: THING.coin, amount: 4, why: "new world", actor: 0 } as const;
  transfer(net.world.ledger, { from: MINT, to: account, ...give });
  net.cut();
  await pass(net, 5000);
  assert.deepEqual([...client.own.bag], [["1", { amount: 4 }]]);
  net.cut();
  await pass(net, 100);
  transfer(net.world.ledger, { from: account, to: MINT, ...give });
  await pass(net, 5000);
  assert.deepEqual([client.state.name, client.own.bag.size], ["playing", 0]);
});

Deno.test("sdk: happenings come as events in words, and what is seen of a body changes", async () => {
  const net = new SimulatedNet({ quality: QUALITY });
  const client = net.play("Ada");
  await pass(net, 1000);
  const heard: unknown[] = [];
  client.on("cast", (happening) => heard.push(happening));
  client.on("struck", (happening) => heard.push(happening));
  client.on("event", (happening) => heard.push(happening));
  const { ownId } = client;
  const index = ownId & 0x1ffff;
  net.happen(ownId, { type: "cast", entity: ownId, ability: 3, target: 0, ticks: 30 });
  const blow = { type: "struck", source: 9, target: ownId, ability: 3, amount: 12 } as const;
  net.happen(ownId, { ...blow, outcome: OUTCOME.critical });
  net.happen(ownId, { type: "event", entity: ownId, what: EVENT.levelled, value: 2 });
  setHealth(net.world, index, 50);
  setStatus(net.world, index, STATUS.inCombat | STATUS.stunned, true);
  setStatus(net.world, index, STATUS.stunned, false);
  await pass(net, 500);
  assert.deepEqual(heard, [
    { type: "cast", entity: ownId, ability: 3, target: 0, ticks: 30 },
    { ...blow, outcome: "critical" },
    { type: "event", entity: ownId, what: "levelled", value: 2 },
  ]);
  client.update();
  const own = [...client.entities].find(({ id }) => id === ownId)!;
  assert.deepEqual([own.level, own.healthShare, own.status], [1, 128, STATUS.inCombat]);
  assert.equal(client.own.vitals.get("self")?.health, 50);
});
