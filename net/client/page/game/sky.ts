/** The sky over a place at a tick: the world's calendar and weather, as the scene draws them. */
import { FIRST_MINUTE, lightAt, MINUTES_PER_DAY } from "../../../../world/calendar.ts";
import { HEADING_COS } from "../../../../world/base/space.ts";
import type { Weather } from "../../../../world/weather.ts";
import type { SkyPicture } from "../hud/sky_pictures.ts";
import type { Sky } from "../scene/sky.ts";

/** What a sky is made of. */
export interface SkyFacts {
  readonly dayTicks: number;
  readonly weather: Weather;
}

/** Metres per second of the strongest wind. */
const WIND_MAX = 9;
/** Where the ground is higher than this, in metres, what falls is snow. */
const SNOW_LINE_METRES = 44;
/** Weather weaker than this, of 255, is not felt. */
const INTENSITY_FELT = 20;
/** With more clouds than this, of 255, the sky is closed. */
const CLOUDS_CLOSED = 120;

/** The sky at `tick`, a tick with a fraction, over ground of some height in metres. */
export function skyAt({ dayTicks, weather }: SkyFacts, tick: number, height: number): Sky {
  const whole = Math.max(0, Math.floor(tick));
  const strength = weather.intensity / 255;
  const falling = weather.kind === "rain" ? strength * 0.8 : weather.kind === "storm" ? strength : 0;
  const frozen = weather.kind === "snow" || height > SNOW_LINE_METRES;
  return {
    minute: (FIRST_MINUTE + tick * MINUTES_PER_DAY / dayTicks) % MINUTES_PER_DAY,
    daylight: lightAt(whole, dayTicks) / 255,
    rain: frozen ? 0 : falling,
    snow: weather.kind === "snow" ? strength : frozen ? falling : 0,
    fog: weather.kind === "fog" ? strength : 0,
    clouds: weather.clouds / 255,
    wind: weather.wind / 255 * WIND_MAX * (HEADING_COS[weather.windHeading]! / 16384),
  };
}

/** The picture that stands for the sky, of one mind with the words: what falls, then what hides the sun, then the hour. */
export function pictureSky({ dayTicks, weather }: SkyFacts, tick: number, height: number): SkyPicture {
  const whole = Math.max(0, Math.floor(tick));
  const { kind, intensity, clouds } = weather;
  if (intensity >= INTENSITY_FELT) {
    if (kind === "snow" || kind === "fog") return kind;
    if (kind === "rain" || kind === "storm") return height > SNOW_LINE_METRES ? "snow" : "rain";
  }
  if (clouds > CLOUDS_CLOSED) return "cloud";
  return lightAt(whole, dayTicks) > 90 ? "sun" : "moon";
}

/** The weather in a few words. */
export function describeSky({ weather }: SkyFacts, height: number): string {
  return describe(weather, height > SNOW_LINE_METRES);
}

function describe({ kind, intensity, clouds }: Weather, high: boolean): string {
  const light = intensity < 110;
  const calm = clouds > CLOUDS_CLOSED ? "cloudy" : clouds > 50 ? "some clouds" : "clear";
  if (intensity < INTENSITY_FELT) return calm;
  switch (kind) {
    case "clear":
    case "cloudy":
      return calm;
    case "rain":
      return high ? "snow" : light ? "light rain" : "rain";
    case "storm":
      return high ? "snowstorm" : light ? "windy rain" : "storm";
    case "fog":
      return light ? "mist" : "fog";
    case "snow":
      return light ? "light snow" : "snow";
  }
}
