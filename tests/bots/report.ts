/** What happened to a bot, in all and at each level. */

/** Sums of what happened. */
interface Sums {
  kills: number;
  deaths: number;
  /** Seconds that its fights took, and how many it fought to their end. */
  fightSeconds: number;
  fights: number;
  /** Experience gained. */
  xp: number;
  /** Coins that came in and went. */
  earned: number;
  spent: number;
}

/** What a bot does with a second of its time. */
export type Doing = "walks" | "fights" | "rests" | "deals" | "stands" | "lies";

/** What happened while it had a level. */
export interface LevelReport extends Readonly<Sums> {
  readonly level: number;
  /** Simulated seconds at that level. */
  readonly seconds: number;
}

/** What happened to a bot. */
export interface BotReport extends Sums {
  readonly name: string;
  readonly class: string;
  level: number;
  /** Simulated seconds at which each level was reached, from level 2 on. */
  readonly levelSeconds: number[];
  readonly levels: LevelReport[];
  readonly quests: string[];
  /** Seconds that it spent with each thing. */
  readonly doing: Record<Doing, number>;
  gathered: number;
  /** Second at which it began. */
  beganSeconds: number;
  coins: number;
}

/** Nothing has happened yet. */
export function newReport(name: string, classId: string): BotReport {
  return {
    ...{
      name,
      class: classId,
      level: 1,
      levelSeconds: [],
      levels: [],
      quests: [],
      doing: { walks: 0, fights: 0, rests: 0, deals: 0, stands: 0, lies: 0 },
      gathered: 0,
      coins: 0,
      beganSeconds: 0,
    },
    ...{ kills: 0, deaths: 0, fightSeconds: 0, fights: 0, xp: 0, earned: 0, spent: 0 },
  };
}

/** It has so many coins now. */
export function noteCoins(report: BotReport, coins: number): void {
  if (coins > report.coins) report.earned += coins - report.coins;
  else report.spent += report.coins - coins;
  report.coins = coins;
}

/** It reached a level: what happened since the one before is put down. */
export function noteLevel(report: BotReport, level: number, seconds: number): void {
  endLevel(report, seconds);
  report.level = level;
  report.levelSeconds.push(seconds);
}

/** Puts down what happened at the level that it has, up to these seconds. */
export function endLevel(report: BotReport, seconds: number): void {
  const before = (of: keyof Sums) => report.levels.reduce((sum, one) => sum + one[of], 0);
  report.levels.push({
    level: report.level,
    seconds: seconds - (report.levelSeconds.at(-1) ?? report.beganSeconds),
    kills: report.kills - before("kills"),
    deaths: report.deaths - before("deaths"),
    fightSeconds: report.fightSeconds - before("fightSeconds"),
    fights: report.fights - before("fights"),
    xp: report.xp - before("xp"),
    earned: report.earned - before("earned"),
    spent: report.spent - before("spent"),
  });
}
