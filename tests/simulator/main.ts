/**
 * `deno task simulate`: runs courses of events, one for each seed, and stops at the first that goes wrong.
 *
 *     deno task simulate --seeds 100           seeds 1 to 100
 *     deno task simulate --seeds 100 --from 501
 *     deno task simulate --seed 42             one seed, again
 *
 * Of more than a hundred seeds each hundredth is told, and at the end how many went through in a minute.
 */
import { COURSE_SIZE, runCourse } from "./course.ts";
import { optionsOf, whole } from "../tools/options.ts";

/** Up to so many seeds, each is told. */
const EACH_TOLD_MAX = 100;

const SEEDS = { min: 0, max: 0xffff_ffff };
const about = "Courses of events on a whole server in simulated time, one for each seed.";
const values = optionsOf({ task: "deno task simulate", about }, {
  seeds: whole("how many seeds", 20),
  from: whole("the first of them", 1, SEEDS),
  seed: whole("this one alone", undefined, SEEDS),
  people: whole("how many take part", COURSE_SIZE.people, { max: 1000 }),
  events: whole("how much happens", COURSE_SIZE.events),
});
const seeds = values.seed === undefined
  ? Array.from({ length: values.seeds }, (_, index) => index + values.from)
  : [values.seed];
const now = performance.now.bind(performance);
const startedMs = now();
const done: Record<string, number> = {};
for (const seed of seeds) {
  const began = now();
  const report = await runCourse(seed, { people: values.people, events: values.events });
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
