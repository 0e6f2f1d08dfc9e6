/** Checks a world's file: SQLite's own check, checkpoints and journal by their hashes, the ledger by its sums. */
import { type Look, lookAt, troubleText } from "../../persistence/mod.ts";
import { accountText, balances, ledgerProblem, whatText } from "../../world/ledger/mod.ts";
import { MalformedError } from "../../world/base/record.ts";
import { assert } from "../../world/base/assert.ts";
import { loadWorld, makeTerrain, type World } from "../../world/mod.ts";
import { replayFile } from "./replay.ts";

/** What was found good, a line each, or what is wrong. */
export type VerifyResult =
  | {
    readonly ok: true;
    readonly lines: readonly string[];
    /** It holds a span of the past and no whole world. */
    readonly span: boolean;
  }
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

/** What is wrong with a copy of a world, or "". */
export function copyProblem(path: string): string {
  const verified = verifyFile(path, false);
  if (!verified.ok) return verified.message.replace(/\.$/, "");
  return verified.span ? "it is an exported span of the past, which has no accounts, and no backup" : "";
}

function verify(look: Look, path: string, past: boolean): VerifyResult {
  const wrong = (message: string): VerifyResult => ({ ok: false, message: `${path}: ${message}` });
  const broken = look.integrity();
  if (broken !== "") return wrong(`the file is damaged (${broken}).`);
  const newest = look.newest();
  if (newest === null) return { ok: true, span: false, lines: ["The file is sound. No world was saved in it yet."] };
  const from = past ? look.kept()[0]?.tick ?? newest.tick : newest.tick;
  const replayed = replayFile(look, from, Number.MAX_SAFE_INTEGER);
  if (!replayed.ok) return wrong(replayed.message);
  const { report } = replayed;
  const span = look.span();
  const opening = span === null ? NOBODY : openingOf(look);
  const unbalanced = compareLedger(look, report.world, opening);
  if (unbalanced !== "") return wrong(`the ledger does not add up: ${unbalanced}.`);
  const { count } = look.transfers(opening.entries);
  return {
    ok: true,
    span: span !== null,
    lines: [
      span === null
        ? "The file is sound."
        : `The file is sound: the past from tick ${span.fromTick} to ${span.toTick}, without accounts.`,
      `The world comes to tick ${report.toTick} from the checkpoint of tick ${report.fromTick}: ` +
      `${report.states} states and ${report.pulses} pulses compared, all the same.`,
      `The ledger adds up: ${count} transfers.`,
    ],
  };
}

/** What everybody had before the rows of a file: nothing, unless it holds a span of the past alone. */
interface Opening {
  /** The number of the last transfer before them. */
  readonly entries: number;
  readonly balances: ReadonlyMap<string, number>;
}

const NOBODY: Opening = { entries: 0, balances: new Map() };

function openingOf(look: Look): Opening {
  const loaded = loadWorld(look.newestPages(), makeTerrain);
  // The replay has loaded the same pages just now.
  assert(loaded.type === "loaded", "the state of a span is loaded once more");
  const { ledger } = loaded.world;
  return { entries: ledger.entries, balances: balancesOf(ledger) };
}

function balancesOf(ledger: World["ledger"]): Map<string, number> {
  return new Map([...balances(ledger)].map(({ account, what, amount }) => [
    `${accountText(account)}: ${whatText(what)}`,
    amount,
  ]));
}

/** What is wrong between the ledger's rows and the balances of the world, or "". */
function compareLedger(look: Look, world: World, opening: Opening): string {
  const problem = ledgerProblem(world.ledger);
  if (problem !== "") return problem;
  const { count, last } = look.transfers(opening.entries);
  const { entries } = world.ledger;
  if (count !== entries - opening.entries || (count > 0 && last !== entries)) {
    return `the world counts ${entries - opening.entries} transfers, up to number ${entries}, and there are ` +
      `${count} rows, the last of number ${last}`;
  }
  const byRows = new Map(opening.balances);
  for (const { account, what, amount } of look.balances(opening.entries)) {
    const key = `${account}: ${whatText(what)}`;
    byRows.set(key, (byRows.get(key) ?? 0) + amount);
  }
  for (const [key, amount] of balancesOf(world.ledger)) {
    if (byRows.get(key) !== amount) return `${key} is ${amount} in the world and ${byRows.get(key) ?? 0} by the rows`;
    byRows.delete(key);
  }
  for (const [key, amount] of byRows) if (amount !== 0) return `${key} is ${amount} by the rows and 0 in the world`;
  return "";
}
