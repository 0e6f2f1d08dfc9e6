/**
 * Spoiled messages and datagrams in every state of a session, as many as wanted:
 *
 *     deno run -A tests/fuzz/protocol.ts --frames 1000000 --seed 7
 *
 * One session of four is over WebTransport; --webtransport-each says another share, and 0 none.
 *
 * It ends at the first session that is not treated as it must be, with its round and seed. With
 * `--v8-flags=--expose-gc` the heap is told without what is only waiting to be collected.
 */
import { parseArgs } from "node:util";
import { fuzz, type FuzzReport } from "./_fuzz.ts";

const { values } = parseArgs({
  options: {
    frames: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    "webtransport-each": { type: "string", default: "4" },
  },
});

function tell(
  { frames, sessions, datagrams, webTransports, states, codes, heap, resident, accounts, lost }: FuzzReport,
): void {
  const counts = (of: Readonly<Record<string, number>>) =>
    Object.entries(of).map(([name, count]) => `${name} ${count}`).join(", ");
  const mebibytes = (of: readonly number[], at: number) => ((of.at(at) ?? 0) / 2 ** 20).toFixed(1);
  console.log(
    `${frames} frames (${datagrams} datagrams), ${sessions} sessions (${webTransports} over WebTransport, ${lost} lost; ` +
      `${counts(states)}; ${accounts} accounts); codes ${counts(codes)}; heap ${mebibytes(heap, 0)} -> ${
        mebibytes(heap, -1)
      } MiB, ` +
      `process ${mebibytes(resident, 0)} -> ${mebibytes(resident, -1)} MiB`,
  );
}

const started = performance.now();
const report = await fuzz({
  frames: Number(values.frames),
  seed: Number(values.seed),
  webTransportEach: Number(values["webtransport-each"]),
  progress: tell,
});
tell(report);
console.log(`done in ${((performance.now() - started) / 1000).toFixed(0)} s`);
