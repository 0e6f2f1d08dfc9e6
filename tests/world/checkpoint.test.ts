import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { CheckpointKeeper, type CheckpointPage, hashWorld, loadWorld, type World } from "../../world/mod.ts";
import { sectionsOf } from "../../world/sections.ts";
import { crowdCommands, enter, leave, makeTestWorld, step } from "./_fixtures.ts";

/** What storage holds: pages by section and number, later ones over earlier ones. */
class Disk {
  readonly pages = new Map<string, CheckpointPage>();

  write(pages: readonly CheckpointPage[]): void {
    for (const page of pages) this.pages.set(`${page.section} ${page.page}`, page);
  }

  load(world: World): World {
    const loaded = loadWorld([...this.pages.values()], () => world.terrain);
    assert.equal(loaded.type, "loaded");
    return (loaded as { world: World }).world;
  }
}

function names(pages: readonly CheckpointPage[]): string[] {
  return pages.map(({ section, page }) => `${section} ${page}`).sort();
}

Deno.test("checkpoint: only pages that changed are captured", () => {
  const world = makeTestWorld();
  const keeper = new CheckpointKeeper();
  step(world, [enter(1), enter(2)]);
  // Landmarks are put up, one a tick, and then stand.
  while (world.landmarks.looked.columns.next[0] !== 0) step(world);
  assert.ok(keeper.capture(world).length > 10);
  step(world);
  assert.deepEqual(names(keeper.capture(world)), ["facts 0"]);
  step(world, [{ type: "input", session: 1, sequence: 1, atTick: 0, heading: 64, speed: 16 }]);
  assert.deepEqual(names(keeper.capture(world)), [
    "entities.appliedInput 0",
    "entities.speed 0",
    "entities.startTick 0",
    "entities.wantSpeed 0",
    "facts 0",
  ], "newcomers face south already");
});

Deno.test("checkpoint: increments add up to the state, through growth, leaving and failed saves", () => {
  const world = makeTestWorld();
  const keeper = new CheckpointKeeper();
  const disk = new Disk();
  const crowd = crowdCommands(700, 17);
  for (let tick = 1; tick <= 900; tick++) {
    step(world, crowd(tick));
    if (tick % 30 !== 0) continue;
    const pages = keeper.capture(world);
    assert.equal(keeper.hash(world), hashWorld(world), "what the keeper remembers of hashes is right");
    if (tick % 90 === 0) keeper.failed(pages);
    else {
      disk.write(pages);
      assert.equal(hashWorld(disk.load(world)), hashWorld(world), `tick ${tick}`);
    }
  }
  assert.ok(world.entities.components.length > 512, "more than one page of entities");
});

Deno.test("checkpoint: pages that a failed save had are in the next one, changed since or not", () => {
  const world = makeTestWorld();
  const keeper = new CheckpointKeeper();
  step(world, [enter(1)]);
  const first = keeper.capture(world);
  keeper.failed(first);
  assert.deepEqual(names(keeper.capture(world)), names(first));
  assert.deepEqual(names(keeper.capture(world)), ["facts 0"]);
});

Deno.test("checkpoint: after a load, stale pages of longer days never come back", () => {
  const world = makeTestWorld();
  const disk = new Disk();
  const keeper = new CheckpointKeeper();
  // 600 inputs that wait: two pages of them.
  const many = Array.from({ length: 100 }, (_, at) => at + 1);
  step(world, many.map((session) => enter(session)));
  step(
    world,
    many.flatMap((session) =>
      [1, 2, 3, 4, 5, 6].map((sequence) => ({
        type: "input" as const,
        session,
        sequence,
        atTick: world.tick + 9,
        heading: sequence,
        speed: 16,
      }))
    ),
  );
  disk.write(keeper.capture(world));
  assert.equal(world.inputs.length, 600);
  for (let tick = 0; tick < 12; tick++) step(world);
  disk.write(keeper.capture(world));
  const pages = [...disk.pages.values()];
  const again = disk.load(world);
  const keeperAgain = new CheckpointKeeper();
  keeperAgain.restored(again, pages);
  step(
    again,
    many.flatMap((session) =>
      [7, 8, 9, 10, 11, 12].map((sequence) => ({
        type: "input" as const,
        session,
        sequence,
        atTick: again.tick + 3,
        heading: 0,
        speed: 0,
      }))
    ),
  );
  assert.equal(again.inputs.length, 600);
  disk.write(keeperAgain.capture(again));
  assert.equal(hashWorld(disk.load(world)), hashWorld(again));
});

Deno.test("checkpoint: a state of another version is refused with a sentence", () => {
  const world = makeTestWorld();
  const pages = new CheckpointKeeper().capture(world).map((page) =>
    page.section === "facts" ? { ...page, bytes: Uint8Array.from([9, 9, ...page.bytes.slice(2)]) } : page
  );
  const loaded = loadWorld(pages, () => world.terrain);
  assert.equal(loaded.type, "refused");
  assert.match((loaded as { message: string }).message, /state version 2313/);
});

Deno.test("checkpoint: an id of a body that left stays dead after a load", () => {
  const world = makeTestWorld();
  const [, , , first] = step(world, [enter(1)])[0]!;
  step(world, [leave(1, true)]);
  const disk = new Disk();
  disk.write(new CheckpointKeeper().capture(world));
  const again = disk.load(world);
  const [, , , second] = step(again, [enter(2)])[0]!;
  assert.notEqual(second, first);
});

Deno.test("checkpoint: the sections are frozen: files that exist hold them by these names", () => {
  const sections = sectionsOf(makeTestWorld()).map(({ section, table, column }) =>
    `${section} ${table.declarations[column]!.column}`
  );
  // A line for each, sorted. A new column is a new line; one that is changed or gone needs a new STATE_VERSION.
  const frozen = readFileSync(new URL("sections.txt", import.meta.url), "utf8").trimEnd().split("\n");
  assert.deepEqual(sections.sort(), frozen);
});

Deno.test("hash: a column that a later version adds leaves the hash of older worlds alone, until it holds something", () => {
  const world = makeTestWorld();
  step(world, [enter(1)]);
  const before = hashWorld(world);
  const { declarations, columns, capacity } = world.roster.table as unknown as {
    declarations: Record<string, { column: string; saved: boolean }>;
    columns: Record<string, Uint32Array>;
    capacity: number;
  };
  declarations.later = { column: "u32", saved: true };
  try {
    const later = columns.later = new Uint32Array(capacity);
    assert.equal(hashWorld(world), before);
    later[0] = 1;
    assert.notEqual(hashWorld(world), before);
  } finally {
    delete declarations.later;
    delete columns.later;
  }
});
