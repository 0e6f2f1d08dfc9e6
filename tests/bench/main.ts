/**
 * `deno task bench`: measures a server as its host would meet it, and prints a table and one JSON object.
 *
 *     deno task bench [--small]
 *
 * Server and walkers share this machine. How many players one machine holds is measured by `deno task bench:load`.
 */
import { machineText } from "./load/machine.ts";
import { type BenchResult, FULL_SIZES, measureAll, SMALL_SIZES } from "./measure.ts";
import { onOff, optionsOf } from "../tools/options.ts";

/** The result as a table for people. */
export function benchTable({ start, idle, walking }: BenchResult): string {
  const { walkers, serverCores } = walking;
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  const cores = (value: number) => `${(value * 100).toFixed(1)} % of a core`;
  const rows: [string, string][] = [
    ["start of a new world, until a page is served", `${start.newWorldMs} ms`],
    ["start of a saved world", `${start.savedWorldMs} ms`],
    ["stop, everything saved", `${start.stopMs} ms`],
    ["idle: memory", megabytes(idle.memoryBytes)],
    ["idle: processor", cores(idle.cores)],
    ["  of its first half minute", cores(idle.settlingCores)],
    [
      `${walking.players} walking: tick p50 / p99 / max`,
      [
        walking.tickMsP50,
        walking.tickMsP99,
        walking.tickMsMax,
      ].map((ms) => ms.toFixed(2)).join(" / ") + " ms",
    ],
    [
      `${walking.players} walking: frames per player and second`,
      `${walkers.framesPerPlayerPerSecond.mean} (p1 ${walkers.framesPerPlayerPerSecond.p1})`,
    ],
    [
      `${walking.players} walking: bytes per player and second`,
      `${walkers.bytesPerPlayerPerSecond.mean} (p99 ${walkers.bytesPerPlayerPerSecond.p99})`,
    ],
    [`${walking.players} walking: memory`, megabytes(walking.memoryBytes)],
    [`${walking.players} walking: processor of the server`, cores(serverCores.total)],
    ["  of it the world", cores(serverCores.world)],
    ["  of it the gateways", cores(serverCores.gateways)],
    [`${walking.players} walking: processor of the walkers`, cores(walking.walkersCores)],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `${label.padEnd(width)}   ${value}`).join("\n");
}

if (import.meta.main) {
  const about = "A server as its host would meet it: idle, with walking players, starting and stopping.";
  const values = optionsOf({ task: "deno task bench", about }, {
    small: onOff("a little of each, to see that it works"),
  });
  const result = await measureAll(
    values.small ? SMALL_SIZES : FULL_SIZES,
    (line) => console.error(`measuring: ${line}`),
  );
  console.log(`\n${machineText()}\n\n${benchTable(result)}\n`);
  console.log(JSON.stringify(result));
}
