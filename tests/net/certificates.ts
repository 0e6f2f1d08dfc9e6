/** Certificates for tests, made with the x509 library: by an authority of their own or signed by themselves. */
import { Buffer } from "node:buffer";
import "reflect-metadata";
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** A certificate and its key, PEM. */
export interface MadeCertificate {
  readonly cert: string;
  readonly key: string;
  /** The authority's certificate, PEM; of one that signed itself its own. */
  readonly authority: string;
}

/** What a certificate is to be like. */
export interface CertificateWishes {
  /** Of what stands in its subject. */
  readonly name?: string;
  /** Whether an authority stands behind it. */
  readonly issued?: boolean;
  /** From now; negative: before now. */
  readonly startsInDays?: number;
  readonly endsInDays?: number;
  readonly curve?: "P-256" | "P-384";
}

const DAY_MS = 86_400_000;

/** Makes a certificate for localhost. */
export async function makeTestCertificate(wishes: CertificateWishes = {}): Promise<MadeCertificate> {
  const { name = "A test", issued = false, startsInDays = -0.1, endsInDays = 10, curve = "P-256" } = wishes;
  const algorithm = { name: "ECDSA", namedCurve: curve, hash: "SHA-256" };
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const times = {
    notBefore: new Date(Date.now() + startsInDays * DAY_MS),
    notAfter: new Date(Date.now() + endsInDays * DAY_MS),
  };
  const names = new SubjectAlternativeNameExtension([
    { type: "dns", value: "localhost" },
    { type: "ip", value: "127.0.0.1" },
  ]);
  let made: X509Certificate;
  let authority: X509Certificate;
  if (issued) {
    const authorityKeys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
    authority = await X509CertificateGenerator.createSelfSigned({
      ...{ name: "CN=An authority", serialNumber: "01", signingAlgorithm: algorithm, keys: authorityKeys, ...times },
      extensions: [new BasicConstraintsExtension(true)],
    });
    made = await X509CertificateGenerator.create({
      ...{
        subject: `CN=${name}`,
        issuer: authority.subject,
        serialNumber: "02",
        signingAlgorithm: algorithm,
        ...times,
      },
      publicKey: keys.publicKey,
      signingKey: authorityKeys.privateKey,
      extensions: [names],
    });
  } else {
    made = authority = await X509CertificateGenerator.createSelfSigned({
      ...{ name: `CN=${name}`, serialNumber: "03", signingAlgorithm: algorithm, keys, ...times },
      extensions: [names],
    });
  }
  const key = new Uint8Array(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
  const lines = Buffer.from(key).toString("base64").match(/.{1,64}/g)!.join("\n");
  return {
    cert: `${made.toString("pem")}\n`,
    key: `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`,
    authority: `${authority.toString("pem")}\n`,
  };
}

/** Writes a certificate and its key into a folder; the files, as the options want them. */
export async function writeTestCertificate(
  folder: string,
  { cert, key }: MadeCertificate,
): Promise<{ readonly certFile: string; readonly keyFile: string }> {
  const files = { certFile: `${folder}/fullchain.pem`, keyFile: `${folder}/privkey.pem` };
  await Deno.writeTextFile(files.certFile, cert);
  await Deno.writeTextFile(files.keyFile, key);
  return files;
}
