/** Drops packets at random on their way into this network namespace. Needs root and nft. */

async function nft(...args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command("nft", { args }).output();
  if (!success) throw new Error(`nft ${args.join(" ")}: ${new TextDecoder().decode(stderr).trim()}`);
}

/** From now on drops this many of a hundred packets. All rules of the namespace go: call it in one of its own. */
export async function setLoss(percent: number): Promise<void> {
  await nft("flush", "ruleset");
  if (percent === 0) return;
  await nft("add", "table", "inet", "loss");
  await nft("add", "chain", "inet", "loss", "in", "{ type filter hook input priority 0; policy accept; }");
  await nft(
    ...["add", "rule", "inet", "loss", "in"],
    ...["numgen", "random", "mod", "1000"],
    "<",
    `${percent * 10}`,
    "drop",
  );
}
