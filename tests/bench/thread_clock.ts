/**
 * The processor time of the thread that asks, where the system tells it (Linux): on a machine that does other things
 * besides, a tick is then not blamed for the time in which it had no processor. Elsewhere it is the time of the wall.
 */

const THREAD_CPUTIME = 3;

/** A clock in milliseconds from any start. */
export interface Clock {
  readonly now: () => number;
  readonly isProcessorTime: boolean;
}

/** The thread's clock. */
export function threadClock(): Clock {
  if (Deno.build.os !== "linux") return { now: () => performance.now(), isProcessorTime: false };
  const { symbols } = Deno.dlopen("libc.so.6", {
    clock_gettime: { parameters: ["i32", "buffer"], result: "i32" },
  });
  const time = new BigInt64Array(2);
  return {
    now: () => {
      symbols.clock_gettime(THREAD_CPUTIME, time);
      return Number(time[0]) * 1000 + Number(time[1]) / 1e6;
    },
    isProcessorTime: true,
  };
}
