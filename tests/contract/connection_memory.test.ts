import { createMemoryPair } from "../../net/transport/memory_connection.ts";
import { type ContractHarness, testConnection } from "./connection.ts";

const MESSAGE_BYTES_MAX = 2048;

function makeHarness(): Promise<ContractHarness> {
  return Promise.resolve({
    messageBytesMax: MESSAGE_BYTES_MAX,
    connect(speech, onConnection) {
      const clock = () => performance.now();
      const options = { speech, address: "memory", clock, messageBytesMax: MESSAGE_BYTES_MAX, datagramBytesMax: 1000 };
      const { connection, peer } = createMemoryPair(options);
      const received: (string | number[])[] = [];
      peer.onMessage = (message) => void received.push(typeof message === "string" ? message : [...message]);
      const datagrams: number[][] = [];
      peer.onDatagram = (bytes) => datagrams.push([...bytes]);
      const closed = new Promise<{ code: number; text: string }>((resolve) => {
        peer.onClosed = (code, text) => resolve({ code, text });
      });
      onConnection(connection);
      const { send, sendDatagram, close, pause, resume } = peer;
      return Promise.resolve({ send, sendDatagram, close, pause, resume, received, datagrams, closed });
    },
    stop: () => Promise.resolve(),
  });
}

testConnection("memory", makeHarness);
