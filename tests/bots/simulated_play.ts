/** Bots on a whole server in simulated time, through the SDK: hours of play in minutes. */
import { fileURLToPath } from "node:url";
import { Prng } from "../../world/base/prng.ts";
import { indexOf } from "../../world/entities.ts";
import { repairAt } from "../../world/items/mod.ts";
import type { World } from "../../world/mod.ts";
import { setHealth } from "../../world/vitals.ts";
import { makeCatalog } from "../../world/content/catalog.ts";
import { NO_NUMBERS, numbersOf, recipeOf } from "../../world/content/mod.ts";
import { swimmingOn } from "../../world/footing.ts";
import type { Terrain } from "../../world/terrain/types.ts";
import { connect, type SocketLike, type WealdClient } from "../../net/client/sdk/mod.ts";
import { SIMULATED, SimulatedServer } from "../simulator/server.ts";
import { sharedTerrain } from "../simulator/saved.ts";
import { SimulatedTime } from "../simulator/time.ts";
import { defaultPack } from "../world/_pack.ts";
import { QuestBot } from "./quest_bot.ts";
import { beginAt } from "./midlife.ts";
import { type BotReport, endLevel } from "./report.ts";

/** Who plays, and for how long. */
export interface PlayOptions {
  readonly classes: readonly string[];
  /** Simulated minutes. */
  readonly minutes: number;
  /** All have reached this: it is over. */
  readonly level: number;
  /** The level at which each begins, in the order of the classes; at 1, as who is not named, as newcomers. */
  readonly from?: readonly number[];
  readonly seed: number;
  /** Told what happens, and at which simulated second to whom. */
  readonly log: (text: string, seconds: number, who: string) => void;
}

/** Milliseconds between two thoughts of a bot, and of the connection each way. */
const THOUGHT_MS = 200;
const DELAY_MS = 20;

/** Lets bots play, one of each class. */
export async function play({ classes, minutes, level, from = [], seed, log }: PlayOptions): Promise<BotReport[]> {
  const folder = Deno.makeTempDirSync({ prefix: "weald-bots-" });
  const time = new SimulatedTime();
  const uninstall = time.install();
  try {
    let world: World | null = null;
    const server = await SimulatedServer.start(time, new Prng(seed), folder, {
      onWorld: (made) => void (world = made),
    });
    const pack = defaultPack();
    const numbers = numbersOf(pack, NO_NUMBERS);
    const catalog = makeCatalog(pack, numbers);
    const terrain = sharedTerrain(SIMULATED.seed, recipeOf(pack, NO_NUMBERS));
    const bots: { readonly bot: QuestBot; readonly client: WealdClient }[] = [];
    for (const [at, classId] of classes.entries()) {
      const name = `${NAMES[at % NAMES.length]}`;
      const client = await enter(server, time, terrain, name);
      const tell = (text: string) => log(text, Math.floor(time.nowMs / 1000), `${name} (${classId})`);
      const bot = new QuestBot(client, terrain, catalog, pack, { name, classId, log: tell });
      bots.push({ bot, client });
    }
    for (const [at, { bot, client }] of bots.entries()) {
      const level = from[at] ?? 1;
      if (level > 1) await beginLater(world!, time, client, classes[at]!, level);
      bot.begin(level, time.nowMs / 1000);
    }
    const end = time.nowMs + minutes * 60_000;
    while (time.nowMs < end && bots.some(({ bot }) => bot.report.level < level)) {
      await time.pass(THOUGHT_MS);
      for (const { bot, client } of bots) {
        client.update();
        bot.step(time.nowMs / 1000);
      }
    }
    const reports = bots.map(({ bot }) => bot.report);
    for (const report of reports) endLevel(report, time.nowMs / 1000);
    for (const { client } of bots) client.close();
    await time.pass(1000);
    await server.stop();
    return reports;
  } finally {
    uninstall();
    Deno.removeSync(folder, { recursive: true });
  }
}

/** Puts somebody in the middle of its life. */
async function beginLater(
  world: World,
  time: SimulatedTime,
  client: WealdClient,
  classId: string,
  level: number,
): Promise<void> {
  const own = world.content.classes.byId.get(classId)!;
  void client.act("chooseClass", { class: own.number });
  // Where its first quest is given is known when the land is settled.
  await time.until("people to be there", () => world.spawns.settled.columns.steps[0] === 0);
  await time.until("the class to be chosen", () => (client.own.vitals.get("self")?.class ?? 0) !== 0);
  const index = indexOf(client.ownId);
  beginAt(world, index, own, level);
  await time.pass(8000);
  void client.act("revive", {});
  await time.pass(3000);
  setHealth(world, index, world.entities.components.columns.healthMax[index]!);
  repairAt(world, world.entities.components.columns.character[index]!, 0);
}

const NAMES = ["Alder", "Briar", "Cress", "Dunlin", "Elder", "Furze", "Gorse", "Heron"] as const;

async function enter(
  server: SimulatedServer,
  time: SimulatedTime,
  terrain: Terrain,
  name: string,
): Promise<WealdClient> {
  const swimming = swimmingOn(terrain);
  const client = connect({
    ...{ url: "ws://simulated/play", client: "bot", makeFooting: () => swimming },
    runtime: {
      openSocket: () => openSocket(server, time),
      now: () => time.nowMs,
      later: (ms, run) => {
        const order = time.after(ms, run);
        return () => time.cancel(order);
      },
      chance: () => 0.5,
    },
  });
  client.on("state", (state) => {
    if (state.name === "signing in" && !state.waiting) client.signIn({ mode: "guest", name });
  });
  await time.until(`${name} to be in the world`, () => client.state.name === "playing");
  return client;
}

/** A socket of the SDK on a connection in memory. */
function openSocket(server: SimulatedServer, time: SimulatedTime): SocketLike {
  const peer = server.connect("192.0.2.7");
  const socket: SocketLike = {
    ...{ binaryType: "", onopen: null, onmessage: null, onclose: null, onerror: null },
    send: (data) => {
      const bytes = data.slice();
      time.after(DELAY_MS, () => peer.send(bytes));
    },
    close: () => peer.close(1000),
  };
  peer.onMessage = (message) => {
    if (typeof message === "string") return;
    // A copy of its own: what comes is a piece of memory that others use, too.
    const data = Uint8Array.from(message).buffer;
    time.after(DELAY_MS, () => socket.onmessage?.({ data }));
  };
  peer.onClosed = (code) => void time.after(DELAY_MS, () => socket.onclose?.({ code, reason: "" }));
  time.after(DELAY_MS, () => socket.onopen?.());
  return socket;
}

/** Where this file is, for whoever starts it. */
export const PROGRAM = fileURLToPath(import.meta.url);
