/** What the whole process costs: resident memory and processor time. */
import process from "node:process";

/** Samples processor time between two askings. Lives as long as the process. */
export class ProcessLoad {
  #at = performance.now();
  #spent = spentMs();
  #cores = 0;

  /** Resident bytes, and cores in use since the last asking a good half second ago. */
  sample(): { readonly memoryBytes: number; readonly cores: number } {
    const now = performance.now();
    if (now - this.#at >= 500) {
      const spent = spentMs();
      this.#cores = (spent - this.#spent) / (now - this.#at);
      [this.#at, this.#spent] = [now, spent];
    }
    return { memoryBytes: Deno.memoryUsage().rss, cores: Math.round(this.#cores * 1000) / 1000 };
  }
}

function spentMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
