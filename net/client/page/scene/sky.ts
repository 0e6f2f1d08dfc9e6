/** The light of the hour and what falls from the sky, as the scene draws them. */

/** What the sky is like at one moment. Strengths run from 0 to 1. */
export interface Sky {
  /** Minute of the day, with fractions: 0 to 1440. */
  readonly minute: number;
  /** 0 is darkest night, 1 is day. */
  readonly daylight: number;
  readonly rain: number;
  readonly snow: number;
  readonly fog: number;
  readonly clouds: number;
  /** Metres per second, positive towards the east. */
  readonly wind: number;
}

/** The light of rooms and dungeons: lamps, whatever the hour. */
export const INDOOR_SKY: Sky = {
  minute: 1105,
  daylight: 0.42,
  rain: 0,
  snow: 0,
  fog: 0,
  clouds: 0,
  wind: 0,
};

type Rgb = readonly [number, number, number];

/** What everything is multiplied with at a minute of the day; straight lines between. */
const TINTS: readonly (readonly [minute: number, tint: Rgb])[] = [
  [0, [74, 88, 146]],
  [270, [74, 88, 146]],
  [325, [132, 118, 160]],
  [370, [240, 190, 166]],
  [430, [255, 222, 190]],
  [540, [255, 253, 248]],
  [960, [255, 253, 248]],
  [1065, [255, 232, 198]],
  [1140, [255, 206, 164]],
  [1195, [224, 158, 142]],
  [1235, [150, 122, 162]],
  [1290, [74, 88, 146]],
  [1440, [74, 88, 146]],
];

/** The colour that the scene is multiplied with, 0 to 255. */
export function tintOf(sky: Sky): Rgb {
  const minute = ((sky.minute % 1440) + 1440) % 1440;
  let tint: Rgb = TINTS[0]![1];
  for (let at = 1; at < TINTS.length; at++) {
    const [end, to] = TINTS[at]!;
    if (minute > end) continue;
    const [start, from] = TINTS[at - 1]!;
    const part = (minute - start) / (end - start);
    tint = [mix(from[0], to[0], part), mix(from[1], to[1], part), mix(from[2], to[2], part)];
    break;
  }
  const dim = Math.max(sky.rain * 0.9, sky.snow * 0.45, sky.fog * 0.3, sky.clouds * 0.28);
  return [tint[0] * (1 - dim * 0.3), tint[1] * (1 - dim * 0.24), tint[2] * (1 - dim * 0.16)];
}

/** How strongly lamps and windows shine, 0 by day to 1 at night. */
export function lampStrength(sky: Sky): number {
  const dark = 1 - sky.daylight;
  return Math.max(0, Math.min(1, (dark - 0.18) / 0.45));
}

/** The part of the windows that are lit: most in the evening, few in the small hours. */
export function litPart(sky: Sky): number {
  const minute = ((sky.minute % 1440) + 1440) % 1440;
  if (minute > 720) return minute < 1290 ? 0.9 : Math.max(0.22, 0.9 - (minute - 1290) / 120 * 0.68);
  return minute < 270 ? 0.16 : Math.min(0.75, 0.16 + (minute - 270) / 90 * 0.6);
}

function mix(from: number, to: number, part: number): number {
  return from + (to - from) * part;
}
