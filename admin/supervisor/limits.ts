/** The limits of supervision: the sizes of all rings, in bytes, and how long things may take. */
import { assert } from "../../world/base/assert.ts";
import { PACK_BYTES_MAX } from "../../world/content/mod.ts";

const KIB = 1024;
const MIB = 1024 * 1024;

/**
 * Rings between parts, named by direction. Each is a power of two and takes messages up to half of its size. Memory is
 * only used where it was written once, so a quiet world's rings cost little of what stands here.
 */
export const RINGS = {
  /** Commands of staff, watched cells, and the content at the start: PACK_BYTES_MAX. */
  mainToWorld: 4 * MIB,
  /** The console's map of everything: 100,000 entities' keyframes are spread over flushes by the world. */
  worldToMain: 4 * MIB,
  mainToStorage: 256 * KIB,
  /** Answers: 500 rows of the audit log at 2 KiB. */
  storageToMain: 2 * MIB,
  /** The catalog of the content at the start, which is smaller than the content. */
  mainToGateway: 4 * MIB,
  /** Lists of players. */
  gatewayToMain: 1 * MIB,
  worldToStorage: 4 * MIB,
  /** Pages of the checkpoint that is restored. */
  storageToWorld: 4 * MIB,
  /** 10,000 players' inputs of a quarter of a second: 10,000 * 12 bytes * 8 a second = 0.9 MiB a second. */
  gatewayToWorld: 1 * MIB,
  /** Cell blocks of all watched cells: 8,000 movers * 9 bytes * 10 flushes = 0.7 MB a second; room for seconds of it. */
  worldToGateway: 8 * MIB,
  gatewayToStorage: 512 * KIB,
  storageToGateway: 512 * KIB,
} as const;

/** How long a part may take to start. Restoring a large world takes seconds. */
export const START_MS_MAX = 120_000;
/** How long each step of stopping may take: gateways say farewell, the world saves, storage closes. */
export const STOP_STEP_MS_MAX = { gateways: 3_000, world: 20_000, storage: 20_000, admin: 1_000 } as const;

/** Failed gateways after which Weald starts anew, in a while; one more is a fault that starting anew does not cure. */
export const RESTARTS_MAX = 3;
export const RESTARTS_WINDOW_MS = 10 * 60_000;

/** How long main waits for an answer of a part, in milliseconds. Passwords may queue for some seconds. */
export const ANSWER_MS_MAX = { world: 2_000, gateway: 2_000, storage: 15_000 } as const;
/** Questions to one part that wait for their answer. */
export const QUESTIONS_WAITING_MAX = 1_024;

/** Lines of the log kept for the console. */
export const LOG_LINES_KEPT = 500;
/** Letters of one line of the log; the rest is cut. */
export const LOG_LETTERS_MAX = 8_000;

assert(PACK_BYTES_MAX < RINGS.mainToWorld / 2, "the content is one message: 1.5 MB < 2 MiB");
assert(RINGS.mainToGateway === RINGS.mainToWorld && RINGS.worldToMain === RINGS.mainToWorld, "the catalog as well");
assert(PACK_BYTES_MAX < RINGS.worldToStorage / 2, "another content is one entry of the journal");
for (const [name, bytes] of Object.entries(RINGS)) {
  assert((bytes & (bytes - 1)) === 0, `the ring ${name} is a power of two`);
}
