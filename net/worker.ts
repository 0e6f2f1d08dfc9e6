/** The gateway part's thread. Its first and only message brings the ends of its links. */
import { type GatewayPartEnds, startGatewayPart } from "./part.ts";
import { clearLeftoversSoon } from "../world/part/leftovers.ts";

self.onmessage = (event: MessageEvent<GatewayPartEnds>) => startGatewayPart(event.data);
clearLeftoversSoon();
