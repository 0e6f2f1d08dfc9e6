import assert from "node:assert/strict";
import { CLOSE_REASONS } from "../../net/close_reasons.ts";
import { fuzz } from "./_fuzz.ts";

Deno.test("fuzz: spoiled messages end their session with its code, in every state, and nobody else notices", async () => {
  const report = await fuzz({ frames: 2500, seed: 20, webTransportEach: 6 });
  assert.ok(report.webTransports > 30 && report.datagrams > 20, `${report.webTransports}, ${report.datagrams}`);
  assert.ok(report.lost < report.webTransports / 10, `${report.lost} were lost`);
  for (const [state, count] of Object.entries(report.states)) assert.ok(count > 5, `${count} sessions were ${state}`);
  for (const reason of ["malformed", "unknown-message", "not-allowed", "bad-value", "too-large"] as const) {
    assert.ok((report.codes[CLOSE_REASONS[reason].code] ?? 0) > 2, `${reason}: ${JSON.stringify(report.codes)}`);
  }
});
