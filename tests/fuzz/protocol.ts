/**
 * Spoiled messages in every state of a session, as many as wanted:
 *
 *     deno run -A tests/fuzz/protocol.ts --frames 1000000 --seed 7
 *
 * It ends at the first session that is not treated as it must be, with its round and seed. With
 * `--v8-flags=--expose-gc` the heap is told without what is only waiting to be collected.
 */
import { parseArgs } from "node:util";
import { fuzz, type FuzzReport } from "./_fuzz.ts";

const { values } = parseArgs({
  options: { frames: { type: "string", default: "100000" }, seed: { type: "string", default: "1" } },
});

function tell({ frames, sessions, states, codes, heap }: FuzzReport): void {
  const counts = (of: Readonly<Record<string, number>>) =>
    Object.entries(of).map(([name, count]) => `${name} ${count}`).join(", ");
  const mebibytes = ((heap.at(-1) ?? 0) / 2 ** 20).toFixed(1);
  console.log(
    `${frames} frames, ${sessions} sessions (${counts(states)}); codes ${counts(codes)}; heap ${mebibytes} MiB`,
  );
}

const started = performance.now();
tell(await fuzz({ frames: Number(values.frames), seed: Number(values.seed), progress: tell }));
console.log(`done in ${((performance.now() - started) / 1000).toFixed(0)} s`);
