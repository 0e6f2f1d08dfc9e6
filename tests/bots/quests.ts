/**
 * `deno task play`: bots that go from level to level by quests alone, on a server in simulated time.
 *
 *     deno task play --class warden --level 5
 *     deno task play --class warden,kindler --minutes 60
 *     deno task play --class warden --level 5 --transcript docs/playthrough.md
 */
import { parseArgs } from "node:util";
import { play } from "./simulated_play.ts";
import { stampOf, type Told, transcript } from "./transcript.ts";

const { values } = parseArgs({
  options: {
    class: { type: "string", default: "warden" },
    level: { type: "string", default: "5" },
    minutes: { type: "string", default: "120" },
    from: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    transcript: { type: "string", default: "" },
  },
});
const told: Told[] = [];
const reports = await play({
  ...{ classes: values.class.split(","), level: Number(values.level), minutes: Number(values.minutes) },
  ...{ seed: Number(values.seed), from: values.from.split(",").map(Number) },
  log(text, seconds, who) {
    console.log(`${stampOf(seconds)}  ${who} ${text}`);
    told.push({ seconds, text });
  },
});
for (const report of reports) {
  const minutes = report.levelSeconds.map((seconds) => (seconds / 60).toFixed(1)).join(", ");
  const { quests, kills, deaths, gathered, coins, fights, fightSeconds } = report;
  console.log(`${report.name}, ${report.class}: level ${report.level}, reached after ${minutes} min`);
  console.log(`  ${quests.length} quests, ${kills} kills, ${deaths} deaths, ${gathered} gathered, ${coins} coins`);
  console.log(`  ${(fightSeconds / Math.max(1, fights)).toFixed(1)} s a fight`);
}
if (values.transcript !== "") {
  const command = `deno task play --class ${values.class} --level ${values.level} --transcript ${values.transcript}`;
  await Deno.writeTextFile(values.transcript, transcript(reports[0]!, told, command));
}
