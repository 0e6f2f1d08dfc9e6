/** How tasks for everybody stand. */
import { addRow } from "../base/table.ts";
import type { World } from "../world.ts";
import { TASK_STATE } from "./state.ts";

/** The words of content for how a task stands, by the values of TASK_STATE. */
const STATES = ["waiting", "running", "done", "failed"] as const;

/** The row of a task, or -1 if it never began. */
export function taskRow({ almanac }: World, task: number): number {
  const { columns, length } = almanac.tasks;
  return columns.task.subarray(0, length).indexOf(task);
}

/** How a task stands, in the words of content. */
export function taskState(world: World, task: number): (typeof STATES)[number] {
  const row = taskRow(world, task);
  return STATES[row < 0 ? TASK_STATE.waiting : world.almanac.tasks.columns.state[row]!]!;
}

/** How far a goal of a task is. */
export function goalCount({ almanac }: World, task: number, goal: number): number {
  const { columns, length } = almanac.goals;
  for (let row = 0; row < length; row++) {
    if (columns.task[row] === task && columns.goal[row] === goal) return columns.count[row]!;
  }
  return 0;
}

/** Sets how far a goal is. */
export function setGoal({ almanac }: World, task: number, goal: number, count: number): void {
  const { goals } = almanac;
  const { columns } = goals;
  let at = 0;
  while (at < goals.length && (columns.task[at] !== task || columns.goal[at] !== goal)) at++;
  if (at === goals.length) {
    if (goals.length >= goals.rowsMax) return;
    at = addRow(goals);
    goals.columns.task[at] = task;
    goals.columns.goal[at] = goal;
  }
  goals.columns.count[at] = count;
}

/** The row of what a character did for a task, or -1. */
export function shareRow({ almanac }: World, task: number, character: number): number {
  const { columns, length } = almanac.shares;
  for (let row = 0; row < length; row++) {
    if (columns.character[row] === character && columns.task[row] === task) return row;
  }
  return -1;
}
