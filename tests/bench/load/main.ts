/** The load test: `deno task bench:load --help`. docs/performance.md says what it measures. */
import { runLoad } from "./load_run.ts";
import { parseOptions, USAGE } from "./options.ts";

const options = parseOptions(Deno.args);
if (options === "help") {
  console.log(USAGE);
  Deno.exit(0);
}
const progress = options.json ? () => {} : (line: string) => console.error(line);
const result = await runLoad(options, progress);
console.log(JSON.stringify(result, null, options.json ? 0 : 2));
Deno.exit(result.correct ? 0 : 1);
