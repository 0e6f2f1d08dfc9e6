/**
 * The gate: checks everything that can be checked, in one go.
 *
 *     deno task ok                        everything
 *     deno task ok --only unit,contract   these steps
 *
 * Steps that leave a core idle run two at a time. Each is told with its time when it ends; what a failed one printed
 * follows it. The last line is `N passed, N failed`, with
 * `, N skipped` behind it where tests were skipped. The exit code is 0 if nothing failed.
 *
 * With CI=true or WEALD_REQUIRE_ALL=1 a skipped test is a failure: a machine of ours lacks nothing.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseJunit } from "./junit.ts";
import { type Ended, run } from "./run.ts";
import { ROOT } from "./source_files.ts";
import { CORES, filesOf, type Suite, SUITES } from "./suites.ts";
import { oneOf, optionsOf, several } from "./options.ts";

/** What a step came to. Counts of tests; a step that is no suite counts as one. */
interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  /** Lines to show below the step, whether it failed or not. */
  notes: string[];
  /** What the step printed, to show if it failed. */
  output: string;
}

interface Step {
  readonly name: string;
  /** How many cores it is given. */
  readonly cores: number;
  run(): Promise<Outcome>;
}

const CODE = ["main.ts", "world", "net", "persistence", "admin", "tests"];

/** Whether a skipped test counts as a failed one. */
function isAllRequired(): boolean {
  const { CI, WEALD_REQUIRE_ALL } = process.env;
  return CI === "true" || WEALD_REQUIRE_ALL === "1";
}

const PAGES = "pages";
const STEPS: readonly Step[] = [
  command("types", ["check", "--quiet", "--frozen", ...CODE]),
  command("format", ["fmt", "--check"]),
  command("lint", ["lint"]),
  // By itself: what comes after it needs the pages.
  { ...command(PAGES, ["run", "-A", "--frozen", "net/client/build.ts"]), cores: CORES },
  ...SUITES.map((suite) => ({ name: suite.name, cores: suite.cores, run: () => runSuite(suite) })),
];

/** A step that passes if a command of deno ends well. */
function command(name: string, args: string[]): Step {
  return {
    name,
    cores: 1,
    async run() {
      const { code, output } = await run(args);
      const failed = code === 0 ? 0 : 1;
      return { passed: 1 - failed, failed, skipped: 0, notes: [], output };
    },
  };
}

/** Whether this run has built the pages: no test need do it again. */
let arePagesBuilt = false;

/** Runs a suite in one `deno test` and counts by its report, not by its exit code alone. */
async function runSuite(suite: Suite): Promise<Outcome> {
  const wanted = filesOf(suite);
  if (wanted.length === 0) return { passed: 0, failed: 0, skipped: 0, notes: ["no tests"], output: "" };
  const folder = mkdtempSync(join(tmpdir(), "weald-ok-"));
  const report = join(folder, "report.xml");
  try {
    // Types were checked by the step of that name.
    const flags = ["-A", "--no-check", "--frozen", `--junit-path=${report}`, ...suite.parallel ? ["--parallel"] : []];
    const more = { DENO_JOBS: String(CORES), ...arePagesBuilt ? { WEALD_PAGES_BUILT: "1" } : {} };
    const ended = await run(["test", ...flags, ...wanted], more);
    return judge(ended, wanted, readReport(report));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Without a report every wanted file is missing from it, which `judge` counts.
    return "";
  }
}

/** Whether a file calls Deno.test itself. Where a helper does it, the report has the helper's name. */
function registersItself(path: string): boolean {
  return /\bDeno\.test\(/.test(readFileSync(ROOT + path, "utf8"));
}

/** Makes an outcome of a report. Files that reported nothing and a bad exit code without a failed test count too. */
export function judge(ended: Ended, wanted: readonly string[], xml: string): Outcome {
  const { code, output } = ended;
  const { results, files } = parseJunit(xml);
  const count = (outcome: string) => results.filter((result) => result.outcome === outcome).length;
  const outcome: Outcome = {
    passed: count("passed"),
    failed: count("failed"),
    skipped: count("skipped"),
    notes: [],
    output,
  };
  for (const path of wanted.filter(registersItself)) {
    if (files.has(`./${path}`) || files.has(path)) continue;
    outcome.failed++;
    outcome.notes.push(`${path} ran no test`);
  }
  if (code !== 0 && outcome.failed === 0) {
    outcome.failed++;
    outcome.notes.push(`deno test ended with code ${code}`);
  }
  if (outcome.skipped > 0) {
    const because = /skipped: (.*)/.exec(output)?.[1] ?? "no reason was printed";
    const names = results.filter((result) => result.outcome === "skipped").map((result) => result.name);
    for (const name of names) outcome.notes.push(`skipped: ${name} (${because})`);
    if (isAllRequired()) {
      outcome.notes.push("nothing may be skipped here: each counts as failed");
      outcome.failed += outcome.skipped;
      outcome.skipped = 0;
    }
  }
  return outcome;
}

/** Does all of a list, each begun in its order as soon as as many of the cores are free as it is given. */
export async function sideBySide<T extends { readonly cores: number }>(
  list: readonly T[],
  cores: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const going = new Set<Promise<void>>();
  let free = cores;
  for (const one of list) {
    while (free < one.cores) await Promise.race(going);
    free -= one.cores;
    const done = work(one).finally(() => {
      free += one.cores;
      going.delete(done);
    });
    going.add(done);
  }
  await Promise.all(going);
}

async function main(): Promise<void> {
  const all = STEPS.map((step) => step.name);
  const { only: names } = optionsOf({ task: "deno task ok", about: "Checks everything that can be checked." }, {
    only: several(oneOf("steps", all, all[0]!), all),
  });
  const total = { passed: 0, failed: 0, skipped: 0 };
  const startedMs = performance.now();
  await sideBySide(STEPS.filter(({ name }) => names.includes(name)), CORES, async (step) => {
    const stepStartedMs = performance.now();
    const outcome = await step.run();
    if (step.name === PAGES) arePagesBuilt = outcome.failed === 0;
    const seconds = ((performance.now() - stepStartedMs) / 1000).toFixed(1);
    const verdict = outcome.failed === 0 ? "ok    " : "FAILED";
    const tests = `${outcome.passed} passed, ${outcome.failed} failed, ${outcome.skipped} skipped`;
    console.log(`${verdict} ${step.name.padEnd(12)} ${seconds.padStart(6)} s   ${tests}`);
    for (const note of outcome.notes) console.log(`         ${note}`);
    if (outcome.failed > 0) console.log(`\n${outcome.output.trimEnd()}\n`);
    total.passed += outcome.passed;
    total.failed += outcome.failed;
    total.skipped += outcome.skipped;
  });
  console.log(`\nin ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

if (import.meta.main) {
  process.chdir(ROOT);
  await main();
}
