import assert from "node:assert/strict";
import { defaultPack } from "../world/_pack.ts";
import { duel } from "./duels.ts";
import { play } from "./simulated_play.ts";
import { shorten } from "./transcript.ts";

Deno.test("balance: each class beats one of its own level, and is not half dead by it", () => {
  for (const { id } of defaultPack().entries.classes) {
    for (const level of [1, 5, 10, 15, 20]) {
      const { wonPart, healthLeft, seconds } = duel(id, level, 1, 4);
      assert.equal(wonPart, 1, `${id} at level ${level}`);
      assert.ok(healthLeft > 60 && seconds < 20, `${id} at level ${level}: ${healthLeft} %, ${seconds} s`);
    }
  }
});

Deno.test("balance: each class holds out against two of its own level, if it knows what it can do", () => {
  for (const { id } of defaultPack().entries.classes) {
    for (const level of [3, 7, 12, 18]) {
      const { wonPart, healthLeft } = duel(id, level, 2, 4);
      assert.equal(wonPart, 1, `${id} at level ${level}`);
      assert.ok(healthLeft > 40, `${id} at level ${level}: ${healthLeft} %`);
    }
  }
});

Deno.test("bots: one begins in the middle of a life, with what it has by then, and goes on from there", async () => {
  const told: string[] = [];
  const log = (text: string) => void told.push(text);
  const [report] = await play({ classes: ["strider"], minutes: 3, level: 20, from: [12], seed: 1, log });
  assert.equal(report!.levels[0]!.level, 12);
  assert.ok(report!.coins > 0 && report!.deaths === 0, told.join("; "));
  assert.ok(told.some((text) => text.startsWith("takes ") || text.startsWith("beats ")), told.join("; "));
});

Deno.test("bots: one takes quests from people and hands one in, by the SDK alone", async () => {
  const told: string[] = [];
  const [report] = await play({ classes: ["warden"], minutes: 1, level: 20, seed: 1, log: (text) => told.push(text) });
  assert.ok(report!.quests.length > 0, told.join("; "));
  assert.ok(told.some((text) => text.startsWith("takes ")));
  assert.equal(report!.levels.reduce((sum, { earned, spent }) => sum + earned - spent, 0), report!.coins);
});

Deno.test("transcript: what happens again and again is told once", () => {
  const lines = ["beats Rat", "beats Rat", "gathers", "takes a task", "beats Rat"];
  assert.deepEqual(shorten(lines.map((text, at) => ({ seconds: 58 + at, text }))), [
    "  0:58  beats Rat ×2, gathers",
    "  1:01  takes a task",
    "  1:02  beats Rat",
  ]);
});
