/** What can be read: the overview, players and their accounts, one entity, the audit log, the server's log. */
import type { Hono } from "hono";
import { wholeNumber } from "./_body.ts";
import type { AdminContext, AdminEnvironment } from "./_context.ts";
import { AUDIT_ROWS_MAX, LOG_LINES_MAX, PLAYER_ROWS_MAX } from "./limits.ts";
import type { OverviewAnswer } from "./overview.ts";
import type { AuditRow, AuditStore } from "./ports.ts";

/** Rows of the audit log that are looked at for one filtered page. */
const AUDIT_SCANNED_MAX = 5_000;

/** Adds the routes. */
export function addReadRoutes(app: Hono<AdminEnvironment>, context: AdminContext): void {
  const { ports } = context;

  app.get("/api/overview", (c) => {
    const answer: OverviewAnswer = {
      info: context.info,
      at: Date.now(),
      sample: ports.stats.sample(),
      history: context.history.read(),
      logs: ports.logs.recent().slice(-50),
    };
    return c.json(answer);
  });

  app.get("/api/players", async (c) => {
    const list = await ports.players.list({
      find: (c.req.query("find") ?? "").slice(0, 64),
      offset: wholeNumber(c.req.query("offset"), 0, 1_000_000, 0),
      count: wholeNumber(c.req.query("count"), 1, PLAYER_ROWS_MAX, 100),
    });
    context.characters.learn(list);
    return c.json(list);
  });

  app.get("/api/entities/:id", async (c) => {
    const entity = wholeNumber(c.req.param("id"), 0, 0xffff_ffff, -1);
    if (entity < 0) return c.json({ error: "An entity's id is a whole number." }, 400);
    const report = await ports.world.inspect(entity);
    if (report === null) return c.json({ error: `There is no entity ${entity} in the world now.` }, 404);
    return c.json(report);
  });

  app.get("/api/characters", async (c) => {
    const { total, rows } = await ports.accounts.find({
      find: (c.req.query("find") ?? "").slice(0, 64),
      offset: wholeNumber(c.req.query("offset"), 0, 1_000_000, 0),
      count: wholeNumber(c.req.query("count"), 1, PLAYER_ROWS_MAX, 100),
    });
    return c.json({ total, rows });
  });

  app.get("/api/characters/:character/account", async (c) => {
    const character = wholeNumber(c.req.param("character"), 1, 0xffff_ffff, 0);
    const account = character === 0 ? null : await ports.accounts.accountOf(character);
    if (account === null) return c.json({ error: "There is no such character." }, 404);
    return c.json({ accountName: account.accountName, guest: account.guest });
  });

  app.get("/api/audit", async (c) => {
    const rows = await findAudit(ports.audit, {
      action: c.req.query("action") ?? "",
      find: (c.req.query("find") ?? "").slice(0, 64).toLowerCase(),
      before: wholeNumber(c.req.query("before"), 0, Number.MAX_SAFE_INTEGER, 0),
      count: wholeNumber(c.req.query("count"), 1, AUDIT_ROWS_MAX, 50),
    });
    return c.json(rows);
  });

  app.get("/api/logs", (c) => c.json({ lines: ports.logs.recent().slice(-LOG_LINES_MAX) }));
}

interface AuditQuery {
  readonly action: string;
  readonly find: string;
  readonly before: number;
  readonly count: number;
}

/** A filtered page, newest first. `next` is the `before` of the page that follows; null: there is none. */
async function findAudit(
  store: AuditStore,
  query: AuditQuery,
): Promise<{ rows: readonly AuditRow[]; next: number | null }> {
  const found: AuditRow[] = [];
  let before = query.before === 0 ? null : query.before;
  for (let scanned = 0; scanned < AUDIT_SCANNED_MAX;) {
    const page = await store.list({ before, count: AUDIT_ROWS_MAX });
    for (const row of page) {
      if (!matches(row, query)) continue;
      if (found.length === query.count) return { rows: found, next: found.at(-1)!.id };
      found.push(row);
    }
    if (page.length < AUDIT_ROWS_MAX) return { rows: found, next: null };
    scanned += page.length;
    before = page.at(-1)!.id;
  }
  return { rows: found, next: before };
}

function matches(row: AuditRow, query: AuditQuery): boolean {
  if (query.action !== "" && row.action !== query.action) return false;
  if (query.find === "") return true;
  return `${row.actor}\n${row.target}\n${JSON.stringify(row.details)}`.toLowerCase().includes(query.find);
}
