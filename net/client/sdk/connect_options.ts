/** What a program says when it connects. */
import type { Catalog } from "../../../world/content/types.ts";
import type { Footing } from "../../../world/motion.ts";
import type { TransportWish } from "./dialer.ts";
import type { Runtime } from "./runtime.ts";

/** How to connect. */
export interface ConnectOptions {
  /** Where the world is: ws://host:port/play or wss://… */
  readonly url: string;
  /** Names this program and its version to the host. */
  readonly client: string;
  /** Signs in with it as soon as the server is there. */
  readonly token?: string;
  /**
   * What the ground does to a player in the world of a seed: `makeFooting` of terrain.ts. Without it the own character
   * is predicted to walk through walls, until the server says otherwise.
   */
  readonly makeFooting?: (seed: number, terrainVersion: number, catalog: Catalog | null) => Footing;
  /** "automatic", if left out: WebTransport where it works, WebSocket where not. */
  readonly transport?: TransportWish;
  readonly runtime?: Runtime;
}
