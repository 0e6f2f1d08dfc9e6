/** The ledger: what came from where, and undoing what should not have been. */
import type { Hono } from "hono";
import { readObject, wholeNumber } from "./_body.ts";
import { type AdminContext, type AdminEnvironment, audit } from "./_context.ts";
import { forbidden } from "./_rights.ts";
import { takeText } from "./_texts.ts";
import { LEDGER_ROWS_MAX, REASON_LETTERS_MAX, UNDO_ROWS_MAX } from "./limits.ts";

/** Adds the routes. */
export function addLedgerRoutes(app: Hono<AdminEnvironment>, context: AdminContext): void {
  const { ports } = context;

  app.get("/api/ledger", async (c) => {
    const refused = forbidden(c, "look into the past");
    if (refused !== null) return refused;
    const before = wholeNumber(c.req.query("before"), 0, Number.MAX_SAFE_INTEGER, 0);
    return c.json(
      await ports.past.ask("ledger", {
        find: (c.req.query("find") ?? "").slice(0, 64),
        what: (c.req.query("what") ?? "").slice(0, 64),
        why: (c.req.query("why") ?? "").slice(0, 64),
        before: before === 0 ? null : before,
        count: wholeNumber(c.req.query("count"), 1, LEDGER_ROWS_MAX, 60),
      }),
    );
  });

  app.post("/api/ledger/undo", async (c) => {
    const refused = forbidden(c, "undo transfers");
    if (refused !== null) return refused;
    const { entries, reason } = await readObject(c);
    const text = takeText("The reason", reason, 1, REASON_LETTERS_MAX);
    if (!text.ok) return c.json({ error: text.error }, 400);
    const numbers = wholeEntries(entries);
    if (numbers === null) return c.json({ error: `Choose 1 to ${UNDO_ROWS_MAX} transfers.` }, 400);
    const { rows, missing, undone } = await ports.past.ask("undoing", { entries: numbers });
    if (missing.length > 0) return c.json({ error: `There is no transfer ${missing.join(", ")}.` }, 404);
    if (undone.length > 0) return c.json({ error: `Transfer ${undone.join(", ")} was undone already.` }, 409);
    const who = { actor: c.get("account").name, address: c.env.address };
    const target = `${numbers.length === 1 ? "transfer" : "transfers"} ${numbers.slice(0, 12).join(", ")}`;
    await audit(context, who, "undo", target, { reason: text.text, entries: numbers });
    const { problem } = await ports.world.undo(who.actor, rows);
    if (problem === "") return c.json({ ok: true });
    await audit(context, who, "undo-refused", target, { reason: problem });
    return c.json({ error: problem }, 409);
  });
}

/** Different whole numbers, or null. */
function wholeEntries(value: unknown): number[] | null {
  if (!Array.isArray(value) || value.length === 0 || value.length > UNDO_ROWS_MAX) return null;
  if (!value.every((entry) => Number.isSafeInteger(entry) && entry > 0)) return null;
  return [...new Set(value as number[])].sort((a, b) => a - b);
}
