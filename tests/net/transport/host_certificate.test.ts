/** A host's certificate: what is good, what is said of what is not, and how a renewed one is noticed. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { CertificateWatch } from "../../../net/transport/certificate_watch.ts";
import {
  type CertificateFiles,
  type HostCertificate,
  readHostCertificate,
} from "../../../net/transport/host_certificate.ts";
import { withFolder } from "../../command_line/weald_process.ts";
import { makeTestCertificate, writeTestCertificate } from "../certificates.ts";

const DAY_MS = 86_400_000;

async function good(files: CertificateFiles, nowMs = Date.now()): Promise<HostCertificate> {
  const read = await readHostCertificate(files, nowMs);
  ok(read.ok, read.ok ? "" : read.message);
  return read.certificate;
}

async function refused(files: CertificateFiles, nowMs = Date.now()): Promise<string> {
  const read = await readHostCertificate(files, nowMs);
  ok(!read.ok);
  return read.message;
}

Deno.test("a host's certificate: by whom it was signed, and whether browsers take it by its hash", () =>
  withFolder(async (folder) => {
    const kind = async (wishes: Parameters<typeof makeTestCertificate>[0]) => {
      const made = await makeTestCertificate(wishes);
      const { cert, isSelfSigned, isTakenByHash, endsAtMs } = await good(await writeTestCertificate(folder, made));
      equal(cert, made.cert);
      ok(Math.abs(endsAtMs - Date.now() - (wishes?.endsInDays ?? 10) * DAY_MS) < 60_000);
      return [isSelfSigned, isTakenByHash];
    };
    deepEqual(await kind({ endsInDays: 13 }), [true, true]);
    deepEqual(await kind({ endsInDays: 90 }), [true, false]);
    deepEqual(await kind({ endsInDays: 13, curve: "P-384" }), [true, false]);
    deepEqual(await kind({ endsInDays: 90, issued: true }), [false, false]);
  }));

Deno.test("a host's certificate: its hash is SHA-256 of its bytes, and what follows it in its file is kept", () =>
  withFolder(async (folder) => {
    const made = await makeTestCertificate({ issued: true });
    const files = await writeTestCertificate(folder, { ...made, cert: made.cert + made.authority });
    const { cert, hash } = await good(files);
    equal(cert, made.cert + made.authority);
    const der = Uint8Array.fromBase64(made.cert.replace(/-----[^-]+-----/g, ""));
    deepEqual(hash, new Uint8Array(await crypto.subtle.digest("SHA-256", der)));
  }));

Deno.test("a host's certificate: each thing that may be wrong has its sentence", () =>
  withFolder(async (folder) => {
    const made = await makeTestCertificate({ endsInDays: 3 });
    const files = await writeTestCertificate(folder, made);
    const { certFile, keyFile } = files;
    match(
      await refused({ ...files, certFile: `${folder}/no.pem` }),
      /^Cannot read the certificate .*no\.pem: there is no such file\.$/,
    );
    match(await refused({ ...files, keyFile: folder }), /^Cannot read the key .*: it is a folder\.$/);
    match(await refused({ certFile: keyFile, keyFile }), /holds no certificate in PEM form/);
    match(await refused({ certFile, keyFile: certFile }), /holds no private key in PEM form/);
    match(
      await refused(files, Date.now() + 4 * DAY_MS),
      /ended on \d{4}-\d\d-\d\d at \d\d:\d\d UTC\. Give a renewed one\.$/,
    );
    match(await refused(files, Date.now() - DAY_MS), /is not good before .* clock right\?$/);
    const other = await makeTestCertificate();
    match(
      await refused(await writeTestCertificate(folder, { ...made, key: other.key })),
      /does not belong to the certificate/,
    );
    const spoiled = made.cert.replace(/\n[^-]{20}/, "\nAAAAAAAAAAAAAAAAAAAA");
    match(await refused(await writeTestCertificate(folder, { ...made, cert: spoiled })), /cannot be read: /);
    const locked = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
    match(await refused(await writeTestCertificate(folder, { ...made, key: locked })), /protected by a passphrase/);
    const empty = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    match(await refused(await writeTestCertificate(folder, { ...made, key: empty })), /The key .* cannot be read: /);
  }));

Deno.test("the watch takes a renewed certificate, says what is wrong with one, once, and warns of an end", () =>
  withFolder(async (folder) => {
    const first = await makeTestCertificate({ name: "First", endsInDays: 8 });
    const second = await makeTestCertificate({ name: "Second" });
    const files = await writeTestCertificate(folder, first);
    const read = await readHostCertificate(files, Date.now());
    ok(read.ok);
    let now = Date.now();
    const lines: string[] = [];
    const renewed: string[] = [];
    const watch = new CertificateWatch(
      {
        files,
        everyMs: 3_600_000,
        date: () => now,
        log: (level, text) => lines.push(`${level}: ${text}`),
        renewed: ({ cert }) => renewed.push(cert),
      },
      read.text,
      read.certificate,
    );
    await watch.look();
    deepEqual([lines, renewed], [[], []], "nothing changed");
    await Deno.writeTextFile(files.certFile, second.cert);
    await watch.look();
    await watch.look();
    equal(lines.length, 1, "half of a renewal is told once");
    match(lines[0]!, /^warn: .*the one before stays in use\..*does not belong/);
    equal(watch.current, read.certificate);
    await writeTestCertificate(folder, first);
    await watch.look();
    deepEqual([lines.length, renewed], [1, []], "taken back: nothing is new");
    await writeTestCertificate(folder, second);
    await watch.look();
    deepEqual(renewed, [second.cert]);
    equal(watch.current.cert, second.cert);
    match(lines[1]!, /^info: The certificate was renewed/);
    now += 8 * DAY_MS;
    await watch.look();
    await watch.look();
    now += 3 * DAY_MS;
    await watch.look();
    deepEqual(lines.slice(2).map((line) => /certificate .* (ends|ended) on/.exec(line)?.[1]), ["ends", "ended"]);
    watch.stop();
    await writeTestCertificate(folder, first);
    await watch.look();
    equal(renewed.length, 1, "nothing after its end");
  }));
