/** What townsfolk say. Content. */
import type { WeatherKind } from "../weather.ts";

const ANY_TIME = [
  "Well met!",
  "Mind the cart ruts by the gate.",
  "You look like you have come a long way.",
  "If you are hungry, follow your nose to the tavern.",
  "The roads are quiet these days. Long may it last.",
  "I heard there are deer at the edge of the wood again.",
  "Walk softly and the rabbits will let you near. Nearly.",
  "Somebody left a gate open. The sheep have opinions about it.",
  "New face! Welcome, new face.",
  "My grandmother drew this map of ours. She got the river wrong.",
] as const;

const MORNING = [
  "Good morning to you!",
  "Up before the baker, are you?",
  "Fresh day, fresh bread. Life is good.",
  "Morning! The dew will soak your boots.",
] as const;

const NOON = [
  "A good noon to you.",
  "Come and sit by the well a while.",
  "Half a day done, and half a loaf left.",
] as const;

const EVENING = [
  "Good evening, friend.",
  "Work is done. Now for a warm seat.",
  "Long shadows. Best be near a lamp soon.",
  "Have you heard a good story lately? I collect them.",
] as const;

const NIGHT = [
  "Late to be about, isn't it?",
  "Listen. You can hear the owls.",
  "I should be in bed. So should you, I dare say.",
] as const;

const IN_WEATHER: Readonly<Record<WeatherKind, readonly string[]>> = {
  clear: ["Not a cloud worth the name.", "What a sky!"],
  cloudy: ["It may hold. It may not.", "Grey days are good for walking."],
  rain: ["Good for the beans, this rain.", "You are wet through! Stand under the eaves."],
  storm: ["Get under a roof, friend!", "Stay off the hills in this."],
  fog: ["I nearly walked into you!", "Keep to the road, you can hardly see your feet."],
  snow: ["Careful, it is slippery by the well.", "Listen how quiet it is when it snows."],
};

/** The lines that fit a minute of the day and the weather. */
export function greetingsAt(minute: number, weather: WeatherKind): readonly string[] {
  const ofTheDay = minute < 5 * 60 ? NIGHT : minute < 11 * 60 ? MORNING : minute < 15 * 60 ? NOON : EVENING;
  return [...ANY_TIME, ...ofTheDay, ...ofTheDay, ...IN_WEATHER[weather], ...IN_WEATHER[weather]];
}
