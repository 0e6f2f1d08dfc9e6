/** A relay for UDP between a client and a server on loopback, which can be told to lose everything. */
import { createSocket, type Socket } from "node:dgram";

/** A relay that runs. */
export interface UdpRelay {
  readonly port: number;
  /** While it is true nothing passes, in either direction. */
  blocked: boolean;
  /** Packets that passed. */
  readonly passed: number;
  stop(): Promise<void>;
}

/** Starts a relay to a port of 127.0.0.1. */
export async function startUdpRelay(serverPort: number): Promise<UdpRelay> {
  const front = createSocket("udp4");
  await bind(front);
  // One socket for each client, so that the server's answers find their way back.
  const backs = new Map<number, Promise<Socket>>();
  const relay = {
    port: front.address().port,
    blocked: false,
    passed: 0,
    async stop() {
      for (const back of backs.values()) (await back).close();
      front.close();
    },
  };
  const openBack = async (clientPort: number) => {
    const back = createSocket("udp4");
    await bind(back);
    back.on("message", (bytes) => {
      if (relay.blocked) return;
      relay.passed++;
      front.send(bytes, clientPort, "127.0.0.1");
    });
    return back;
  };
  front.on("message", (bytes, { port }) => {
    if (relay.blocked) return;
    relay.passed++;
    let back = backs.get(port);
    if (back === undefined) backs.set(port, back = openBack(port));
    back.then((socket) => socket.send(bytes, serverPort, "127.0.0.1"));
  });
  return relay;
}

function bind(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(0, "127.0.0.1", () => resolve());
  });
}
