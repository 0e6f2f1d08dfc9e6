/** The suites of tests, in the order in which the gate begins them: the quick ones first. */
import { listFiles } from "./source_files.ts";

/** How many processors the gate reckons with. */
export const CORES = 2;

/** A suite: the folders of tests/ whose *.test.ts files it runs. */
export interface Suite {
  readonly name: string;
  /** Folders under tests/; "*" stands for all that no other suite names. */
  readonly folders: readonly string[];
  /** Whether its files may run side by side, as many as there are cores. */
  readonly parallel: boolean;
  /** How many cores it is given: one that needs but one runs beside another; what measures has all to itself. */
  readonly cores: 1 | typeof CORES;
}

export const SUITES: readonly Suite[] = [
  { name: "structure", folders: ["tools"], parallel: true, cores: CORES },
  { name: "documents", folders: ["documents"], parallel: true, cores: CORES },
  { name: "unit", folders: ["*"], parallel: true, cores: CORES },
  { name: "durability", folders: ["durability"], parallel: false, cores: 1 },
  { name: "simulator", folders: ["simulator"], parallel: false, cores: 1 },
  { name: "clients", folders: ["clients"], parallel: false, cores: 1 },
  { name: "executable", folders: ["executable"], parallel: false, cores: 1 },
  { name: "contract", folders: ["contract"], parallel: false, cores: 1 },
  { name: "bench", folders: ["bench", "bots"], parallel: false, cores: CORES },
  { name: "browser", folders: ["browser"], parallel: true, cores: CORES },
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
