/**
 * The default pack as the play scenario wants it: enough of everything everywhere for thousands at once. Creatures of the
 * first levels live all over the land, herbs grow, something can be made of them on the spot, and people with a task that
 * never ends stand about. What is of a higher level is no stronger than what is of the first: who plays here began a minute ago.
 */
import { checkPack, type PackFile } from "../../../../world/content/check/mod.ts";
import { DEFAULT_FILES } from "../../../../world/content/default/files.ts";
import type { Pack } from "../../../../world/content/mod.ts";

/** What is gathered, and what is made of it. */
export const HERB = "meadowsweet_bush";
export const RECIPE = "bundle_of_meadowsweet";
const REGIONS = [
  ...["hearthlands", "barrow_meads", "reedmoor", "hollow_wood"],
  ...["copper_downs", "gull_coast", "ashen_march", "high_fells"],
];
/** Areas of each kind of creature that lives in a region. */
const AREAS = 60;
/** Whom tasks ask for: some of them live in every region. */
const FAMILIES = ["beast", "bird", "insect", "elemental"] as const;
/** In each settlement stands one with a task, and so many in each region. */
const SETTLEMENTS = 7;
const SPOTS = 2;

type Entry = Readonly<Record<string, unknown>> & { readonly id: string };

function defaults(kind: string): Entry[] {
  return DEFAULT_FILES.flatMap(({ json }) => (json as Readonly<Record<string, Entry[]>>)[kind] ?? []);
}

/** All that live in regions, in many more places, and soon there again. */
function spawns(): Entry[] {
  return defaults("spawns").flatMap((spawn) => {
    const where = spawn.where as { readonly type: string };
    if (where.type !== "region") return [];
    const everywhere = { ...where, areas: AREAS, radiusMetres: 30, fromRoads: 0, fromSettlements: 10 };
    return [{ ...spawn, where: everywhere, population: { min: 1, max: 3 }, breedSeconds: 20, respawnSeconds: 10 }];
  });
}

/** The people, and for each of them a task and what it says. */
function posts(): Record<"npcs" | "dialogues" | "quests", Entry[]> {
  const places = [
    ...Array.from({ length: SETTLEMENTS }, (_, settlement) => ({ type: "square", settlement })),
    ...REGIONS.flatMap((region) => Array.from({ length: SPOTS }, (_, at) => ({ type: "spot", region, spot: at + 20 }))),
  ];
  const ids = places.map((_, at) => ({ npc: `load_post_${at}`, quest: `load_task_${at}` }));
  return {
    npcs: ids.map(({ npc }, at) => ({
      ...{ id: npc, name: "Post", place: places[at], dialogue: npc },
      look: { skin: 1, hairColour: 1, hairStyle: 1, shirt: 1, trousers: 1 },
    })),
    dialogues: ids.map(({ npc, quest }) => ({
      id: npc,
      nodes: [{
        ...{ id: "hello", start: true, text: "There is always something to do." },
        choices: [{ text: "What is to be done?", does: [{ type: "offerQuest", quest }] }, { text: "Farewell." }],
      }],
    })),
    quests: ids.map(({ npc, quest }) => ({
      ...{ id: quest, name: "What is about", level: 1, giver: npc, repeatSeconds: 1 },
      ...{ offer: "Two of them, please.", waiting: "Not yet.", done: "Good.", summary: "Fight two of what is about." },
      stages: [{ id: "fight", objectives: [{ type: "kill", text: "Beaten", families: [...FAMILIES], count: 2 }] }],
      reward: { xp: 10, coins: 1 },
    })),
  };
}

/** The files of the pack, over those of the default pack. */
export function playFiles(): PackFile[] {
  const creatures = defaults("creatures").map((creature) => {
    const { min } = creature.level as { readonly min: number };
    // As the economy of the default pack lets them grow: half of the first level's health with each, a quarter of its blow.
    const healthPermille = Math.round(2000 / (1 + min));
    return { ...creature, healthPermille, damagePermille: Math.round(4000 / (3 + min)) };
  });
  const herb = defaults("nodes").find(({ id }) => id === HERB)!;
  const nodes = [{ ...herb, regrowSeconds: 30, where: { perSquareKm: 500 } }];
  const recipes = [{
    ...{ id: RECIPE, craft: "herbcraft", skill: 0, skillUpTo: 50, station: "none", seconds: 2 },
    ...{ inputs: [{ item: "meadowsweet" }], output: { item: "small_healing_draught" }, known: "from the start" },
  }];
  return [
    { path: "pack.json", json: { name: "Three Bells at work", version: "1", extends: "default" } },
    { path: "load.json", json: { creatures, spawns: spawns(), nodes, recipes, ...posts() } },
  ];
}

/** The pack itself. */
export function playPack(): Pack {
  const checked = checkPack(playFiles(), DEFAULT_FILES);
  if (checked.ok) return checked.pack;
  throw new Error(`make the pack of the play scenario: ${JSON.stringify(checked.mistakes.slice(0, 5))}`);
}
