import assert from "node:assert/strict";
import { parseJunit } from "./junit.ts";

const REPORT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="4" failures="1" errors="1" time="0.140">
    <testsuite name="./a.test.ts" tests="3" disabled="1" errors="0" failures="1">
        <testcase name="a &amp; &quot;b&quot; &lt;c&gt;" classname="./a.test.ts" time="0.250" line="1" col="6">
        </testcase>
        <testcase name="skip" classname="./a.test.ts" time="0.000" line="2" col="6">
            <skipped/>
        </testcase>
        <testcase name="bad" classname="./a.test.ts" time="0.000" line="3" col="6">
            <failure message="Uncaught Error: x">Error: x &lt;skipped/&gt;
    at file:///a.test.ts:3:32</failure>
        </testcase>
    </testsuite>
    <testsuite name="./b.test.ts" tests="1" disabled="0" errors="1" failures="0">
        <testcase name="after" classname="./b.test.ts" time="0.000" line="2" col="6">
            <error message="Cancelled"/>
        </testcase>
    </testsuite>
</testsuites>`;

Deno.test("junit: passed, skipped, failed and cancelled tests are told apart", () => {
  const { results, files } = parseJunit(REPORT);
  assert.deepEqual(results, [
    { file: "./a.test.ts", name: 'a & "b" <c>', outcome: "passed", seconds: 0.25 },
    { file: "./a.test.ts", name: "skip", outcome: "skipped", seconds: 0 },
    { file: "./a.test.ts", name: "bad", outcome: "failed", seconds: 0 },
    { file: "./b.test.ts", name: "after", outcome: "failed", seconds: 0 },
  ]);
  assert.deepEqual([...files], ["./a.test.ts", "./b.test.ts"]);
});

Deno.test("junit: an empty report holds nothing", () => {
  assert.deepEqual(parseJunit("").results, []);
});
