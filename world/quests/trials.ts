/**
 * Objectives that take their time: to hold out somewhere while others come, and to bring somebody somewhere. Each of a
 * party has its own; of those who hold out together only the first calls the waves.
 */
import { distance, HEADING_COS, HEADING_SIN, headingTowards, UNITS_PER_METRE } from "../base/space.ts";
import { addBody, removeBody, setSpecies, setWant, stopBody } from "../bodies.ts";
import type { Creature, Numbered, Objective, Quest } from "../content/mod.ts";
import { hasRoom, idAt, indexOf, isAlive } from "../entities.ts";
import { dropRow, isDead, putRow } from "../items/mod.ts";
import { KIND } from "../kinds.ts";
import { SPACE_OVERWORLD } from "../limits.ts";
import { companyOf } from "../parties/mod.ts";
import { pointOf } from "../places/mod.ts";
import { bodyOf } from "../roster.ts";
import { addCreature, addThreat } from "../spawns/mod.ts";
import { positionX, positionY, type World } from "../world.ts";
import { countForAll, sharersOfQuest } from "./company.ts";
import { markOfPerson } from "./marks.ts";
import { count, countOf, forgetCount, openObjectives } from "./progress.ts";
import { activeQuests, questKey } from "./state.ts";

type Survive = Extract<Objective, { type: "survive" }>;
type Escort = Extract<Objective, { type: "escort" }>;

/** Those who come appear so far away, in metres. */
const COMING_METRES = 14;
/** Who is brought somewhere follows to this distance, is lost beyond the other, and there within the third; in metres. */
const FOLLOW_METRES = 2.5;
const LOST_METRES = 40;
const ARRIVED_METRES = 8;
/** In 1/8 m/s: a little faster than a walk. */
const FOLLOW_SPEED = 30;

/** Once a second for who has to hold out somewhere: a second more while it is there and lives, else from the beginning. */
export function holdOut(world: World, character: number, quest: Numbered<Quest>, at: number, objective: Survive): void {
  const done = countOf(world, character, quest.number, at, objective);
  if (done >= objective.seconds) return;
  const body = bodyOf(world.roster, character);
  const point = pointOf(world, objective.place);
  const isThere = (at: number) =>
    at >= 0 && point !== null && !isDead(world, at) &&
    distance(positionX(world, at) - point.x, positionY(world, at) - point.y) <=
      objective.radiusMetres * UNITS_PER_METRE;
  // As long as one of those who share it holds out, it goes on for the others who are near, too.
  const isHeld = isThere(body) ||
    sharersOfQuest(world, character, quest, at).some((mate) => isThere(bodyOf(world.roster, mate)));
  if (!isHeld) {
    if (done > 0) forgetCount(world, character, quest.number, at);
    return;
  }
  count(world, character, quest, at, 1);
  if (!isFirstOfCompany(world, character, quest)) return;
  for (const { creature, count: many, atSecond } of objective.waves) {
    if (atSecond !== done + 1) continue;
    const entry = world.content.creatures.byId.get(creature);
    for (let one = 0; entry !== undefined && one < many; one++) come(world, entry, body, one * 83 + done);
  }
}

/** Whether nobody else of the party who is on has the same quest and a lower number. */
function isFirstOfCompany(world: World, character: number, quest: Numbered<Quest>): boolean {
  return !companyOf(world.parties, character).some((mate) =>
    mate < character && bodyOf(world.roster, mate) >= 0 && activeQuests(world.quests, mate).includes(quest.number)
  );
}

/** Somebody comes, and is angry. */
function come(world: World, entry: Numbered<Creature>, body: number, turn: number): void {
  const heading = turn & 255;
  const away = COMING_METRES * UNITS_PER_METRE;
  const at = world.terrain.nearestFree(
    positionX(world, body) + ((HEADING_COS[heading]! * away) >> 14),
    positionY(world, body) + ((HEADING_SIN[heading]! * away) >> 14),
    away,
  );
  const entity = at === null ? 0 : addCreature(world, entry, { ...at, heading: (heading + 128) & 255, area: -1 });
  if (entity !== 0) addThreat(world, entity, world.entities.components.columns.character[body]!, 2);
}

/** The row of somebody whom a character brings somewhere, or -1. */
function escortRow({ quests }: World, character: number, quest: number): number {
  const { columns, length } = quests.escorts;
  for (let row = 0; row < length; row++) {
    if (columns.character[row] === character && columns.quest[row] === quest) return row;
  }
  return -1;
}

/** Somebody whom a character has to bring somewhere, and who does not go along yet. */
export interface WaitingEscort {
  readonly quest: Numbered<Quest>;
  /** Which objective of the present stage it is. */
  readonly at: number;
  readonly objective: Escort;
}

/** Whom a character has to bring somewhere for the quest of this id, if it does not do so yet; else null. */
export function waitingEscort(world: World, character: number, id: string): WaitingEscort | null {
  for (const [quest, at, objective] of openObjectives(world, character)) {
    if (quest.id !== id || objective.type !== "escort" || escortRow(world, character, quest.number) >= 0) continue;
    if (countOf(world, character, quest.number, at, objective) === 0) return { quest, at, objective };
  }
  return null;
}

/** Those who were asked in this tick to come along do so. */
export function beginEscorts(world: World): void {
  for (const news of world.news) {
    const waiting = news.type === "escortAsked" ? waitingEscort(world, news.character, news.quest) : null;
    if (waiting !== null) bringAlong(world, news.character, waiting.quest, waiting.at, waiting.objective);
  }
}

/**
 * Once a second for who has to bring somebody somewhere: whoever comes to them is followed. Who is asked in a talk to
 * come along waits for that.
 */
export function bringWhoIsNear(
  world: World,
  character: number,
  quest: Numbered<Quest>,
  at: number,
  objective: Escort,
): void {
  if (!world.content.escortsAsked.has(quest.id)) bringAlong(world, character, quest, at, objective);
}

/** Somebody goes along, if the character is there. */
function bringAlong(
  world: World,
  character: number,
  quest: Numbered<Quest>,
  at: number,
  objective: Escort,
): void {
  if (countOf(world, character, quest.number, at, objective) > 0) return;
  const body = bodyOf(world.roster, character);
  if (escortRow(world, character, quest.number) >= 0) return;
  const npc = world.content.npcs.byId.get(objective.npc);
  const home = markOfPerson(world, objective.npc);
  if (body < 0 || npc === undefined || home === null || isDead(world, body) || !hasRoom(world.entities)) return;
  // One comes along with one of those who share it, not with each.
  if (sharersOfQuest(world, character, quest, at).some((mate) => escortRow(world, mate, quest.number) >= 0)) return;
  const away = distance(positionX(world, body) - home.x, positionY(world, body) - home.y);
  if (away > ARRIVED_METRES * UNITS_PER_METRE) return;
  const index = addBody(world, {
    ...{ kind: KIND.npc, space: SPACE_OVERWORLD, x: home.x, y: home.y, heading: 64, name: npc.name },
    look: world.entities.components.columns.look[indexOf(personEntity(world, npc.number))]!,
  });
  setSpecies(world, index, npc.number);
  const entity = idAt(world.entities, index);
  putRow(world.quests.escorts, { character, quest: quest.number, objective: at, entity, attacked: 0 });
}

function personEntity({ spawns }: World, npc: number): number {
  const { columns, length } = spawns.people;
  return columns.entity[columns.npc.subarray(0, length).indexOf(npc)] ?? 0;
}

/** Those who are brought somewhere go after who brings them, a few times a second; and it is seen whether they are there. */
export function goAlong(world: World): void {
  const { escorts } = world.quests;
  if (escorts.length === 0 || world.tick % Math.max(1, world.facts.tickRate >> 2) !== 0) return;
  for (let row = escorts.length - 1; row >= 0; row--) goOneAlong(world, row);
}

function goOneAlong(world: World, row: number): void {
  const { escorts } = world.quests;
  const { character, quest: number, objective: at, entity, attacked } = escorts.columns;
  const quest = world.content.quests.byNumber[number[row]!];
  const rule = quest === undefined ? undefined : objectiveOf(world, character[row]!, quest, at[row]!);
  const body = bodyOf(world.roster, character[row]!);
  const index = indexOf(entity[row]!);
  const isGone = rule === undefined || body < 0 || isDead(world, body) || !isAlive(world.entities, entity[row]!);
  const [x, y] = [positionX(world, index), positionY(world, index)];
  const [toX, toY] = isGone ? [x, y] : [positionX(world, body), positionY(world, body)];
  const away = distance(toX - x, toY - y);
  const goal = rule === undefined ? null : pointOf(world, rule.to);
  if (isGone || goal === null || away > LOST_METRES * UNITS_PER_METRE) return endEscort(world, row);
  const left = distance(goal.x - x, goal.y - y);
  if (left <= ARRIVED_METRES * UNITS_PER_METRE) {
    const [who, which] = [character[row]!, at[row]!];
    endEscort(world, row);
    return countForAll(world, who, quest!, which, 1);
  }
  const home = markOfPerson(world, rule!.npc);
  const isHalfWay = home !== null && left * 2 < distance(goal.x - home.x, goal.y - home.y);
  if (isHalfWay && attacked[row] === 0) {
    attacked[row] = 1;
    for (const { creature, count: many } of rule!.attackers) {
      const entry = world.content.creatures.byId.get(creature);
      for (let one = 0; entry !== undefined && one < many; one++) come(world, entry, body, one * 97 + 11);
    }
  }
  if (away <= FOLLOW_METRES * UNITS_PER_METRE) return stopBody(world, index);
  const straight = headingTowards(toX - x, toY - y);
  const free = [0, 24, -24, 48, -48, 80, -80].find((turn) => {
    const heading = (straight + turn) & 255;
    const ahead = UNITS_PER_METRE * 2;
    return world.terrain.isClear(
      x,
      y,
      x + ((HEADING_COS[heading]! * ahead) >> 14),
      y + ((HEADING_SIN[heading]! * ahead) >> 14),
    );
  });
  setWant(world, index, (straight + (free ?? 0)) & 255, FOLLOW_SPEED);
}

function objectiveOf(world: World, character: number, quest: Numbered<Quest>, at: number): Escort | undefined {
  const row = world.quests.rowOf.get(questKey(character, quest.number));
  const isHad = world.quests.activeOf.get(character)?.has(quest.number) ?? false;
  const found = row === undefined || !isHad
    ? undefined
    : quest.stages[world.quests.table.columns.stage[row]!]?.objectives[at];
  return found?.type === "escort" ? found : undefined;
}

function endEscort(world: World, row: number): void {
  const entity = world.quests.escorts.columns.entity[row]!;
  dropRow(world.quests.escorts, row);
  if (isAlive(world.entities, entity)) removeBody(world, indexOf(entity));
}
