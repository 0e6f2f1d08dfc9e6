/**
 * Plays over WebTransport, has the kernel drop UDP, and tells how the client goes on. Run it in a network namespace of
 * its own (udp_dropped.test.ts): it changes the packet filter. Prints one line of JSON.
 */
import { connect, type WealdClient } from "../../net/client/sdk/mod.ts";

/** What became of the client. */
export interface UdpDropped {
  /** What it played over: before, and after. */
  readonly transports: readonly (string | null)[];
  /** Whether its body stayed the same entity. */
  readonly sameEntity: boolean;
  /** From the dropping until it played again. */
  readonly tookMs: number;
}

async function nft(...args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command("nft", { args }).output();
  if (!success) throw new Error(`nft ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
}

function open(): WealdClient {
  const client = connect({ url: Deno.args[0]!, client: "udp dropped" });
  client.on("state", (state) => {
    if (state.name === "signing in" && !state.waiting) client.signIn({ mode: "guest" });
  });
  return client;
}

if (import.meta.main) {
  let client = open();
  const timer = setInterval(() => client.update(), 25);
  const until = async (check: () => boolean) => {
    for (let waited = 0; !check(); waited += 10) {
      if (waited > 20_000) throw new Error(`the client is ${client.state.name} over ${client.transport}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const isIn = () => client.state.name === "playing" && client.entityCount > 0;
  await until(isIn);
  // On a busy machine the server's certificate, or the handshake, may have come too late.
  for (let tries = 0; client.transport !== "webtransport" && tries < 10; tries++) {
    client.signOut();
    client = open();
    await until(isIn);
  }
  const before = { transport: client.transport, entity: client.ownId };
  await nft("add", "table", "inet", "blocked");
  await nft("add", "chain", "inet", "blocked", "in", "{ type filter hook input priority 0; policy accept; }");
  const from = performance.now();
  await nft("add", "rule", "inet", "blocked", "in", "meta", "l4proto", "udp", "drop");
  await until(() => client.state.name !== "playing");
  await until(() => client.state.name === "playing");
  const tookMs = Math.round(performance.now() - from);
  const after = client.transport;
  const sameEntity = client.ownId === before.entity;
  clearInterval(timer);
  console.log(JSON.stringify({ transports: [before.transport, after], sameEntity, tookMs } satisfies UdpDropped));
  Deno.exit();
}
