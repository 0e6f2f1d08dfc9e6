/**
 * The client in Python, written from docs/protocol.md alone, in a real world: what it reports of another player, who
 * walks, speaks and leaves, is what that player did; and the other player sees of it what it reports of itself.
 */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { startWeald, withFolder } from "../command_line/weald_process.ts";
import { JsonPlayer } from "../executable/_json_player.ts";

const PYTHON = "/usr/bin/python3";
const FOLDER = fileURLToPath(new URL("./python/", import.meta.url));
const ENVIRONMENT = { PYTHONDONTWRITEBYTECODE: "1" };
const WALK = 16;
const SIDE_METRES = 3;

const lacking = await findLacking();
if (lacking !== null) console.log(`skipped: ${lacking}`);

/** Why the client cannot run here, or null. */
async function findLacking(): Promise<string | null> {
  try {
    const command = new Deno.Command(PYTHON, { args: ["-c", "import msgpack, websockets"], stderr: "piped" });
    if ((await command.output()).success) return null;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return "Debian's python3-websockets and python3-msgpack are not installed";
}

interface Seen {
  readonly kind: string;
  readonly name: string;
  readonly at: readonly [number, number];
  readonly speed: number;
  readonly arrivals: number;
  readonly motions: number;
  readonly departures: number;
}

interface Report {
  readonly event: "report";
  readonly name: string;
  readonly entity: number;
  readonly corners: readonly (readonly [number, number])[];
  readonly seen: Readonly<Record<string, Seen>>;
  readonly heard: readonly { readonly name: string; readonly text: string }[];
  readonly resumed: {
    readonly entity: number;
    readonly name: string;
    readonly before: unknown;
    readonly after: unknown;
  };
  readonly inView: readonly number[];
  readonly roundTripMs: number;
  readonly closed: readonly [number, string];
}

/** The program, and the lines it has told so far. */
class Program {
  readonly lines: ({ readonly event: string; readonly [field: string]: unknown } | Report)[] = [];
  readonly ended: Promise<{ readonly code: number; readonly errors: string }>;
  #onLine = () => {};
  #over = false;

  constructor(args: readonly string[]) {
    const child = new Deno.Command(PYTHON, {
      args: ["walk_square.py", "--json", ...args],
      cwd: FOLDER,
      env: ENVIRONMENT,
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const errors = new Response(child.stderr).text();
    this.ended = this.#read(child.stdout).then(async () => ({
      code: (await child.status).code,
      errors: await errors,
    }));
  }

  /** The first line that fits. */
  async line(what: string, fits: (line: Program["lines"][number]) => boolean): Promise<Program["lines"][number]> {
    for (;;) {
      const found = this.lines.find(fits);
      if (found !== undefined) return found;
      if (this.#over) throw new Error(`wait for ${what}: it ended: ${JSON.stringify([this.lines, await this.ended])}`);
      await new Promise<void>((resolve) => this.#onLine = resolve);
    }
  }

  async #read(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    let rest = "";
    for await (const chunk of stream.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop()!;
      this.lines.push(...lines.map((line) => JSON.parse(line)));
      this.#onLine();
    }
    this.#over = true;
    this.#onLine();
  }
}

/** Walks a little, in whichever direction is free, and stands. */
async function walkABit(player: JsonPlayer): Promise<readonly [number, number]> {
  const { entity } = player.entered;
  const { x, y } = player.seen.get(entity)!;
  const gone = () => Math.hypot(player.seen.get(entity)!.x - x, player.seen.get(entity)!.y - y) > 0.2;
  for (let heading = 0; !gone() && heading < 1024; heading += 64) {
    player.walk(heading & 255, WALK);
    const { tick } = player;
    await player.until("some steps", () => player.tick >= tick + 10);
    player.walk(heading & 255, 0);
    const { tick: stoppedAt } = player;
    await player.until("standing", () => player.tick >= stoppedAt + 6 && player.seen.get(entity)!.speed === 0);
  }
  ok(gone(), "a direction is free");
  const stands = player.seen.get(entity)!;
  return [stands.x, stands.y];
}

Deno.test({
  name: "python client: reads and writes the frozen samples of the wire",
  ignore: lacking !== null,
  async fn() {
    const args = ["-m", "unittest", "-v", "test_wire"];
    const { success, stderr } = await new Deno.Command(PYTHON, { args, cwd: FOLDER, env: ENVIRONMENT }).output();
    ok(success, new TextDecoder().decode(stderr));
    ok(/Ran 1 test/.test(new TextDecoder().decode(stderr)));
  },
});

Deno.test({
  name: "python client: walks a square, sees another player come, walk, speak and leave, and comes back by its token",
  ignore: lacking !== null,
  fn: () =>
    withFolder(async (folder) => {
      const server = await startWeald(["--data", folder]);
      try {
        await playAlong(server.url);
      } finally {
        await server.stop();
      }
    }),
});

async function playAlong(url: string): Promise<void> {
  const bea = await JsonPlayer.enter(url, { mode: "guest", name: "Bea" });
  const program = new Program([
    ...["--url", `${url.replace("http:", "ws:")}/play`, "--name", "Ada"],
    ...["--side", String(SIDE_METRES), "--wait-for", "Bea"],
  ]);
  const { entity: ada } = await program.line("Ada to enter", ({ event }) => event === "entered") as { entity: number };
  await bea.until("Ada in view", () => bea.seen.has(ada));
  bea.say("Good day, Ada!");
  const beaAt = await walkABit(bea);
  await program.line("the last side", (line) => line.event === "walked" && "to" in line && line.to === "north");
  await bea.until("Ada standing", () => bea.seen.get(ada)!.speed === 0);
  const adaSeen = bea.seen.get(ada)!;
  await bea.signOut();

  const { code, errors } = await program.ended;
  equal(code, 0, errors);
  const report = program.lines.at(-1) as Report;
  equal(report.event, "report");
  equal(report.name, "Ada");

  const seenBea = report.seen[bea.entered.entity]!;
  deepEqual([seenBea.kind, seenBea.name, seenBea.at, seenBea.speed], ["player", "Bea", [...beaAt], 0]);
  ok(seenBea.arrivals === 1 && seenBea.motions >= 2 && seenBea.departures === 1, JSON.stringify(seenBea));
  ok(report.heard.some(({ name, text }) => name === "Bea" && text === "Good day, Ada!"), "Ada heard Bea");
  ok(bea.heard.some(({ entity, text }) => entity === ada && text === "Good day to everyone!"), "Bea heard Ada");

  deepEqual(report.corners.at(-1), [adaSeen.x, adaSeen.y], "both see Ada at the same place");
  const sides = report.corners.slice(1).map(([x, y], at) =>
    Math.hypot(x - report.corners[at]![0], y - report.corners[at]![1])
  );
  // A wall may end a side sooner; never is one longer, and rounding takes at most 1/256 m a tick.
  // On a road one is an eighth quicker, and it walks a little further before it hears where it is.
  ok(sides.every((side) => side <= SIDE_METRES * 9 / 8 + 0.2), `sides of ${sides}`);
  ok(sides.some((side) => side > SIDE_METRES - 0.3), `sides of ${sides}`);

  const { resumed } = report;
  deepEqual([resumed.entity, resumed.name, resumed.after], [ada, "Ada", resumed.before]);
  ok(report.inView.includes(ada) && !report.inView.includes(bea.entered.entity));
  deepEqual(report.closed, [4011, "Signed out. See you again."]);
  ok(report.roundTripMs >= 0);
  await tellShortly(url);
}

/** Without --json the report is a few lines that somebody reads: of each kind how many, the round trip, how it ended. */
async function tellShortly(url: string): Promise<void> {
  const args = ["walk_square.py", "--url", `${url.replace("http:", "ws:")}/play`, "--name", "Cleo", "--side", "1"];
  const { success, stdout, stderr } = await new Deno.Command(PYTHON, { args, cwd: FOLDER, env: ENVIRONMENT }).output();
  ok(success, new TextDecoder().decode(stderr));
  const lines = new TextDecoder().decode(stdout).trimEnd().split("\n").slice(-4);
  match(lines[0]!, /^saw +(\d+ \w+, )*\d+ player(, \d+ \w+)*$/);
  match(lines[1]!, /^heard +\d+ words$/);
  match(lines[2]!, /^round trip +\d+ ms$/);
  equal(lines[3], "ended       4011: Signed out. See you again.");
}
