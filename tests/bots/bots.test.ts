import assert from "node:assert/strict";
import { defaultPack } from "../world/_pack.ts";
import { duel } from "./duels.ts";
import { play } from "./simulated_play.ts";
import { shorten } from "./transcript.ts";

Deno.test("balance: each class beats one of its own level, and is not half dead by it", () => {
  for (const { id } of defaultPack().entries.classes) {
    for (const level of [1, 5, 10]) {
      const { wonPart, healthLeft, seconds } = duel(id, level, 1, 4);
      assert.equal(wonPart, 1, `${id} at level ${level}`);
      assert.ok(healthLeft > 60 && seconds < 20, `${id} at level ${level}: ${healthLeft} %, ${seconds} s`);
    }
  }
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
