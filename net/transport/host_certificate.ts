/**
 * The certificate that a host gives: two PEM files, read and judged. What is wrong with them is said in a sentence that
 * a host can act on; what is good serves HTTPS, WSS and WebTransport.
 */
import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";

/** Where the host's certificate is. */
export interface CertificateFiles {
  /** The certificate first, then those that lead from it to its authority, all PEM. */
  readonly certFile: string;
  /** Its private key, PEM, without a passphrase. */
  readonly keyFile: string;
}

/** A certificate that a host gave, with its key; both PEM. */
export interface HostCertificate {
  /** With all that came after it in its file. */
  readonly cert: string;
  /** As PKCS #8, whatever form the file has. */
  readonly key: string;
  /** SHA-256 of the certificate (DER). */
  readonly hash: Uint8Array<ArrayBuffer>;
  /** Whether it was signed by its own key: no authority stands behind it. */
  readonly isSelfSigned: boolean;
  /** Whether browsers take one of its kind by its hash: ECDSA P-256, and at most 14 days from start to end. */
  readonly isTakenByHash: boolean;
  /** From when on it is not good any more, in milliseconds since 1970. */
  readonly endsAtMs: number;
}

/** The certificate, or why it cannot be used. `text` is what the files held: the same text means the same outcome. */
export type HostCertificateRead =
  | { readonly ok: true; readonly text: string; readonly certificate: HostCertificate }
  | { readonly ok: false; readonly text: string; readonly message: string };

const DAY_MS = 86_400_000;
/** Browsers take a certificate by its hash if it lasts at most this long. */
const HASH_DAYS_MAX = 14;

/** Reads the files and judges what is in them. `nowMs` is wall clock. */
export async function readHostCertificate(files: CertificateFiles, nowMs: number): Promise<HostCertificateRead> {
  const { certFile, keyFile } = files;
  const cert = await readText("certificate", certFile);
  if ("message" in cert) return { ok: false, text: "", message: cert.message };
  const key = await readText("key", keyFile);
  if ("message" in key) return { ok: false, text: "", message: key.message };
  const text = `${cert.text}\n${key.text}`;
  const judged = judge(files, cert.text, key.text, nowMs);
  return typeof judged === "string" ? { ok: false, text, message: judged } : { ok: true, text, certificate: judged };
}

async function readText(what: string, path: string): Promise<{ text: string } | { message: string }> {
  try {
    return { text: await readFile(path, "utf8") };
  } catch (error) {
    const code = (error as { code?: string }).code ?? String(error);
    return { message: `Cannot read the ${what} ${path}: ${READ_TROUBLES[code] ?? code}.` };
  }
}

const READ_TROUBLES: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "this user may not read it",
  EPERM: "this user may not read it",
  EISDIR: "it is a folder",
};

function judge(
  { certFile, keyFile }: CertificateFiles,
  cert: string,
  key: string,
  nowMs: number,
): HostCertificate | string {
  const first = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.exec(cert)?.[0];
  if (first === undefined) return `The file ${certFile} holds no certificate in PEM form (“BEGIN CERTIFICATE”).`;
  const keyBlock = /-----BEGIN ([A-Z ]*)PRIVATE KEY-----[\s\S]+?-----END \1PRIVATE KEY-----/.exec(key);
  if (keyBlock === null) return `The file ${keyFile} holds no private key in PEM form (“BEGIN PRIVATE KEY”).`;
  if (keyBlock[1] === "ENCRYPTED " || /Proc-Type:.*ENCRYPTED/.test(keyBlock[0])) {
    return `The key ${keyFile} is protected by a passphrase. Give one without, in a file that only this user may read.`;
  }
  let certificate: X509Certificate;
  let publicKey: Uint8Array;
  try {
    certificate = new X509Certificate(first);
    publicKey = spkiOf(certificate.publicKey);
  } catch (error) {
    return `The certificate ${certFile} cannot be read: ${reasonOf(error)}.`;
  }
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(keyBlock[0]);
  } catch (error) {
    return `The key ${keyFile} cannot be read: ${reasonOf(error)}.`;
  }
  // The types of node:crypto know no KeyObject here; both runtimes and Node take one.
  if (!sameBytes(publicKey, spkiOf(createPublicKey(privateKey as unknown as string)))) {
    return `The key ${keyFile} does not belong to the certificate ${certFile}. Give the key that it was made with.`;
  }
  const [startsAtMs, endsAtMs] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
  if (endsAtMs <= nowMs) return `The certificate ${certFile} ended on ${dayOf(endsAtMs)}. Give a renewed one.`;
  if (startsAtMs > nowMs) {
    return `The certificate ${certFile} is not good before ${dayOf(startsAtMs)}. Is this machine's clock right?`;
  }
  const isP256 = publicKey.length === P256_SPKI_BYTES && certificate.publicKey.asymmetricKeyType === "ec";
  return {
    cert,
    key: String(privateKey.export({ type: "pkcs8", format: "pem" })),
    hash: Uint8Array.from(certificate.fingerprint256.split(":"), (byte) => parseInt(byte, 16)),
    isSelfSigned: certificate.issuer === certificate.subject,
    isTakenByHash: isP256 && endsAtMs - startsAtMs <= HASH_DAYS_MAX * DAY_MS,
    endsAtMs,
  };
}

/** A P-256 public key with its algorithm in front (RFC 5480): 26 bytes of header, 65 of point. */
const P256_SPKI_BYTES = 91;

function spkiOf(key: KeyObject): Uint8Array {
  return key.export({ type: "spki", format: "der" });
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace("T", " at ") + " UTC";
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
