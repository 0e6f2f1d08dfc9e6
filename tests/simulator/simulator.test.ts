import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { forgetWhatWasLost } from "./checkers/mod.ts";
import { runCourse } from "./course.ts";
import { seenCrowds } from "./crowd_check.ts";
import { makePerson } from "./player.ts";
import { SimulatedTime } from "./time.ts";

Deno.test("simulator: time passes in order, and the runtime's own comes back", async () => {
  const time = new SimulatedTime();
  const real = setTimeout;
  const uninstall = time.install();
  const seen: string[] = [];
  try {
    setTimeout(() => seen.push(`late ${performance.now()}`), 30);
    setTimeout(() => seen.push(`early ${performance.now()}`), 10);
    const timer = setInterval(() => seen.push(`again ${performance.now()}`), 20);
    clearTimeout(setTimeout(() => seen.push("never"), 5));
    await time.pass(45);
    clearInterval(timer);
    await time.pass(100);
  } finally {
    uninstall();
  }
  assert.deepEqual(seen, ["early 10", "again 20", "late 30", "again 40"]);
  assert.equal(setTimeout, real);
});

for (const seed of [1, 2, 3]) {
  Deno.test(`simulator: players come, walk, drop and return, the server stops and starts: seed ${seed}`, async () => {
    const { events, done, ticks } = await runCourse(seed);
    assert.ok(Object.keys(done).length > 2, "several kinds of things were done");
    // A course has the same number of events, whatever kinds there are: more kinds of faults leave fewer walks.
    assert.ok((events.walk ?? 0) > 15 && (events.restart ?? 0) > 0 && (events.check ?? 0) > 1 && ticks > 500);
  });
}

Deno.test("simulator: the same in a crowd, where a dozen are too many to be told in full", async () => {
  seenCrowds.count = 0;
  const { ticks } = await runCourse(6, { people: 16, events: 100, crowdFrom: 14 });
  assert.ok(seenCrowds.count > 5 && ticks > 500, `${seenCrowds.count} views of crowds were compared`);
});

Deno.test("simulator: the same seed is the same course, to the last bit of the world", async () => {
  const size = { people: 5, events: 40 };
  const first = await runCourse(4, size);
  assert.deepEqual(await runCourse(4, size), first);
  assert.notEqual((await runCourse(5, size)).hash, first.hash);
});

Deno.test("simulator: after a disk that lied, a name that was asked for stays asked for while its account is there", () => {
  using database = new DatabaseSync(":memory:");
  database.exec("CREATE TABLE account (id, name); CREATE TABLE character (id, account)");
  database.exec("INSERT INTO account VALUES (1, 'Robin aa'); INSERT INTO character VALUES (1, 1)");
  const [tokenLost, accountLost] = ["Robin aa", "Robin bb"].map((name) => ({ ...makePerson(name), asked: name }));
  forgetWhatWasLost(database, [tokenLost!, accountLost!]);
  assert.deepEqual([tokenLost!.asked, accountLost!.asked], ["Robin aa", ""]);
});
