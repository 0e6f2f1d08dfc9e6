/** Beginning in the middle of a life: with the level, the gear, the coins and the quests done of one who came so far. */
import type { Class, Numbered } from "../../world/content/mod.ts";
import { die } from "../../world/combat/death.ts";
import { gearChanged, supply } from "../../world/items/mod.ts";
import { characterAccount, contentsOf, transfer, wornAccount } from "../../world/ledger/mod.ts";
import { SILENT_OUTPUT, type World } from "../../world/mod.ts";
import { markOfPerson } from "../../world/quests/marks.ts";
import { QUEST_STATE, questKey } from "../../world/quests/state.ts";
import { putRow } from "../../world/items/mod.ts";
import { setLevel } from "../../world/vitals.ts";
import { defaultPack } from "../world/_pack.ts";
import { gearFor } from "./gear.ts";

/** Coins that one has by then, for each level. */
const COINS_PER_LEVEL = 40;

/** What one has in its bag. */
const CARRIES = [["healing_draught", 2], ["small_healing_draught", 1], ["barley_bread", 6]] as const;

/** Puts a body's character there. It wakes where its first quest is given, as one who has just come back to life. */
export function beginAt(world: World, index: number, own: Numbered<Class>, level: number): void {
  const { character } = world.entities.components.columns;
  const who = character[index]!;
  setLevel(world, index, level);
  const [worn, bag] = [wornAccount(who), characterAccount(who)];
  for (const what of contentsOf(world.ledger, worn)) {
    transfer(world.ledger, { from: worn, to: bag, what, amount: 1, why: "taken off", actor: who });
  }
  const give = { from: "mint", why: "new world", actor: 0 } as const;
  for (const { id } of gearFor(defaultPack(), own, level)) {
    supply(world, { ...give, kind: world.content.items.byId.get(id)!.number, amount: 1, to: worn });
  }
  for (const [id, amount] of [["coin", COINS_PER_LEVEL * level], ...CARRIES] as const) {
    supply(world, { ...give, kind: world.content.items.byId.get(id)!.number, amount, to: bag });
  }
  gearChanged(world, who);
  const { table, rowOf } = world.quests;
  for (const quest of world.content.quests.all) {
    if (quest.level >= level || quest.repeatSeconds > 0) continue;
    const done = { character: who, quest: quest.number, state: QUEST_STATE.done, stage: 0, sinceTick: 0, times: 1 };
    if (putRow(table, { ...done, againTick: 0 })) rowOf.set(questKey(who, quest.number), table.length - 1);
  }
  const first = world.content.quests.all.filter((quest) => quest.level >= level && quest.repeatSeconds === 0)
    .filter(({ stages }) => stages.some(({ objectives }) => objectives.some(({ type }) => type === "kill")))
    .sort((a, b) => a.level - b.level)[0];
  const at = first === undefined ? null : markOfPerson(world, first.giver);
  const row = world.roster.rowOf.get(who)!;
  if (at !== null) [world.sheets.columns.bindX[row], world.sheets.columns.bindY[row]] = [at.x, at.y];
  die(world, index, index, SILENT_OUTPUT);
}
