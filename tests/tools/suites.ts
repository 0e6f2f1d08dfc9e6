/** The suites of tests, in the order in which the gate runs them: the quick ones first. */
import { listFiles } from "./source_files.ts";

/** A suite: the folders of tests/ whose *.test.ts files it runs. */
export interface Suite {
  readonly name: string;
  /** Folders under tests/; "*" stands for all that no other suite names. */
  readonly folders: readonly string[];
  /** Whether its files may run side by side. Those that start browsers and servers take turns. */
  readonly parallel: boolean;
}

export const SUITES: readonly Suite[] = [
  { name: "structure", folders: ["tools"], parallel: true },
  { name: "documents", folders: ["documents"], parallel: true },
  { name: "unit", folders: ["*"], parallel: true },
  { name: "contract", folders: ["contract"], parallel: false },
  { name: "simulator", folders: ["simulator"], parallel: false },
  { name: "durability", folders: ["durability"], parallel: false },
  { name: "bench", folders: ["bench", "bots"], parallel: false },
  { name: "clients", folders: ["clients"], parallel: false },
  { name: "browser", folders: ["browser"], parallel: false },
  { name: "executable", folders: ["executable"], parallel: false },
];

/** The test files of a suite, from the root. */
export function filesOf(suite: Suite, paths: readonly string[] = listFiles("tests/")): string[] {
  const named = new Set(SUITES.flatMap(({ folders }) => folders));
  return paths.filter((path) => {
    if (!path.endsWith(".test.ts")) return false;
    const parts = path.split("/");
    const folder = parts.length > 2 ? parts[1]! : "";
    return suite.folders.includes(named.has(folder) ? folder : "*");
  });
}
