/** What a client is welcomed with. */
import { FLUSH_TICKS } from "../../world/limits.ts";
import type { GatewayConfig } from "../../world/part/types.ts";
import type { ServerMessage } from "../protocol/mod.ts";

/** The welcome of a gateway; `online` players are in the world. */
export function welcomeOf(config: GatewayConfig, online: number): ServerMessage {
  const { worldName, version, tickRate, seed, terrainVersion, dayTicks, content } = config;
  return {
    ...{ type: "welcome", protocol: 1, world: worldName, version, tickRate, flushTicks: FLUSH_TICKS },
    ...{ seed, terrainVersion, dayTicks, content, online },
  };
}
