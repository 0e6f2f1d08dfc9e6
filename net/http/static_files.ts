/**
 * The files of the players' page, read into memory once at the start. A request names one exactly or finds nothing:
 * no path of a request ever reaches the file system. Beside them is `/protocol.json`, which is made, not read.
 */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { protocolSchema } from "../protocol/mod.ts";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json",
  webmanifest: "application/manifest+json",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  map: "application/json",
  png: "image/png",
  jpg: "image/jpeg",
  webp: "image/webp",
  ico: "image/x-icon",
  woff2: "font/woff2",
  wasm: "application/wasm",
  ogg: "audio/ogg",
  mp3: "audio/mpeg",
};
const COMPRESSIBLE = /^text\/|json|svg|wasm|x-icon/;

/** What programs of other origins may read: a client elsewhere takes the SDK and the schemas from its world. */
const FOR_ANY_ORIGIN: ReadonlySet<string> = new Set(["content.json", "protocol.json", "sdk.js", "sdk_terrain.js"]);

/** A file as it is served. */
export interface StaticFile {
  readonly type: string;
  readonly etag: string;
  readonly bytes: Uint8Array;
  /** With it as the query of the request, a client may keep the file for ever; "" where there is none. */
  readonly hash: string;
  /** Of this file alone. */
  readonly headers: Readonly<Record<string, string>>;
  /** Its gzip form, made at the first request for it; null where that gains nothing. */
  readonly compressed: () => Promise<Uint8Array | null>;
}

/** Files by the path of their request. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

/** Reads every file under `folder`. A folder that is not there holds none: the page was not built. */
export async function loadStaticFiles(folder: URL): Promise<StaticFiles> {
  const files = new Map<string, StaticFile>();
  await loadFolder(files, folder, "/");
  const index = files.get("/index.html");
  if (index !== undefined) files.set("/", index);
  const schema = new TextEncoder().encode(JSON.stringify(protocolSchema(), null, 2) + "\n");
  files.set("/protocol.json", makeStaticFile("protocol.json", schema));
  return files;
}

async function loadFolder(files: Map<string, StaticFile>, folder: URL, path: string): Promise<void> {
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (path === "/" && (error as { code?: string }).code === "ENOENT") return;
    throw error;
  }
  for (const entry of entries) {
    const name = encodeURIComponent(entry.name);
    if (entry.isDirectory()) await loadFolder(files, new URL(`${name}/`, folder), `${path}${name}/`);
    else if (entry.isFile()) files.set(path + name, makeStaticFile(entry.name, await readFile(new URL(name, folder))));
  }
}

/** A file with everything that serving it needs. */
export function makeStaticFile(name: string, bytes: Uint8Array, hash = ""): StaticFile {
  const type = TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
  const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`;
  const headers: Record<string, string> = FOR_ANY_ORIGIN.has(name)
    ? { "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" }
    : {};
  let compressed: Promise<Uint8Array | null> | undefined;
  return { type, etag, bytes, hash, headers, compressed: () => compressed ??= compress(type, bytes) };
}

async function compress(type: string, bytes: Uint8Array): Promise<Uint8Array | null> {
  if (!COMPRESSIBLE.test(type)) return null;
  const smaller = await promisify(gzip)(bytes, { level: 9 });
  return smaller.length < bytes.length * 0.9 ? smaller : null;
}
