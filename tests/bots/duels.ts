/**
 * What one fight comes to, for each class and level: a player who begins it whole, in the gear that its class begins
 * with, against creatures of its own level. Straight from the world's rules, so that numbers of the content can be
 * weighed in seconds.
 */
import { removeBody, setSegment } from "../../world/bodies.ts";
import type { Ability, Class, Numbered } from "../../world/content/mod.ts";
import { reachCmOf } from "../../world/combat/mod.ts";
import { indexOf, isAlive } from "../../world/entities.ts";
import { isDead, repairAt } from "../../world/items/mod.ts";
import { createWorld, SILENT_OUTPUT, stepWorld, type World } from "../../world/mod.ts";
import { addCreature, addThreat } from "../../world/spawns/mod.ts";
import { setEnergy, setHealth, setLevel } from "../../world/vitals.ts";
import { makeFlat, SPAWN } from "../world/_flat.ts";
import { defaultPack } from "../world/_pack.ts";

/** What became of some fights. */
export interface Duel {
  /** Seconds to the enemy's death, where it died; of health left then, hundredths. Means. */
  readonly seconds: number;
  readonly healthLeft: number;
  /** Of all, how many the player won. */
  readonly wonPart: number;
}

const TICK_RATE = 20;
const SECONDS_MAX = 120;
const DEAD_SECONDS = 6;
const WAIT_SECONDS = 61;
/** Somebody who thinks before it acts. */
const ACT_TICKS = 12;
/** From where a fight begins: as far as who shoots can, and creatures see. */
const SHOT_METRES = 15;
const HAND_METRES = 1.6;
/** What reaches no farther is done by hand. */
const HAND_CM_MAX = 500;
/** Between the pillars of the flat ground. */
const ROW = SPAWN.y + 1024;
/** Common and strikes as its level says. */
const ENEMY = "hedge_boar";

/** Fights some: `enemies` at once, all of the player's level. */
export function duel(classId: string, level: number, enemies = 1, fights = 12): Duel {
  const world = createWorld({ seed: 7, tickRate: TICK_RATE, dayMinutes: 40, life: 0 }, makeFlat(), defaultPack());
  stepWorld(world, [{ type: "enter", account: 0, session: 1, character: 1, name: "Fighter", look: 1 }], SILENT_OUTPUT);
  const own = world.content.classes.byId.get(classId)!;
  stepWorld(world, [{ type: "chooseClass", session: 1, sequence: 1, class: own.number }], SILENT_OUTPUT);
  const index = world.sessions.get(1)!;
  setLevel(world, index, level);
  const ended = Array.from({ length: fights }, () => fight(world, index, own, level, enemies));
  const won = ended.filter(({ isWon }) => isWon);
  const mean = (of: (one: Ended) => number) => won.reduce((sum, one) => sum + of(one), 0) / Math.max(1, won.length);
  return {
    seconds: mean(({ seconds }) => seconds),
    healthLeft: mean(({ healthLeft }) => healthLeft),
    wonPart: won.length / fights,
  };
}

interface Ended {
  readonly isWon: boolean;
  readonly seconds: number;
  readonly healthLeft: number;
}

function fight(world: World, index: number, own: Numbered<Class>, level: number, enemies: number): Ended {
  const { health, healthMax, energyMax } = world.entities.components.columns;
  setHealth(world, index, healthMax[index]!);
  setEnergy(world, index, energyMax[index]!);
  const attack = world.content.abilities.byId.get(own.attack)!;
  const blows = own.abilities.filter((one) => one.level <= level)
    .map(({ ability }) => world.content.abilities.byId.get(ability)!)
    .filter(({ target }) => target === "enemy").sort((a, b) => b.cost - a.cost);
  const isShot = reachCmOf(world, index, attack) > HAND_CM_MAX ||
    blows.some(({ rangeCm, castMs }) => rangeCm > 0 && castMs > 0);
  const metres = isShot ? SHOT_METRES : HAND_METRES;
  setSegment(world, index, SPAWN.x, ROW, 0, 0, world.tick);
  const entry = { ...world.content.creatures.byId.get(ENEMY)!, level: { min: level, max: level } };
  const foes = Array.from({ length: enemies }, (_, at) => {
    const y = ROW + at * 400;
    return addCreature(world, entry, { x: SPAWN.x + metres * 256, y, heading: 0, area: -1 });
  });
  for (const foe of foes) addThreat(world, foe, 1, 1);
  const begun = world.tick;
  const isUp = (foe: number) => isAlive(world.entities, foe) && !isDead(world, indexOf(foe));
  while (foes.some(isUp) && !isDead(world, index) && world.tick - begun < SECONDS_MAX * TICK_RATE) {
    const target = foes.find(isUp)!;
    const acts = (world.tick - begun) % ACT_TICKS === 0 ? [attack, ...blows] : [];
    stepWorld(
      world,
      acts.map((one: Numbered<Ability>, at) => ({
        ...{ type: "useAbility", session: 1, sequence: at, ability: one.number, target, x: 0, y: 0 } as const,
      })),
      SILENT_OUTPUT,
    );
  }
  const isWon = !foes.some(isUp) && !isDead(world, index);
  const seconds = (world.tick - begun) / TICK_RATE;
  const healthLeft = Math.round(health[index]! * 100 / healthMax[index]!);
  recover(world, index, foes.filter(isUp));
  return { isWon, seconds, healthLeft };
}

/** After a fight: alive and with whole gear, and nobody left who is angry. */
function recover(world: World, index: number, left: readonly number[]): void {
  const pass = (seconds: number) => {
    for (let tick = 0; tick < seconds * TICK_RATE; tick++) stepWorld(world, [], SILENT_OUTPUT);
  };
  for (const foe of left) removeBody(world, indexOf(foe));
  if (isDead(world, index)) {
    pass(DEAD_SECONDS);
    stepWorld(world, [{ type: "revive", session: 1, sequence: 1 }], SILENT_OUTPUT);
  }
  // Until every wait is over.
  pass(WAIT_SECONDS);
  repairAt(world, 1, 0);
}

/** A table of fights against one and against two, for the classes and levels. */
export function duelTable(classes: readonly string[], levels: readonly number[]): string {
  const cell = ({ seconds, healthLeft, wonPart }: Duel) =>
    wonPart === 0
      ? "lost"
      : `${seconds.toFixed(1)} s, ${healthLeft.toFixed(0)} %${
        wonPart < 1 ? `, ${Math.round(wonPart * 100)} % won` : ""
      }`;
  const head = ["class", ...levels.flatMap((level) => [`level ${level}`, "two at once"])];
  const rows = classes.map((
    id,
  ) => [id, ...levels.flatMap((level) => [cell(duel(id, level)), cell(duel(id, level, 2))])]);
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

if (import.meta.main) console.log(duelTable(defaultPack().entries.classes.map(({ id }) => id), [1, 3, 5, 7, 10]));
