/**
 * The admin HTTP API and the web console, on a listener of their own. Loopback unless the host says otherwise.
 *
 * Rules that hold here, by number (tests/admin/api carries them in its titles):
 *
 * A1  Without a session nothing of the world can be read or changed.
 * A2  A request that would change something comes from the console's own page: Origin and Sec-Fetch-Site say so.
 * A3  The listener answers only to its own names (Host), so that no foreign name can be pointed at it.
 * A4  The setup link works once; after the owner's account exists it is void.
 * A5  Repeated wrong passwords make an account and an address wait, longer each time.
 * A6  Every action is a command with an actor and a row of the audit log, written before it is sent.
 * A7  A console that cannot keep up costs a bounded amount of memory and slows nobody else.
 * A8  Pages run no inline script and no foreign one; what people typed is shown as text.
 */
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { isLoopback } from "../../world/base/address.ts";
import { makeApp } from "./_app.ts";
import { loadAssets } from "./_assets.ts";
import type { AdminContext } from "./_context.ts";
import { PreparedExports } from "./_exports.ts";
import { HistoryRing } from "./_history.ts";
import { createListener } from "./_http.ts";
import { KnownCharacters } from "./_known_characters.ts";
import { LiveChannels } from "./_live.ts";
import { Lockout } from "./_lockout.ts";
import { Sessions } from "./_sessions.ts";
import { SetupToken } from "./_setup_token.ts";
import { historyPoint } from "./overview.ts";
import type { AdminPorts, WorldInfo } from "./ports.ts";

export { PortError } from "./ports.ts";
export type {
  AccountsPort,
  AdminPorts,
  AuditEntry,
  AuditRow,
  AuditStore,
  HistoryPort,
  LogLine,
  LogPort,
  PastListener,
  PastLook,
  PastPort,
  PlayersPort,
  PreparedSpan,
  StaffAccount,
  StaffRefusal,
  StaffResult,
  StaffStore,
  StatsPort,
  StatsSample,
  StreamListener,
  WorldInfo,
  WorldPort,
} from "./ports.ts";

/** How the listener is started. */
export interface AdminOptions {
  /** An address of this machine; "127.0.0.1" keeps the console to this machine. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The secret of the one-time setup link; null once an owner exists. */
  readonly setupToken: string | null;
  /** Further names the console answers to, without ports: "weald.lan". */
  readonly names: readonly string[];
  /** The origin behind a reverse proxy with TLS ("https://weald.example.org"), or "". Cookies are Secure then. */
  readonly publicOrigin: string;
  readonly info: WorldInfo;
  readonly ports: AdminPorts;
  readonly log: (level: "info" | "warn" | "error", text: string) => void;
  /** Folder of the built pages; "" for the one beside this file. */
  readonly pagesFolder: string;
}

/** The listener in use. */
export interface AdminHandle {
  /** Where it listens, as an origin: "http://127.0.0.1:8081". */
  readonly url: string;
  readonly port: number;
  /** The setup link, or "" if there is an owner. */
  readonly setupUrl: string;
  /** Closes every connection and the listener. */
  stop(): Promise<void>;
}

/** Starts the listener. Rejects with node's error (`code` "EADDRINUSE") if the port is taken. */
export async function startAdmin(options: AdminOptions): Promise<AdminHandle> {
  const { host, port, ports, info, log } = options;
  const secure = options.publicOrigin.startsWith("https:");
  const pagesFolder = options.pagesFolder || fileURLToPath(new URL("../console/dist/", import.meta.url));
  const assets = await loadAssets(pagesFolder).catch((error) => {
    log("warn", `read the console's pages in ${pagesFolder}: ${error instanceof Error ? error.message : error}`);
    return new Map();
  });
  const context: AdminContext = {
    ports,
    info,
    reached: { host, names: options.names, publicOrigin: options.publicOrigin },
    secure,
    sessions: new Sessions(ports.staff, secure, port),
    setup: new SetupToken(options.setupToken),
    lockout: new Lockout(),
    history: new HistoryRing(),
    characters: new KnownCharacters(),
    exports: new PreparedExports(),
    closeLive: (token) => live.closeOf(token),
    log,
  };
  const live = new LiveChannels(context);
  const app = makeApp(context, assets);
  const server = createListener(
    (request, bindings) => app.fetch(request, bindings),
    (error) => log("error", `answer a request: ${error instanceof Error ? error.stack : error}`),
  );
  live.attach(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  }).catch((error) => {
    live.stop();
    throw error;
  });
  const timer = setInterval(() => {
    const at = Date.now();
    const sample = ports.stats.sample();
    context.history.add(at, historyPoint(sample));
    live.second({ type: "stats", at, sample });
  }, 1000);
  const listening = server.address() as AddressInfo;
  const url = `http://${shownHost(host)}:${listening.port}`;
  return {
    url,
    port: listening.port,
    setupUrl: options.setupToken === null ? "" : `${options.publicOrigin || url}/setup#${options.setupToken}`,
    async stop() {
      clearInterval(timer);
      live.stop();
      context.exports.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The host as it stands in a link that works on this machine. */
function shownHost(host: string): string {
  if (isLoopback(host) && host.includes(".")) return host;
  if (host === "0.0.0.0" || host === "::" || isLoopback(host)) return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
