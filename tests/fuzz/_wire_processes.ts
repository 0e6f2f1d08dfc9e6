/** The fuzzer's side of the processes that hold its WebTransport clients: a new one after some hundred sessions. */
import { fileURLToPath } from "node:url";
import { until } from "../net/part_bench.ts";
import type { WireNews, WireOrder } from "./_wire_process.ts";
import type { Wire } from "./_wires.ts";

const SESSIONS_MAX = 400;
const PROGRAM = fileURLToPath(new URL("./_wire_process.ts", import.meta.url));
const CONFIG = fileURLToPath(new URL("../../deno.json", import.meta.url));

interface Client {
  readonly process: Deno.ChildProcess;
  readonly order: (order: WireOrder) => void;
  readonly news: Map<number, (news: WireNews) => void>;
  opened: number;
}

/** Holds one process at a time. */
export class WireProcesses {
  #client: Client | null = null;
  #last = 0;

  /** Opens a WebTransport session in the process. */
  async open(port: number, speech: "binary" | "json"): Promise<Wire> {
    const client = this.#client ??= start();
    client.opened++;
    const id = ++this.#last;
    let state: WireNews = { id, open: false, code: null, heard: 0, entered: false };
    client.news.set(id, (news) => state = news);
    client.order({ id, do: "open", port, speech });
    await until(() => state.open, "a WebTransport session");
    return {
      get code() {
        return state.code;
      },
      get heard() {
        return state.heard;
      },
      get entered() {
        return state.entered;
      },
      send: ({ bytes, isText }) => client.order({ id, do: "send", bytes: bytes.toBase64(), isText }),
      sendDatagram: (bytes) => client.order({ id, do: "datagram", bytes: bytes.toBase64() }),
      sendRaw: (bytes) => client.order({ id, do: "raw", bytes: bytes.toBase64() }),
      end() {
        client.order({ id, do: "end" });
        client.news.delete(id);
      },
    };
  }

  /** No session is open: a process that had many gives way to a new one. */
  async rest(): Promise<void> {
    if (this.#client !== null && this.#client.opened >= SESSIONS_MAX) await this.stop();
  }

  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    if (client === null) return;
    client.process.kill("SIGKILL");
    await client.process.status;
  }
}

function start(): Client {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--no-lock", "--config", CONFIG, PROGRAM],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const writer = process.stdin.getWriter();
  const gone = () => {
    // It was ended: what it would have been told is of no use.
  };
  writer.closed.catch(gone);
  const news = new Map<number, (news: WireNews) => void>();
  const encoder = new TextEncoder();
  (async () => {
    let rest = "";
    for await (const text of process.stdout.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split("\n");
      rest = lines.pop()!;
      for (const line of lines) {
        const told: WireNews = JSON.parse(line);
        news.get(told.id)?.(told);
      }
    }
  })().catch(gone);
  const order = (given: WireOrder) => void writer.write(encoder.encode(`${JSON.stringify(given)}\n`)).catch(gone);
  return { process, order, news, opened: 0 };
}
