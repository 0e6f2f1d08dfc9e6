/**
 * `deno task balance`: two tables. What one fight comes to for each class and level; then what some minutes of play do:
 * bots of each class that begin with the level, the gear and the coins of one who came so far, in simulated time:
 * minutes that a level takes at that pace, kills, seconds a fight, deaths, coins in and out.
 *
 *     deno task balance --minutes 0                          the fights alone
 *     deno task balance --class warden --from 1,5,9 --minutes 40
 *     deno task balance --no-fights --log bots.txt           what each did, line by line, in a file
 */
import { defaultPack } from "../world/_pack.ts";
import { play } from "./simulated_play.ts";
import { stampOf } from "./transcript.ts";
import { DUEL_LEVELS, duelTable } from "./duels.ts";
import { fraction, oneOf, onOff, optionsOf, several, whole, word } from "../tools/options.ts";

const { classes, economy, quests } = defaultPack().entries;
const { levelMax } = economy[0]!;
const classIds = classes.map(({ id }) => id);
const values = optionsOf({ task: "deno task balance", about: "What fights, and minutes of play, come to." }, {
  minutes: fraction("minutes that bots play; 0: the fights alone", 40),
  from: several(whole("levels that they begin with", 1, { max: levelMax }), [1, 3, 5, 7, 9, 11, 13, 15, 17, 19]),
  class: several(oneOf("classes", classIds, classIds[0]!), classIds),
  seed: whole("of all that is left to chance", 1, { min: 0, max: 0xffff_ffff }),
  log: word("where to write what each did", "", "FILE"),
  fights: onOff("leaves out the table of fights", true),
});
const { minutes, from, class: chosen } = values;
if (values.fights) console.log(`${duelTable(chosen, DUEL_LEVELS)}\n`);
if (minutes === 0) Deno.exit(0);
const line = (cells: readonly (string | number)[]) => console.log(`| ${cells.join(" | ")} |`);
const head = [
  ...["class", "from level", "minutes a level", "quests", "kills", "s a fight", "deaths", "coins in", "coins out"],
  ...["by quests", "walks", "fights", "rests", "deals"],
];
[head, head.map(() => "---")].forEach(line);
const lines: string[] = [];
const part = (one: number, all: number) => `${Math.round(100 * one / Math.max(1, all))} %`;
for (const classId of chosen) {
  const log = (text: string, seconds: number, who: string) => {
    if (values.log !== "") lines.push(`${stampOf(seconds)}  ${who} ${text}\n`);
  };
  const options = { level: levelMax, minutes, seed: values.seed, log };
  // Those of one class share a world: each is in another part of it.
  const reports = await play({ ...options, classes: from.map(() => classId), from });
  for (const [at, report] of reports.entries()) {
    const { xp, kills, fightSeconds, fights, deaths, earned, spent, levels, doing } = report;
    // A level that was only begun counts for the part of it that was done.
    const parts = levels.reduce((sum, { level, xp }) => sum + xp / economy[0]!.xpToNext[level - 1]!, 0);
    const perLevel = xp === 0 ? "-" : (minutes / parts).toFixed(0);
    const seconds = (fightSeconds / Math.max(1, fights)).toFixed(1);
    const ofQuests = report.quests.reduce(
      (sum, name) => sum + (quests.find((one) => one.name === name)?.reward.xp ?? 0),
      0,
    );
    line([
      ...[
        classId,
        from[at]!,
        perLevel,
        report.quests.length,
        kills,
        seconds,
        deaths,
        earned,
        spent,
        part(ofQuests, xp),
      ],
      ...[doing.walks, doing.fights, doing.rests, doing.deals].map((one) => part(one, minutes * 60)),
    ]);
  }
  if (values.log !== "") Deno.writeTextFileSync(values.log, lines.join(""));
}
