/**
 * `deno task play`: bots that go from level to level by quests alone, on a server in simulated time.
 *
 *     deno task play --class warden --level 5
 *     deno task play --class warden,kindler --minutes 60
 *     deno task play --class warden --level 5 --transcript docs/playthrough.md
 */
import { fraction, oneOf, optionsOf, several, whole, word } from "../tools/options.ts";
import { defaultPack } from "../world/_pack.ts";
import { play } from "./simulated_play.ts";
import { stampOf, type Told, transcript } from "./transcript.ts";

const { classes, economy } = defaultPack().entries;
const classIds = classes.map(({ id }) => id);
const { levelMax } = economy[0]!;
const values = optionsOf({ task: "deno task play", about: "Bots that go from level to level by quests alone." }, {
  class: several(oneOf("classes, one bot of each", classIds, "warden"), ["warden"]),
  level: whole("it ends when all have reached this", 5, { max: levelMax }),
  minutes: fraction("it ends after so many minutes of play", 120),
  from: several(whole("levels that they begin with", 1, { max: levelMax }), [1]),
  seed: whole("of all that is left to chance", 1, { min: 0, max: 0xffff_ffff }),
  transcript: word("where to write the first one's life", "", "FILE"),
});
const told: Told[] = [];
const reports = await play({
  ...{ classes: values.class, level: values.level, minutes: values.minutes, seed: values.seed, from: values.from },
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
