/** Walkers beside a measurement: a process of their own that walks until it is told to stop. */
import { Child, denoRun } from "../load/child.ts";

/** Walkers that are in. */
export interface Crowd {
  stop(): Promise<void>;
}

const WALKERS = new URL("../../bots/walkers.ts", import.meta.url).pathname;
const ENTRY_MS_MAX = 90_000;

/** Starts so many walkers on the server at `url` and waits until all are in. */
export async function addWalkers(url: string, players: number): Promise<Crowd> {
  if (players === 0) return { stop: () => Promise.resolve() };
  const socket = url.replace("http:", "ws:");
  const child = new Child(denoRun(WALKERS, "--url", socket, "--players", String(players), "--seconds", "0", "--json"));
  const until = performance.now() + ENTRY_MS_MAX;
  while (await online(url) < players) {
    if (child.ended) throw new Error(`let ${players} walkers in: they ended: ${child.lastErrors.join("\n")}`);
    if (performance.now() > until) throw new Error(`let ${players} walkers in: not within ${ENTRY_MS_MAX / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    async stop() {
      if (!child.ended) Deno.kill(child.pid, "SIGINT");
      await child.stop();
    },
  };
}

async function online(url: string): Promise<number> {
  const response = await fetch(`${url}/status`);
  return (await response.json() as { online: number }).online;
}
