/** A real disk that is small or cannot be written: a tmpfs, where this process may mount one (Linux, root). */

/** Whether a tmpfs can be mounted here; tests that need one are not run otherwise, and say so. */
export const CAN_MOUNT = Deno.build.os === "linux" && Deno.uid() === 0 && mayMount();

/** Runs with a folder on a disk of its own of this many bytes. `remount("ro")` makes it unwritable. */
export async function withDisk(
  bytes: number,
  run: (folder: string, remount: (how: "ro" | "rw") => void) => unknown,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "weald-disk-" });
  mount(["-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", folder]);
  try {
    await run(folder, (how) => mount(["-o", `remount,${how}`, folder]));
  } finally {
    new Deno.Command("umount", { args: ["--lazy", folder] }).outputSync();
    await Deno.remove(folder);
  }
}

function mount(args: string[]): void {
  const { success, stderr } = new Deno.Command("mount", { args }).outputSync();
  if (!success) throw new Error(`mount ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
}

function mayMount(): boolean {
  const folder = Deno.makeTempDirSync({ prefix: "weald-disk-" });
  try {
    mount(["-t", "tmpfs", "-o", "size=65536", "tmpfs", folder]);
    new Deno.Command("umount", { args: ["--lazy", folder] }).outputSync();
    return true;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return false;
  } finally {
    Deno.removeSync(folder);
  }
}
