import { deepEqual, equal } from "node:assert/strict";
import { listPlayers } from "../../../admin/supervisor/gateway_client.ts";
import type { PlayersPort } from "../../../admin/api/mod.ts";
import type { PlayerRow } from "../../../world/part/types.ts";

/** A gateway with these players on, by name. */
function gateway(names: readonly string[]): PlayersPort {
  const rows = names.map((name, index) => ({ name, session: index }) as PlayerRow);
  const list = ({ offset, count }: { offset: number; count: number }) =>
    Promise.resolve({ total: rows.length, rows: rows.slice(offset, offset + count) });
  return { list };
}

Deno.test("players of several gateways come as one list by name, in pages", async () => {
  const gateways = [gateway(["Anna", "Dora", "Eve"]), gateway(["Bert", "Carl", "Finn"])];
  const page = await listPlayers(gateways, { find: "", offset: 2, count: 3 });
  equal(page.total, 6);
  deepEqual(page.rows.map((row) => row.name), ["Carl", "Dora", "Eve"]);
});
