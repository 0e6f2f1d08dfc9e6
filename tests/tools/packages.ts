/** The packages that deno.lock names, as they lie in Deno's cache. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { PackageLicence } from "./tidy.ts";
import { ROOT } from "./source_files.ts";

/** Folders of Deno's cache under which packages lie: one for each registry that was in use. */
function cacheFolders(): string[] {
  const told = execFileSync(Deno.execPath(), ["info", "--json"], { cwd: ROOT, encoding: "utf8" });
  const { npmCache } = JSON.parse(told) as { npmCache: string };
  if (!existsSync(npmCache)) return [];
  return readdirSync(npmCache, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${npmCache}/${entry.name}`);
}

/**
 * Licences of the locked packages that are in the cache. Packages for other machines (esbuild has one for each) are
 * locked but never fetched: they come back in `absent`.
 */
export function readLicences(): { found: PackageLicence[]; absent: string[] } {
  const lock = JSON.parse(readFileSync(`${ROOT}deno.lock`, "utf8")) as { npm?: Record<string, unknown> };
  const folders = cacheFolders();
  const found: PackageLicence[] = [];
  const absent: string[] = [];
  for (const key of Object.keys(lock.npm ?? {})) {
    // "name@1.2.3" or "name@1.2.3_peer@4.5.6"; a scoped name begins with an @ of its own.
    const at = key.indexOf("@", 1);
    const name = key.slice(0, at);
    const version = key.slice(at + 1).split("_")[0]!;
    const manifest = folders.map((folder) => `${folder}/${name}/${version}/package.json`).find(existsSync);
    if (manifest === undefined) {
      absent.push(key);
      continue;
    }
    const { license } = JSON.parse(readFileSync(manifest, "utf8")) as { license?: string | { type: string } };
    found.push({ name, version, licence: typeof license === "string" ? license : license?.type ?? "none" });
  }
  return { found, absent };
}
