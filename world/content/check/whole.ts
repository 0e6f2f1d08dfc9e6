/** What has to hold of a pack as a whole, besides each entry for itself. */
import type { Pack } from "../pack.ts";
import type { KindName } from "../schema/kind_names.ts";
import { checkDialogues } from "./dialogues.ts";
import { checkDungeons } from "./dungeons.ts";
import { checkEconomy } from "./economy.ts";
import { checkGeneral } from "./general.ts";
import { checkLandmarks } from "./landmarks.ts";
import { checkLevels } from "./levels.ts";
import { checkQuests } from "./quests.ts";
import { checkSettlements } from "./settlements.ts";
import { checkSources } from "./sources.ts";

/** Notes a mistake in an entry: kind, id ("" for the kind itself), field, what stands there, what should. */
export type Note = (kind: KindName, id: string, path: string, value: unknown, wanted: string) => void;

/** Runs every check of the whole. */
export function checkWhole(pack: Pack, note: Note): void {
  for (const check of CHECKS) check(pack, note);
}

const CHECKS: readonly ((pack: Pack, note: Note) => void)[] = [
  checkGeneral,
  checkLevels,
  checkQuests,
  checkDialogues,
  checkDungeons,
  checkSettlements,
  checkSources,
  checkEconomy,
  checkLandmarks,
];
