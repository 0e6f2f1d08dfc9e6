/**
 * Measures the ledger: transfers of coins and of single things between characters, in memory, and with their rows written
 * and committed to a file as storage does it.
 *
 *     deno run -A tests/bench/transfers.ts [TRANSFERS]
 */
import { Prng } from "../../world/base/prng.ts";
import {
  bankAccount,
  characterAccount,
  isInstance,
  type Ledger,
  ledgerProblem,
  makeInstance,
  makeLedger,
  MINT,
  namedAccount,
  transfer,
  writeLedgerRows,
} from "../../world/ledger/mod.ts";
import { openDatabase } from "../../persistence/database.ts";
import { LedgerRows } from "../../persistence/ledger.ts";
import { optionsOf, whole } from "../tools/options.ts";

/** What it came to. */
export interface TransfersResult {
  readonly transfers: number;
  readonly inMemoryPerSecond: number;
  readonly committedPerSecond: number;
  /** Bytes of the file for each row, indexes included. */
  readonly bytesPerRow: number;
}

/** Transfers of one tick, and ticks of one commit. */
const PER_TICK = 500;
const TICKS_PER_COMMIT = 10;
const CHARACTERS = 1_000;

/** Measures so many transfers, a multiple of 5,000. */
export function measureTransfers(transfers: number): TransfersResult {
  const ledger = makeLedger();
  const things: number[] = [];
  for (let character = 1; character <= CHARACTERS; character++) {
    const to = characterAccount(character);
    transfer(ledger, { from: MINT, to, what: 1, amount: 1_000_000, why: "new world", actor: 0 });
    const made = { kind: 4, quality: 1, durability: 10, flags: 0, maker: "", madeTick: 0 };
    things.push(makeInstance(ledger, made, { from: namedAccount("craft"), to, why: "crafted", actor: character }));
  }
  const holders = things.map((_, at) => at + 1);
  const prng = new Prng(5);
  ledger.rows.length = 0;
  const inMemoryMs = timed(() => {
    for (let done = 0; done < transfers; done += PER_TICK) {
      ledger.rows.length = 0;
      moveSome(ledger, things, holders, prng);
    }
  });
  const problem = ledgerProblem(ledger);
  if (problem !== "") throw new Error(problem);
  const folder = Deno.makeTempDirSync({ prefix: "weald-bench-" });
  try {
    return { transfers, inMemoryPerSecond: perSecond(transfers, inMemoryMs), ...committed(folder, ledger, transfers) };
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }

  function committed(folder: string, ledger: Ledger, count: number) {
    const opened = openDatabase(folder, { mode: "serve", version: "" });
    if (!opened.ok) throw new Error(opened.message);
    const { database } = opened;
    const rows = new LedgerRows(database);
    let tick = 1;
    const ms = timed(() => {
      for (let done = 0; done < count; done += PER_TICK * TICKS_PER_COMMIT) {
        database.exec("BEGIN IMMEDIATE");
        for (let of = 0; of < TICKS_PER_COMMIT; of++) {
          ledger.rows.length = 0;
          moveSome(ledger, things, holders, prng);
          rows.write(tick++, writeLedgerRows(ledger.rows));
        }
        database.exec("COMMIT");
      }
    });
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    const pages = Number(database.prepare("PRAGMA page_count").get()!.page_count);
    const size = Number(database.prepare("PRAGMA page_size").get()!.page_size);
    database.close();
    opened.lock?.release();
    return { committedPerSecond: perSecond(count, ms), bytesPerRow: Math.round(pages * size / count) };
  }
}

/** The transfers of a tick: most of coins, some of single things, some of those to and from the bank. */
function moveSome(ledger: Ledger, things: readonly number[], holders: number[], prng: Prng): void {
  for (let done = 0; done < PER_TICK; done++) {
    const actor = 1 + prng.below(CHARACTERS);
    const other = 1 + (actor + prng.below(CHARACTERS - 1)) % CHARACTERS;
    const at = prng.below(CHARACTERS * 4);
    const what = things[at] ?? 1;
    const holder = isInstance(what) ? holders[at]! : actor;
    // A holder below zero is that character's bank.
    const from = holder > 0 ? characterAccount(holder) : bankAccount(-holder);
    const next = isInstance(what)
      ? (holder > 0 && done % 2 === 0 ? -holder : Math.abs(holder) % CHARACTERS + 1)
      : other;
    const to = next > 0 ? characterAccount(next) : bankAccount(-next);
    const moved = transfer(ledger, { from, to, what, amount: 1, why: "given", actor });
    if (moved !== "done") throw new Error(`a transfer was refused: ${moved}`);
    if (isInstance(what)) holders[at] = next;
  }
}

function timed(run: () => void): number {
  const before = performance.now();
  run();
  return performance.now() - before;
}

function perSecond(count: number, ms: number): number {
  return Math.round(count / ms * 1000);
}

if (import.meta.main) {
  const about = "What transfers of the ledger cost.";
  const { transfers } = optionsOf({ task: "deno run -A tests/bench/transfers.ts", about, bare: ["transfers"] }, {
    transfers: whole("how many", 1_000_000),
  });
  console.log(measureTransfers(transfers));
}
