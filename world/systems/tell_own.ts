/** The end of a tick: what changed of players' private state is read once and told, then what came of their actions. */
import { tellOnlookers } from "../combat/mod.ts";
import { isDead } from "../items/mod.ts";
import { ACCOUNT_KIND } from "../ledger/mod.ts";
import type { OwnChange, WorldOutput } from "../output.ts";
import { ALL_KEYS, markOwn } from "../own_marks.ts";
import { bodyOf } from "../roster.ts";
import { ONLY_KEY, TOPIC_NAMES, type TopicName } from "../topics.ts";
import type { World } from "../world.ts";
import { TOPIC_READERS } from "./topic_readers.ts";

/** Marks everything of a player's private state: who comes in is told all of it. */
export function markAllOwn(world: World, index: number): void {
  for (const topic of TOPIC_NAMES) markOwn(world, index, topic, ALL_KEYS);
}

/** Sessions that lost some of what they were told are told everything anew, with the next tick. */
export function retellOwn(world: World, sessions: readonly number[]): void {
  for (const session of sessions) {
    const index = world.sessions.get(session);
    if (index !== undefined) markAllOwn(world, index);
  }
}

/** Tells what changed in this tick, then what came of its actions: who hears "done" knows by then what that is. */
export function tellResults(world: World, output: WorldOutput): void {
  markTransfers(world);
  tellOnlookers(world);
  tellMarked(world, output);
  for (const { session, sequence, refused, held } of world.answers) {
    if (refused === null) output.done(session, sequence, held);
    else output.refusedAction(session, sequence, refused, held);
  }
  world.answers.length = 0;
}

/** Tells what is marked, and forgets the marks: bodies in the order of their indexes. */
function tellMarked(world: World, output: WorldOutput): void {
  const { ownMarks, entities } = world;
  if (ownMarks.size === 0) return;
  const { session } = entities.components.columns;
  for (const index of [...ownMarks.keys()].sort((a, b) => a - b)) {
    // Whoever left meanwhile needs to know nothing; an index that is used anew is told as what it is now.
    if (session[index] === 0) continue;
    const changes: OwnChange[] = [];
    for (const [topic, keys] of ownMarks.get(index)!) readTopic(world, index, topic, keys, changes);
    if (changes.length > 0) output.own(session[index]!, changes);
  }
  ownMarks.clear();
}

/** What changed hands in this tick changed what both sides have, whatever system it was. */
function markTransfers(world: World): void {
  for (const { fromKind, from, toKind, to, what } of world.ledger.rows) {
    markAccount(world, fromKind, from, what);
    markAccount(world, toKind, to, what);
  }
}

function markAccount(world: World, kind: number, id: number, what: number): void {
  if (kind !== ACCOUNT_KIND.character && kind !== ACCOUNT_KIND.bank && kind !== ACCOUNT_KIND.box) return;
  const index = bodyOf(world.roster, id);
  if (index < 0) return;
  if (kind === ACCOUNT_KIND.bank) return markOwn(world, index, "bank", String(what));
  if (kind === ACCOUNT_KIND.box) return markOwn(world, index, "kept", String(what));
  markOwn(world, index, "bag", String(what));
  markOwn(world, index, "bagPlaces", ONLY_KEY);
  // What the dead carry says whether they can pay for coming back.
  if (isDead(world, index)) markOwn(world, index, "death", ONLY_KEY);
  if (world.opened.vendor.has(index)) markOwn(world, index, "prices", String(what));
}

function readTopic(
  world: World,
  index: number,
  topic: TopicName,
  keys: ReadonlySet<string>,
  changes: OwnChange[],
): void {
  const reader = TOPIC_READERS[topic];
  const isWhole = keys.has(ALL_KEYS);
  if (isWhole) changes.push({ topic, key: ALL_KEYS, value: null });
  for (const key of isWhole ? reader.keys(world, index) : keys) {
    changes.push({ topic, key, value: reader.read(world, index, key) });
  }
}
