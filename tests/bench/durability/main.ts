/**
 * `deno task bench:durability`: measures what durability costs and how quick it is, and prints a table.
 *
 *     deno task bench:durability [--only confirm,…] [--small]
 */
import { parseArgs } from "node:util";
import { machineText } from "../load/machine.ts";
import { type ConfirmSizes, measureConfirm } from "./confirm.ts";

/** A line of the table: what was measured, and what came of it. */
export type Row = readonly [what: string, result: string];

/** The sizes of everything. */
export interface DurabilitySizes {
  readonly confirm: ConfirmSizes;
}

export const FULL_SIZES: DurabilitySizes = { confirm: { traders: 8, walkers: 200, seconds: 60 } };
/** For the gate: everything runs, nothing is judged by its time. */
export const SMALL_SIZES: DurabilitySizes = { confirm: { traders: 4, walkers: 0, seconds: 2 } };

const MEASURES = {
  async confirm({ confirm }) {
    const { confirmed, p50, p99, max } = await measureConfirm(confirm);
    const { traders, walkers } = confirm;
    const what = `from asking to "done", ${traders} traders and ${walkers} walkers: p50 / p99 / max`;
    return [[what, `${p50} / ${p99} / ${max} ms (${confirmed} confirmed)`]];
  },
} satisfies Record<string, (sizes: DurabilitySizes) => Promise<Row[]>>;

export type MeasureName = keyof typeof MEASURES;
export const MEASURE_NAMES = Object.keys(MEASURES) as MeasureName[];

/** Measures one thing. */
export function measure(name: MeasureName, sizes: DurabilitySizes): Promise<Row[]> {
  return MEASURES[name](sizes);
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { only: { type: "string" }, small: { type: "boolean", default: false } } });
  const wanted = values.only?.split(",") ?? MEASURE_NAMES;
  const unknown = wanted.find((name) => !(MEASURE_NAMES as string[]).includes(name));
  if (unknown !== undefined) throw new Error(`--only ${unknown}: wanted some of ${MEASURE_NAMES.join(",")}`);
  console.log(machineText());
  for (const name of MEASURE_NAMES.filter((name) => wanted.includes(name))) {
    for (const [what, result] of await measure(name, values.small ? SMALL_SIZES : FULL_SIZES)) {
      console.log(`${what}: ${result}`);
    }
  }
}
