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
import { fuzz, type FuzzReport } from "./_fuzz.ts";
import { optionsOf, whole } from "../tools/options.ts";

const about = "Spoiled messages and datagrams in every state of a session.";
const values = optionsOf({ task: "deno task fuzz", about }, {
  frames: whole("how many messages", 100_000),
  seed: whole("of all that is left to chance", 1, { min: 0, max: 0xffff_ffff }),
  "webtransport-each": whole("one session of so many is over WebTransport; 0: none", 4, { min: 0 }),
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
  frames: values.frames,
  seed: values.seed,
  webTransportEach: values["webtransport-each"],
  progress: tell,
});
tell(report);
console.log(`done in ${((performance.now() - started) / 1000).toFixed(0)} s`);
