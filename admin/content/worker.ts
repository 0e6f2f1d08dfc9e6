/** A thread that checks one pack and ends: what its library takes is given back with it. */
import "./_without_compiling.ts";
import { checkFolder } from "./check_folder.ts";
import type { Prepared } from "./prepare_apart.ts";

self.onmessage = async ({ data: folder }: MessageEvent<string>) => {
  const checked = await checkFolder(folder);
  const prepared: Prepared = checked.ok
    ? { ok: true, pack: checked.bytes }
    : { ok: false, message: `The content in ${folder} has mistakes:\n${checked.message}` };
  self.postMessage(prepared);
};
