/**
 * `deno task balance`: three tables. What one fight comes to for each class and level; then bots of each class play by
 * quests alone, each on a server of its own in simulated time: minutes to each level, kills, seconds a fight, deaths,
 * coins; and the same for each level by itself, with what came in and what went.
 *
 *     deno task balance --minutes 90 --level 6
 *     deno task balance --minutes 0            the fights alone
 */
import { parseArgs } from "node:util";
import { defaultPack } from "../world/_pack.ts";
import { play } from "./simulated_play.ts";
import { duelTable } from "./duels.ts";
import type { BotReport } from "./report.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "90" },
    level: { type: "string", default: "6" },
    seeds: { type: "string", default: "1" },
    class: { type: "string", default: "" },
  },
});
const DUEL_LEVELS = [1, 3, 5, 7, 10];
const classes = values.class === "" ? defaultPack().entries.classes.map(({ id }) => id) : values.class.split(",");
console.log(`${duelTable(classes, DUEL_LEVELS)}\n`);
const reports: BotReport[] = [];
for (const classId of Number(values.minutes) > 0 ? classes : []) {
  for (let seed = 1; seed <= Number(values.seeds); seed++) {
    const options = { classes: [classId], level: Number(values.level), minutes: Number(values.minutes), seed };
    reports.push(...await play({ ...options, log: () => {} }));
  }
}
if (reports.length === 0) Deno.exit(0);
const seconds = (one: { readonly fightSeconds: number; readonly fights: number }) =>
  (one.fightSeconds / Math.max(1, one.fights)).toFixed(1);
const line = (cells: readonly (string | number)[]) => console.log(`| ${cells.join(" | ")} |`);
const head = (cells: readonly string[]) => [cells, cells.map(() => "---")].forEach(line);

head(["class", "level", "minutes to each level", "quests", "kills", "s a fight", "deaths", "coins"]);
for (const one of reports) {
  const minutes = one.levelSeconds.map((seconds) => (seconds / 60).toFixed(0)).join(", ");
  line([one.class, one.level, minutes, one.quests.length, one.kills, seconds(one), one.deaths, one.coins]);
}
console.log("");
head(["class", "at level", "minutes", "kills", "s a fight", "deaths", "coins in", "coins out"]);
for (const { class: id, levels } of reports) {
  for (const one of levels) {
    line([id, one.level, (one.seconds / 60).toFixed(1), one.kills, seconds(one), one.deaths, one.earned, one.spent]);
  }
}
