/**
 * The weather as a function of seed and tick: the world, every page and the console work out the same. Time is cut
 * into spells; each has a kind and a strength by hash. Strength rises over the first third of a spell and falls over
 * the last, so the kind changes only when there is nothing of it to be seen; wind and clouds pass smoothly from spell
 * to spell.
 */
import { hashWords } from "./base/prng.ts";

/** Kinds of weather. */
export const WEATHERS = ["clear", "cloudy", "rain", "storm", "fog", "snow"] as const;
export type WeatherKind = (typeof WEATHERS)[number];

/** The weather of a moment. */
export interface Weather {
  readonly kind: WeatherKind;
  /** How strong it is, 0 to 255: rain, fog, snow. 0 where the kind is just setting in or nearly over. */
  readonly intensity: number;
  /** How much of the sky is clouds, 0 to 255. */
  readonly clouds: number;
  /** Where the wind blows to, and how strong, 0 to 255. */
  readonly windHeading: number;
  readonly wind: number;
}

/** Spells in a day. */
const SPELLS_PER_DAY = 8;

/** Shares of 256 of each kind, clouds at its height, and wind at its height. */
const SPELLS: readonly { kind: WeatherKind; share: number; clouds: number; wind: number }[] = [
  { kind: "clear", share: 96, clouds: 30, wind: 40 },
  { kind: "cloudy", share: 66, clouds: 170, wind: 80 },
  { kind: "rain", share: 44, clouds: 225, wind: 110 },
  { kind: "fog", share: 22, clouds: 140, wind: 10 },
  { kind: "storm", share: 14, clouds: 255, wind: 240 },
  { kind: "snow", share: 14, clouds: 235, wind: 60 },
];

interface Spell {
  readonly kind: WeatherKind;
  readonly intensity: number;
  readonly clouds: number;
  readonly wind: number;
  readonly windHeading: number;
}

/** What weather there is to be at a tick: weights that come to 10,000. */
export type WeightsAt = (
  tick: number,
  dayTicks: number,
) => readonly { readonly weather: WeatherKind; readonly weight: number }[];

/** The weather at a tick. Without `weights`, which follow the seasons (seasons.ts), all of it is likely all year. */
export function weatherAt(seed: number, tick: number, dayTicks: number, weights: WeightsAt | null = null): Weather {
  const length = Math.max(3, Math.floor(dayTicks / SPELLS_PER_DAY));
  const number = Math.floor(tick / length);
  const part = (tick - number * length) / length;
  const spellOf = (one: number) => drawSpell(seed, one, weights?.(Math.max(0, one) * length, dayTicks) ?? null);
  const spell = spellOf(number);
  const before = spellOf(number - 1);
  const after = spellOf(number + 1);
  // In the first half from the mean with the spell before, in the second to the mean with the one after.
  const other = part < 0.5 ? before : after;
  const weight = part < 0.5 ? 0.5 - part : part - 0.5;
  const mix = (own: number, others: number) => Math.floor(own + (others - own) * smooth(weight));
  const turn = ((other.windHeading - spell.windHeading + 384) & 255) - 128;
  return {
    kind: spell.kind,
    intensity: intensityAt(part, spell, other),
    clouds: mix(spell.clouds, other.clouds),
    wind: mix(spell.wind, other.wind),
    windHeading: (spell.windHeading + Math.floor(turn * smooth(weight))) & 255,
  };
}

/** 0 in the middle of a spell (weight 0), 1/2 at its edge (weight 1/2), level at the middle. */
function smooth(weight: number): number {
  const part = weight * 2;
  return part * part * (3 - 2 * part) / 2;
}

/** From 0 at the edge to a spell's own over a third of it; beside one of the same kind, from the lesser of the two. */
function intensityAt(part: number, spell: Spell, other: Spell): number {
  const away = part < 0.5 ? part : 1 - part;
  const least = other.kind !== spell.kind ? 0 : Math.min(other.intensity, spell.intensity);
  const rise = away >= 1 / 3 ? 1 : away * 3;
  return Math.floor(least + (spell.intensity - least) * rise * rise * (3 - 2 * rise));
}

/** The first spell of a world is clear: a friendly start. */
function drawSpell(seed: number, number: number, weights: ReturnType<WeightsAt> | null): Spell {
  const hash = hashWords(seed, number, 0x7765_6174);
  const at = number <= 0 ? 0 : weights === null ? drawUsual(hash & 255) : drawWeighted(hash % 10_000, weights);
  const { kind, clouds, wind } = SPELLS[at]!;
  const strength = 0.55 + (hash >>> 8 & 255) / 566;
  return {
    kind,
    intensity: kind === "clear" || kind === "cloudy" ? 0 : Math.floor(255 * strength),
    clouds: Math.floor(clouds * strength),
    wind: Math.floor(wind * strength),
    // Neighbours differ in the lowest bit, so never by exactly half a turn, which has no shorter way round.
    windHeading: (hash >>> 24 & 254) | (number & 1),
  };
}

function drawUsual(roll: number): number {
  let at = 0;
  for (let left = roll; left >= SPELLS[at]!.share; at++) left -= SPELLS[at]!.share;
  return at;
}

function drawWeighted(roll: number, weights: ReturnType<WeightsAt>): number {
  let left = roll;
  const found = weights.find(({ weight }) => (left -= weight) < 0);
  return Math.max(0, SPELLS.findIndex(({ kind }) => kind === found?.weather));
}

/** The weather as an event wants it: of a kind, by its place in WEATHERS, and strong enough to be seen. */
export function weatherOf(kind: number, weather: Weather): Weather {
  const isOpen = kind <= 1;
  return {
    ...weather,
    kind: WEATHERS[kind]!,
    intensity: isOpen ? 0 : Math.max(170, weather.intensity),
    clouds: kind === 0 ? Math.min(40, weather.clouds) : Math.max(200, weather.clouds),
  };
}
