/** The thread that makes one backup. Its first and only message says of what and where to; it answers once. */
import { setPriority } from "node:os";
import { backUp } from "../../persistence/mod.ts";
import { copyProblem } from "../files/mod.ts";
import type { BackupJob } from "./schedule.ts";

/** On Linux each thread has its own priority: a backup takes what processor time the others leave. */
const NICE = 19;

globalThis.onmessage = ({ data: { folder, to } }: MessageEvent<BackupJob>) => {
  globalThis.onmessage = null;
  if (Deno.build.os === "linux") setPriority(0, NICE);
  const startedMs = performance.now();
  const done = backUp(folder, to, copyProblem);
  const ms = Math.round(performance.now() - startedMs);
  // The global of a worker is not in the types of a window.
  (globalThis as unknown as { postMessage(message: unknown): void }).postMessage({ ...done, ms });
};
