/**
 * What a server starts with. A host's own content is checked at every start, in a thread of its own: the schema library
 * would take some ten megabytes for ever. The content that is inside of Weald was checked when the server was bundled.
 */
import { readFile } from "node:fs/promises";

/** The content as bytes (world/content/pack.ts), or why there is none, as sentences for the host. */
export type Prepared =
  | { readonly ok: true; readonly pack: Uint8Array }
  | { readonly ok: false; readonly message: string };

/**
 * The default pack as the bundler checked and wrote it (tests/tools/bundle.ts). Beside the sources there is none, so
 * what was edited there is checked anew.
 */
const CHECKED = new URL("./default.pack", import.meta.url);

/** Reads the content of a folder and checks it, unless it was before; "": the default pack. It does not reject. */
export async function prepareContentApart(folder: string): Promise<Prepared> {
  const checked = folder === "" ? await readFile(CHECKED).catch(() => null) : null;
  return checked === null ? await checkApart(folder) : { ok: true, pack: new Uint8Array(checked) };
}

function checkApart(folder: string): Promise<Prepared> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const prepared = new Promise<Prepared>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<Prepared>) => resolve(data);
    worker.onerror = (event) => {
      // Handled here: otherwise the error would end this thread as well.
      event.preventDefault();
      resolve({ ok: false, message: `The content could not be checked: ${event.message}` });
    };
  });
  worker.postMessage(folder);
  return prepared.finally(() => worker.terminate());
}
