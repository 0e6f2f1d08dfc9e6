import assert from "node:assert/strict";
import { activityWords, componentWords, tickWords } from "../../../admin/console/component_words.ts";
import {
  formatAgo,
  formatBytes,
  formatDuration,
  formatFigures,
  formatHeading,
  formatMetres,
} from "../../../admin/console/format.ts";
import { AUDIT_ACTIONS } from "../../../admin/api/ports.ts";
import { actionWords, addressWords, detailWords } from "../../../admin/console/audit_words.ts";
import { accountWords } from "../../../admin/console/ledger_rows.ts";
import { checkpointTrouble } from "../../../admin/console/troubles.ts";
import { makeFakes } from "../api/fakes.ts";

const component = (unit: Parameters<typeof componentWords>[0]["unit"], value: number | string) => ({
  name: "name",
  label: "Label",
  unit,
  value,
});

Deno.test("components are told in people's units", () => {
  const words = (unit: string, value: number | string) => componentWords(component(unit, value), 1000, 20);
  assert.equal(words("units", 2560), "10.0 m");
  assert.equal(words("units", 256_000), "1,000 m");
  assert.equal(words("speed", 16), "2.0 m/s");
  assert.equal(words("speed", 0), "stands");
  assert.equal(words("kind", 3), "Deer");
  assert.equal(words("kind", 200), "200");
  assert.equal(words("activity", 3), "grazing");
  assert.equal(words("presence", 2), "connection lost");
  assert.equal(words("look", 0xff), "#000000ff");
  assert.deepEqual([255, 128, 1, 0].map((share) => words("share", share)), ["100 %", "51 %", "1 %", "–"]);
  assert.equal(words("status", 1 | 2), "inCombat, dead");
  assert.equal(words("status", 0), "–");
  assert.equal(words("", 0), "–");
  assert.equal(words("", 12_345), "12,345");
  assert.equal(words("", "<b>Mira</b>"), "<b>Mira</b>");
});

Deno.test("ticks are told as time from now", () => {
  assert.equal(tickWords(760, 1000, 20), "12 s ago");
  assert.equal(tickWords(1100, 1000, 20), "in 5 s");
  assert.equal(tickWords(1000, 1000, 20), "now");
  assert.equal(tickWords(0, 1000, 20), "–");
});

Deno.test("a body that moves while it is called idle walks or runs", () => {
  assert.deepEqual([activityWords(0, 0), activityWords(0, 16), activityWords(0, 36), activityWords(4, 36)], [
    "idle",
    "walking",
    "running",
    "fleeing",
  ]);
});

Deno.test("headings are degrees from north and a word", () => {
  assert.equal(formatHeading(0), "90°, east");
  assert.equal(formatHeading(64), "180°, south");
  assert.equal(formatHeading(192), "0°, north");
  assert.equal(formatHeading(255), "89°, east");
});

Deno.test("sizes, lengths and times read well at every magnitude", () => {
  assert.deepEqual([0, 999, 1000, 1_420_000, 2e9].map(formatBytes), ["0 B", "999 B", "1.00 kB", "1.42 MB", "2.00 GB"]);
  assert.deepEqual([0, 0.42, 4.2, 42, 420].map(formatFigures), ["0", "0.42", "4.20", "42.0", "420"]);
  assert.deepEqual([8, 200, 700, 12_300, 273_600].map(formatDuration), [
    "8 s",
    "3 min 20 s",
    "11 min",
    "3 h 25 min",
    "3 d 4 h",
  ]);
  assert.deepEqual([0, 12, 300, 7200, 200_000].map((s) => formatAgo(0, s * 1000)), [
    "just now",
    "12 s ago",
    "5 min ago",
    "2 h ago",
    "2 d ago",
  ]);
  assert.deepEqual([3.44, 1204].map(formatMetres), ["3.4 m", "1,204 m"]);
});

Deno.test("audit rows say what was said, whatever their details are", () => {
  const row = { id: 1, at: 1, actor: "Ada", action: "kick", target: "Mira" };
  assert.equal(detailWords({ ...row, details: { reason: "Enough", character: 4 } }), "Enough");
  assert.equal(detailWords({ ...row, details: { text: "<i>" } }), "<i>");
  assert.equal(detailWords({ ...row, details: { pages: 3, where: { x: 1 } } }), 'pages 3, where {"x":1}');
  assert.equal(addressWords({ ...row, details: { address: "::1" } }), "::1");
  assert.equal(detailWords({ ...row, details: { character: 4, account: 2, address: "::1" } }), "");
  for (const action of AUDIT_ACTIONS) assert.notEqual(actionWords(action).label, action, "every action has a label");
  assert.equal(addressWords({ ...row, details: { address: 4 } }), "");
});

Deno.test("a failed checkpoint is told above every page, with its reason", () => {
  const { sample } = makeFakes();
  assert.equal(checkpointTrouble(null), "");
  assert.equal(checkpointTrouble(sample), "");
  const storage = {
    fileBytes: 0,
    walBytes: 0,
    accounts: 0,
    lastSave: null,
    trouble: "the disk is full",
    passwordsWaiting: 0,
  };
  assert.equal(checkpointTrouble({ ...sample, storage }), "Saving does not work at present: the disk is full.");
});

Deno.test("accounts of the ledger are told in people's words", () => {
  assert.deepEqual(
    [["character 12", "Ana"], ["bank 12", "Ana"], ["order 17", "Ana"], ["box 12", "Ana"]].map(([account, name]) =>
      accountWords(account!, name!)
    ),
    ["Ana", "Ana’s bank", "held for Ana’s order 17", "kept at the boards for Ana"],
  );
  assert.deepEqual(["mint", "pile 7", "order 17"].map((account) => accountWords(account, "")), [
    ...["mint", "pile 7", "held for order 17"],
  ]);
});
