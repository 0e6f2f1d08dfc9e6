/** The load test: `deno task bench:load --help`. docs/performance.md says what it measures. */
import { measureFloor } from "./floor.ts";
import { runLoad } from "./load_run.ts";
import { measurePeer } from "./peer.ts";
import { loadOptions } from "./options.ts";
import { writeReport } from "./report.ts";
import type { LoadResult } from "./result.ts";
import { systemTimesTable } from "./system_times.ts";

const options = loadOptions();
const progress = options.json ? () => {} : (line: string) => console.error(line);
if (options.report) {
  await writeReport(options, progress);
  Deno.exit(0);
}
const played = await runLoad(options, progress);
const floor = options.floor ? await measureFloor(options, played, progress) : null;
const peer = options.peer ? await measurePeer(options, played, progress) : null;
const result: LoadResult = { ...played, floor, peer };
if (!options.json) console.log(`${systemTimesTable(result.systemTimes)}\n`);
console.log(JSON.stringify(result, null, options.json ? 0 : 2));
Deno.exit(result.correct ? 0 : 1);
