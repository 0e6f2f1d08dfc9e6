/**
 * How much processor time a process and its threads have used, from Linux's /proc. Elsewhere nothing is known and the
 * answers are empty: the report then says 0.
 */

/** Clock ticks a second of /proc/<pid>/stat: sysconf(_SC_CLK_TCK), 100 on every Linux that Deno runs on. */
const CLOCK_TICKS_PER_SECOND = 100;

/** Processor seconds of one thread since it began. */
export interface ThreadTime {
  readonly id: number;
  readonly name: string;
  readonly seconds: number;
}

/** Processor seconds of a process at one moment. */
export interface ProcessorTime {
  readonly atMs: number;
  readonly seconds: number;
  readonly threads: readonly ThreadTime[];
}

/** What `pid` has used so far. Threads that ended are in `seconds` but not in `threads`. */
export function readProcessorTime(pid: number): ProcessorTime {
  const atMs = performance.now();
  try {
    const threads = [...Deno.readDirSync(`/proc/${pid}/task`)].flatMap(({ name }) => {
      const stat = readStat(`/proc/${pid}/task/${name}/stat`);
      // A thread may end between the list and the look at it.
      return stat === null ? [] : [{ id: Number(name), ...stat }];
    });
    threads.sort((a, b) => a.id - b.id);
    return { atMs, seconds: parseStat(Deno.readTextFileSync(`/proc/${pid}/stat`)).seconds, threads };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { atMs, seconds: 0, threads: [] };
    throw error;
  }
}

function readStat(path: string): { name: string; seconds: number } | null {
  try {
    return parseStat(Deno.readTextFileSync(path));
  } catch {
    // It is not there any more, or is just going: either way it has no time to tell.
    return null;
  }
}

// "pid (name) state ppid …": the name may hold anything, so it ends at the last parenthesis. utime and stime are the
// 14th and 15th fields, the 12th and 13th after the name.
function parseStat(text: string): { name: string; seconds: number } {
  const open = text.indexOf("(");
  const close = text.lastIndexOf(")");
  const fields = text.slice(close + 2).split(" ");
  return {
    name: text.slice(open + 1, close),
    seconds: (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_PER_SECOND,
  };
}

/** Cores in use between two readings: processor seconds per second, of the process and by thread (busiest first). */
export function coresBetween(
  from: ProcessorTime,
  to: ProcessorTime,
): { total: number; threads: { id: number; name: string; cores: number }[] } {
  const seconds = (to.atMs - from.atMs) / 1000;
  const before = new Map(from.threads.map((thread) => [thread.id, thread.seconds]));
  const threads = to.threads
    .map(({ id, name, seconds: used }) => ({ id, name, cores: (used - (before.get(id) ?? 0)) / seconds }))
    .sort((a, b) => b.cores - a.cores || a.id - b.id);
  return { total: (to.seconds - from.seconds) / seconds, threads };
}

/** Resident bytes of a process; 0 where it cannot be known. */
export function residentBytes(pid: number): number {
  try {
    const match = /^VmRSS:\s+(\d+) kB/m.exec(Deno.readTextFileSync(`/proc/${pid}/status`));
    return match === null ? 0 : Number(match[1]) * 1024;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}
