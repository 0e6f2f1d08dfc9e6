/** Tasks for everybody: begun when their conditions hold, done by what all do together, and they change the world. */
import { addRow } from "../base/table.ts";
import {
  allHoldInWorld,
  goalCount,
  LINE,
  note,
  placed,
  prosper,
  setFlag,
  setGoal,
  shareRow,
  TASK_STATE,
  taskRow,
} from "../almanac/mod.ts";
import { gainXp } from "../combat/mod.ts";
import type { Numbered, WorldDeed, WorldQuest } from "../content/mod.ts";
import { fitsBag, supply } from "../items/mod.ts";
import { characterAccount } from "../ledger/mod.ts";
import { markOwn } from "../own_marks.ts";
import type { WorldOutput } from "../output.ts";
import { regionAt, settlementsOf } from "../places/mod.ts";
import { bodyOf } from "../roster.ts";
import type { World } from "../world.ts";
import { markAll } from "./marks.ts";

/** Begins, ends and begins anew what is due. */
export function followTasks(world: World, output: WorldOutput): void {
  for (const task of world.content.worldQuests.all) {
    const row = taskRow(world, task.number);
    const { columns } = world.almanac.tasks;
    const days = row < 0 ? 0 : (world.tick - columns.sinceTick[row]!) / world.facts.dayTicks;
    const state = row < 0 ? TASK_STATE.waiting : columns.state[row]!;
    if (state === TASK_STATE.waiting) {
      if (allHoldInWorld(world, task.when)) begin(world, task, output);
    } else if (state === TASK_STATE.running) {
      if (task.limitDays > 0 && days >= task.limitDays) fail(world, task, output);
    } else if (task.againDays > 0 && days >= task.againDays) beginAnew(world, task, output);
  }
}

function setState(world: World, task: Numbered<WorldQuest>, state: number): void {
  const { tasks } = world.almanac;
  let row = taskRow(world, task.number);
  if (row < 0) {
    if (tasks.length >= tasks.rowsMax) return;
    row = addRow(tasks);
    tasks.columns.task[row] = task.number;
  }
  tasks.columns.state[row] = state;
  tasks.columns.sinceTick[row] = world.tick;
  markAll(world, "tasks", String(task.number));
  markAll(world, "timeline", "");
}

function begin(world: World, task: Numbered<WorldQuest>, output: WorldOutput): void {
  const isFromTheStart = task.when.length === 0 && taskRow(world, task.number) < 0;
  setState(world, task, TASK_STATE.running);
  // What is there from the beginning is no news.
  if (isFromTheStart) return;
  note(world, LINE.taskBegun, task.number);
  output.line(0, "notice", task.name, placed(world, task.text));
}

/** Begins again: what was done for it before is forgotten, as far as it was paid. */
function beginAnew(world: World, task: Numbered<WorldQuest>, output: WorldOutput): void {
  const { columns, length } = world.almanac.shares;
  for (let row = 0; row < length; row++) {
    if (columns.task[row] === task.number && columns.paid[row] === 1) [columns.amount[row], columns.paid[row]] = [0, 0];
  }
  task.goals.forEach((_, goal) => setGoal(world, task.number, goal, 0));
  for (const deed of [...task.done.does, ...task.failed?.does ?? []]) {
    setFlag(world, deed.flag, !deed.on);
  }
  begin(world, task, output);
}

/** Somebody did so much for a goal of a task that is under way. */
export function aidTask(
  world: World,
  character: number,
  task: Numbered<WorldQuest>,
  goal: number,
  amount: number,
  output: WorldOutput,
): void {
  const row = taskRow(world, task.number);
  const wanted = task.goals[goal]?.count ?? 0;
  if (row < 0 || world.almanac.tasks.columns.state[row] !== TASK_STATE.running || wanted === 0) return;
  const before = goalCount(world, task.number, goal);
  const counted = Math.min(amount, wanted - before);
  if (counted <= 0) return;
  setGoal(world, task.number, goal, before + counted);
  addShare(world, character, task.number, counted);
  const body = bodyOf(world.roster, character);
  if (body >= 0) markOwn(world, body, "tasks", String(task.number));
  const isDone = task.goals.every(({ count }, at) => goalCount(world, task.number, at) >= count);
  if (isDone) finish(world, task, output);
}

function addShare(world: World, character: number, task: number, amount: number): void {
  const { shares } = world.almanac;
  let row = shareRow(world, task, character);
  if (row < 0) {
    if (shares.length >= shares.rowsMax) return;
    row = addRow(shares);
    shares.columns.task[row] = task;
    shares.columns.character[row] = character;
  }
  shares.columns.amount[row] = Math.min(0xffff_ffff, shares.columns.amount[row]! + amount);
  shares.columns.paid[row] = 0;
}

function finish(world: World, task: Numbered<WorldQuest>, output: WorldOutput): void {
  setState(world, task, TASK_STATE.done);
  note(world, LINE.taskDone, task.number);
  output.line(0, "notice", task.name, placed(world, task.done.text));
  change(world, task, task.done);
}

function fail(world: World, task: Numbered<WorldQuest>, output: WorldOutput): void {
  setState(world, task, TASK_STATE.failed);
  note(world, LINE.taskFailed, task.number);
  if (task.failed === null) return;
  output.line(0, "notice", task.name, placed(world, task.failed.text));
  change(world, task, task.failed);
}

/** What the end of a task changes: marks, and how the towns of its region do. */
function change(
  world: World,
  task: WorldQuest,
  { does, prosperity }: { readonly does: readonly WorldDeed[]; readonly prosperity: number },
): void {
  for (const deed of does) setFlag(world, deed.flag, deed.on);
  const region = task.region === null ? 0 : world.content.regions.byId.get(task.region)?.number ?? 0;
  settlementsOf(world).forEach(({ x, y }, town) => {
    if (region === 0 || regionAt(world, x, y) === region) prosper(world, town, prosperity * 100);
  });
  markAll(world, "towns", "");
}

/** Who is on and had a part in a task that is done has its reward, once, when there is room for it. */
export function payShares(world: World, output: WorldOutput): void {
  const { columns, length } = world.almanac.shares;
  for (let row = 0; row < length; row++) {
    if (columns.paid[row] === 1 || columns.amount[row] === 0) continue;
    const task = world.content.worldQuests.byNumber[columns.task[row]!];
    const at = taskRow(world, columns.task[row]!);
    if (task === undefined || at < 0 || world.almanac.tasks.columns.state[at] !== TASK_STATE.done) continue;
    const character = columns.character[row]!;
    const body = bodyOf(world.roster, character);
    if (body < 0) continue;
    const { reward } = task;
    const things = reward.items.map(({ item, count }) => ({
      ...{ what: world.content.items.byId.get(item)!.number, amount: count },
    }));
    if (!fitsBag(world, character, things)) continue;
    columns.paid[row] = 1;
    const common = { from: "quest", to: characterAccount(character), why: "quest reward", actor: character } as const;
    for (const { what, amount } of things) supply(world, { ...common, kind: what, amount });
    if (reward.coins > 0) supply(world, { ...common, kind: 1, amount: reward.coins });
    if (reward.xp > 0) gainXp(world, body, reward.xp, output);
    const session = world.entities.components.columns.session[body]!;
    if (session !== 0) output.line(session, "notice", task.name, "You had a part in it. Here is your share.");
  }
}
