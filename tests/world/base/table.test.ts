import { deepEqual, equal, throws } from "node:assert/strict";
import { addRow, makeTable, removeRow, TABLE_CAPACITY_MIN } from "../../../world/base/table.ts";

const ROWS = { number: { column: "u16", saved: true }, name: { column: "text", saved: true } } as const;

function tableOf(count: number) {
  const table = makeTable(ROWS, 4 * TABLE_CAPACITY_MIN);
  for (let number = 1; number <= count; number++) {
    const row = addRow(table);
    table.columns.number[row] = number;
    table.columns.name[row] = `row ${number}`;
  }
  return table;
}

Deno.test("table: a row that is taken out leaves the others in their order, and zeros behind the last", () => {
  for (const [row, left] of [[0, [2, 3, 4]], [1, [1, 3, 4]], [3, [1, 2, 3]]] as const) {
    const table = tableOf(4);
    removeRow(table, row);
    equal(table.length, 3);
    deepEqual([...table.columns.number.subarray(0, 4)], [...left, 0]);
    deepEqual(table.columns.name.slice(0, 4), [...left.map((number) => `row ${number}`), ""]);
  }
});

Deno.test("table: only a row that is there can be taken out", () => {
  const table = tableOf(2);
  throws(() => removeRow(table, 2), /row 2 is one of 2/);
});

Deno.test("columns are found by their place and not by hash, however many a table has", async () => {
  // What a tick reads most: an object that V8 has turned into a dictionary makes all of it several times as slow.
  const code = `
    import { makeEntities } from ${JSON.stringify(import.meta.resolve("../../../world/entities.ts"))};
    import { reserveRows } from ${JSON.stringify(import.meta.resolve("../../../world/base/table.ts"))};
    const { components } = makeEntities();
    reserveRows(components, 5000);
    const isFast = new Function("columns", "return %HasFastProperties(columns)");
    console.log(Object.keys(components.columns).length > 20, isFast(components.columns));`;
  const args = ["eval", "--v8-flags=--allow-natives-syntax", code];
  const { stdout } = await new Deno.Command(Deno.execPath(), { args }).output();
  equal(new TextDecoder().decode(stdout).trim(), "true true");
});
