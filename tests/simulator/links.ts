/** Links whose doorbells ring in simulated time, a little late and not always in the same order. */
import type { LinkEnd } from "../../world/base/link.ts";
import type { Prng } from "../../world/base/prng.ts";
import { allocateLinks, type PartLinks } from "../../admin/supervisor/links.ts";
import type { SimulatedTime } from "./time.ts";

/** Longest way of a doorbell, in milliseconds: a thread that is busy hears it late. */
const BELL_MS_MAX = 4;

/** The part of a MessagePort that a link uses. */
interface Bell {
  onmessage: (() => void) | null;
  postMessage(): void;
  close(): void;
}

/** The links of a server with one gateway: the sizes are the real ones. */
export function simulatedLinks(time: SimulatedTime, prng: Prng): PartLinks {
  const links = allocateLinks(1);
  const { main, world, storage, gateways: [gateway] } = links;
  const pair = (a: LinkEnd, b: LinkEnd): [LinkEnd, LinkEnd] => {
    a.port.close();
    b.port.close();
    const [bellA, bellB] = bells(time, prng);
    return [{ ...a, port: bellA as unknown as MessagePort }, { ...b, port: bellB as unknown as MessagePort }];
  };
  const [mainWorld, worldMain] = pair(main.world, world.main);
  const [mainStorage, storageMain] = pair(main.storage, storage.main);
  const [worldStorage, storageWorld] = pair(world.storage, storage.world);
  const [mainGateway, gatewayMain] = pair(main.gateways[0]!, gateway!.main);
  const [worldGateway, gatewayWorld] = pair(world.gateways[0]!, gateway!.world);
  const [storageGateway, gatewayStorage] = pair(storage.gateways[0]!, gateway!.storage);
  return {
    main: { world: mainWorld, storage: mainStorage, gateways: [mainGateway] },
    world: { main: worldMain, storage: worldStorage, gateways: [worldGateway] },
    storage: { main: storageMain, world: storageWorld, gateways: [storageGateway] },
    gateways: [{ main: gatewayMain, world: gatewayWorld, storage: gatewayStorage }],
  };
}

function bells(time: SimulatedTime, prng: Prng): [Bell, Bell] {
  const make = (other: () => Bell): Bell => {
    let closed = false;
    return {
      onmessage: null,
      postMessage() {
        if (!closed) time.after(prng.below(BELL_MS_MAX + 1), () => other().onmessage?.());
      },
      close() {
        closed = true;
        this.onmessage = null;
      },
    };
  };
  const a: Bell = make(() => b);
  const b: Bell = make(() => a);
  return [a, b];
}
