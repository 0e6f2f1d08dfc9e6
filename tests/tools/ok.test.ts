import assert from "node:assert/strict";
import process from "node:process";
import { judge, sideBySide } from "./ok.ts";
import { filesOf, SUITES } from "./suites.ts";

/** A file that calls Deno.test itself, and its report with these verdicts. */
const FILE = "tests/tools/ok.test.ts";
function report(...verdicts: ("passed" | "failure" | "skipped")[]): string {
  const cases = verdicts.map((verdict, index) =>
    `<testcase name="test ${index}" time="0.1">${verdict === "passed" ? "" : `<${verdict}/>`}\n</testcase>`
  );
  return `<testsuites><testsuite name="./${FILE}">${cases.join("\n")}</testsuite></testsuites>`;
}

/** Counts of an outcome, with or without the rule that nothing may be skipped. */
function counts(code: number, output: string, xml: string, everything = false): [number, number, number, string] {
  const before = { CI: process.env.CI, WEALD_REQUIRE_ALL: process.env.WEALD_REQUIRE_ALL };
  Object.assign(process.env, { CI: "", WEALD_REQUIRE_ALL: everything ? "1" : "" });
  try {
    const { passed, failed, skipped, notes } = judge({ code, output }, [FILE], xml);
    return [passed, failed, skipped, notes.join("; ")];
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

Deno.test("ok: tests are counted by the report", () => {
  assert.deepEqual(counts(0, "", report("passed", "passed")), [2, 0, 0, ""]);
  assert.deepEqual(counts(1, "", report("passed", "failure")), [1, 1, 0, ""]);
});

Deno.test("ok: a bad end without a failed test, and a file without a report, are failures", () => {
  assert.deepEqual(counts(1, "", report("passed")), [1, 1, 0, "deno test ended with code 1"]);
  assert.deepEqual(counts(0, "", ""), [0, 1, 0, `${FILE} ran no test`]);
});

Deno.test("ok: skipped tests are told with their reason, and are failures where nothing may be skipped", () => {
  const output = "browser tests are skipped: no Chromium";
  assert.deepEqual(counts(0, output, report("passed", "skipped")), [1, 0, 1, "skipped: test 1 (no Chromium)"]);
  const [passed, failed, skipped, notes] = counts(0, output, report("passed", "skipped"), true);
  assert.deepEqual([passed, failed, skipped], [1, 1, 0]);
  assert.match(notes, /nothing may be skipped/);
});

Deno.test("ok: every test file belongs to exactly one suite", () => {
  const paths = [
    ...["tests/main.test.ts", "tests/world/tick.test.ts", "tests/new/folder/a.test.ts", "tests/browser/page.test.ts"],
    ...["tests/tools/ok.test.ts", "tests/bench/load/a.test.ts", "tests/world/_fixture.ts", "tests/contract/a.test.ts"],
  ];
  const found = SUITES.map((suite) => [suite.name, filesOf(suite, paths)] as const);
  assert.deepEqual(
    found.flatMap(([, files]) => files).sort(),
    paths.filter((path) => path.endsWith(".test.ts")).sort(),
  );
  assert.deepEqual(Object.fromEntries(found).unit, paths.slice(0, 3));
});

Deno.test("ok: steps run side by side as far as the cores go, and begin in their order", async () => {
  const told: string[] = [];
  const ends = new Map<string, () => void>();
  const steps = [["a", 1], ["b", 1], ["c", 1], ["all", 2], ["d", 1]] as const;
  const done = sideBySide(steps.map(([name, cores]) => ({ name, cores })), 2, ({ name }) => {
    told.push(name);
    return new Promise((resolve) => ends.set(name, resolve));
  });
  const end = async (name: string) => {
    ends.get(name)!();
    await new Promise((resolve) => setTimeout(resolve));
    return told.join(" ");
  };
  assert.equal(told.join(" "), "a b");
  assert.equal(await end("b"), "a b c");
  assert.equal(await end("a"), "a b c", "two are wanted");
  assert.equal(await end("c"), "a b c all");
  assert.equal(await end("all"), "a b c all d");
  await end("d");
  await done;
});
