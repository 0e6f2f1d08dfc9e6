/** Checks a world's file: SQLite's own check, checkpoints and journal by their hashes, the ledger by its sums. */
import { type Look, lookAt, troubleText } from "../../persistence/mod.ts";
import { accountText, balances, ledgerProblem, THINGS } from "../../world/ledger/mod.ts";
import { MalformedError } from "../../world/base/record.ts";
import type { World } from "../../world/mod.ts";
import { replayFile } from "./replay.ts";

/** What was found good, a line each, or what is wrong. */
export type VerifyResult =
  | { readonly ok: true; readonly lines: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** Checks the file at `path`; `past`: also all of the past that is kept, which takes longer. */
export function verifyFile(path: string, past: boolean): VerifyResult {
  const opened = lookAt(path);
  if (!opened.ok) return opened;
  const { look } = opened;
  try {
    return verify(look, path, past);
  } catch (error) {
    const why = error instanceof MalformedError ? error.message : troubleText(error);
    return { ok: false, message: `${path} is damaged: ${why}.` };
  } finally {
    look.close();
  }
}

function verify(look: Look, path: string, past: boolean): VerifyResult {
  const wrong = (message: string): VerifyResult => ({ ok: false, message: `${path}: ${message}` });
  const broken = look.integrity();
  if (broken !== "") return wrong(`the file is damaged (${broken}).`);
  const newest = look.newest();
  if (newest === null) return { ok: true, lines: ["The file is sound. No world was saved in it yet."] };
  const from = past ? look.kept()[0]?.tick ?? newest.tick : newest.tick;
  const replayed = replayFile(look, from, Number.MAX_SAFE_INTEGER);
  if (!replayed.ok) return wrong(replayed.message);
  const { report } = replayed;
  const unbalanced = compareLedger(look, report.world);
  if (unbalanced !== "") return wrong(`the ledger does not add up: ${unbalanced}.`);
  const { count } = look.transfers();
  return {
    ok: true,
    lines: [
      "The file is sound.",
      `The world comes to tick ${report.toTick} from the checkpoint of tick ${report.fromTick}: ` +
      `${report.states} states and ${report.pulses} pulses compared, all the same.`,
      `The ledger adds up: ${count} transfers.`,
    ],
  };
}

/** What is wrong between the ledger's rows and the balances of the world, or "". */
function compareLedger(look: Look, world: World): string {
  const problem = ledgerProblem(world.ledger);
  if (problem !== "") return problem;
  const { count, last } = look.transfers();
  const { entries } = world.ledger;
  if (count !== entries || last !== entries) {
    return `the world counts ${entries} transfers, and there are ${count} rows, the last of number ${last}`;
  }
  const byRows = new Map(look.balances().map(({ account, what, amount }) => [`${account}: ${what}`, amount]));
  for (const { account, what, amount } of balances(world.ledger)) {
    const key = `${accountText(account)}: ${THINGS[what]}`;
    if (byRows.get(key) !== amount) return `${key} is ${amount} in the world and ${byRows.get(key) ?? 0} by the rows`;
    byRows.delete(key);
  }
  for (const [key, amount] of byRows) return `${key} is ${amount} by the rows and 0 in the world`;
  return "";
}
