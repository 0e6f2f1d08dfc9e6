/** Looking into the past: the timeline, transfers, spans to take home, and how much is kept. */
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { Context, Hono } from "hono";
import { readObject, wholeNumber } from "./_body.ts";
import { type AdminContext, type AdminEnvironment, audit } from "./_context.ts";
import { forbidden } from "./_rights.ts";
import { HISTORY_MB_MAX, HISTORY_MB_MIN, TRANSFERS_AROUND_TICKS } from "./limits.ts";

const TICK_MAX = 0xffff_ffff;

/** Adds the routes. */
export function addPastRoutes(app: Hono<AdminEnvironment>, context: AdminContext): void {
  const { ports, exports } = context;

  app.get("/api/past/timeline", async (c) => {
    const refused = forbidden(c, "look into the past");
    if (refused !== null) return refused;
    const from = wholeNumber(c.req.query("from"), 0, TICK_MAX, 0);
    const to = wholeNumber(c.req.query("to"), 0, TICK_MAX, TICK_MAX);
    return c.json({ timeline: await ports.past.ask("timeline", { from, to }) });
  });

  app.get("/api/past/transfers", async (c) => {
    const refused = forbidden(c, "look into the past");
    if (refused !== null) return refused;
    const tick = wholeNumber(c.req.query("tick"), 0, TICK_MAX, 0);
    return c.json(await ports.past.ask("transfers", { tick, around: TRANSFERS_AROUND_TICKS }));
  });

  app.post("/api/past/exports", async (c) => {
    const refused = forbidden(c, "export the past");
    if (refused !== null) return refused;
    const { from, to } = await readObject(c);
    if (!isTick(from) || !isTick(to)) return c.json({ error: "Give the first tick and the last one." }, 400);
    const who = { actor: c.get("account").name, address: c.env.address };
    await audit(context, who, "export", `ticks ${from} to ${to}`);
    const made = await ports.past.prepare(from, to);
    if ("error" in made) return c.json({ error: made.error }, 400);
    const name = `${fileName(context.info.name)}-ticks-${from}-${to}.weald.db`;
    const id = exports.keep(made, name, who.actor);
    return c.json({ id, name, bytes: made.bytes, transfers: made.transfers });
  });

  app.get("/api/past/exports/:id", (c) => {
    const refused = forbidden(c, "export the past");
    if (refused !== null) return refused;
    return sendExport(c, context);
  });

  app.post("/api/history", async (c) => {
    const refused = forbidden(c, "change what is kept of the past");
    if (refused !== null) return refused;
    const { megabytes } = await readObject(c);
    const isWhole = typeof megabytes === "number" && Number.isInteger(megabytes);
    if (!isWhole || megabytes < HISTORY_MB_MIN || megabytes > HISTORY_MB_MAX) {
      const error = `The past takes ${HISTORY_MB_MIN} to ${
        HISTORY_MB_MAX.toLocaleString("en")
      } MB of disk, in whole MB.`;
      return c.json({ error }, 400);
    }
    const before = ports.stats.sample().storage?.journal?.historyMb ?? null;
    const who = { actor: c.get("account").name, address: c.env.address };
    await audit(context, who, "history", `${megabytes} MB`, before === null ? {} : { before });
    return c.json(await ports.history.setBudget(megabytes));
  });
}

/** Sends a prepared file as it is read, and removes it: whatever becomes of the connection. */
function sendExport(c: Context<AdminEnvironment>, { exports }: AdminContext): Response {
  const taken = exports.take(c.req.param("id") ?? "", c.get("account").name);
  if (taken === null) return c.json({ error: "That file was fetched already, or is too old. Export it again." }, 404);
  const { span, name } = taken;
  const stream = createReadStream(span.path);
  stream.once("close", () => span.remove());
  return new Response(Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": "application/vnd.sqlite3",
      "content-length": String(span.bytes),
      "content-disposition": `attachment; filename="${name}"`,
    },
  });
}

function isTick(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= TICK_MAX;
}

/** A world's name as a part of a file's name. */
function fileName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "world";
}
