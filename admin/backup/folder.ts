/** The folder of backups: what their files are called, which there are, and how much room is left. */
import { statfsSync } from "node:fs";

/** A backup that is there. */
export interface BackupFile {
  readonly path: string;
  /** Milliseconds since 1970, by its name. */
  readonly at: number;
}

const NAME = /^weald-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.db$/;

/** The file name of a backup of this moment; names sort as times do. */
export function backupName(at: number): string {
  return `weald-${new Date(at).toISOString().slice(0, 19).replaceAll(":", "-")}Z.db`;
}

/** The backups in a folder, oldest first. Files of other names are somebody else's. */
export function listBackups(folder: string): BackupFile[] {
  let names: string[];
  try {
    names = [...Deno.readDirSync(folder)].filter(({ isFile }) => isFile).map(({ name }) => name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
  return names.sort().flatMap((name) => {
    const [, day, hour, minute, second] = NAME.exec(name) ?? [];
    if (day === undefined) return [];
    return [{ path: `${folder}/${name}`, at: Date.parse(`${day}T${hour}:${minute}:${second}Z`) }];
  });
}

/** Bytes of a file; 0 if there is none. */
export function bytesOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}

/** Removes a backup that is too old. */
export function removeFile(path: string): void {
  Deno.removeSync(path);
}

/** Bytes that are free where a folder is, or null where the runtime cannot tell. */
export function freeBytes(folder: string): number | null {
  if (typeof statfsSync !== "function") return null;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
