/** Parts of the page that need no page. */
import assert from "node:assert/strict";
import { readLook, writeLook } from "../../../net/client/page/art/look.ts";
import { readGrid } from "../../../net/client/page/ground/grid.ts";
import { makeTexture, sample } from "../../../net/client/page/ground/texture.ts";
import { describeSky, pictureSky, skyAt } from "../../../net/client/page/game/sky.ts";
import { servicesLeft } from "../../../net/client/page/panels/services.ts";
import { wrapWords } from "../../../net/client/page/scene/labels.ts";
import { lampStrength, tintOf } from "../../../net/client/page/scene/sky.ts";
import { makeView, toPixelX, toPixelY } from "../../../net/client/page/scene/view.ts";
import { dayTicksOf } from "../../../world/calendar.ts";
import { weatherAt } from "../../../world/weather.ts";
import { makeTerrain } from "../../../world/terrain/mod.ts";

const DAY_TICKS = dayTicksOf(40, 20);
const factsAt = (tick: number) => ({ dayTicks: DAY_TICKS, weather: weatherAt(7, Math.floor(tick), DAY_TICKS) });
const skyOf = (tick: number) => skyAt(factsAt(tick), tick, 0);

Deno.test("words are broken at their spaces, long ones are cut, and nothing is lost", () => {
  assert.deepEqual(wrapWords("Hello"), ["Hello"]);
  assert.deepEqual(wrapWords("one two three four five six seven"), ["one two three four five six", "seven"]);
  const cut = wrapWords("x".repeat(70));
  assert.deepEqual(cut.map((line) => line.length), [30, 30, 10]);
  assert.deepEqual(wrapWords(""), [""]);
  assert.equal(wrapWords("😀".repeat(40)).join(""), "😀".repeat(40));
});

Deno.test("every number is a look, and a look that was put together is read the same", () => {
  for (const bits of [0, 1, 0xffff_ffff, 0x1234_5678, 0x9e37_79b1]) {
    const look = readLook(bits);
    assert.deepEqual(readLook(writeLook(look)), look);
  }
});

Deno.test("the light of a day passes without a jump", () => {
  let last = skyOf(0);
  for (let tick = 20; tick <= DAY_TICKS; tick += 20) {
    const sky = skyOf(tick);
    const before = tintOf(last);
    tintOf(sky).forEach((value, channel) => {
      assert.ok(Math.abs(value - before[channel]!) < 6, `tick ${tick}: ${before[channel]} to ${value}`);
    });
    assert.ok(Math.abs(lampStrength(sky) - lampStrength(last)) < 0.05);
    last = sky;
  }
});

Deno.test("nights are dark and lit by lamps, noons are neither; weather has a name", () => {
  const ticksPerHour = DAY_TICKS / 24;
  // Tick 0 is seven in the morning.
  const noon = skyOf(5 * ticksPerHour);
  const midnight = skyOf(17 * ticksPerHour);
  assert.equal(Math.round(noon.minute), 720);
  assert.equal(Math.round(midnight.minute) % 1440, 0);
  assert.equal(lampStrength(noon), 0);
  assert.equal(lampStrength(midnight), 1);
  assert.ok(tintOf(midnight)[0] < 100 && tintOf(noon)[0] > 180);
  for (let tick = 0; tick < 4 * DAY_TICKS; tick += 400) assert.notEqual(describeSky(factsAt(tick), 0), "");
});

Deno.test("the picture beside the time never shines on rain, snow or fog", () => {
  const shown = new Map<string, Set<string>>();
  for (let tick = 0; tick < 12 * DAY_TICKS; tick += 37) {
    const words = describeSky(factsAt(tick), 0);
    shown.set(words, (shown.get(words) ?? new Set()).add(pictureSky(factsAt(tick), tick, 0)));
  }
  const pictures = (words: string) => [...shown.get(words) ?? []].sort();
  for (const words of ["rain", "light rain", "windy rain", "storm"]) assert.deepEqual(pictures(words), ["rain"], words);
  for (const words of ["snow", "light snow"]) assert.deepEqual(pictures(words), ["snow"], words);
  for (const words of ["fog", "mist"]) assert.deepEqual(pictures(words), ["fog"], words);
  assert.deepEqual(pictures("cloudy"), ["cloud"]);
  assert.deepEqual(pictures("clear"), ["moon", "sun"]);
});

Deno.test("textures continue over their edges", () => {
  const texture = makeTexture(3, 8, 3);
  for (let at = 0; at < 256; at += 17) {
    assert.ok(Math.abs(sample(texture, -0.001, at) - sample(texture, 255.999, at)) < 1e-6);
    assert.ok(Math.abs(sample(texture, at, 256) - sample(texture, at, 0)) < 1e-6);
  }
});

Deno.test("tiles that meet read the same ground at their border", () => {
  const terrain = makeTerrain(7);
  const { spawnX, spawnY } = terrain.layout;
  const x = Math.floor(spawnX / 256 / 32) * 32;
  const y = Math.floor(spawnY / 256 / 32) * 32;
  const left = readGrid(terrain, x, y, 32);
  const right = readGrid(terrain, x + 32, y, 32);
  for (let row = 4; row < left.side - 4; row++) {
    // The metre east of the border: column 32 of the left tile, column 0 of the right, margins added.
    const inLeft = row * left.side + 32 + 6;
    const inRight = row * right.side + 6;
    assert.equal(left.ground[inLeft], right.ground[inRight]);
    assert.equal(left.heights[inLeft], right.heights[inRight]);
    assert.equal(left.water[inLeft], right.water[inRight]);
  }
});

Deno.test("a view leads from metres to pixels, its edges on whole screen pixels", () => {
  const view = makeView(100.123, 50.456, 17.3, { width: 800, height: 600, pixelRatio: 2 });
  assert.ok(Math.abs(toPixelX(view, 100.123) - 400) < 0.5);
  assert.ok(Math.abs(toPixelY(view, 50.456) - 300) < 0.5);
  const edge = view.left * view.zoom * view.pixelRatio;
  assert.ok(Math.abs(edge - Math.round(edge)) < 1e-6);
});

Deno.test("services of a talk: what an answer leads to is not offered twice", () => {
  const service = (deed: string) => ({ deed, text: deed, act: () => {} });
  const services = ["openVendor", "repairAll", "openBank", ""].map(service);
  const left = servicesLeft(services, [{ text: "A" }, { text: "B", deeds: "setFlag,openVendor" }, {
    text: "C",
    deeds: "openBank",
  }]);
  assert.deepEqual(left.map(({ deed }) => deed), ["repairAll", ""]);
  assert.deepEqual(servicesLeft(services, []), services);
});
