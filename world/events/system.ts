/** The living world from tick to tick: what characters did is counted, and once a second the calendar is looked at. */
import { countTowns, goalCount, LINE, note, settleTowns, townAt } from "../almanac/mod.ts";
import { calendarAt } from "../calendar.ts";
import type { News } from "../news.ts";
import type { WorldOutput } from "../output.ts";
import { bodyOf } from "../roster.ts";
import { seasonAt } from "../seasons.ts";
import { positionX, positionY, type World } from "../world.ts";
import { countDefender, countKill, followCalendar } from "./calendar.ts";
import { markAll } from "./marks.ts";
import { prosperTold } from "./prosperity.ts";
import { aidTask, followTasks, payShares } from "./tasks.ts";
import { sufferWeather } from "./weather_effects.ts";

/** What deeds are worth to the town they are done near, in hundredths of a point. */
const KILL_HUNDREDTHS = 4;
const QUEST_HUNDREDTHS = 60;
const CRAFT_HUNDREDTHS = 2;
/** Towns are told of so often, in seconds, if they have changed. */
const TOWNS_TOLD_SECONDS = 30;
const PROSPERITY_PER_DAY = 10;

/** One step. It comes after all who make news and hear of them. */
export function liveTogether(world: World, output: WorldOutput): void {
  for (const news of world.news) hear(world, news, output);
  // Nothing of it outlives the tick.
  world.news.length = 0;
  const { tickRate, dayTicks } = world.facts;
  sufferWeather(world);
  // In the first tick of a world, and once a second from then on.
  if (world.tick % tickRate !== 1) return;
  countTowns(world);
  followCalendar(world, tickRate, output);
  followTasks(world, output);
  payShares(world, output);
  if (world.tick % (TOWNS_TOLD_SECONDS * tickRate) === 1) markAll(world, "towns", "");
  const today = calendarAt(world.tick, dayTicks).day;
  if (today !== calendarAt(Math.max(0, world.tick - tickRate), dayTicks).day) beginDay(world);
}

function beginDay(world: World): void {
  settleTowns(world, world.content.economy.all[0]?.prosperityPerDay ?? PROSPERITY_PER_DAY);
  const season = seasonAt(world);
  if (season === null || seasonAt({ ...world, tick: world.tick - world.facts.dayTicks })?.id === season.id) return;
  note(world, LINE.season, season.number);
  markAll(world, "timeline", "");
}

function hear(world: World, news: News, output: WorldOutput): void {
  switch (news.type) {
    case "killed": {
      const creature = world.content.creatures.byNumber[news.creature];
      if (creature === undefined) return;
      countDefender(world, creature.id, news.character);
      if (news.isFirst) {
        countKill(world, creature.id);
        nearTown(world, news.character, KILL_HUNDREDTHS);
        aid(world, news.character, (by) => by.type === "kill" && by.creatures.includes(creature.id), output);
      }
      return;
    }
    case "handedIn": {
      const quest = world.content.quests.byNumber[news.quest];
      nearTown(world, news.character, QUEST_HUNDREDTHS);
      aid(
        world,
        news.character,
        (by) => by.type === "quest" && quest !== undefined && by.quests.includes(quest.id),
        output,
      );
      return;
    }
    case "aided": {
      const task = world.content.worldQuests.byNumber[news.task];
      if (task === undefined) return;
      const open = task.goals.findIndex(({ count }, at) => goalCount(world, task.number, at) < count);
      return aidTask(world, news.character, task, news.goal < 0 ? open : news.goal, news.amount, output);
    }
    case "crafted":
      return nearTown(world, news.character, CRAFT_HUNDREDTHS);
    default:
      return;
  }
}

type By = World["content"]["worldQuests"]["all"][number]["goals"][number]["by"];

/** A deed counts for each goal that it is meant by. */
function aid(world: World, character: number, isMeant: (by: By) => boolean, output: WorldOutput): void {
  for (const task of world.content.worldQuests.all) {
    for (const [goal, { by }] of task.goals.entries()) {
      if (isMeant(by)) aidTask(world, character, task, goal, 1, output);
    }
  }
}

/** The town that somebody is near to does better, or worse. */
function nearTown(world: World, character: number, hundredths: number): void {
  const body = bodyOf(world.roster, character);
  if (body < 0) return;
  const town = townAt(world, positionX(world, body), positionY(world, body));
  if (town < 0) return;
  prosperTold(world, town, hundredths);
}
