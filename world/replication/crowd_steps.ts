/**
 * Steps: where those are who stand far off in a crowd, a byte for each and a second.
 *
 *   steps      u8 slice | u8 slices | u8 form | varint count | count records
 *
 *   form 0     u8 square                of each known number that leaves `slice` when divided by `slices`, lowest first
 *   form 1     varint passed | u8 square    the same, but only of those in another square than last time: before each,
 *                                           how many of them are passed over
 *
 *   square     x 4 | y 4, from low to high: the square of a metre that it is in, each coordinate without what is above
 *              16 m. Whoever knows its place of a second ago to some metres knows which square is meant.
 */
import { type ByteReader, type ByteWriter, MalformedError } from "../base/record.ts";
import { UNITS_PER_METRE } from "../base/space.ts";

/** Side of a square, in units. */
export const SQUARE_UNITS = UNITS_PER_METRE;
/** Squares are told modulo this. */
const SQUARES = 16;
/** A step is understood by whoever knows a place of it within this, in units: 6.5 squares of the 7 that there are. */
export const STEP_UNITS_MAX = 6.5 * SQUARE_UNITS;

const FORM = { all: 0, some: 1 } as const;

/** A steps section. `places` are those among the known numbers of the slice, rising; each has its square. */
export interface CrowdSteps {
  readonly slice: number;
  readonly slices: number;
  /** Whether every known number of the slice is told of. */
  readonly isWhole: boolean;
  readonly places: readonly number[];
  readonly squares: readonly number[];
}

/** The byte that tells the square of a place in units. */
export function squareCode(x: number, y: number): number {
  return Math.floor(x / SQUARE_UNITS) & SQUARES - 1 | (Math.floor(y / SQUARE_UNITS) & SQUARES - 1) << 4;
}

/** The square that one coordinate of a code means, near a coordinate in units: its number from the world's corner. */
export function squareNear(code: number, units: number): number {
  const square = Math.floor(units / SQUARE_UNITS);
  const ahead = code - square & SQUARES - 1;
  return square + (ahead < SQUARES / 2 ? ahead : ahead - SQUARES);
}

/** Writes a steps section in the shorter of its forms: it has every number of the slice, or what `steps` has. */
export function writeSteps(writer: ByteWriter, steps: CrowdSteps): void {
  writer.u8(steps.slice);
  writer.u8(steps.slices);
  writer.u8(steps.isWhole ? FORM.all : FORM.some);
  writer.varint(steps.places.length);
  let next = 0;
  steps.places.forEach((place, at) => {
    if (!steps.isWhole) writer.varint(place - next);
    writer.u8(steps.squares[at]!);
    next = place + 1;
  });
}

/** Reads a steps section. Throws `MalformedError` if the bytes are not one. */
export function readSteps(reader: ByteReader): CrowdSteps {
  const slice = reader.u8();
  const slices = reader.u8();
  const form = reader.u8();
  if (slice >= slices || form > FORM.some) throw new MalformedError(`steps of slice ${slice} of ${slices}, ${form}`);
  const isWhole = form === FORM.all;
  const places: number[] = [];
  const squares: number[] = [];
  let next = 0;
  for (let left = reader.varint(); left > 0; left--) {
    if (!isWhole) next += reader.varint();
    places.push(next++);
    squares.push(reader.u8());
  }
  return { slice, slices, isWhole, places, squares };
}
