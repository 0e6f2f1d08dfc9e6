/**
 * The floor: what it costs to deliver the same frames without any world. A bare broadcast (floor_server.ts) sends as
 * many frames of the same mean size to as many connections of the same generator, twice: while the players' inputs
 * come in as they did for Weald, and without them.
 */
import { THREAD_ENVIRONMENT } from "../../../admin/supervisor/parts.ts";
import { Child, denoRun } from "./child.ts";
import type { PopulationOptions } from "./generator/population.ts";
import { GeneratorProcess, sleep } from "./generator_process.ts";
import { rounded } from "./numbers.ts";
import type { LoadOptions } from "./options.ts";
import { coresBetween, readProcessorTime } from "./processor_time.ts";
import type { FloorResult, LoadResult } from "./result.ts";
import type { Progress } from "./load_run.ts";

const FLOOR_SERVER = new URL("./floor_server.ts", import.meta.url).pathname;
const SETTLE_MS = 2_000;
const SECONDS_MAX = 15;

/** Measures the floor of a run. */
export async function measureFloor(options: LoadOptions, weald: LoadResult, progress: Progress): Promise<FloorResult> {
  const framesEach = weald.framesPerSecond / weald.players;
  const bytesPerFrame = weald.bytesPerPlayerPerSecond.mean / weald.framesPerPlayerPerSecond.mean;
  progress(
    `floor: ${weald.players} players, ${framesEach.toFixed(1)} frames of ${Math.round(bytesPerFrame)} bytes each`,
  );
  // A WebSocket's header: two bytes for a payload below 126 bytes, else four.
  const payloadBytes = Math.max(1, bytesPerFrame - (bytesPerFrame > 127 ? 4 : 2));
  const bare = await broadcast(options, false, framesEach, payloadBytes);
  const withInputs = await broadcast(options, weald.inputsPerSecond > 0, framesEach, payloadBytes);
  const { serverCores, framesPerSecond } = weald;
  const wealdMicros = serverCores.total * 1e6 / framesPerSecond;
  const gatewayMicros = serverCores.gateways * 1e6 / framesPerSecond;
  return {
    framesPerSecond: Math.round(withInputs.framesPerSecond),
    bytesPerFrame: rounded(bytesPerFrame, 1),
    microsPerFrame: rounded(bare.microsPerFrame, 2),
    microsPerFrameWithInputs: rounded(withInputs.microsPerFrame, 2),
    wealdMicrosPerFrame: rounded(wealdMicros, 2),
    wealdGatewayMicrosPerFrame: rounded(gatewayMicros, 2),
    gatewayRatio: rounded(gatewayMicros / withInputs.microsPerFrame, 2),
    wholeRatio: rounded(wealdMicros / bare.microsPerFrame, 2),
  };
}

async function broadcast(
  options: LoadOptions,
  moving: boolean,
  framesEach: number,
  payloadBytes: number,
): Promise<{ framesPerSecond: number; microsPerFrame: number }> {
  const server = new Child(denoRun(FLOOR_SERVER, String(framesEach), String(payloadBytes)), {
    env: THREAD_ENVIRONMENT,
  });
  const port = Number(await server.find("the floor's port", (line) => /^listening (\d+)$/.exec(line)?.[1] ?? null));
  const population: PopulationOptions = {
    hostname: "127.0.0.1",
    port,
    connectsPerSecond: 2 * options.connectsPerSecond,
    moving,
    sayEverySeconds: 0,
    roamMetres: 10,
    readEveryMs: options.readEveryMs,
    deafPart: 0,
    play: null,
  };
  const generator = new GeneratorProcess("bare", false, population);
  try {
    await generator.add(options.players, 60_000);
    await sleep(SETTLE_MS);
    generator.measure();
    const before = readProcessorTime(server.pid);
    await sleep(Math.min(SECONDS_MAX, options.seconds) * 1000);
    const { total } = coresBetween(before, readProcessorTime(server.pid));
    const { counts, seconds } = await generator.report();
    const framesPerSecond = counts.frames / seconds;
    return { framesPerSecond, microsPerFrame: total * 1e6 / framesPerSecond };
  } finally {
    await generator.stop();
    await server.stop();
  }
}
