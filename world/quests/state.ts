/** What is remembered of quests and talks. All of it is saved. */
import { makeTable, type Table } from "../base/table.ts";

/** A character's quests: those that it has, and those that it has done. */
const QUESTS = {
  character: { column: "u32", saved: true },
  quest: { column: "u16", saved: true },
  /** Values of QUEST_STATE. */
  state: { column: "u8", saved: true },
  stage: { column: "u8", saved: true },
  sinceTick: { column: "u32", saved: true },
  /** How often it was handed in, and when it can be done again. */
  times: { column: "u16", saved: true },
  againTick: { column: "u32", saved: true },
} as const;

/** What has been done of an objective of the present stage. Things that are carried are counted where they are. */
const PROGRESS = {
  character: { column: "u32", saved: true },
  quest: { column: "u16", saved: true },
  objective: { column: "u8", saved: true },
  count: { column: "u16", saved: true },
} as const;

/** Who talks to whom, and about what: values of VIEW, with the node or the quest. */
const TALKS = {
  character: { column: "u32", saved: true },
  npc: { column: "u32", saved: true },
  view: { column: "u8", saved: true },
  about: { column: "u16", saved: true },
} as const;

/** Somebody of the content whom a character brings somewhere: a body of its own. */
const ESCORTS = {
  character: { column: "u32", saved: true },
  quest: { column: "u16", saved: true },
  objective: { column: "u8", saved: true },
  entity: { column: "u32", saved: true },
  /** Whether those who lie in wait have come. */
  attacked: { column: "u8", saved: true },
} as const;

/** `left`: given up, or done and to be done again. */
export const QUEST_STATE = { left: 0, active: 1, ready: 2, done: 3 } as const;
/** What of a talk is seen: a node of the dialogue; what a quest's giver says when it is offered, waited for, handed in. */
export const VIEW = { node: 0, offer: 1, waiting: 2, done: 3 } as const;

/** Quests that a character has at once, where a world has no content that says it. */
export const QUESTS_MAX = 20;

const ROWS_MAX = 1_048_576;

/** All of it. */
export interface Quests {
  readonly table: Table<typeof QUESTS>;
  readonly progress: Table<typeof PROGRESS>;
  readonly talks: Table<typeof TALKS>;
  readonly escorts: Table<typeof ESCORTS>;
  /** Derived: row in `table` by character and quest. */
  readonly rowOf: Map<number, number>;
  /** Derived: row in `progress` by character, quest and objective. */
  readonly progressOf: Map<number, number>;
  /** Derived: quests that a character has, by character. */
  readonly activeOf: Map<number, Set<number>>;
  /** Derived: row in `talks` by character. */
  readonly talkOf: Map<number, number>;
}

/** Nobody has anything to do. */
export function makeQuests(): Quests {
  return {
    table: makeTable(QUESTS, ROWS_MAX),
    progress: makeTable(PROGRESS, ROWS_MAX),
    talks: makeTable(TALKS, 65_536),
    escorts: makeTable(ESCORTS, 4096),
    rowOf: new Map(),
    progressOf: new Map(),
    activeOf: new Map(),
    talkOf: new Map(),
  };
}

/** The key of a character's quest. */
export function questKey(character: number, quest: number): number {
  return character * 0x1_0000 + quest;
}

/** The key of an objective of a character's quest. */
export function progressKey(character: number, quest: number, objective: number): number {
  return questKey(character, quest) * 8 + objective;
}

/** Works out what is not saved. */
export function reindexQuests(quests: Quests): void {
  const { table, progress, talks, rowOf, progressOf, activeOf, talkOf } = quests;
  for (const map of [rowOf, progressOf, activeOf, talkOf]) map.clear();
  const { character, quest, state } = table.columns;
  for (let row = 0; row < table.length; row++) {
    rowOf.set(questKey(character[row]!, quest[row]!), row);
    if (isHad(state[row]!)) noteActive(quests, character[row]!, quest[row]!, true);
  }
  for (let row = 0; row < progress.length; row++) {
    const { columns } = progress;
    progressOf.set(progressKey(columns.character[row]!, columns.quest[row]!, columns.objective[row]!), row);
  }
  for (let row = 0; row < talks.length; row++) talkOf.set(talks.columns.character[row]!, row);
}

/** Whether somebody with a quest in this state has it in hand. */
export function isHad(state: number): boolean {
  return state === QUEST_STATE.active || state === QUEST_STATE.ready;
}

/** Notes that a character has a quest, or has it no more. */
export function noteActive({ activeOf }: Quests, character: number, quest: number, has: boolean): void {
  const had = activeOf.get(character);
  if (has) {
    if (had === undefined) activeOf.set(character, new Set([quest]));
    else had.add(quest);
  } else if (had?.delete(quest) === true && had.size === 0) activeOf.delete(character);
}

/** Quests that a character has, by number. */
export function activeQuests({ activeOf }: Quests, character: number): number[] {
  return [...activeOf.get(character) ?? []].sort((a, b) => a - b);
}
