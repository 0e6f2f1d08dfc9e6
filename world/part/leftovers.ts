/** What loading and starting leave behind: code that ran once, texts of modules. Given back soon, not some day. */
/** When the code is loaded, and when the world is made or read and whoever waited for it has come in. */
const AFTER_MS: readonly number[] = [4000, 14_000];
/** A heap above this is not collected: all of it at once would take longer than a tick, and there is less to win. */
const HEAP_BYTES_MAX = 48 * 1024 * 1024;
/** A heap that holds so much more than after the last collection is worth another one. */
const GROWN_BYTES = 1024 * 1024;

/** The engine's collector, as far as it is used here. */
type Collector = (options: { type: "major"; execution: "sync"; flavor: "last-resort" }) => void;

let isPlanned = false;
const isNeeded: (() => boolean)[] = [];
/** Bytes of the heap, and of what it holds outside of it, after the last collection; 0 before the first. */
let bytesAfter = 0;

/**
 * Plans whole collections of this thread's memory, some seconds from now, unless it is needed then; each takes some ten
 * milliseconds. The engine comes to it by itself after minutes, and an idle server would hold some thirty megabytes
 * until then.
 */
export function clearLeftoversSoon(): void {
  if (isPlanned) return;
  isPlanned = true;
  const clear = () => isNeeded.some((isSo) => isSo()) ? undefined : clearLeftovers();
  for (const ms of AFTER_MS) Deno.unrefTimer(setTimeout(clear, ms));
}

/**
 * Who runs in this thread says when somebody needs it: a whole collection, and compiling anew what the engine gives up
 * with it, keeps a thread with a thousand players for half a second. Where nothing is planned nothing is kept in mind:
 * many worlds come and go in a thread of tests, and each would stay for good.
 */
export function keepLeftoversWhile(isSo: () => boolean): void {
  if (isPlanned) isNeeded.push(isSo);
}

/** Gives back what this thread holds and does not use, unless its heap is large. */
export async function clearLeftovers(): Promise<void> {
  const collect = await collector();
  if (Deno.memoryUsage().heapUsed >= HEAP_BYTES_MAX) return;
  // As if memory were short: otherwise the engine keeps the emptied pages where it was told of "gc" at its start.
  collect?.({ type: "major", execution: "sync", flavor: "last-resort" });
  bytesAfter = bytesHeld();
}

function bytesHeld(): number {
  const { heapTotal, external } = Deno.memoryUsage();
  return heapTotal + external;
}

/** The same once more if the heap has grown since; for moments in which nobody waits for this thread. */
export async function clearGrown(): Promise<void> {
  if (bytesAfter > 0 && bytesHeld() >= bytesAfter + GROWN_BYTES) await clearLeftovers();
}

/**
 * The engine's own collector: there from the start by a flag, or found in a new context; null where neither works. The
 * flag is better: what it takes to find it stays in memory, 0.6 MB a thread.
 */
async function collector(): Promise<Collector | null> {
  const given: unknown = Reflect.get(globalThis, "gc");
  if (typeof given === "function") return given as Collector;
  try {
    const { setFlagsFromString } = await import("node:v8");
    const { runInNewContext } = await import("node:vm");
    setFlagsFromString("--expose-gc");
    const found: unknown = runInNewContext("typeof gc === 'function' ? gc : null");
    return found as Collector | null;
  } catch {
    // An older runtime does not take flags while it runs. It collects when it likes.
    return null;
  }
}
