/**
 * Looks at the host's certificate now and then, because renewing it means that its files change: what is new and good
 * is taken into use, what is new and wrong is told once and the old one stays, since files are often replaced one after
 * the other. Files are read and not watched: links to folders, as renewing programs set them, are followed that way.
 */
import type { LogLevel } from "../../world/part/types.ts";
import { type CertificateFiles, type HostCertificate, readHostCertificate } from "./host_certificate.ts";

/** What a watch works with. */
export interface CertificateWatchParts {
  readonly files: CertificateFiles;
  /** Between two looks, in milliseconds. */
  readonly everyMs: number;
  /** Wall clock, milliseconds since 1970. */
  readonly date: () => number;
  readonly log: (level: LogLevel, text: string) => void;
  /** The certificate was renewed. */
  readonly renewed: (certificate: HostCertificate) => void;
}

const DAY_MS = 86_400_000;
/** So many days before its end a certificate that nobody renewed is worth a warning, once a day. */
const WARN_DAYS = 7;

/** The certificate in use, and the watch over its files. Its lifetime is the gateway's. */
export class CertificateWatch {
  readonly #parts: CertificateWatchParts;
  #current: HostCertificate;
  #text: string;
  #warnedAtMs = -Infinity;
  #isStopped = false;
  readonly #timer: ReturnType<typeof setInterval>;

  /** `text` and `first`: what was read at the start. */
  constructor(parts: CertificateWatchParts, text: string, first: HostCertificate) {
    this.#parts = parts;
    this.#text = text;
    this.#current = first;
    this.#warnOfEnd();
    this.#timer = setInterval(() => this.look(), parts.everyMs);
  }

  /** The certificate that is in use. */
  get current(): HostCertificate {
    return this.#current;
  }

  /** Looks at the files now. It does not throw. */
  async look(): Promise<void> {
    const { files, date, log, renewed } = this.#parts;
    const read = await readHostCertificate(files, date());
    if (this.#isStopped) return;
    if (read.text === this.#text) return this.#warnOfEnd();
    this.#text = read.text;
    if (!read.ok) {
      log("warn", `The certificate's files have changed, and the one before stays in use. ${read.message}`);
      return;
    }
    const { cert, key } = read.certificate;
    // As it was before something else stood there for a while.
    if (cert === this.#current.cert && key === this.#current.key) return;
    this.#current = read.certificate;
    this.#warnedAtMs = -Infinity;
    log("info", `The certificate was renewed: it is good until ${new Date(read.certificate.endsAtMs).toISOString()}.`);
    renewed(read.certificate);
  }

  /** Nothing is taken into use after this. */
  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#timer);
  }

  #warnOfEnd(): void {
    const { date, log, files } = this.#parts;
    const now = date();
    const leftMs = this.#current.endsAtMs - now;
    if (leftMs > WARN_DAYS * DAY_MS || now - this.#warnedAtMs < DAY_MS) return;
    this.#warnedAtMs = now;
    const when = leftMs > 0 ? "ends" : "ended";
    log(
      "warn",
      `The certificate ${files.certFile} ${when} on ${new Date(this.#current.endsAtMs).toISOString()}: renew it.`,
    );
  }
}
