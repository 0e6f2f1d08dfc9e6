import assert from "node:assert/strict";

/** Makes many small things, forgets them, and prints how many bytes of the heap are then held for nothing; twice. */
const PROGRAM = `
  import { clearGrown, clearLeftovers } from ${JSON.stringify(import.meta.resolve("../../../world/part/leftovers.ts"))};
  let things = Array.from({ length: 200_000 }, (_, i) => ({ i, at: [i] }));
  setTimeout(async () => {
    things = null;
    await clearLeftovers();
    const { heapTotal, heapUsed } = Deno.memoryUsage();
    console.log(heapTotal - heapUsed);
    const lots = () => void Array.from({ length: 200_000 }, (_, i) => ({ i, at: [i] }));
    lots();
    await clearGrown();
    console.log(Deno.memoryUsage().heapTotal - heapTotal);
  }, 0);
`;

for (
  const [name, flags] of [["without a flag", []], ["with the executable's flag", ["--v8-flags=--expose-gc"]]] as const
) {
  Deno.test(`leftovers: the heap's empty pages are given back, ${name}`, async () => {
    const command = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", ...flags, "-"],
      stdin: "piped",
      stdout: "piped",
    });
    const process = command.spawn();
    const writer = process.stdin.getWriter();
    await writer.write(new TextEncoder().encode(PROGRAM));
    await writer.close();
    const { code, stdout } = await process.output();
    assert.equal(code, 0);
    const [bytes, again] = new TextDecoder().decode(stdout).split("\n").map(Number);
    assert.ok(bytes! < 4e6, `${bytes} bytes are held for nothing`);
    assert.ok(again! < 2e6, `${again} bytes more are held after more was made and forgotten`);
  });
}

Deno.test("leftovers: nothing is collected while somebody needs the thread", async () => {
  const folder = new URL("../../../world/part/", import.meta.url);
  const program = `
    import { clearLeftoversSoon, keepLeftoversWhile } from ${JSON.stringify(new URL("leftovers.ts", folder).href)};
    let collections = 0;
    globalThis.gc = () => void collections++;
    const later = [];
    const { setTimeout } = globalThis;
    globalThis.setTimeout = (run) => { later.push(run); return setTimeout(() => {}, 0); };
    let isNeeded = true;
    clearLeftoversSoon();
    keepLeftoversWhile(() => false);
    keepLeftoversWhile(() => isNeeded);
    for (const run of later) await run();
    console.log(collections);
    isNeeded = false;
    for (const run of later) await run();
    console.log(collections);
  `;
  const command = new Deno.Command(Deno.execPath(), { args: ["run", "-A", "-"], stdin: "piped", stdout: "piped" });
  const process = command.spawn();
  const writer = process.stdin.getWriter();
  await writer.write(new TextEncoder().encode(program));
  await writer.close();
  const { stdout } = await process.output();
  assert.deepEqual(new TextDecoder().decode(stdout).trim().split("\n"), ["0", "2"]);
});
