/**
 * Many kills of a real server: see rounds.ts.
 *
 *     deno run -A tests/durability/kill.ts --times 100 [--seed 1] [--executable dist/weald] [--alive-ms 3000]
 *
 * The last line is the report as JSON, for adding up several runs.
 */
import { percentile } from "../bench/load/numbers.ts";
import { FROM_SOURCES, withFolder } from "../command_line/weald_process.ts";
import { killRounds } from "./rounds.ts";
import { optionsOf, whole, word } from "../tools/options.ts";

const values = optionsOf({ task: "deno run -A tests/durability/kill.ts", about: "Many kills of a real server." }, {
  times: whole("how many", 20),
  seed: whole("of all that is left to chance", 1, { min: 0, max: 0xffff_ffff }),
  executable: word("the executable to kill instead of the sources", undefined, "FILE"),
  "alive-ms": whole("it lives so long at most", 5000),
});
await withFolder(async (folder) => {
  const report = await killRounds(folder, {
    kills: values.times,
    seed: values.seed,
    aliveMsMax: values["alive-ms"],
    program: values.executable === undefined ? FROM_SOURCES : [values.executable],
  });
  const { kills, acknowledged, unanswered, restartMs, ackMs } = report;
  const at = (list: readonly number[], part: number) => Math.round(percentile(list, part));
  console.log(`${kills} kills, ${acknowledged} acknowledged and all there, ${unanswered} in flight.`);
  console.log(`Acknowledged in ${at(ackMs, 0.5)} / ${at(ackMs, 0.99)} / ${at(ackMs, 1)} ms (p50 / p99 / max).`);
  console.log(
    `Serving again in ${at(restartMs, 0.5)} / ${at(restartMs, 0.99)} / ${at(restartMs, 1)} ms (p50 / p99 / max).`,
  );
  console.log(JSON.stringify({ ...report, ackMs: ackMs.map(Math.round) }));
});
