/** All links between the parts, allocated once at the start. */
import { allocateLink, type LinkEnd } from "../../world/base/link.ts";
import { RINGS } from "./limits.ts";

/** The ends that each part holds, by the name of the part at the other end. */
export interface PartLinks {
  readonly main: { readonly world: LinkEnd; readonly storage: LinkEnd; readonly gateways: readonly LinkEnd[] };
  readonly world: WorldEnds;
  readonly storage: StorageEnds;
  readonly gateways: readonly GatewayEnds[];
}

/** The ends that the world holds. */
export interface WorldEnds {
  readonly main: LinkEnd;
  readonly storage: LinkEnd;
  readonly gateways: readonly LinkEnd[];
}

/** The ends that storage holds. */
export interface StorageEnds {
  readonly main: LinkEnd;
  readonly world: LinkEnd;
  readonly gateways: readonly LinkEnd[];
}

/** The ends that one gateway holds. */
export interface GatewayEnds {
  readonly main: LinkEnd;
  readonly world: LinkEnd;
  readonly storage: LinkEnd;
}

/** The name of a gateway in the log. A lone one has no number. */
export function gatewayName(index: number, count: number): string {
  return count === 1 ? "gateway" : `gateway ${index + 1}`;
}

/** Allocates the links of a process with this many gateways. */
export function allocateLinks(gateways: number): PartLinks {
  const mainWorld = allocateLink("main", "world", RINGS.mainToWorld, RINGS.worldToMain);
  const mainStorage = allocateLink("main", "storage", RINGS.mainToStorage, RINGS.storageToMain);
  const worldStorage = allocateLink("world", "storage", RINGS.worldToStorage, RINGS.storageToWorld);
  const ofGateways = Array.from({ length: gateways }, (_, index) => {
    const name = gatewayName(index, gateways);
    return {
      main: allocateLink("main", name, RINGS.mainToGateway, RINGS.gatewayToMain),
      world: allocateLink("world", name, RINGS.worldToGateway, RINGS.gatewayToWorld),
      storage: allocateLink("storage", name, RINGS.storageToGateway, RINGS.gatewayToStorage),
    };
  });
  return {
    main: { world: mainWorld.a, storage: mainStorage.a, gateways: ofGateways.map((one) => one.main.a) },
    world: { main: mainWorld.b, storage: worldStorage.a, gateways: ofGateways.map((one) => one.world.a) },
    storage: { main: mainStorage.b, world: worldStorage.b, gateways: ofGateways.map((one) => one.storage.a) },
    gateways: ofGateways.map((one) => ({ main: one.main.b, world: one.world.b, storage: one.storage.b })),
  };
}
