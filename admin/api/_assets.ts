/**
 * The console's files, read into memory once: the static ones and the bundle. Everything else that looks like a page is
 * answered with index.html (the routes live in the browser).
 */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";

/** One file, ready to be sent. */
export interface Asset {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};

/** Reads all files of the folder, by their path from `/`. Files of unknown types are left out. */
export async function loadAssets(folder: string): Promise<ReadonlyMap<string, Asset>> {
  const assets = new Map<string, Asset>();
  await loadFolder(folder, "/", assets);
  return assets;
}

async function loadFolder(folder: string, prefix: string, assets: Map<string, Asset>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      await loadFolder(path, `${prefix}${entry.name}/`, assets);
      continue;
    }
    const type = TYPES[extname(entry.name)];
    if (type === undefined) continue;
    const bytes = new Uint8Array(await readFile(path));
    const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
    assets.set(prefix + entry.name, { bytes, type, etag });
  }
}

/** The answer to a GET of `path`. `ifNoneMatch` is the header of that name, or null. */
export function answerAsset(assets: ReadonlyMap<string, Asset>, path: string, ifNoneMatch: string | null): Response {
  const isFile = path.slice(path.lastIndexOf("/")).includes(".");
  const asset = assets.get(path === "/" || !isFile ? "/index.html" : path);
  if (asset === undefined) {
    return new Response(isFile ? "There is no such file." : "The console's pages have not been built.", {
      status: 404,
    });
  }
  const headers = { "content-type": asset.type, etag: asset.etag, "cache-control": "no-cache" };
  if (ifNoneMatch === asset.etag) return new Response(null, { status: 304, headers });
  return new Response(asset.bytes, { headers });
}
