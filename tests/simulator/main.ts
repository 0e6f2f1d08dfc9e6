/**
 * `deno task simulate`: runs courses of events, one for each seed, and stops at the first that goes wrong.
 *
 *     deno task simulate --seeds 100           seeds 1 to 100
 *     deno task simulate --seeds 100 --from 501
 *     deno task simulate --seed 42             one seed, again
 *
 * Of more than a hundred seeds each hundredth is told, and at the end how many went through in a minute.
 */
import { parseArgs } from "node:util";
import { COURSE_SIZE, runCourse } from "./course.ts";

/** Up to so many seeds, each is told. */
const EACH_TOLD_MAX = 100;

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "20" },
    seed: { type: "string" },
    from: { type: "string", default: "1" },
    people: { type: "string", default: String(COURSE_SIZE.people) },
    events: { type: "string", default: String(COURSE_SIZE.events) },
  },
});
const seeds = values.seed === undefined
  ? Array.from({ length: Number(values.seeds) }, (_, index) => index + Number(values.from))
  : [Number(values.seed)];
const now = performance.now.bind(performance);
const startedMs = now();
let done = 0;
for (const seed of seeds) {
  const began = now();
  const report = await runCourse(seed, { people: Number(values.people), events: Number(values.events) });
  const events = Object.entries(report.events).map(([name, count]) => `${name} ${count}`).join(", ");
  const seconds = ((now() - began) / 1000).toFixed(1);
  done += report.done;
  if (seeds.length > EACH_TOLD_MAX && seed % EACH_TOLD_MAX !== 0) continue;
  console.log(
    `seed ${seed}: ${report.simulatedSeconds} s and ${report.ticks} ticks in ${seconds} s, ${report.hash}: ${events}; ${report.done} actions done`,
  );
}
const minutes = (now() - startedMs) / 60_000;
console.log(
  `${seeds.length} courses with ${done} actions done, nothing wrong; ${Math.round(seeds.length / minutes)} a minute`,
);
