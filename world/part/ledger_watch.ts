/**
 * Looks after the ledger of a running world: an audit every few seconds, in slices, and one before each checkpoint, so
 * that a state that does not add up is never saved. A bad one is told once; the part then takes no more actions and
 * confirms nothing, and what was saved before, with the journal since, is what a restart begins from.
 */
import { LedgerAudit } from "../ledger/mod.ts";
import type { World } from "../world.ts";
import { LEDGER_AUDIT_SECONDS } from "./limits.ts";

/** How the ledger stands, for the statistics. */
export interface LedgerReport {
  /** The last tick of which it was known to add up. */
  readonly goodTick: number;
  /** What is wrong with it, or "". */
  readonly problem: string;
}

/** Its lifetime is the world part's. */
export class LedgerWatch {
  readonly #audit = new LedgerAudit();
  readonly #seconds: number;
  #nextTick = 0;
  #goodTick = 0;
  #askedTick = Infinity;
  #problem = "";

  /** `seconds` from one audit to the next; 0: at every tick. */
  constructor(seconds = LEDGER_AUDIT_SECONDS) {
    this.#seconds = seconds;
  }

  get isBad(): boolean {
    return this.#problem !== "";
  }

  get report(): LedgerReport {
    return { goodTick: this.#goodTick, problem: this.#problem };
  }

  /** A tick was stepped: notes what moved and looks at a slice. Answers the alarm, once, or "". */
  stepped(world: World): string {
    if (this.isBad) return "";
    this.#audit.note(world.ledger.rows);
    const isDue = world.tick >= this.#nextTick || this.#askedTick > this.#goodTick && this.#askedTick <= world.tick;
    if (isDue && !this.#audit.isRunning) {
      this.#audit.begin(world.ledger, world.tick);
      this.#nextTick = world.tick + this.#seconds * world.facts.tickRate;
    }
    return this.#look();
  }

  /** Whether the ledger was found good at this tick or later; if not, the next slices find out. */
  isGoodSince(tick: number): boolean {
    this.#askedTick = tick;
    return !this.isBad && this.#goodTick >= tick;
  }

  /** Finds out at once, whatever it takes: before the last checkpoint. Answers the alarm or "". */
  finish(world: World): string {
    if (this.#goodTick === world.tick) return "";
    let alarm = "";
    // The one under way began before this tick; the second one is of this tick.
    for (let audits = 0; audits < 2 && !this.isBad; audits++) {
      this.#audit.begin(world.ledger, world.tick);
      while (this.#audit.isRunning && alarm === "") alarm = this.#look();
    }
    return alarm;
  }

  #look(): string {
    const step = this.#audit.step();
    if (step.type === "good") this.#goodTick = step.tick;
    if (step.type !== "bad") return "";
    this.#problem = step.problem;
    return `The ledger does not add up at tick ${step.tick}: ${step.problem}. ${step.rows.join("; ")}. ` +
      "Nothing changes hands any more, nothing is confirmed, and the world is not saved: a restart goes on from the " +
      `last checkpoint and the journal. It added up at tick ${this.#goodTick}.`;
  }
}
