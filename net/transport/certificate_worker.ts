/** A thread that makes one certificate and ends: what its libraries take is given back with it. */
import { makeCertificate } from "./certificate.ts";

self.onmessage = async ({ data: nowMs }: MessageEvent<number>) => self.postMessage(await makeCertificate(nowMs));
