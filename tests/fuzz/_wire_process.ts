/**
 * WebTransport clients in a process of their own, because the runtime's client keeps half a megabyte of each session
 * that ended: here that goes with the process, and what the fuzzer tells of memory is the server's.
 *
 * Lines of JSON go both ways: what to do with which wire, and how each wire is when it changed.
 */
import { openWebTransport, type Wire } from "./_wires.ts";

/** What to do with a wire, by its number. Bytes are base64. */
export type WireOrder =
  | { readonly id: number; readonly do: "open"; readonly port: number; readonly speech: "binary" | "json" }
  | { readonly id: number; readonly do: "send"; readonly bytes: string; readonly isText: boolean }
  | { readonly id: number; readonly do: "datagram" | "raw"; readonly bytes: string }
  | { readonly id: number; readonly do: "end" };

/** How a wire is. `open` stays false until it is. */
export interface WireNews {
  readonly id: number;
  readonly open: boolean;
  readonly code: number | null;
  readonly heard: number;
  readonly entered: boolean;
}

const wires = new Map<number, Wire>();

async function obey(order: WireOrder): Promise<void> {
  const { id } = order;
  if (order.do === "open") {
    const tell = () => {
      const wire = wires.get(id);
      if (wire === undefined) return;
      const { code, heard, entered } = wire;
      console.log(JSON.stringify({ id, open: true, code, heard, entered } satisfies WireNews));
    };
    try {
      wires.set(id, await openWebTransport(order.port, order.speech, tell));
    } catch {
      console.log(JSON.stringify({ id, open: true, code: 1006, heard: 0, entered: false } satisfies WireNews));
    }
    return tell();
  }
  const wire = wires.get(id);
  if (wire === undefined) return;
  switch (order.do) {
    case "send":
      return wire.send({ bytes: Uint8Array.fromBase64(order.bytes), isText: order.isText });
    case "datagram":
      return wire.sendDatagram(Uint8Array.fromBase64(order.bytes));
    case "raw":
      return wire.sendRaw(Uint8Array.fromBase64(order.bytes));
    case "end":
      wires.delete(id);
      return wire.end();
  }
}

if (import.meta.main) {
  let rest = "";
  for await (const text of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    for (const line of lines) obey(JSON.parse(line));
  }
  Deno.exit();
}
