/** Certificates made in a thread of their own: the libraries for it would take some ten megabytes for ever. */
import type { Certificate } from "./certificate.ts";

/** Makes a certificate (certificate.ts). `nowMs` is wall clock. */
export function makeCertificateApart(nowMs: number): Promise<Certificate> {
  const worker = new Worker(new URL("./certificate_worker.ts", import.meta.url), { type: "module" });
  const made = new Promise<Certificate>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Certificate>) => resolve(data);
    worker.onerror = (event) => {
      // Handled here: otherwise the error would end this thread as well.
      event.preventDefault();
      reject(new Error(`make a certificate: ${event.message}`));
    };
  });
  worker.postMessage(nowMs);
  return made.finally(() => worker.terminate());
}
