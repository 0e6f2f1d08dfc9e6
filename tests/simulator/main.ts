/**
 * `deno task simulate`: runs courses of events, one for each seed, and stops at the first that goes wrong.
 *
 *     deno task simulate --seeds 100           seeds 1 to 100
 *     deno task simulate --seed 42             one seed, again
 */
import { parseArgs } from "node:util";
import { COURSE_SIZE, runCourse } from "./course.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "20" },
    seed: { type: "string" },
    people: { type: "string", default: String(COURSE_SIZE.people) },
    events: { type: "string", default: String(COURSE_SIZE.events) },
  },
});
const seeds = values.seed === undefined
  ? Array.from({ length: Number(values.seeds) }, (_, index) => index + 1)
  : [Number(values.seed)];
const now = performance.now.bind(performance);
for (const seed of seeds) {
  const began = now();
  const report = await runCourse(seed, { people: Number(values.people), events: Number(values.events) });
  const events = Object.entries(report.events).map(([name, count]) => `${name} ${count}`).join(", ");
  const seconds = ((now() - began) / 1000).toFixed(1);
  console.log(
    `seed ${seed}: ${report.simulatedSeconds} s and ${report.ticks} ticks in ${seconds} s, ${report.hash}: ${events}; ${report.done} actions done`,
  );
}
console.log(`${seeds.length} courses, nothing wrong`);
