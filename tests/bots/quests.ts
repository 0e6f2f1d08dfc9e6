/**
 * `deno task play`: bots that go from level to level by quests alone, on a server in simulated time.
 *
 *     deno task play --class warden --level 5
 *     deno task play --class warden,kindler --minutes 60
 */
import { parseArgs } from "node:util";
import { play } from "./simulated_play.ts";

const { values } = parseArgs({
  options: {
    class: { type: "string", default: "warden" },
    level: { type: "string", default: "5" },
    minutes: { type: "string", default: "120" },
    seed: { type: "string", default: "1" },
  },
});
const reports = await play({
  ...{ classes: values.class.split(","), level: Number(values.level), minutes: Number(values.minutes) },
  ...{ seed: Number(values.seed), log: console.log },
});
for (const report of reports) {
  const minutes = report.levelSeconds.map((seconds) => (seconds / 60).toFixed(1)).join(", ");
  const { quests, kills, deaths, gathered, coins, fights, fightSeconds } = report;
  console.log(`${report.name}, ${report.class}: level ${report.level}, reached after ${minutes} min`);
  console.log(`  ${quests.length} quests, ${kills} kills, ${deaths} deaths, ${gathered} gathered, ${coins} coins`);
  console.log(`  ${(fightSeconds / Math.max(1, fights)).toFixed(1)} s a fight`);
}
