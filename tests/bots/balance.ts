/**
 * `deno task balance`: bots of each class play by quests alone, each on a server of its own in simulated time, and what
 * came of it is a table: minutes to each level, kills, seconds a fight, deaths, coins.
 *
 *     deno task balance --minutes 90 --level 6
 */
import { parseArgs } from "node:util";
import { defaultPack } from "../world/_pack.ts";
import { play } from "./simulated_play.ts";
import type { BotReport } from "./quest_bot.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "90" },
    level: { type: "string", default: "6" },
    seeds: { type: "string", default: "1" },
    class: { type: "string", default: "" },
  },
});
const classes = values.class === "" ? defaultPack().entries.classes.map(({ id }) => id) : values.class.split(",");
const reports: BotReport[] = [];
for (const classId of classes) {
  for (let seed = 1; seed <= Number(values.seeds); seed++) {
    const options = { classes: [classId], level: Number(values.level), minutes: Number(values.minutes), seed };
    reports.push(...await play({ ...options, log: () => {} }));
  }
}
console.log("| class | level | minutes to each level | quests | kills | s a fight | deaths | coins |");
console.log("| ----- | ----- | --------------------- | ------ | ----- | --------- | ------ | ----- |");
for (const one of reports) {
  const minutes = one.levelSeconds.map((seconds) => (seconds / 60).toFixed(0)).join(", ");
  const fight = (one.fightSeconds / Math.max(1, one.fights)).toFixed(1);
  const cells = [one.class, one.level, minutes, one.quests.length, one.kills, fight, one.deaths, one.coins];
  console.log(`| ${cells.join(" | ")} |`);
}
