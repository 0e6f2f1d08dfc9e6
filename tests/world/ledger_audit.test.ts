import { deepEqual, equal, match } from "node:assert/strict";
import {
  AUDIT_ROWS_PER_SLICE,
  characterAccount,
  DECAY,
  type Ledger,
  LedgerAudit,
  makeInstance,
  makeLedger,
  MINT,
  THING,
  transfer,
} from "../../world/ledger/mod.ts";

function mint(ledger: Ledger, character: number, amount = 10): void {
  const to = characterAccount(character);
  transfer(ledger, { from: MINT, to, what: THING.coin, amount, why: "new world", actor: 0 });
}

function noted(ledger: Ledger, audit: LedgerAudit): void {
  audit.note(ledger.rows);
  ledger.rows.length = 0;
}

Deno.test("D11 an audit goes in slices while things change hands, and finds the ledger good", () => {
  const ledger = makeLedger();
  const audit = new LedgerAudit();
  for (let character = 1; character <= AUDIT_ROWS_PER_SLICE; character++) mint(ledger, character);
  noted(ledger, audit);
  audit.begin(ledger, 7);
  equal(audit.step().type, "running", "one balance more than a slice: the mint's");
  mint(ledger, 5, 3);
  noted(ledger, audit);
  deepEqual(audit.step(), { type: "good", tick: 7 });
  audit.begin(ledger, 8);
  audit.step();
  deepEqual(audit.step(), { type: "good", tick: 8 });
  equal(audit.step().type, "idle");
});

Deno.test("D11 a spoiled balance is named, with what its transfers come to and the last of them", () => {
  const ledger = makeLedger();
  const audit = new LedgerAudit();
  for (const character of [1, 2, 3]) mint(ledger, character);
  noted(ledger, audit);
  audit.begin(ledger, 7);
  equal(audit.step().type, "good");
  mint(ledger, 2, 5);
  noted(ledger, audit);
  const { id, low } = ledger.table.columns;
  low[id.indexOf(2, 1)]! += 100;
  audit.begin(ledger, 8);
  const bad = audit.step();
  equal(bad.type === "bad" && bad.problem, "all balances of coin come to 100, wanted 0");
  deepEqual(bad.type === "bad" && bad.rows, [
    "character 2 has 115 of coin, its transfers come to 15 (its last transfer is 4)",
  ]);
});

Deno.test("D11 a balance that vanished and one below zero are found; without a good audit before, it says so", () => {
  const ledger = makeLedger();
  const audit = new LedgerAudit();
  mint(ledger, 1);
  noted(ledger, audit);
  audit.begin(ledger, 1);
  audit.step();
  ledger.table.length = 1;
  audit.begin(ledger, 2);
  const bad = audit.step();
  match(bad.type === "bad" ? bad.rows.join() : "", /character 1 has 10 of coin by its transfers, and it is gone/);

  const below = makeLedger();
  mint(below, 1);
  const { high } = below.table.columns;
  [high[0], high[1]] = [0, -1];
  const fresh = new LedgerAudit();
  fresh.begin(below, 3);
  const found = fresh.step();
  match(found.type === "bad" ? found.rows.join() : "", /no audit before this one was good.*weald verify/);
});

Deno.test("D11 single things are audited by where they are: moved, ended, doubled, moved by nobody", () => {
  const ledger = makeLedger();
  const audit = new LedgerAudit();
  const made = { kind: THING.lantern, quality: 0, durability: 0, flags: 0, maker: "", madeTick: 0 };
  const make = (character: number) =>
    makeInstance(ledger, made, { from: MINT, to: characterAccount(character), why: "new world", actor: 0 });
  const [one, two] = [make(1), make(2)];
  const move = (what: number, from: number, to: number) => {
    const into = to === 0 ? DECAY : characterAccount(to);
    transfer(ledger, { from: characterAccount(from), to: into, what, amount: 1, why: "given", actor: 0 });
  };
  const look = (tick: number) => {
    noted(ledger, audit);
    audit.begin(ledger, tick);
    const step = audit.step();
    return step.type === "bad" ? `${step.problem}: ${step.rows.join()}` : step.type;
  };
  equal(look(1), "good");
  move(one, 1, 3);
  move(two, 2, 0);
  equal(look(2), "good");
  const three = make(2);
  const { id, what } = ledger.table.columns;
  const row = what.indexOf(three & 0xffff);
  id[row] = 9;
  // Its sum is right, so only the whole check of a file would find it.
  equal(look(3), "good");
  id[row] = 2;
  what[row] = one & 0xffff;
  match(
    look(4),
    /of 2 single things not each is in one account: character 2 has 1 of thing 1048576, its transfers lead elsewhere/,
  );
});
