import { deepEqual, equal } from "node:assert/strict";
import { scaleOf } from "../../../admin/console/chart_scale.ts";

const scale = (...columns: (number | null)[][]) => scaleOf(columns, { budget: null, scaleMin: 1 });

Deno.test("chart: the scale is above all values", () => {
  deepEqual(scale([0.2, null, 0.4]), { top: 1, peak: null });
  deepEqual(scale([7, 8, 11, 9]), { top: 15, peak: null });
  deepEqual(scale([2, 2], [5.5, null]), { top: 6, peak: null });
});

Deno.test("chart: a single peak, such as the first tick, leaves the scale and is told", () => {
  deepEqual(scale([130, 0.5, 0.6, 0.7]), { top: 1, peak: 130 });
  deepEqual(scale([130, 90, 60, 2, 2, 2]), { top: 2, peak: 130 });
  deepEqual(scale([251, 130, 60, 50, 4, 3]), { top: 60, peak: 251 });
  equal(scale([130, 120, 110, 100, 2, 2, 2]).top, 150, "what comes again and again is no peak");
  equal(scale([6, 5, 2.2, 2]).top, 6, "nor is what is three times the rest");
});
