/**
 * WebTransport on the players' port: UDP beside the TCP of the same number.
 *
 *   incoming ──accept──► handshake ──upgrade──► ticket ──first stream──► connection
 *
 * Each step has its time, all who are on their way have a cap, and whatever fails costs that one attempt: nothing that
 * arrives here by UDP can reach those who play over WebSocket. Everything that the runtime promises may be rejected,
 * and a rejection that nobody takes ends the process: all of them are taken, those too that the runtime keeps to itself
 * (runtime_faults.ts).
 */
import { Buffer } from "node:buffer";
import type { AddressGate } from "../http/address_gate.ts";
import { CLIENT_MESSAGE_BYTES_MAX, type NetLimits } from "../limits.ts";
import { SOCKET_PATH } from "../protocol/mod.ts";
import { makeCertificateApart } from "./certificate_apart.ts";
import type { Clock, Connection, Speech } from "./connection.ts";
import type { HostCertificate } from "./host_certificate.ts";
import { takeRuntimeFaults } from "./runtime_faults.ts";
import { Tickets } from "./tickets.ts";
import { WebTransportConnection } from "./webtransport_connection.ts";

/** What a client needs to connect; it goes out as JSON. */
export interface WebTransportOffer {
  /** The UDP port, on the host that the client asked. */
  readonly port: number;
  /** With a ticket in it: good for one connection, and not for long. */
  readonly path: string;
  /** SHA-256 of certificates to accept, base64. */
  readonly certificateHashes: readonly string[];
}

/** What the server is made with. */
export interface WebTransportServerOptions {
  readonly limits: NetLimits;
  readonly clock: Clock;
  /** Wall clock, milliseconds since 1970. */
  readonly date: () => number;
  readonly gate: AddressGate;
  /** The host's own certificate as it is now; null: one is made here. */
  readonly hostCertificate: () => HostCertificate | null;
  /** A client has connected. Set the connection's handlers before returning. */
  readonly onConnection: (connection: Connection) => void;
  /** Something was turned away: counted by name. */
  readonly onRefused: (what: string) => void;
}

/** Whether it listens, and if not why. */
export type WebTransportListening = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** The certificate in use. */
interface UsedCertificate {
  readonly cert: string;
  readonly key: string;
  /** Given to clients, who take it by that; null where an authority stands behind it. */
  readonly hash: Uint8Array | null;
  /** When to make the next, in milliseconds since 1970; Infinity: the host does. */
  readonly renewAtMs: number;
}

/** Streams that a peer may open at once: its own, and those of HTTP/3. */
const STREAMS_MAX = 8;
const RENEW_CHECK_MS = 60_000;
/** After a failure to take the next attempt, which is not expected: a pause, so that it cannot spin. */
const FAILED_PAUSE_MS = 100;

/** Whether this runtime has what it takes. */
export function hasWebTransport(): boolean {
  return typeof Deno !== "undefined" && typeof Deno.QuicEndpoint === "function" &&
    typeof Deno.upgradeWebTransport === "function";
}

/** The WebTransport server of a gateway. */
export class WebTransportServer {
  readonly #options: WebTransportServerOptions;
  readonly #tickets: Tickets;
  #endpoint: Deno.QuicEndpoint | null = null;
  #listener: Deno.QuicListener | null = null;
  #listening: Promise<unknown> | null = null;
  #port = 0;
  #certificate: UsedCertificate | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #underWay = 0;
  #releaseFaults: () => void = () => {};
  readonly #open = new Set<Deno.QuicConn>();

  constructor(options: WebTransportServerOptions) {
    this.#options = options;
    this.#tickets = new Tickets(options.limits, options.clock);
  }

  /** Attempts that are not connections yet. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Starts to listen, with the host's certificate or one of its own. Port 0 takes a free one. */
  listen(host: string, port: number): Promise<WebTransportListening> {
    const listening = this.#listen(host, port);
    this.#listening = listening;
    return listening;
  }

  async #listen(host: string, port: number): Promise<WebTransportListening> {
    if (!hasWebTransport()) return { ok: false, message: "this runtime has no QUIC" };
    this.#releaseFaults = takeRuntimeFaults(() => this.#options.onRefused("webtransport-runtime"));
    try {
      const certificate = await this.#choose();
      this.#endpoint = openEndpoint(host, port);
      this.#port = this.#endpoint.addr.port;
      this.#use(certificate);
    } catch (error) {
      this.destroy();
      return { ok: false, message: error instanceof Error ? error.message : String(error) };
    }
    this.#timer = setInterval(() => this.#renewIfDue(), RENEW_CHECK_MS);
    return { ok: true };
  }

  get port(): number {
    return this.#port;
  }

  /** What a client needs for one connection; null while there is no room, or nobody listens. */
  async offer(speech: Speech): Promise<WebTransportOffer | null> {
    // Who asks in the first moment waits for the certificate.
    await this.#listening;
    const certificate = this.#certificate;
    if (this.#listener === null || certificate === null) return null;
    const ticket = this.#tickets.issue(speech);
    if (ticket === null) {
      this.#options.onRefused("webtransport-tickets");
      return null;
    }
    const { hash } = certificate;
    const certificateHashes = hash === null ? [] : [Buffer.from(hash).toString("base64")];
    return { port: this.#port, path: `${SOCKET_PATH}/${ticket}`, certificateHashes };
  }

  /** Takes the host's certificate as it is now, or makes a new one. */
  async renew(): Promise<void> {
    const certificate = await this.#choose();
    if (this.#endpoint === null) return;
    this.#use(certificate);
  }

  /** Takes no new connections. Those that are open go on. */
  stopListening(): void {
    clearInterval(this.#timer);
    this.#listener?.stop();
    this.#listener = null;
  }

  /** Ends what is still open. */
  destroy(): void {
    this.stopListening();
    for (const conn of this.#open) closeQuietly(conn);
    try {
      this.#endpoint?.close({ closeCode: 0, reason: "" });
    } catch {
      // It never opened, or is closed.
    }
    this.#endpoint = null;
    this.#releaseFaults();
  }

  #renewIfDue(): void {
    if (this.#certificate === null || this.#options.date() < this.#certificate.renewAtMs) return;
    this.renew().catch(() => this.#options.onRefused("webtransport-renewal-failed"));
  }

  /**
   * Browsers take a certificate by WebTransport if an authority stands behind it, or by its hash if it is of the kind
   * for that. One that is neither would leave everybody to WebSocket: one made here, which HTTPS vouches for, does not.
   */
  async #choose(): Promise<UsedCertificate> {
    const { hostCertificate, date } = this.#options;
    const given = hostCertificate();
    if (given === null || (given.isSelfSigned && !given.isTakenByHash)) return await makeCertificateApart(date());
    const { cert, key, hash, isSelfSigned } = given;
    return { cert, key, hash: isSelfSigned ? hash : null, renewAtMs: Infinity };
  }

  #use(certificate: UsedCertificate): void {
    const { cert, key } = certificate;
    // One endpoint has one listener: the old one ends first. What comes in between is refused, and asks again.
    this.#listener?.stop();
    this.#listener = null;
    const listener = this.#endpoint!.listen({
      cert,
      key,
      alpnProtocols: ["h3"],
      maxIdleTimeout: this.#options.limits.quicIdleMs,
      maxConcurrentBidirectionalStreams: STREAMS_MAX,
      maxConcurrentUnidirectionalStreams: STREAMS_MAX,
    });
    this.#listener = listener;
    this.#certificate = certificate;
    this.#acceptAll(listener).catch(() => this.#options.onRefused("webtransport-listener-failed"));
  }

  async #acceptAll(listener: Deno.QuicListener): Promise<void> {
    const { limits, onRefused } = this.#options;
    // Not `for await`: the iterator of some versions ends at the first attempt that fails.
    while (this.#listener === listener) {
      let incoming: Deno.QuicIncoming;
      try {
        incoming = await listener.incoming();
      } catch {
        if (this.#listener !== listener) return;
        onRefused("webtransport-incoming-failed");
        await new Promise((resolve) => setTimeout(resolve, FAILED_PAUSE_MS));
        continue;
      }
      if (this.#underWay >= limits.handshakesMax) {
        onRefused("webtransport-handshakes");
        refuseQuietly(incoming);
        continue;
      }
      this.#underWay++;
      this.#begin(incoming).catch(() => onRefused("webtransport-handshake-failed")).finally(() => this.#underWay--);
    }
  }

  /** From an attempt to a connection; throws where it does not become one. */
  async #begin(incoming: Deno.QuicIncoming): Promise<void> {
    const { limits, gate, clock, onRefused } = this.#options;
    const conn = await within(limits.handshakeMs, incoming.accept() as Promise<Deno.QuicConn>, closeQuietly);
    // Before `accept` the address cannot be asked for: that would use the attempt up.
    const address = conn.remoteAddr.hostname;
    const refusal = gate.admit(address, clock());
    if (refusal !== null) {
      onRefused(refusal);
      return closeQuietly(conn);
    }
    this.#open.add(conn);
    const ended = () => {
      this.#open.delete(conn);
      gate.release(address);
    };
    conn.closed.then(ended, ended);
    try {
      await this.#upgrade(conn, address);
    } catch (error) {
      closeQuietly(conn);
      throw error;
    }
  }

  async #upgrade(conn: Deno.QuicConn, address: string): Promise<void> {
    const { limits, clock, onConnection, onRefused } = this.#options;
    const session = await within(limits.handshakeMs, Deno.upgradeWebTransport(conn), closeSessionQuietly);
    session.closed.catch(() => closeQuietly(conn));
    await within(limits.handshakeMs, session.ready, () => {});
    const { pathname } = new URL((session as WebTransport & { url: string }).url);
    const ticket = pathname.startsWith(`${SOCKET_PATH}/`)
      ? this.#tickets.redeem(pathname.slice(SOCKET_PATH.length + 1))
      : null;
    if (ticket === null) {
      onRefused("webtransport-ticket");
      return closeQuietly(conn);
    }
    const streams = session.incomingBidirectionalStreams.getReader();
    const { value: stream } = await within(limits.handshakeMs, streams.read(), () => {});
    if (stream === undefined) throw new Error("the session ended before its first stream");
    const connection = new WebTransportConnection({
      session,
      stream,
      speech: ticket.speech,
      address,
      clock,
      messageBytesMax: CLIENT_MESSAGE_BYTES_MAX,
      controlsPerSecond: limits.controlsPerSecond,
      controlsBurst: limits.controlsBurst,
      datagramsPerSecond: limits.datagramsPerSecond,
      datagramsBurst: limits.datagramsBurst,
      firstMessageMs: limits.firstMessageMs,
      closingMs: limits.closingMs,
      release: () => closeQuietly(conn),
    });
    onConnection(connection);
  }
}

/** The promise's value, if it comes in `ms`; one that comes later is given to `late`. Rejects otherwise. */
function within<Value>(ms: number, promise: Promise<Value>, late: (value: Value) => void): Promise<Value> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      reject(new Error(`not within ${ms} ms`));
    }, ms);
    promise.then((value) => {
      clearTimeout(timer);
      if (isOver) late(value);
      else resolve(value);
    }, (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

function closeQuietly(conn: Deno.QuicConn): void {
  try {
    conn.close({ closeCode: 0, reason: "" });
  } catch {
    // It is closed already, which was wanted.
  }
}

function closeSessionQuietly(session: WebTransport): void {
  try {
    session.close();
  } catch {
    // It is closed already, which was wanted.
  }
}

function refuseQuietly(incoming: Deno.QuicIncoming): void {
  try {
    incoming.refuse();
  } catch {
    // The attempt is over already.
  }
}

/**
 * All IPv4 addresses are taken together with all IPv6 ones where the machine has them: browsers dial ::1 first for
 * "localhost" and, unlike for TCP, do not try 127.0.0.1 when nobody answers there.
 */
function openEndpoint(host: string, port: number): Deno.QuicEndpoint {
  if (host === "0.0.0.0") {
    try {
      return new Deno.QuicEndpoint({ hostname: "::", port });
    } catch {
      // No IPv6 on this machine; or the port is taken, which the attempt below says as well.
    }
  }
  return new Deno.QuicEndpoint({ hostname: host, port });
}
