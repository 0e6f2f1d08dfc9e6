/**
 * What one fight comes to, for each class and level: a player who begins it whole and knows its abilities, in gear that
 * its level can have, against usual creatures of its own level. Straight from the world's rules, so that numbers of the
 * content can be weighed in seconds.
 */
import { removeBody, setSegment } from "../../world/bodies.ts";
import type { Class, Creature, Numbered } from "../../world/content/mod.ts";
import { knownAbilities, reachCmOf } from "../../world/combat/mod.ts";
import { indexOf, isAlive } from "../../world/entities.ts";
import { gearChanged, isDead, repairAt, supply } from "../../world/items/mod.ts";
import { characterAccount, contentsOf, transfer, wornAccount } from "../../world/ledger/mod.ts";
import { createWorld, SILENT_OUTPUT, stepWorld, type World } from "../../world/mod.ts";
import { addCreature, addThreat } from "../../world/spawns/mod.ts";
import { positionX, positionY } from "../../world/world.ts";
import { setEnergy, setHealth, setLevel } from "../../world/vitals.ts";
import { step } from "../world/_fixtures.ts";
import { makeFlat, SPAWN } from "../world/_flat.ts";
import { defaultPack } from "../world/_pack.ts";
import { Brain } from "./brain.ts";
import { gearFor } from "./gear.ts";

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
/** How far one runs between two thoughts. */
const RUN_METRES = 3;
/** What reaches no farther is done by hand. */
const HAND_CM_MAX = 500;
/** Between the pillars of the flat ground. */
const ROW = SPAWN.y + 1024;
/** Roles of those that one meets anywhere: no swarms, nobody who heals others. */
const USUAL = ["brute", "stalker", "archer", "caster"];

/** The usual creatures of a level; where there are none, those nearest to it. */
export function usualOf(world: World, level: number): Numbered<Creature>[] {
  const usual = world.content.creatures.all.filter(({ rank, role, attitude }) =>
    rank === "common" && USUAL.includes(role) && attitude !== "friendly"
  );
  const away = ({ level: { min, max } }: Creature) => Math.max(0, min - level, level - max);
  const least = Math.min(...usual.map(away));
  return usual.filter((one) => away(one) === least);
}

/** Fights some: `enemies` at once, all of the player's level. */
export function duel(classId: string, level: number, enemies = 1, fights = 12): Duel {
  const world = createWorld({ seed: 7, tickRate: TICK_RATE, dayMinutes: 40, life: 0 }, makeFlat(), defaultPack());
  stepWorld(world, [{ type: "enter", account: 0, session: 1, character: 1, name: "Fighter", look: 1 }], SILENT_OUTPUT);
  const own = world.content.classes.byId.get(classId)!;
  stepWorld(world, [{ type: "chooseClass", session: 1, sequence: 1, class: own.number }], SILENT_OUTPUT);
  const index = world.sessions.get(1)!;
  setLevel(world, index, level);
  dress(world, own, level);
  const brain = new Brain(defaultPack());
  const kinds = usualOf(world, level);
  const ended = Array.from(
    { length: fights },
    (_, at) => fight(world, { index, own, level, enemies, brain, kind: kinds[at % kinds.length]! }),
  );
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

/** Goes closer, as far as one runs between two thoughts, if the other is farther away than so many metres. */
function comeNear(world: World, index: number, at: number, metres: number): void {
  const [x, y] = [positionX(world, index), positionY(world, index)];
  const [dx, dy] = [positionX(world, at) - x, positionY(world, at) - y];
  const away = Math.hypot(dx, dy) / 256;
  if (away <= metres + 0.5) return;
  const part = Math.min(RUN_METRES, away - metres + 0.1) / away;
  setSegment(world, index, Math.round(x + dx * part), Math.round(y + dy * part), 0, 0, world.tick);
}

interface Fight {
  readonly index: number;
  readonly own: Numbered<Class>;
  readonly level: number;
  readonly enemies: number;
  readonly brain: Brain;
  readonly kind: Numbered<Creature>;
}

/** Puts on what its level can have, in place of what it began with. */
function dress(world: World, own: Numbered<Class>, level: number): void {
  const worn = wornAccount(1);
  for (const what of contentsOf(world.ledger, worn)) {
    transfer(world.ledger, { from: worn, to: characterAccount(1), what, amount: 1, why: "taken off", actor: 1 });
  }
  for (const { id } of gearFor(defaultPack(), own, level)) {
    const kind = world.content.items.byId.get(id)!.number;
    supply(world, { kind, amount: 1, from: "mint", to: worn, why: "new world", actor: 0 });
  }
  gearChanged(world, 1);
}

function fight(world: World, { index, own, level, enemies, brain, kind }: Fight): Ended {
  const { health, healthMax, energy, energyMax } = world.entities.components.columns;
  setHealth(world, index, healthMax[index]!);
  setEnergy(world, index, energyMax[index]!);
  const attack = world.content.abilities.byId.get(own.attack)!;
  const known = knownAbilities(world, index);
  const isShot = reachCmOf(world, index, attack) > HAND_CM_MAX ||
    known.some(({ target, rangeCm, castMs }) => target === "enemy" && rangeCm > 0 && castMs > 0);
  const metres = isShot ? SHOT_METRES : HAND_METRES;
  setSegment(world, index, SPAWN.x, ROW, 0, 0, world.tick);
  const entry = { ...kind, level: { min: level, max: level } };
  const foes = Array.from({ length: enemies }, (_, at) => {
    const y = ROW + at * 400;
    return addCreature(world, entry, { x: SPAWN.x + metres * 256, y, heading: 0, area: -1 });
  });
  for (const foe of foes) addThreat(world, foe, 1, 1);
  const begun = world.tick;
  const isUp = (foe: number) => isAlive(world.entities, foe) && !isDead(world, indexOf(foe));
  while (foes.some(isUp) && !isDead(world, index) && world.tick - begun < SECONDS_MAX * TICK_RATE) {
    if ((world.tick - begun) % ACT_TICKS !== 0) {
      stepWorld(world, [], SILENT_OUTPUT);
      continue;
    }
    const up = foes.filter(isUp);
    comeNear(world, index, indexOf(up[0]!), metres);
    const seconds = world.tick / TICK_RATE;
    const wishes = brain.wishes(known, {
      ...{ seconds, level, health: health[index]! / healthMax[index]!, energy: energy[index]! },
      foes: up.map((id) => {
        const at = indexOf(id);
        const [dx, dy] = [
          positionX(world, at) - positionX(world, index),
          positionY(world, at) - positionY(world, index),
        ];
        return { id, metres: Math.hypot(dx, dy) / 256, health: health[at]! / healthMax[at]! };
      }),
    });
    const deeds = [{ ability: attack, target: up[0]! }, ...wishes];
    const log = step(
      world,
      deeds.map(({ ability: { number, target: whom }, target }, sequence) => {
        const at = indexOf(up[0]!);
        const place = whom === "place"
          ? { x: positionX(world, at) - positionX(world, index), y: positionY(world, at) - positionY(world, index) }
          : { x: 0, y: 0 };
        return { type: "useAbility", session: 1, sequence, ability: number, target, ...place } as const;
      }),
    );
    for (const [what, , sequence] of log) if (what === "done") brain.did(deeds[Number(sequence)]!, seconds);
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
      : `${seconds.toFixed(0)} s, ${healthLeft.toFixed(0)} %${
        wonPart < 1 ? `, ${Math.round(wonPart * 100)} % won` : ""
      }`;
  const head = ["level", ...classes.flatMap((id) => [id, "two at once"])];
  const rows = levels.map((level) => [
    String(level),
    ...classes.flatMap((id) => [cell(duel(id, level)), cell(duel(id, level, 2))]),
  ]);
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Levels of the table. */
export const DUEL_LEVELS = [1, 3, 5, 7, 9, 11, 13, 15, 17, 20] as const;

if (import.meta.main) console.log(duelTable(defaultPack().entries.classes.map(({ id }) => id), DUEL_LEVELS));
