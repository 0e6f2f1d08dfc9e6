/** What is at stake for a settlement in a phase of an event: it does better or worse by how the phase ends. */
import { LINE, note, placed } from "../almanac/mod.ts";
import { addRow } from "../base/table.ts";
import { gainXp } from "../combat/mod.ts";
import type { CalendarEvent, Numbered } from "../content/mod.ts";
import { dropRow } from "../items/mod.ts";
import type { WorldOutput } from "../output.ts";
import { bodyOf } from "../roster.ts";
import type { World } from "../world.ts";
import { markAll } from "./marks.ts";
import { prosperTold } from "./prosperity.ts";

/** A character had a part in a death that counts in a phase of an event. */
export function noteDefender(world: World, event: number, character: number): void {
  const { defenders } = world.almanac;
  const { columns, length } = defenders;
  for (let row = 0; row < length; row++) {
    if (columns.event[row] === event && columns.character[row] === character) return;
  }
  if (length >= defenders.rowsMax) return;
  const row = addRow(defenders);
  [defenders.columns.event[row], defenders.columns.character[row]] = [event, character];
}

/** A phase is over: its settlement does better or worse, everybody hears it, and those who fought are thanked. */
export function endStake(
  world: World,
  event: Numbered<CalendarEvent>,
  at: number,
  isWon: boolean,
  output: WorldOutput,
): void {
  const fought = takeDefenders(world, event.number);
  const stake = event.phases[at]?.stake ?? null;
  if (stake === null) return;
  const end = isWon ? stake.won : stake.lost;
  prosperTold(world, stake.settlement, end.prosperity * 100);
  note(world, isWon ? LINE.stakeWon : LINE.stakeLost, event.number, at);
  output.line(0, "notice", event.name, placed(world, end.text));
  markAll(world, "towns", "");
  markAll(world, "timeline", "");
  if (!isWon) return;
  for (const character of fought) {
    const body = bodyOf(world.roster, character);
    if (body < 0) continue;
    const session = world.entities.components.columns.session[body]!;
    if (session !== 0) output.line(session, "notice", event.name, placed(world, stake.thanks));
    if (stake.xp > 0) gainXp(world, body, stake.xp, output);
  }
}

/** Who has fought in an event's phase, by character; they are forgotten with it. */
function takeDefenders(world: World, event: number): number[] {
  const { defenders } = world.almanac;
  const taken: number[] = [];
  for (let row = defenders.length - 1; row >= 0; row--) {
    if (defenders.columns.event[row] !== event) continue;
    taken.push(defenders.columns.character[row]!);
    dropRow(defenders, row);
  }
  return taken.sort((a, b) => a - b);
}
