/**
 * Space in integers. One unit is 1/256 m; headings are 256 to the turn, 0 = east (+x), 64 = south (+y), clockwise as
 * seen on the map; speeds are steps of 1/8 m/s. A motion segment is origin, heading, speed and start tick: everything
 * that moves is where its segment says, exactly, on every machine.
 *
 * `Math.sin` is not bit-exact by the language standard, so the sines are a literal table.
 */

/** Position units in a metre. */
export const UNITS_PER_METRE = 256;

/** Steps of a full turn. */
export const HEADINGS = 256;

/** Speeds are 0 to 63 steps of 1/8 m/s: up to 7.875 m/s. */
export const SPEED_STEPS_PER_METRE_PER_SECOND = 8;
export const SPEED_STEP_MAX = 63;

// sin(i / 256 of a turn) * 2^14, rounded, for the first quarter.
const QUARTER_SINE = [
  0,
  402,
  804,
  1205,
  1606,
  2006,
  2404,
  2801,
  3196,
  3590,
  3981,
  4370,
  4756,
  5139,
  5520,
  5897,
  6270,
  6639,
  7005,
  7366,
  7723,
  8076,
  8423,
  8765,
  9102,
  9434,
  9760,
  10080,
  10394,
  10702,
  11003,
  11297,
  11585,
  11866,
  12140,
  12406,
  12665,
  12916,
  13160,
  13395,
  13623,
  13842,
  14053,
  14256,
  14449,
  14635,
  14811,
  14978,
  15137,
  15286,
  15426,
  15557,
  15679,
  15791,
  15893,
  15986,
  16069,
  16143,
  16207,
  16261,
  16305,
  16340,
  16364,
  16379,
  16384,
];

/** Sine of each heading times 2^14. */
export const HEADING_SIN: Int32Array = new Int32Array(HEADINGS);
/** Cosine of each heading times 2^14. */
export const HEADING_COS: Int32Array = new Int32Array(HEADINGS);
for (let heading = 0; heading < HEADINGS; heading++) {
  const quarter = heading >> 6;
  const step = heading & 63;
  const rising = QUARTER_SINE[step]!;
  const falling = QUARTER_SINE[64 - step]!;
  HEADING_SIN[heading] = [rising, falling, -rising, -falling][quarter]!;
  HEADING_COS[heading] = [falling, -rising, -falling, rising][quarter]!;
}

/** Velocity along x of a heading and speed, in 1/65536 m per tick. */
export function velocityX(heading: number, speed: number, tickRate: number): number {
  return (HEADING_COS[heading & 255]! * speedPerTick(speed, tickRate)) >> 14;
}

/** Velocity along y of a heading and speed, in 1/65536 m per tick. */
export function velocityY(heading: number, speed: number, tickRate: number): number {
  return (HEADING_SIN[heading & 255]! * speedPerTick(speed, tickRate)) >> 14;
}

/** A speed step in 1/65536 m per tick. At 63 steps and 5 ticks a second this is 103,219: times 2^14 it fits 31 bits. */
function speedPerTick(speed: number, tickRate: number): number {
  return Math.floor((speed * 65536) / (SPEED_STEPS_PER_METRE_PER_SECOND * tickRate));
}

/** How far a velocity (1/65536 m per tick) leads in `ticks`, in position units. */
export function travelled(velocity: number, ticks: number): number {
  return Math.floor((velocity * ticks) / 256);
}

/**
 * The heading from (0, 0) towards (dx, dy): the nearest of the 256, found by bisection on the table with cross
 * products. 0 for the zero vector. Any units below 2^26, so that the products stay exact integers in a double.
 */
export function headingTowards(dx: number, dy: number): number {
  if (dx === 0 && dy === 0) return 0;
  let best = 0;
  let bestDot = -Infinity;
  // Coarse, then around the best: 8 + 33 products.
  for (let heading = 0; heading < HEADINGS; heading += 32) {
    const dot = dx * HEADING_COS[heading]! + dy * HEADING_SIN[heading]!;
    if (dot > bestDot) [best, bestDot] = [heading, dot];
  }
  const centre = best;
  for (let offset = -16; offset <= 16; offset++) {
    const heading = (centre + offset) & 255;
    const dot = dx * HEADING_COS[heading]! + dy * HEADING_SIN[heading]!;
    if (dot > bestDot) [best, bestDot] = [heading, dot];
  }
  return best;
}

/** Distance of (dx, dy), rounded down. `Math.sqrt` is correctly rounded on every engine in use; the sum is exact below 2^26. */
export function distance(dx: number, dy: number): number {
  return Math.floor(Math.sqrt(dx * dx + dy * dy));
}
