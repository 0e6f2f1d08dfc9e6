/** Files that are written whole before they have their name. */

/** Sees to it that what was written to a file is on the disk. */
export function flush(path: string): void {
  const file = Deno.openSync(path, { read: true, write: true });
  file.syncSync();
  file.close();
}

/** Whether there is something of that name, be it a link to nothing. Throws where that cannot be known. */
export function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
