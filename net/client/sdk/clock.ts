/**
 * The world's time as seen from here. Ticks run evenly; what says one comes late by the way it took and by what held
 * it up. The least late of the last seconds gives the way, the spread of the others the jitter.
 *
 *        behind                      heard                        tick                        ahead
 *   ───────┼───────────────────────────┼────────────────────────────┼───────────────────────────┼──────► ticks
 *          │◄── jitter + a flush or 2 ►│◄── the way from there ────►│◄── the way there, margin ─►│
 *
 * - `behind`: what is known for sure; others are shown at this tick
 * - `ahead`: an input given now, stamped with this tick, comes to the world just in time; the own body is shown here
 *
 * Both run evenly: where they should be elsewhere they run a little faster or slower, and jump only if far off.
 */

const WINDOW_MS = 10_000;
const SAMPLES_MAX = 240;
/**
 * Where all that came for so long, and at least so much of it, is later by so much than anything before, it is the world that
 * lost time: it does not catch up, so what came before says nothing any more. Until then inputs would wait for their tick.
 */
const LOST_MS = 1000;
const LOST_SAMPLES = 4;
const LOST_LATE_MS = 120;
/** Part of the samples that come in before they are needed. */
const PROMPT_PART = 0.95;
const JITTER_MS_MIN = 8;
const JITTER_MS_MAX = 400;
/** Ticks that inputs come early by, at least and at most, beyond the way they take. */
const MARGIN_TICKS_MIN = 0.4;
const MARGIN_TICKS_MAX = 9;
/** So long after a late input the margin narrows again, by so much a second, for as long as inputs come in time. */
const MARGIN_CALM_MS = 4000;
const MARGIN_TICKS_PER_SECOND = 0.15;
/** What time without any input proves at most. */
const MARGIN_PROOF_MS = 2000;
/** The part by which `ahead` and `behind` run faster or slower at most, for each tick they are off, and from where they jump. */
const SLEW_MAX = 0.07;
const SLEW_PER_TICK = 0.1;
/** Further off than this they may run faster or slower by this part: it is seen, and sooner over. */
const FAR_TICKS = 4;
const FAR_SLEW_MAX = 0.25;
const JUMP_TICKS = 12;

interface Sample {
  readonly at: number;
  /** When tick 0 would have been heard, had all come as this did: local milliseconds. */
  readonly start: number;
}

/** How long others are shown a flush later, after news came that were told one flush late. */
const LATE_NEWS_MS = 4000;

/** One connection's clock. */
export class ServerClock {
  readonly #tickMs: number;
  readonly #flushTicks: number;
  #samples: Sample[] = [];
  #roundTrips: { readonly at: number; readonly ms: number }[] = [];
  #start = NaN;
  #jitterMs = 60;
  #margin = 1.5;
  #lastLateAt = -Infinity;
  #lastAppliedAt = -Infinity;
  #lateNewsAt = -Infinity;
  #updatedAt = NaN;
  #ahead = NaN;
  #behind = NaN;

  constructor(tickRate: number, flushTicks: number) {
    this.#tickMs = 1000 / tickRate;
    this.#flushTicks = flushTicks;
  }

  /** Whether any tick was heard yet; before, there is no time. */
  get isSet(): boolean {
    return !Number.isNaN(this.#start);
  }

  /** The tick at which the own body is, with a fraction. */
  get ahead(): number {
    return this.#ahead;
  }

  /** The tick at which others are shown, with a fraction. */
  get behind(): number {
    return this.#behind;
  }

  /** The world's own tick now, with a fraction. */
  get tick(): number {
    return this.isSet ? (this.#updatedAt - this.#start + this.roundTripMs / 2) / this.#tickMs : 0;
  }

  /** The least round trip of the last seconds in milliseconds; 100 before one was measured. */
  get roundTripMs(): number {
    if (this.#roundTrips.length === 0) return 100;
    return Math.min(...this.#roundTrips.map(({ ms }) => ms));
  }

  /** The newest round trip, for showing; null before one was measured. */
  get lastRoundTripMs(): number | null {
    return this.#roundTrips.at(-1)?.ms ?? null;
  }

  /** How late what comes may be, beyond the usual, in milliseconds. */
  get jitterMs(): number {
    return this.#jitterMs;
  }

  /** A message said what tick it is. `punctual`: it was sent as soon as that tick was, not some time within it. */
  heard(tick: number, now: number, punctual: boolean): void {
    const start = now - tick * this.#tickMs;
    if (!punctual && this.isSet && start > this.#start) return;
    this.#samples.push({ at: now, start });
    if (this.#samples.length > SAMPLES_MAX) this.#samples.shift();
    this.#samples = this.#samples.filter(({ at }) => at > now - WINDOW_MS);
    this.#dropBeforeLoss(now);
    const starts = this.#samples.map((sample) => sample.start).sort((a, b) => a - b);
    this.#start = starts[0]!;
    const late = starts[Math.floor((starts.length - 1) * PROMPT_PART)]! - this.#start;
    this.#jitterMs = Math.max(JITTER_MS_MIN, Math.min(JITTER_MS_MAX, late));
  }

  #dropBeforeLoss(now: number): void {
    const recent = this.#samples.filter(({ at }) => at > now - LOST_MS);
    if (recent.length < LOST_SAMPLES || recent.length === this.#samples.length) return;
    const least = Math.min(...recent.map(({ start }) => start));
    if (least - this.#start > LOST_LATE_MS) this.#samples = recent;
  }

  /** A frame told things of the flush before its own: where little happens near, two flushes share a frame. */
  toldLate(now: number): void {
    this.#lateNewsAt = now;
  }

  /** A ping came back after `ms`. */
  measured(ms: number, now: number): void {
    this.#roundTrips.push({ at: now, ms });
    this.#roundTrips = this.#roundTrips.filter(({ at }) => at > now - WINDOW_MS * 2);
  }

  /** An input was applied that came `lead` ticks before its time. Late ones widen the margin at once. */
  applied(lead: number, now: number): void {
    if (lead < 0) {
      this.#margin = Math.min(MARGIN_TICKS_MAX, this.#margin + 0.3 - lead * 0.5);
      this.#lastLateAt = now;
    } else if (now - this.#lastLateAt > MARGIN_CALM_MS) {
      const proofMs = Math.min(MARGIN_PROOF_MS, now - this.#lastAppliedAt);
      this.#margin = Math.max(MARGIN_TICKS_MIN, this.#margin - MARGIN_TICKS_PER_SECOND * proofMs / 1000);
    }
    this.#lastAppliedAt = now;
  }

  /** Moves on to `now`. */
  update(now: number): void {
    if (!this.isSet) return;
    const passed = Number.isNaN(this.#updatedAt) ? 0 : Math.max(0, now - this.#updatedAt) / this.#tickMs;
    this.#updatedAt = now;
    const heard = (now - this.#start) / this.#tickMs;
    this.#ahead = approach(this.#ahead, passed, heard + this.roundTripMs / this.#tickMs + this.#margin);
    const flushes = now - this.#lateNewsAt < LATE_NEWS_MS ? 2 : 1;
    const late = this.#jitterMs / this.#tickMs + this.#flushTicks * flushes;
    this.#behind = approach(this.#behind, passed, heard - late);
  }
}

function approach(value: number, passed: number, target: number): number {
  const off = target - (value + passed);
  if (Number.isNaN(value) || Math.abs(off) > JUMP_TICKS) return target;
  const most = Math.abs(off) > FAR_TICKS ? FAR_SLEW_MAX : SLEW_MAX;
  return value + passed * (1 + Math.max(-most, Math.min(most, off * SLEW_PER_TICK)));
}
