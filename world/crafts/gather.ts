/** Gathering: ores, herbs, bushes and shoals that are bodies, trees that are part of the land, carcasses, ripe crops. */
import { eventPermille } from "../almanac/mod.ts";
import { removeBody, setStatus } from "../bodies.ts";
import { drawBelow } from "../chance.ts";
import type { ActionCommandOf } from "../commands.ts";
import type { GatherNode, Loot, Numbered } from "../content/mod.ts";
import { hasRoom, indexOf, isAlive } from "../entities.ts";
import { bodyWithin, COIN, drawLoot, fitsBag, hasRight, mostOf, supply, useTool } from "../items/mod.ts";
import { KIND, STATUS } from "../kinds.ts";
import { characterAccount } from "../ledger/mod.ts";
import { REACH_METRES } from "../limits.ts";
import type { WorldOutput } from "../output.ts";
import type { Refusal } from "../refusals.ts";
import { learnByDoing, skillOf } from "../skills/mod.ts";
import { positionX, positionY, type World } from "../world.ts";
import { isRipe, isTheirs } from "./farm.ts";
import { WORK } from "./state.ts";
import { treeAt } from "./trees.ts";
import { addNode, growAt, useUp } from "./wilds.ts";
import { beginWork, cannotWork, tellDone, type Work } from "./works.ts";

/** A line reaches so far, in metres. */
const FISH_METRES = 9;
/** Skinning takes so long, in milliseconds, and teaches up to so much more than it asks for. */
const SKIN_MS = 2500;
const SKIN_TEACHES = 40;

/** What a carcass is to who skins it: the same as a node. */
interface Source {
  readonly craft: string;
  readonly skill: number;
  readonly skillUpTo: number;
  readonly yields: Numbered<Loot>;
  readonly tool: { readonly craft: string; readonly tier: number } | null;
  readonly ms: number;
}

/** The action `gather`. */
export function gather(world: World, index: number, action: ActionCommandOf<"gather">): Refusal | null {
  const refused = cannotWork(world, index);
  if (refused !== null) return refused;
  const [x, y] = [positionX(world, index) + action.x, positionY(world, index) + action.y];
  const work = action.node === 0 ? workAtTree(world, x, y) : workAt(world, action.node);
  if (work === null) return "gone";
  const here = judge(world, index, work);
  return here ?? beginWork(world, index, work, sourceOf(world, work)!.ms, 1);
}

/** Work at a tree at a point, in units; null if there is none that gives anything. */
function workAtTree(world: World, x: number, y: number): Work | null {
  const tree = treeAt(world, x, y);
  return tree === null ? null : { type: WORK.fell, what: tree.node.number, entity: 0, x: tree.x, y: tree.y };
}

/** Work at a body; null if there is nothing to gather from it. */
function workAt(world: World, entity: number): Work | null {
  if (!isAlive(world.entities, entity)) return null;
  const { kind, species } = world.entities.components.columns;
  const at = indexOf(entity);
  const what = species[at]!;
  if (kind[at] === KIND.node || kind[at] === KIND.crop) return { type: WORK.gather, what, entity, x: 0, y: 0 };
  return kind[at] === KIND.creature ? { type: WORK.skin, what, entity, x: 0, y: 0 } : null;
}

/** What a work is done to; null where the content has it no more. */
function sourceOf(world: World, { type, what }: Work): Source | null {
  const lootOf = (id: string) => world.content.loot.byId.get(id)!;
  if (type !== WORK.skin) {
    const node = world.content.nodes.byNumber[what];
    return node === undefined ? null : { ...node, yields: lootOf(node.yields), ms: node.gatherMs };
  }
  const skins = world.content.creatures.byNumber[what]?.skins ?? null;
  if (skins === null) return null;
  const skillUpTo = skins.skill + SKIN_TEACHES;
  return { craft: skins.craft, skill: skins.skill, skillUpTo, yields: lootOf(skins.loot), tool: null, ms: SKIN_MS };
}

/** Why a work cannot be done, or null. Asked when it begins and when it ends. */
function judge(world: World, index: number, work: Work): Refusal | null {
  const source = sourceOf(world, work);
  if (source === null) return "wrong-target";
  const { character } = world.entities.components.columns;
  const who = character[index]!;
  const there = work.type === WORK.fell ? judgeTree(world, index, work) : judgeBody(world, index, work);
  if (there !== null) return there;
  const craft = world.content.crafts.byId.get(source.craft)!;
  if (skillOf(world, who, craft.number) < source.skill) return "skill-too-low";
  if (source.tool !== null && useTool(world, who, source.tool, 0) === 0) return "no-tool";
  // Room for the most that can come: nobody tries until the throw is a good one that fits.
  return fitsBag(world, who, roomFor(world, source)) ? null : "full";
}

/** The most that can come of it, by what goes on. */
function roomFor(world: World, { yields }: Source) {
  const permille = eventPermille(world, "harvestPermille");
  return mostOf(world, yields).map(({ what, amount }) => ({ what, amount: Math.ceil(amount * permille / 1000) }));
}

function judgeTree(world: World, index: number, { x, y }: Work): Refusal | null {
  const [dx, dy] = [positionX(world, index) - x, positionY(world, index) - y];
  const reach = REACH_METRES * 256;
  if (dx * dx + dy * dy > reach * reach) return "too-far";
  return treeAt(world, x, y) === null ? "gone" : null;
}

function judgeBody(world: World, index: number, { type, what, entity }: Work): Refusal | null {
  const { amount, kind, species, status, character } = world.entities.components.columns;
  const at = indexOf(entity);
  const wanted = type === WORK.skin ? [KIND.creature] : [KIND.node, KIND.crop];
  const isFish = type === WORK.gather && world.content.nodes.byNumber[what]?.type === "fish";
  const found = bodyWithin(world, index, entity, { kind: wanted, metres: isFish ? FISH_METRES : REACH_METRES });
  if (typeof found === "string") return found;
  if (species[at] !== what) return "gone";
  if (type === WORK.skin) {
    if ((status[at]! & STATUS.dead) === 0) return "wrong-target";
    if ((status[at]! & STATUS.skinned) !== 0) return "already-done";
    return hasRight(world, entity, character[index]!) ? null : "not-yours";
  }
  if (kind[at] === KIND.crop) {
    if (!isTheirs(world, at, character[index]!)) return "not-yours";
    return isRipe(world, at) ? null : "not-ready";
  }
  return amount[at] === 0 ? "not-ready" : null;
}

/** A work at what gives is done: what it gives comes into the bag. Whether there is more to be had there. */
export function endGathering(world: World, index: number, work: Work, output: WorldOutput): boolean {
  if (judge(world, index, work) !== null) return false;
  const source = sourceOf(world, work)!;
  const character = world.entities.components.columns.character[index]!;
  const { coins, lines } = drawLoot(world, source.yields);
  const common = { from: "harvest", to: characterAccount(character), why: "gathered", actor: character } as const;
  if (coins > 0) supply(world, { ...common, kind: COIN, amount: coins });
  const permille = eventPermille(world, "harvestPermille");
  for (const { kind, amount } of lines) {
    // What does not make a whole one is left to chance.
    const more = Math.floor((amount * permille + drawBelow(world, 1000)) / 1000);
    if (more === 0) continue;
    supply(world, { ...common, kind, amount: more });
    world.news.push({ type: "got", character, item: kind, amount: more });
  }
  if (source.tool !== null) useTool(world, character, source.tool, 1);
  learnByDoing(world, character, source);
  tellDone(world, index, "gathered", lines[0]?.kind ?? 0, output);
  if (work.type !== WORK.skin) world.news.push({ type: "gathered", character, node: work.what });
  return exhaust(world, work);
}

/** What has given has less. Whether it gives again. */
function exhaust(world: World, work: Work): boolean {
  const at = indexOf(work.entity);
  if (work.type === WORK.skin) {
    setStatus(world, at, STATUS.skinned, true);
    return false;
  }
  const node = world.content.nodes.byNumber[work.what]!;
  if (work.type === WORK.fell) {
    fell(world, node, work);
    return false;
  }
  if (world.entities.components.columns.kind[at] === KIND.crop) {
    removeBody(world, at);
    return false;
  }
  useUp(world, at, node);
  return world.entities.components.columns.amount[at]! > 0;
}

/** A stump stands where a tree stood, until it has grown again. */
function fell(world: World, node: Numbered<GatherNode>, { x, y }: Work): void {
  if (!hasRoom(world.entities)) return;
  const stump = addNode(world, KIND.node, node, { x, y });
  growAt(world, stump, world.tick + node.regrowSeconds * world.facts.tickRate);
}
