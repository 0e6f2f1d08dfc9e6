/**
 * Many kills of a real server: see rounds.ts.
 *
 *     deno run -A tests/durability/kill.ts --times 100 [--seed 1]
 */
import { parseArgs } from "node:util";
import { withFolder } from "../command_line/weald_process.ts";
import { killRounds } from "./rounds.ts";

const { values } = parseArgs({ options: { times: { type: "string" }, seed: { type: "string" } } });
await withFolder(async (folder) => {
  const { kills, acknowledged, unanswered, restartMs, ackMs } = await killRounds(
    folder,
    Number(values.times ?? 20),
    Number(values.seed ?? 1),
  );
  const at = (list: readonly number[], part: number) =>
    Math.round([...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))] ?? 0);
  console.log(`${kills} kills, ${acknowledged} acknowledged and all there, ${unanswered} in flight.`);
  console.log(`Acknowledged in ${at(ackMs, 0.5)} ms (p50), ${at(ackMs, 0.99)} ms (p99).`);
  console.log(`Serving again in ${at(restartMs, 0.5)} ms (p50), ${at(restartMs, 1)} ms at most.`);
});
