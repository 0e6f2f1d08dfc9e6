/**
 * Faults of the runtime's own WebTransport, which end the process unless somebody takes them: it reads datagrams in a
 * loop of its own that nobody can wait for, and an empty datagram, which anybody may send, makes that loop reject.
 */

/** Where such a fault comes from, as its stack says; nothing of ours is called so. */
const ORIGIN = /ext:[\w/]*webtransport\.js/;

const told = new Set<() => void>();
let isListening = false;

/**
 * Takes faults of that kind, and of no other, for as long as this thread lives, since some come after all is over.
 * `onFault` is told of each, until what this returns is called.
 */
export function takeRuntimeFaults(onFault: () => void): () => void {
  told.add(onFault);
  if (!isListening) globalThis.addEventListener("unhandledrejection", take);
  isListening = true;
  return () => void told.delete(onFault);
}

function take(event: PromiseRejectionEvent): void {
  if (!(event.reason instanceof Error) || !ORIGIN.test(event.reason.stack ?? "")) return;
  event.preventDefault();
  for (const onFault of told) onFault();
}
