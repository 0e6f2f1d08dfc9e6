/** How long it takes from starting the program until players may come, where it was killed with much to do again. */
import { type RunOptions, startWeald, withFolder } from "../../command_line/weald_process.ts";
import { percentile, rounded } from "../load/numbers.ts";
import { type WorldFile, type WorldFileSizes, writeWorldFile } from "./world_file.ts";

/** How much is measured. */
export interface RestartSizes {
  readonly file: WorldFileSizes;
  readonly times: number;
}

/** Milliseconds from starting the process to its greeting, and of them those of the world's recovery. */
export interface RestartResult {
  readonly file: WorldFile;
  readonly p50: number;
  readonly max: number;
  readonly recoveryP50: number;
}

/** Writes the file of a crash and starts servers on copies of it, as `options` says. */
export async function measureRestart({ file, times }: RestartSizes, options: RunOptions): Promise<RestartResult> {
  const startMs: number[] = [];
  const recoveryMs: number[] = [];
  let written: WorldFile | null = null;
  await withFolder(async (folder) => {
    Deno.mkdirSync(`${folder}/crashed`);
    written = writeWorldFile(`${folder}/crashed`, file);
    for (let time = 0; time < times; time++) {
      const data = `${folder}/${time}`;
      Deno.mkdirSync(data);
      Deno.copyFileSync(`${folder}/crashed/weald.db`, `${data}/weald.db`);
      const before = performance.now();
      const server = await startWeald(["--data", data], options);
      startMs.push(performance.now() - before);
      server.signal("SIGKILL");
      const { stderr } = await server.ended;
      recoveryMs.push(Number(/journal brought the world forward .* in (\d+) ms/.exec(stderr)?.[1] ?? 0));
      Deno.removeSync(data, { recursive: true });
    }
  });
  const at = (values: readonly number[], part: number) => rounded(percentile(values, part));
  return { file: written!, p50: at(startMs, 0.5), max: at(startMs, 1), recoveryP50: at(recoveryMs, 0.5) };
}
