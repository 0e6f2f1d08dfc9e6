/** How parts are brought to life: each in a worker of its own, or all in this thread. */
import type { LinkEnd } from "../../world/base/link.ts";
import type { BackupDone, BackupJob, BackupStarter } from "../backup/mod.ts";
import type { PastEnds } from "../past/mod.ts";
import type { GatewayEnds, StorageEnds, WorldEnds } from "./links.ts";

/**
 * What the runtime is told of threads by the environment. A thread sees to at most so many sockets before it looks at
 * its timers and for what came meanwhile. The runtime's scheduler lets a thread read some 128 sockets in a turn and has
 * it look at the rest of what it was told of again and again; told of 1,024 at once, as is its default, a busy gateway
 * hardly comes to accept anybody.
 */
export const THREAD_ENVIRONMENT = { DENO_TOKIO_MAX_IO_EVENTS_PER_TICK: "100" } as const;

/** A part that runs. */
export interface RunningPart {
  /** Ends it at once, with whatever it was doing. */
  terminate(): void;
}

/** Called when a part ended by an error of ours, with what it said. */
export type OnCrash = (message: string) => void;

/** Starts the parts. main.ts gives the one with workers or the one in this thread. */
export interface PartStarters {
  readonly world: (ends: WorldEnds, onCrash: OnCrash) => Promise<RunningPart>;
  readonly storage: (ends: StorageEnds, onCrash: OnCrash) => Promise<RunningPart>;
  readonly gateway: (ends: GatewayEnds, onCrash: OnCrash) => Promise<RunningPart>;
  /** A thread that looks into the past: always one of its own, for it may be busy for seconds. */
  readonly past: (ends: PastEnds, onCrash: OnCrash) => Promise<RunningPart>;
  /** A thread that makes one backup and ends. */
  readonly backup: BackupStarter;
}

/** The ends that one part holds. */
type Ends = WorldEnds | StorageEnds | GatewayEnds | PastEnds;

/** Hands a worker the ends of its links: its first and only message. */
export function startInWorker(worker: Worker, ends: Ends, onCrash: OnCrash): RunningPart {
  worker.onerror = (event) => {
    // Handled here: otherwise the error would end this thread as well, without a word to the host.
    event.preventDefault();
    onCrash(event.message);
  };
  worker.onmessageerror = () => onCrash("a message could not be read");
  worker.postMessage(ends, portsOf(ends));
  return { terminate: () => worker.terminate() };
}

function portsOf(ends: Ends): MessagePort[] {
  const all: readonly (LinkEnd | readonly LinkEnd[])[] = Object.values(ends);
  return all.flat().map((end) => end.port);
}

/** Has a worker make a backup, and ends it. */
export function backUpInWorker(worker: Worker, job: BackupJob): Promise<BackupDone> {
  return new Promise<BackupDone>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<BackupDone>) => resolve(data);
    worker.onerror = (event) => {
      event.preventDefault();
      resolve({ ok: false, ms: 0, message: `The thread that made the backup ${job.to} failed: ${event.message}` });
    };
    worker.postMessage(job);
  }).finally(() => worker.terminate());
}
