/** A start on a damaged file, a bit flipped or pages of two times, is refused in words, or goes on from a world that was. */
import type { SimulatedDisk } from "./disk.ts";
import { tryReadSaved } from "./saved.ts";

/** A sentence that says something is at least this long. */
const LETTERS_MIN = 20;

/** Flips a bit in a copy of a served folder, and compares what a start makes of it with what it makes of a sound copy. */
export function checkFlippedBit(disk: SimulatedDisk, folder: string, sound: string, flipped: string): void {
  disk.crash(folder, sound, "all");
  const flip = disk.flip(folder, flipped);
  if (flip !== null) {
    const what = `a flipped bit in ${flip.file} at ${flip.at}`;
    const was = tryReadSaved(sound);
    if (!was.ok) throw new Error(`the saved world is refused: ${was.message}`);
    const read = tryReadSaved(flipped);
    if (!read.ok) checkSentence(what, read.message);
    else if (flip.file === "weald.db" && read.saved?.hash !== was.saved?.hash) {
      throw new Error(`${what} gives another world: ${read.saved?.hash}, wanted ${was.saved?.hash}`);
    } else if ((read.saved?.tick ?? -1) > (was.saved?.tick ?? -1)) {
      // SQLite takes what follows a damaged frame of its log for never written: an earlier world, and a whole one.
      throw new Error(`${what} gives a world of tick ${read.saved?.tick}, after ${was.saved?.tick}`);
    }
  }
  for (const path of [sound, flipped]) Deno.removeSync(path, { recursive: true });
}

/** Whether a start takes a folder of which a disk that lied has left a mixture; if not, it says so in words. */
export function checkMixture(folder: string): boolean {
  const read = tryReadSaved(folder);
  if (!read.ok) checkSentence("what a disk that lied has left", read.message);
  return read.ok;
}

function checkSentence(what: string, message: string): void {
  if (message.length < LETTERS_MIN) throw new Error(`${what} is refused with "${message}"`);
}
