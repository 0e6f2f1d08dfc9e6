/** What loading and starting leave behind: code that ran once, texts of modules. Given back soon, not some day. */
import { memoryUsage } from "node:process";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** When a part has started and whoever waited for it has come in. */
const AFTER_MS = 3000;
/** A heap above this is not collected: all of it at once would take longer than a tick, and there is less to win. */
const HEAP_BYTES_MAX = 48 * 1024 * 1024;

let isPlanned = false;

/**
 * Plans one whole collection of this thread's memory, some seconds from now; it takes some ten milliseconds. The engine
 * comes to it by itself after minutes, and an idle server would hold some twenty megabytes until then.
 */
export function clearLeftoversSoon(): void {
  if (isPlanned) return;
  isPlanned = true;
  Deno.unrefTimer(setTimeout(clearLeftovers, AFTER_MS));
}

function clearLeftovers(): void {
  if (memoryUsage().heapUsed < HEAP_BYTES_MAX) collector()?.();
}

/** The engine's own collector: there from the start by a flag, or found in a new context; null where neither works. */
function collector(): (() => void) | null {
  const given: unknown = Reflect.get(globalThis, "gc");
  if (typeof given === "function") return given as () => void;
  try {
    setFlagsFromString("--expose-gc");
    const found: unknown = runInNewContext("typeof gc === 'function' ? gc : null");
    return found as (() => void) | null;
  } catch {
    // An older runtime does not take flags while it runs. It collects when it likes.
    return null;
  }
}
