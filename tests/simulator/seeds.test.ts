/**
 * Seeds that found something. Each was a whole course once and still is one, though what it does changes with the
 * rules; what it taught has a test of its own where that could be written.
 */
import { runCourse } from "./course.ts";

const FOUND: readonly { readonly seed: number; readonly taught: string }[] = [
  // openStore let SQLite's error through where a bit had flipped in the text of a table's declaration.
  { seed: 143, taught: "a file whose tables are damaged is refused with a sentence" },
  // Storage went on to read its file for the world after it was told to stop.
  { seed: 95, taught: "a server that is killed while it starts" },
  // A connection that was about to be lost anyway was expected to hear that it was replaced: the simulator's mistake.
  { seed: 255, taught: "two windows, one of which is about to be lost" },
  // After a disk that lied, whoever had asked for a name forgot that, though the account was there: the simulator's.
  { seed: 314, taught: "a name is taken by an account whose token never arrived" },
  // The log of a disk that lied had lost what SQLite had moved into the file already: pages of two times. The start refused
  // that by its hash, as it should; the simulator took it for a loss.
  { seed: 6018, taught: "a file that is left of two times is refused" },
];

for (const { seed, taught } of FOUND) {
  Deno.test(`simulator: seed ${seed}: ${taught}`, async () => {
    await runCourse(seed);
  });
}
