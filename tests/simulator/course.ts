/**
 * A course of events: what a seed makes of some people and a server. It runs in simulated time, and when something is
 * wrong it throws an error with the seed and the last events.
 */
import { Prng } from "../../world/base/prng.ts";
import { checkAcknowledged, checkBodies, checkConservation, checkOwners, forgetWhatWasLost } from "./checkers/mod.ts";
import { checkBag, checkEverything } from "./checks.ts";
import { type Leaving, makeCourseFolder, SimulatedDisk } from "./disk.ts";
import { Mind } from "./deeds.ts";
import { makePerson, type Person, Player } from "./player.ts";
import { handleThings } from "./handling.ts";
import { checkFlippedBit, checkMixture } from "./damage.ts";
import { readSavedWorld, type SavedWorld, tryReadSaved } from "./saved.ts";
import { type ServerRule, SimulatedServer } from "./server.ts";
import { SimulatedTime } from "./time.ts";

/** How long a course is. */
export interface CourseSize {
  readonly people: number;
  /** Events, each some hundred milliseconds after the one before. */
  readonly events: number;
  /** So many in view are a crowd; as the limits say if it is left out. */
  readonly crowdFrom?: number;
}

export const COURSE_SIZE: CourseSize = { people: 8, events: 120 };

/** What happened in a course, for the report: how often each kind of event, and how much time passed. */
export interface CourseReport {
  readonly seed: number;
  readonly events: Readonly<Record<string, number>>;
  /** Actions that were done, and told so: how often each. */
  readonly done: Readonly<Record<string, number>>;
  readonly simulatedSeconds: number;
  readonly ticks: number;
  /** Of the world at the end: the same seed gives the same. */
  readonly hash: string;
}

/** Events told in an error. */
const EVENTS_TOLD = 25;
const PAUSE_MS_MAX = 700;
/** Between two thoughts of a player. */
const THOUGHT_MS = 500;
/** After this long without events everybody has caught up: delays, bells and a reset. */
const QUIET_MS = 3_000;
/** Things that happen before a kill, at most; and how long writing fails. */
const STEPS_TO_KILL_MAX = 60;
const FAULT_MS_MAX = 8_000;
/** Where people begin in the land: a square of so many metres around the town. */
const LAND_METRES = 900;
/** Longer than a body lingers. */
const ABSENCE_MS = 35_000;

/** Events and how often they come, in parts of their sum. */
const WEIGHTS = {
  enter: 30,
  walk: 60,
  goTo: 12,
  say: 10,
  handle: 120,
  drop: 8,
  signInTwice: 5,
  signOut: 2,
  pauseReading: 4,
  check: 6,
  stayAway: 1,
  dropSoon: 5,
  restart: 2,
  crash: 3,
  writesFail: 2,
  flip: 2,
} as const;
type EventName = keyof typeof WEIGHTS;

/** Runs a seed's course. */
export async function runCourse(seed: number, size: CourseSize = COURSE_SIZE): Promise<CourseReport> {
  const folder = makeCourseFolder();
  const time = new SimulatedTime();
  const uninstall = time.install();
  const course = new Course(seed, size, folder, time);
  const uninstallDisk = course.disk.install();
  try {
    return await course.run();
  } catch (error) {
    const events = course.told.slice(-EVENTS_TOLD).map((event) => `\n  ${event}`).join("");
    throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}\nthe last events:${events}`, {
      cause: error,
    });
  } finally {
    uninstallDisk();
    uninstall();
    Deno.removeSync(folder, { recursive: true });
  }
}

class Course {
  readonly told: string[] = [];
  readonly #seed: number;
  readonly #size: CourseSize;
  readonly disk: SimulatedDisk;
  /** Where all of it is, and the folder in it that is served. */
  readonly #root: string;
  #folder: string;
  #folders = 0;
  readonly #time: SimulatedTime;
  readonly #prng: Prng;
  readonly #people: Person[];
  readonly #players = new Map<Person, Player>();
  readonly #counts: Partial<Record<EventName, number>> = {};
  readonly #done: Record<string, number> = {};
  /** Nobody begins anything new: what was begun comes to an end, to be looked at. */
  #isCalm = false;
  #server!: SimulatedServer;

  constructor(seed: number, size: CourseSize, folder: string, time: SimulatedTime) {
    this.#seed = seed;
    this.#size = size;
    this.#root = folder;
    this.#folder = this.#newFolder();
    this.#time = time;
    this.#prng = new Prng(seed);
    this.disk = new SimulatedDisk(this.#prng);
    this.#people = Array.from(
      { length: size.people },
      (_, number) =>
        makePerson(`Robin ${"abcdefghijklmnopqrstuvwxyz".at(number % 26)!.repeat(2 + Math.floor(number / 26))}`),
    );
  }

  async run(): Promise<CourseReport> {
    const time = this.#time;
    this.#server = await SimulatedServer.start(time, this.#prng, this.#folder, this.#rule());
    for (let event = 0; event < this.#size.events; event++) {
      await this.#event(this.#choose());
      await time.pass(this.#prng.below(PAUSE_MS_MAX));
    }
    // Then calm: everything must come to rest.
    this.#writesWork();
    await this.#event("check");
    await this.#event("restart");
    await this.#event("check");
    const { tick } = this.#server.gateway;
    await this.#server.stop();
    const { hash } = this.#readSaved();
    const simulatedSeconds = Math.round(time.nowMs / 1000);
    return { seed: this.#seed, events: this.#counts, done: this.#done, simulatedSeconds, ticks: tick, hash };
  }

  /** In every other course people begin in the town, where there is trade; in the others in the land, among creatures. */
  #rule(): ServerRule {
    const { crowdFrom } = this.#size;
    if (crowdFrom !== undefined) return { newcomers: "town", crowdFrom };
    return this.#seed % 2 === 0 ? { newcomers: "town" } : { newcomers: "anywhere", newcomersMetres: LAND_METRES };
  }

  #choose(): EventName {
    const names = Object.keys(WEIGHTS) as EventName[];
    let left = this.#prng.below(names.reduce((sum, name) => sum + WEIGHTS[name], 0));
    return names.find((name) => (left -= WEIGHTS[name]) < 0)!;
  }

  #tell(text: string): void {
    this.told.push(`${(this.#time.nowMs / 1000).toFixed(3)} s, tick ${this.#server.gateway.tick}: ${text}`);
  }

  async #event(name: EventName): Promise<void> {
    this.#counts[name] = (this.#counts[name] ?? 0) + 1;
    const person = this.#people[this.#prng.below(this.#people.length)]!;
    const player = this.#players.get(person) ?? null;
    const isPlaying = player !== null && player.state === "playing";
    switch (name) {
      case "enter":
        if (player === null || player.state === "closed") this.#enter(person);
        return;
      case "walk":
        if (isPlaying) player.walk(this.#prng.below(256), this.#prng.below(37));
        return;
      case "goTo": {
        const own = isPlaying ? player.replica.entities.get(player.entity) : undefined;
        if (own === undefined) return;
        const metres = () => this.#prng.below(121) - 60;
        player!.goTo(Math.max(1, own.x / 256 + metres()), Math.max(1, own.y / 256 + metres()));
        return;
      }
      case "say":
        if (isPlaying) player.send({ type: "say", text: `It is ${Math.round(this.#time.nowMs)}.` });
        return;
      case "handle":
        if (isPlaying) handleThings(player, this.#prng, this.#players.values());
        return;
      case "drop":
        if (player === null || player.state === "closed") return;
        this.#tell(`${person.name} loses the connection`);
        return player.drop();
      case "signInTwice":
        if (isPlaying) await this.#signInTwice(person, player);
        return;
      case "signOut":
        if (isPlaying) await this.#signOut(person, player);
        return;
      case "pauseReading":
        if (isPlaying) this.#pauseReading(person, player);
        return;
      case "check":
        return await this.#check();
      case "stayAway":
        this.#tell("a long time passes");
        return await this.#time.pass(ABSENCE_MS);
      case "restart":
        return await this.#restart();
      case "crash":
        return await this.#crash();
      case "dropSoon":
        if (isPlaying) player.dropsAfter = 1 + this.#prng.below(8);
        return;
      case "writesFail":
        return this.#writesFail();
      case "flip":
        return this.#flip();
    }
  }

  #enter(person: Person): Player {
    this.#tell(`${person.name} connects`);
    const done = (name: string) => void (this.#done[name] = (this.#done[name] ?? 0) + 1);
    const player = new Player({ time: this.#time, prng: this.#prng, server: this.#server, person, done });
    this.#players.set(person, player);
    const mind = new Mind(player, this.#prng);
    const thoughts = this.#time.after(THOUGHT_MS + this.#prng.below(THOUGHT_MS), () => {
      if (player.state === "closed") this.#time.cancel(thoughts);
      else if (player.state === "playing" && !this.#isCalm) mind.think(this.#time.nowMs);
    }, THOUGHT_MS);
    return player;
  }

  /** The same account in two windows: the newer one stays. */
  async #signInTwice(person: Person, earlier: Player): Promise<void> {
    this.#tell(`${person.name} signs in a second time`);
    // The earlier one is to hear why it ends.
    earlier.dropsAfter = Infinity;
    const player = this.#enter(person);
    await this.#time.until(
      `${person.name} to be in twice`,
      () => player.state !== "connecting" && earlier.state === "closed",
    );
    if (earlier.closedBecause !== "replaced" || player.state !== "playing") {
      throw new Error(`${person.name} in two windows: ${earlier.closedBecause || earlier.state} and ${player.state}`);
    }
  }

  /** Signing out forgets the token: whoever comes back is somebody new. */
  async #signOut(person: Person, player: Player): Promise<void> {
    this.#tell(`${person.name} signs out`);
    player.send({ type: "signOut" });
    await this.#time.until(`${person.name} to be out`, () => player.state === "closed");
    this.#players.delete(person);
    const at = this.#people.indexOf(person);
    this.#people[at] = makePerson(`${person.name}x`);
  }

  #pauseReading(person: Person, player: Player): void {
    const ms = this.#prng.below(6_000);
    this.#tell(`${person.name} reads nothing for ${ms} ms`);
    player.pause();
    this.#time.after(ms, () => player.resume());
  }

  async #check(): Promise<void> {
    this.#tell("everything is checked");
    for (const player of this.#players.values()) if (player.state !== "closed") player.resume();
    this.#isCalm = true;
    await this.#time.pass(QUIET_MS);
    await checkEverything(this.#server, [...this.#players.values()]);
    this.#isCalm = false;
  }

  async #restart(): Promise<void> {
    this.#tell("the server stops and starts again");
    this.#writesWork();
    for (const player of this.#players.values()) if (player.state !== "closed") player.resume();
    // What was done by now has been told; what is told is what is saved.
    this.#isCalm = true;
    await this.#time.pass(QUIET_MS);
    const playing = [...this.#players.values()].filter((player) => player.state === "playing");
    for (const player of playing) player.takeAll();
    await this.#server.stop();
    const { world, tick } = this.#readSaved();
    for (const player of playing) checkBag(player, world);
    for (const person of this.#people) {
      if (person.character !== 0 && !world.roster.rowOf.has(person.character) && this.#wasIn(person)) {
        throw new Error(`character ${person.character} of ${person.name} is not in the saved world`);
      }
    }
    this.#isCalm = false;
    await this.#startAgain(tick);
  }

  /** A kill between any two things that happen; what the disk leaves is another folder from then on. */
  async #crash(): Promise<void> {
    const leaving: Leaving = (["all", "all", "torn", "lied"] as const)[this.#prng.below(4)]!;
    await this.#time.steps(this.#prng.below(STEPS_TO_KILL_MAX));
    this.#tell(`the server is killed and starts again (the disk: ${leaving})`);
    await this.#kill(this.#server, leaving);
    if (this.#prng.below(3) === 0) {
      this.#tell("it is killed once more while it starts");
      const steps = this.#prng.below(STEPS_TO_KILL_MAX);
      await this.#kill(
        await SimulatedServer.startAndKill(this.#time, this.#prng, this.#folder, steps, this.#rule()),
        "all",
      );
    }
    await this.#startAgain(this.#lastSavedTick(leaving === "lied"));
  }

  async #kill(server: SimulatedServer, leaving: Leaving): Promise<void> {
    const [from, to] = [this.#folder, this.#newFolder()];
    for (const player of this.#players.values()) player.abandon();
    this.#players.clear();
    await server.crash(() => {
      this.disk.fault = null;
      if (this.disk.crash(from, to, leaving) && !checkMixture(to)) {
        this.#tell("what is left of two times is refused, and a copy put in its place");
        Deno.removeSync(to, { recursive: true });
        this.disk.crash(from, to, "all");
      }
    });
    Deno.removeSync(from, { recursive: true });
    this.#folder = to;
  }

  /** The tick that was saved; null if there is nothing yet. Everything that must hold of it is checked. */
  #lastSavedTick(hasLied: boolean): number | null {
    const read = tryReadSaved(this.#folder, ({ database }, world) => {
      if (hasLied) forgetWhatWasLost(database, this.#people);
      this.#checkSaved(database, world);
    });
    if (!read.ok) throw new Error(`the saved world is refused: ${read.message}`);
    if (read.saved !== null) return read.saved.tick;
    const told = this.#people.find(({ done }) => done.length > 0);
    if (told !== undefined && !hasLied) throw new Error(`${told.name} was told of actions, and no world is saved`);
    for (const person of this.#people) Object.assign(person, makePerson(`${person.name}y`));
    return null;
  }

  #readSaved(): SavedWorld {
    return readSavedWorld(this.#folder, ({ database }, world) => this.#checkSaved(database, world));
  }

  #checkSaved(database: Parameters<typeof checkAcknowledged>[0], world: SavedWorld["world"]): void {
    checkConservation(world, database);
    checkOwners(world);
    checkBodies(world);
    checkAcknowledged(database, this.#people);
  }

  /** The disk takes nothing for some seconds. */
  #writesFail(): void {
    const fault = this.#prng.below(2) === 0 ? "full" : "io";
    const ms = this.#prng.below(FAULT_MS_MAX);
    this.#tell(`writing fails for ${ms} ms (${fault})`);
    this.disk.fault = fault;
    this.#server.tolerates = true;
    this.#time.after(ms, () => this.#writesWork());
  }

  #writesWork(): void {
    this.disk.fault = null;
  }

  /** A bit flips in a copy of what is on the disk. */
  #flip(): void {
    const { fault } = this.disk;
    this.disk.fault = null;
    checkFlippedBit(this.disk, this.#folder, this.#newFolder(), this.#newFolder());
    this.disk.fault = fault;
  }

  async #startAgain(tick: number | null): Promise<void> {
    for (const player of this.#players.values()) player.abandon();
    this.#players.clear();
    this.#server = await SimulatedServer.start(this.#time, this.#prng, this.#folder, this.#rule());
    const { ready } = this.#server;
    if (tick === null ? !ready.fresh : ready.tick !== tick || ready.fresh) {
      throw new Error(`the world starts at tick ${ready.tick} (new: ${ready.fresh}), wanted ${tick}, which was saved`);
    }
    // Everybody who was promised an account has it: their tokens work, and a refusal throws.
    for (const person of this.#people) if (person.token !== "") this.#enter(person);
    await this.#time.pass(QUIET_MS);
  }

  #newFolder(): string {
    return `${this.#root}/${++this.#folders}`;
  }

  #wasIn(person: Person): boolean {
    return (this.#players.get(person)?.entity ?? 0) !== 0;
  }
}
