/** Reads the report that `deno test --junit-path` writes: what passed, failed and was skipped, by name. */

/** What became of one test or step. */
export interface TestResult {
  /** As Deno names it: "./tests/a.test.ts". */
  readonly file: string;
  readonly name: string;
  readonly outcome: "passed" | "failed" | "skipped";
  readonly seconds: number;
}

const TOKEN = /<testsuite name="([^"]*)"|<testcase name="([^"]*)"([^>]*)>|<(skipped|failure|error)[\s/>]|<\/testcase>/g;

/** The results in a report, in its order, and the files that reported any. */
export function parseJunit(xml: string): { results: TestResult[]; files: Set<string> } {
  const results: TestResult[] = [];
  const files = new Set<string>();
  let file = "";
  let open: { name: string; seconds: number; outcome: TestResult["outcome"] } | null = null;
  // Quotes and brackets of names and messages come as entities, so what looks like a tag is one.
  for (const [token, suite, testcase, attributes, verdict] of xml.matchAll(TOKEN)) {
    if (suite !== undefined) {
      file = decodeEntities(suite);
      files.add(file);
    } else if (testcase !== undefined) {
      const seconds = Number(/ time="([\d.]+)"/.exec(attributes ?? "")?.[1] ?? 0);
      open = { name: decodeEntities(testcase), seconds, outcome: "passed" };
      if (token.endsWith("/>")) {
        results.push({ file, ...open });
        open = null;
      }
    } else if (verdict !== undefined) {
      if (open !== null) open.outcome = verdict === "skipped" ? "skipped" : "failed";
    } else if (open !== null) {
      results.push({ file, ...open });
      open = null;
    }
  }
  return { results, files };
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(parseInt(hex, 16));
    return ENTITIES[name] ?? whole;
  });
}
