/** Replay: stands the world up at a checkpoint of the past, steps it through the journal, and compares as it goes. */
import type { Look } from "../../persistence/mod.ts";
import {
  CheckpointKeeper,
  type CheckpointPage,
  hashWorld,
  type JournalEntry,
  loadWorld,
  makeTerrain,
  readEntries,
  replayEntry,
  RULES_VERSION,
  SILENT_OUTPUT,
  stepWorld,
  TERRAIN_VERSION,
  type World,
} from "../../world/mod.ts";

/** What a replay came to. */
export interface ReplayReport {
  readonly world: World;
  readonly fromTick: number;
  readonly toTick: number;
  readonly commands: number;
  /** Hashes of whole states, and pulses, that were compared and the same. */
  readonly states: number;
  readonly pulses: number;
}

/** The report, or what is wrong as a sentence. */
export type ReplayResult =
  | { readonly ok: true; readonly report: ReplayReport }
  | { readonly ok: false; readonly message: string };

/** Replays from the newest checkpoint at or before `from` up to `to`, or to the end of the journal. */
export function replayFile(look: Look, from: number, to: number): ReplayResult {
  const wrong = (message: string): ReplayResult => ({ ok: false, message });
  const newest = look.newest();
  if (newest === null) return wrong("Nothing was saved yet.");
  const checkpoints = [...look.kept().filter(({ tick }) => tick !== newest.tick), newest];
  const start = checkpoints.findLast(({ tick }) => tick <= from);
  if (start === undefined) return wrong(`The past that is kept begins at tick ${checkpoints[0]!.tick}.`);
  if (to < start.tick) return wrong(`Tick ${to} is before tick ${start.tick}, where this would begin.`);
  const pagesOf = (tick: number) => tick === newest.tick ? look.newestPages() : look.keptPages(tick);
  if (start.rules !== 0 && start.rules !== RULES_VERSION) return wrong(otherRules(start.tick, start.rules));
  const loaded = loadWorld(pagesOf(start.tick), makeTerrain);
  if (loaded.type === "refused") return wrong(loaded.message);
  const { world } = loaded;
  const ahead = checkpoints.filter(({ tick }) => tick >= start.tick && tick <= to);
  const counts = { commands: 0, states: 0, pulses: 0 };
  const stepTo = (tick: number) => {
    while (world.tick < tick) stepWorld(world, [], SILENT_OUTPUT);
  };
  // A checkpoint that was made between a start and its first tick has the same tick as the one before the start.
  const compare = (mayBeLater: boolean): string => {
    const { tick, hash, rules } = ahead[0]!;
    stepTo(tick);
    const isSame = rules !== RULES_VERSION || hashWorld(world) === hash;
    if (!isSame && mayBeLater) return "";
    ahead.shift();
    if (isSame) counts.states++;
    return isSame ? "" : difference(world, pagesOf(tick));
  };
  const follow = (entry: JournalEntry): string => {
    while (ahead.length > 0 && (ahead[0]!.tick < entry.tick || (entry.restarted && ahead[0]!.tick === entry.tick))) {
      const left = ahead.length;
      const problem = compare(ahead[0]!.tick === entry.tick);
      if (problem !== "") return problem;
      if (ahead.length === left) break;
    }
    if (entry.tick > world.tick) {
      counts.commands += entry.commands.length;
      if (entry.pulse !== "") counts.pulses++;
    }
    let other = "";
    const otherTrace = (tick: number, where: string) => {
      if (other === "") other = `The first difference is at tick ${tick}, ${where}.`;
    };
    const replayed = replayEntry(world, entry, { otherTrace });
    if (other !== "") return other;
    return replayed.type === "same" ? "" : `The first difference: ${replayed.message}.`;
  };
  for (const read of look.journal(start.tick)) {
    if (read.type === "damaged") return wrong(`The journal cannot be read to its end: ${read.message}.`);
    const { rules, terrain, firstTick, bytes } = read.row;
    if (firstTick > to) break;
    if (rules !== RULES_VERSION || terrain !== TERRAIN_VERSION) return wrong(otherRules(firstTick, rules));
    for (const entry of readEntries(bytes)) {
      if (entry.tick > to) break;
      const problem = follow(entry);
      if (problem !== "") return wrong(problem);
    }
  }
  while (ahead.length > 0) {
    const problem = compare(false);
    if (problem !== "") return wrong(problem);
  }
  if (to !== Number.MAX_SAFE_INTEGER) stepTo(to);
  return { ok: true, report: { world, fromTick: start.tick, toTick: world.tick, ...counts } };
}

function otherRules(tick: number, rules: number): string {
  return `From tick ${tick} on it was made by rules version ${rules}, and this program has ${RULES_VERSION}: ` +
    `replay it with the Weald that made it.`;
}

/** Where a world differs from the pages that were saved of it. */
function difference(world: World, pages: readonly CheckpointPage[]): string {
  const saved = new Map(pages.map((page) => [`${page.section}, page ${page.page}`, page.bytes]));
  const differs = new CheckpointKeeper().capture(world).filter(({ section, page, bytes }) => {
    const there = saved.get(`${section}, page ${page}`) ?? new Uint8Array();
    return bytes.some((byte, at) => byte !== (there[at] ?? 0));
  });
  const names = [...new Set(differs.map(({ section }) => section))].slice(0, 8).join(", ");
  return `The first difference: the state of tick ${world.tick} is not the one that was saved, in ${names}.`;
}
