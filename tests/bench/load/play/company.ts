/** Sees to it that a wanted share of the players of a process fights at any moment, by letting more or fewer begin. */

/** How much the share of beginners follows what is missing, for each second. */
const FOLLOWS = 0.1;
/** At most this share is out for a fight. */
const OUT_MAX = 0.8;
/** Who has not been heard of for so long does not count. */
const HEARD_SECONDS = 10;

interface Standing {
  isFighting: boolean;
  isOut: boolean;
  at: number;
}

/** All players of a process. Call `second` once a second. */
export class Company {
  readonly #share: number;
  readonly #standing = new Map<object, Standing>();
  #wantsOut: number;
  #fighting = 0;
  #out = 0;
  #seconds = 0;
  /** Shares that fought, one for each second since `clear`. */
  shares: number[] = [];

  constructor(share: number) {
    this.#share = share;
    this.#wantsOut = share;
  }

  /** Told by each player at each of its thoughts: whether it fights, and whether it fights or is out to. */
  note(player: object, isFighting: boolean, isOut: boolean): void {
    let one = this.#standing.get(player);
    if (one === undefined) this.#standing.set(player, one = { isFighting: false, isOut: false, at: 0 });
    this.#fighting += Number(isFighting) - Number(one.isFighting);
    this.#out += Number(isFighting || isOut) - Number(one.isFighting || one.isOut);
    [one.isFighting, one.isOut, one.at] = [isFighting, isOut, this.#seconds];
  }

  /** Whether one more is to begin a fight. */
  wantsFighter(): boolean {
    if (this.#out >= this.#wantsOut * this.#standing.size) return false;
    this.#out++;
    return true;
  }

  /** The share that fights. */
  get share(): number {
    return this.#fighting / Math.max(1, this.#standing.size);
  }

  /** Counts anew, and corrects how many are out. */
  second(): void {
    this.#seconds++;
    this.#fighting = this.#out = 0;
    for (const [player, { isFighting, isOut, at }] of this.#standing) {
      if (this.#seconds - at > HEARD_SECONDS) this.#standing.delete(player);
      else {
        this.#fighting += Number(isFighting);
        this.#out += Number(isFighting || isOut);
      }
    }
    this.shares.push(this.share);
    const missing = this.#share - this.share;
    this.#wantsOut = Math.max(this.#share / 2, Math.min(OUT_MAX, this.#wantsOut + missing * FOLLOWS));
  }

  /** Forgets the shares so far. */
  clear(): void {
    this.shares = [];
  }
}
