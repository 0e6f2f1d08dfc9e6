/** Content is checked in a thread of its own: the schema library would take some ten megabytes for ever. */

/** The content as bytes (world/content/pack.ts), or why there is none, as sentences for the host. */
export type Prepared =
  | { readonly ok: true; readonly pack: Uint8Array }
  | { readonly ok: false; readonly message: string };

/** Reads and checks the content of a folder; "": the default pack. It does not reject. */
export function prepareContentApart(folder: string): Promise<Prepared> {
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
