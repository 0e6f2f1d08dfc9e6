/** How fast `weald replay` steps the world through its past. */
import { type Program, runWeald, withFolder } from "../../command_line/weald_process.ts";
import { type WorldFileSizes, writeWorldFile } from "./world_file.ts";

/** What came of it. */
export interface ReplayResult {
  readonly commands: number;
  /** Times as fast as it happened, with starting and loading. */
  readonly times: number;
}

/** Writes a past and replays it. */
export async function measureReplay(sizes: WorldFileSizes, program: Program): Promise<ReplayResult> {
  let result: ReplayResult | null = null;
  await withFolder(async (folder) => {
    const { commands } = writeWorldFile(folder, sizes);
    const { code, stdout, stderr } = await runWeald(["replay", "--data", folder], { program });
    const times = Number(/(\d+) times as fast/.exec(stdout)?.[1] ?? 0);
    if (code !== 0 || times === 0) throw new Error(`replay: ${stdout}${stderr}`);
    result = { commands, times };
  });
  return result!;
}
