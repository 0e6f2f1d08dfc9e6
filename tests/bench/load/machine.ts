/** The machine that a measurement was made on, in one line. */

/** Processor, cores, memory and the versions that matter. */
export function machineText(): string {
  const gigabytes = Math.round(Deno.systemMemoryInfo().total / 2 ** 30);
  return `${processorName()}, ${navigator.hardwareConcurrency} cores, ${gigabytes} GB, ${Deno.build.os} ` +
    `${Deno.osRelease()}, Deno ${Deno.version.deno}`;
}

function processorName(): string {
  try {
    return /^model name\s*:\s*(.+)$/m.exec(Deno.readTextFileSync("/proc/cpuinfo"))?.[1] ?? Deno.build.arch;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return Deno.build.arch;
    throw error;
  }
}
