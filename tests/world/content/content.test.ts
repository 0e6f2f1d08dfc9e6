import { deepEqual, equal, notEqual, ok } from "node:assert/strict";
import { ByteReader, ByteWriter } from "../../../world/base/record.ts";
import {
  entryOf,
  FIRST_ITEMS,
  indexContent,
  makeCatalog,
  NO_NUMBERS,
  NO_PACK,
  type Pack,
  packHash,
  readNumbers,
  readPack,
  recipeOf,
  writeNumbers,
  writePack,
} from "../../../world/content/mod.ts";
import {
  CheckpointKeeper,
  createWorld,
  hashWorld,
  loadWorld,
  makeTerrain,
  positionX,
  positionY,
  SILENT_OUTPUT,
  type World,
} from "../../../world/mod.ts";
import { putAt } from "../../../world/places/mod.ts";
import { crowdCommands, enter, makeTestWorld, reload, step } from "../_fixtures.ts";
import { defaultPack } from "../_pack.ts";

/** The default pack without an item, and with another one of that name's making. */
function otherPack(without: string, added: string): Pack {
  const { entries, ...rest } = defaultPack();
  const stone = entries.items.find(({ id }) => id === "stone")!;
  const items = [...entries.items.filter(({ id }) => id !== without), { ...stone, id: added }];
  return { ...rest, entries: { ...entries, items } };
}

Deno.test("content: a pack that was read already is not made again from the same bytes", () => {
  const bytes = writePack(otherPack("stick", "twig"));
  const pack = readPack(bytes.slice());
  equal(readPack(bytes.slice()), pack);
  const other = writePack(otherPack("stick", "sprig"));
  notEqual(readPack(other.slice()), pack);
  equal(packHash(readPack(bytes.slice())), packHash(pack));
});

function give(world: World, pack: Pack): void {
  step(world, [{ type: "useContent", actor: "the host", pack: writePack(pack) }]);
}

Deno.test("content: entries are found by id and by number, and know their number", () => {
  const content = indexContent(defaultPack(), NO_NUMBERS);
  deepEqual(content.items.ids.slice(0, 5), ["", ...FIRST_ITEMS]);
  for (const kind of ["items", "creatures", "abilities", "quests"] as const) {
    for (const entry of content[kind].all) {
      equal(content[kind].byNumber[entry.number], entry);
      equal(content[kind].byId.get(entry.id), entry);
      equal(content[kind].ids[entry.number], entry.id);
    }
  }
  equal(entryOf(content, "items", "apple").number, 2);
  equal(content.items.byNumber[0], undefined);
});

Deno.test("content: a pack comes through its bytes as it was, with the same hash however its keys are ordered", () => {
  const pack = defaultPack();
  const again = readPack(writePack(pack));
  deepEqual(again, pack);
  equal(packHash(again), packHash(pack));
  const turned = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(turned)
      : typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, turned(member)]))
      : value;
  equal(packHash(turned(pack) as Pack), packHash(pack));
  notEqual(packHash(otherPack("apple", "plum")), packHash(pack));
  equal(readPack(new Uint8Array([1, 2, 3])), NO_PACK);
});

Deno.test("content: numbers stay: what is new comes last, what is gone is a relic", () => {
  const before = indexContent(defaultPack(), NO_NUMBERS);
  const after = indexContent(otherPack("copper_ore", "plum"), before.numbers);
  const ore = before.items.byId.get("copper_ore")!.number;
  equal(after.items.byNumber[ore], undefined);
  equal(after.items.ids[ore], "copper_ore");
  equal(after.items.byId.get("plum")!.number, before.items.ids.length);
  for (const { id, number } of after.items.all) {
    if (id !== "plum") equal(before.items.byId.get(id)!.number, number);
  }
  const relic = makeCatalog(after.pack, after.numbers).kinds.items[ore - 1];
  deepEqual(relic, { number: ore, id: "copper_ore", name: "Copper ore", relic: true });
  const writer = new ByteWriter(1024);
  writeNumbers(writer, after.numbers);
  deepEqual(readNumbers(new ByteReader(writer.copy())), after.numbers);
});

Deno.test("content: a world is saved with its pack and its numbers, and other content is a command like any other", () => {
  const world = makeTestWorld();
  const commands = crowdCommands(6, 3);
  for (let tick = 1; tick <= 20; tick++) step(world, commands(tick));
  const loaded = reload(world);
  equal(hashWorld(loaded), hashWorld(world));
  deepEqual(loaded.content.pack, world.content.pack);
  for (const one of [world, loaded]) give(one, otherPack("copper_ore", "plum"));
  equal(hashWorld(loaded), hashWorld(world));
  const again = reload(world);
  equal(again.content.items.byId.get("plum")?.number, world.content.items.ids.length - 1);
  equal(again.content.items.ids.includes("copper_ore"), true);
  equal(hashWorld(again), hashWorld(world));
  // What was a relic is there again under its number.
  const ore = defaultPack().entries.items.findIndex(({ id }) => id === "copper_ore") + 1;
  give(again, defaultPack());
  equal(again.content.items.byId.get("copper_ore")?.number, ore);
  equal(again.content.items.byId.has("plum"), false);
});

Deno.test("content: a checkpoint has the pack once, until it changes", () => {
  const world = makeTestWorld();
  const keeper = new CheckpointKeeper();
  const packPages = () => keeper.capture(world).filter(({ section }) => section === "pack");
  const first = packPages();
  ok(first.length > 1);
  deepEqual(packPages(), []);
  keeper.failed(first);
  equal(packPages().length > 0, true, "what did not reach storage is sent again");
  step(world);
  deepEqual(packPages(), []);
  give(world, otherPack("copper_ore", "plum"));
  ok(packPages().length > 0);
});

Deno.test("content: bytes that are no pack change nothing", () => {
  const world = makeTestWorld();
  const twin = makeTestWorld();
  step(world, [{ type: "useContent", actor: "the host", pack: new Uint8Array([123]) }]);
  step(twin);
  equal(hashWorld(world), hashWorld(twin));
});

Deno.test("content: dungeons of another pack are dug at once, and nobody is left in a wall", () => {
  const pack = defaultPack();
  const world = createWorld(
    { seed: 7, tickRate: 20, dayMinutes: 40, life: 0 },
    makeTerrain(7, recipeOf(pack, NO_NUMBERS)),
    pack,
  );
  step(world, [enter(1)]);
  const { layout } = world.terrain;
  const place = layout.places.find(({ use }) => use.kind === "dungeon")!;
  const index = world.sessions.get(1)!;
  putAt(world, index, place.insideX, place.insideY, SILENT_OUTPUT);
  const [dungeon, ...rest] = pack.entries.dungeons;
  const walled = { ...dungeon!, plan: dungeon!.plan.map((row) => row.replaceAll(",", "R")) };
  give(world, { ...pack, entries: { ...pack.entries, dungeons: [walled, ...rest] } });
  deepEqual(world.terrain.layout.recipe.plans[0]?.rows, walled.plan);
  equal(world.terrain.isSolid(positionX(world, index), positionY(world, index)), false);
  // A world that is loaded stands on the terrain of its own pack.
  const loaded = loadWorld(new CheckpointKeeper().capture(world), makeTerrain);
  if (loaded.type === "refused") throw new Error(loaded.message);
  deepEqual(loaded.world.terrain.layout.recipe.plans, world.terrain.layout.recipe.plans);
  equal(hashWorld(loaded.world), hashWorld(world));
});

Deno.test("content: a saved pack that is damaged is said to be", () => {
  const world = makeTestWorld();
  const pages = new CheckpointKeeper().capture(world).map((page) =>
    page.section === "pack" && page.page === 1 ? { ...page, bytes: page.bytes.map(() => 0) } : page
  );
  const loaded = loadWorld(pages, () => world.terrain);
  equal(loaded.type === "refused" ? loaded.message : "", "The saved world cannot be read: its content is damaged.");
});
