/** What the host reads when the world is ready: where to play, where to manage, where the data is, how to stop. */

/** What the greeting says. */
export interface Greeting {
  readonly version: string;
  readonly worldName: string;
  readonly fresh: boolean;
  readonly seed: number;
  readonly scheme: "http" | "https";
  readonly host: string;
  readonly port: number;
  readonly adminUrl: string;
  readonly setupUrl: string;
  /** The data folder, absolute. */
  readonly folder: string;
  /** This machine's addresses in its networks. */
  readonly addresses: readonly string[];
}

/** The text, several lines. Tests wait for its first line and read the addresses. */
export function greetingText(greeting: Greeting): string {
  const { version, worldName, fresh, seed, scheme, port, adminUrl, setupUrl, folder } = greeting;
  const rows: [string, string][] = playAddresses(greeting).map((host, index) => [
    index === 0 ? "Play at" : "",
    `${scheme}://${host}:${port}`,
  ]);
  if (setupUrl === "") rows.push(["Console", adminUrl]);
  else rows.push(["Set up the console", `${setupUrl}   (this link works once)`]);
  rows.push(["World's data", folder]);
  const column = Math.max(...rows.map(([label]) => label.length)) + 3;
  return [
    `Weald is ready: ${fresh ? "a new world" : "the world"} "${worldName}", seed ${seed}. Version ${version}.`,
    "",
    ...rows.map(([label, text]) => `  ${label.padEnd(column)}${text}`),
    "",
    "Press Ctrl+C to stop; everything is saved.",
  ].join("\n");
}

/** Where a browser finds the world: this machine first, then its names in the networks it is in. */
function playAddresses({ host, addresses }: Greeting): string[] {
  const all = host === "0.0.0.0" || host === "::";
  if (!all) return [bracketed(host)];
  return ["localhost", ...addresses.filter((address) => host === "::" || !address.includes(":")).map(bracketed)];
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

/** This machine's addresses in its networks: no loopback, none that holds for one cable only. */
export function networkAddresses(): string[] {
  return Deno.networkInterfaces()
    .map((one) => one.address)
    .filter((address) => !/^(127\.|169\.254\.|::1$|fe80:)/i.test(address))
    .slice(0, 4);
}
