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
const done: Record<string, number> = {};
for (const seed of seeds) {
  const began = now();
  const report = await runCourse(seed, { people: Number(values.people), events: Number(values.events) });
  const events = countsText(report.events);
  const seconds = ((now() - began) / 1000).toFixed(1);
  for (const [name, count] of Object.entries(report.done)) done[name] = (done[name] ?? 0) + count;
  if (seeds.length > EACH_TOLD_MAX && seed % EACH_TOLD_MAX !== 0) continue;
  console.log(
    `seed ${seed}: ${report.simulatedSeconds} s and ${report.ticks} ticks in ${seconds} s, ${report.hash}: ${events}; done: ${
      countsText(report.done)
    }`,
  );
}
const minutes = (now() - startedMs) / 60_000;
console.log(
  `${seeds.length} courses, nothing wrong; done in all: ${countsText(done)}; ${
    Math.round(seeds.length / minutes)
  } a minute`,
);

function countsText(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts).sort((a, b) => b[1] - a[1]).map(([name, count]) => `${name} ${count}`).join(", ") ||
    "nothing";
}
