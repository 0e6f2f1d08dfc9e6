import assert from "node:assert/strict";
import { calendarAt, dayTicksOf, formatMinute, lightAt } from "../../world/calendar.ts";
import { weatherAt } from "../../world/weather.ts";

const DAY = dayTicksOf(40, 20);

Deno.test("calendar: tick 0 is seven in the morning of day 1, and a day later it is again", () => {
  assert.equal(DAY, 48_000);
  assert.deepEqual(calendarAt(0, DAY), { day: 1, minute: 420, light: 235 });
  assert.deepEqual(calendarAt(DAY, DAY), { day: 2, minute: 420, light: 235 });
  // 17 hours after seven is midnight.
  const midnight = (17 * DAY) / 24;
  assert.equal(calendarAt(midnight - 1, DAY).day, 1);
  assert.equal(calendarAt(midnight - 1, DAY).minute, 1439);
  assert.deepEqual(calendarAt(midnight, DAY), { day: 2, minute: 0, light: 16 });
  assert.equal(formatMinute(425), "07:05");
});

Deno.test("calendar: light is full at noon, least at night, and never jumps", () => {
  assert.equal(lightAt((5 * DAY) / 24, DAY), 255);
  assert.equal(lightAt((17 * DAY) / 24, DAY), 16);
  for (let tick = 1; tick <= DAY; tick++) {
    assert.ok(Math.abs(lightAt(tick, DAY) - lightAt(tick - 1, DAY)) <= 1, `tick ${tick}`);
  }
});

Deno.test("weather: it begins clear, changes smoothly, and every kind comes", () => {
  const seen = new Set<string>();
  assert.equal(weatherAt(7, 0, DAY).kind, "clear");
  let before = weatherAt(7, 0, DAY);
  for (let tick = 20; tick < DAY * 60; tick += 20) {
    const now = weatherAt(7, tick, DAY);
    seen.add(now.kind);
    if (now.kind !== before.kind) {
      assert.ok(now.intensity <= 1 && before.intensity <= 1, `at tick ${tick} ${before.kind} ends before ${now.kind}`);
    }
    assert.ok(Math.abs(now.intensity - before.intensity) <= 6, `intensity at tick ${tick}`);
    assert.ok(Math.abs(now.clouds - before.clouds) <= 6, `clouds at tick ${tick}`);
    assert.ok(Math.abs(now.wind - before.wind) <= 6, `wind at tick ${tick}`);
    const turn = ((now.windHeading - before.windHeading + 384) & 255) - 128;
    assert.ok(Math.abs(turn) <= 4, `wind heading at tick ${tick}`);
    for (const value of [now.intensity, now.clouds, now.wind, now.windHeading]) {
      assert.ok(Number.isInteger(value) && value >= 0 && value <= 255);
    }
    before = now;
  }
  assert.deepEqual([...seen].sort(), ["clear", "cloudy", "fog", "rain", "snow", "storm"]);
});

Deno.test("weather: other seeds have other weather", () => {
  const days = (seed: number) => Array.from({ length: 40 }, (_, at) => weatherAt(seed, at * 6000, DAY).kind).join();
  assert.notEqual(days(1), days(2));
  assert.equal(days(1), days(1));
});
