/** No protocol at all, for the floor: whoever is connected receives, and what is sent is only received. */
import { OPCODE_BINARY } from "./client_frame.ts";
import type { PlayEvents, Protocol } from "./protocol.ts";
import { encodeClientMessage } from "../../../../net/protocol/mod.ts";

/** The floor's protocol. Inputs have the size of Weald's. */
export function bareProtocol(events: PlayEvents): Protocol {
  return {
    subprotocol: "",
    prepare: () => Promise.resolve("/"),
    wanted: () => 1,
    opened: (client) => events.playing(client),
    message: (client, _bytes, wireBytes) => events.frame(client, wireBytes),
    input(client) {
      client.sequence = (client.sequence + 1) & 0xffff;
      const { heading, speed } = client.walker;
      const input = encodeClientMessage({ type: "input", sequence: client.sequence, tick: 0, heading, speed });
      client.socket?.send(OPCODE_BINARY, input);
    },
    say: () => {},
    act: () => {},
    ping: () => {},
    signOut: () => {},
  };
}
