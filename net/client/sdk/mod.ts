/**
 * The client SDK: connects to a world, signs in, walks, talks, and tells what is around. It needs no page and no
 * framework: it runs in browsers, in Deno and in Node.
 *
 * ```ts
 * const client = connect({ url: "ws://127.0.0.1:7777/play", client: "my-bot/1" });
 * client.on("state", (state) => {
 *   if (state.name === "signing in" && !state.waiting) client.signIn({ mode: "guest", name: "Robin" });
 * });
 * client.on("entered", () => client.say("Hello!"));
 * setInterval(() => {
 *   client.update();
 *   client.steer(0, 16);
 * }, 50);
 * ```
 */
export { connect, WealdClient } from "./client.ts";
export type { ConnectOptions } from "./connect_options.ts";
export type { ActionResult } from "./actions_under_way.ts";
export type { OwnMaps } from "./own_state.ts";
export type { Catalog, CatalogEntry } from "../../../world/content/types.ts";
export { backoffMs } from "./backoff.ts";
export type { Transport, TransportWish } from "./dialer.ts";
export { ServerClock } from "./clock.ts";
export { type BodyTruth, type Gait, type GivenInput, OwnBody } from "./own_body.ts";
export { type Said, Track } from "./others.ts";
export { globalRuntime, type Runtime, type SocketLike } from "./runtime.ts";
export type {
  ClientEvents,
  ClientState,
  Credentials,
  Line,
  MessageOfType,
  Refused,
  SeenEntity,
  SignedIn,
  Welcome,
} from "./types.ts";
