/**
 * The world's thread. Main posts one message, the ends of its links (`WorldPartEnds`, ports transferred); all else goes
 * through them.
 */
import { setPriority } from "node:os";
import { startWorldPart, type WorldPartEnds } from "./part.ts";
import { clearLeftoversSoon } from "./leftovers.ts";
import { NICE } from "./limits.ts";

globalThis.onmessage = (event: MessageEvent<WorldPartEnds>) => {
  globalThis.onmessage = null;
  startWorldPart(event.data);
};
goFirst();
clearLeftoversSoon();

/**
 * Everybody waits for the tick, and it takes a part of its thread's time only: where all processors are busy it goes
 * before what else there is to do. Linux alone has priorities of threads; who may not have a higher one keeps its own.
 */
function goFirst(): void {
  if (Deno.build.os !== "linux") return;
  try {
    setPriority(0, NICE);
  } catch {
    // Not allowed: it works as well, with a longer tail where the machine is full.
  }
}
