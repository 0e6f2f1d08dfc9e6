/**
 * The world's end of the journal: each tick that had commands goes to storage, and storage says what is on the disk.
 * What finds no room in the ring waits here, in its order, up to a limit at which the world has to stop.
 */
import type { Command } from "../commands.ts";
import { type JournalEntry, pulseOf, writeEntries } from "../journal.ts";
import { type LedgerRow, writeLedgerRows } from "../ledger/mod.ts";
import { NO_TRACE, traceOf } from "../trace.ts";
import { RULES_VERSION } from "../rules.ts";
import { TERRAIN_VERSION } from "../terrain/mod.ts";
import type { World } from "../world.ts";
import { RECORDS_WAITING_BYTES_MAX, STORAGE_BEHIND_MS_MAX } from "./limits.ts";
import type { StorageLink } from "./saver.ts";

interface TickRecord {
  readonly type: "tickRecord";
  readonly tick: number;
  readonly last: boolean;
  readonly waits: boolean;
  readonly rules: number;
  readonly terrain: number;
  readonly bytes: Uint8Array;
  readonly ledger: Uint8Array;
}

const NOTHING = new Uint8Array();

/** Its lifetime is the world part's. */
export class Recorder {
  readonly #link: StorageLink;
  readonly #waiting: TickRecord[] = [];
  #waitingBytes = 0;
  /** Commands came since the last pulse. */
  #isStirred = false;
  /** A tick that was recorded at some time and is not on the disk yet, or null. */
  #behind: { readonly tick: number; readonly sinceMs: number } | null = null;
  #isTold = false;
  /** The newest tick that has an entry. */
  recordedTick = 0;
  /** Everything up to here is on the disk. */
  durableTick = 0;

  constructor(link: StorageLink) {
    this.#link = link;
  }

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** Nothing waits for room: what follows on the link comes after all entries. */
  get isIdle(): boolean {
    return this.#waiting.length === 0;
  }

  /**
   * A world that storage does not keep up with stops in time, rather than lose more and more: the sentence for the host,
   * once, or "". `now` is in milliseconds of any clock.
   */
  watch(now: number): string {
    if (this.durableTick >= this.recordedTick) this.#behind = null;
    // The disk is always some ticks behind a busy world: what counts is how long one and the same tick waits.
    else if (this.#behind === null || this.durableTick >= this.#behind.tick) {
      this.#behind = { tick: this.recordedTick, sinceMs: now };
    }
    const isLate = this.behindMs(now) > STORAGE_BEHIND_MS_MAX;
    if (this.#isTold || (!isLate && this.#waitingBytes <= RECORDS_WAITING_BYTES_MAX)) return "";
    this.#isTold = true;
    return `Storage has not written what happened since tick ${this.durableTick}; the world is at tick ` +
      `${this.recordedTick}. Weald stops, so that no more is lost. See to the disk and start it again.`;
  }

  /** How long, as of the last look, a tick has waited to be on the disk. */
  behindMs(now: number): number {
    return this.#behind === null ? 0 : now - this.#behind.sinceMs;
  }

  /** Notes the tick that was stepped just now. Nothing, if it had no commands, nobody waits and no pulse is due. */
  record(world: World, commands: readonly Command[], waits: boolean): void {
    const { tick, facts, sessions, ledger } = world;
    if (commands.length > 0) this.#isStirred = true;
    const hasPulse = tick % facts.tickRate === 0 && (this.#isStirred || sessions.size > 0);
    if (commands.length === 0 && ledger.rows.length === 0 && !hasPulse && !waits) return;
    if (hasPulse) this.#isStirred = false;
    this.#write(
      { tick, commands, pulse: hasPulse ? pulseOf(world) : "", trace: traceOf(world.changes), restarted: false },
      waits,
      ledger.rows,
    );
  }

  /** Notes that sessions were forgotten after the tick that the world is at. */
  restarted(tick: number): void {
    this.#write({ tick, commands: [], pulse: "", trace: NO_TRACE, restarted: true }, false, []);
  }

  /** Sends what waits, as there is room. */
  pump(): void {
    let sent = 0;
    while (sent < this.#waiting.length && this.#link.send(this.#waiting[sent]!)) {
      this.#waitingBytes -= this.#waiting[sent]!.bytes.length + this.#waiting[sent]!.ledger.length;
      sent++;
    }
    if (sent > 0) this.#waiting.splice(0, sent);
  }

  #write(entry: JournalEntry, waits: boolean, transfers: readonly LedgerRow[]): void {
    const ledger = writeLedgerRows(transfers);
    this.recordedTick = entry.tick;
    writeEntries(entry, (bytes, last) => {
      const record: TickRecord = {
        type: "tickRecord",
        tick: entry.tick,
        last,
        waits: last && waits,
        rules: RULES_VERSION,
        terrain: TERRAIN_VERSION,
        bytes,
        ledger: last ? ledger : NOTHING,
      };
      if (this.isIdle && this.#link.send(record)) return;
      this.#waiting.push({ ...record, bytes: new Uint8Array(bytes), ledger: new Uint8Array(record.ledger) });
      this.#waitingBytes += bytes.length + record.ledger.length;
    });
  }
}
