/**
 * The one place that turns a text into code to run: the pages' policy (Trusted Types) lets only this do it, and only
 * for our own worker.
 */

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown };
}

const WORKERS = ["/terrain_worker.js"] as const;
type WorkerUrl = (typeof WORKERS)[number];

const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
const policy = trustedTypes?.createPolicy("weald", {
  createScriptURL(url) {
    if (!(WORKERS as readonly string[]).includes(url)) throw new TypeError(`start a worker: ${url} is none of ours`);
    return url;
  },
});

/** Starts a worker of ours. */
export function startWorker(url: WorkerUrl): Worker {
  return new Worker((policy?.createScriptURL(url) ?? url) as string, { type: "module" });
}
