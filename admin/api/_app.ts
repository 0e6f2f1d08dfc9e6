/**
 * The routes and what guards them, in the order in which a request meets them:
 *
 *   Host ─► headers of every answer ─► /api: where from ─► signed in? ─► the route
 *                                    └► everything else: the console's files
 */
import { Hono } from "hono";
import { answerAsset, type Asset } from "./_assets.ts";
import type { AdminContext, AdminEnvironment } from "./_context.ts";
import { setSecurityHeaders } from "./_headers.ts";
import { isOurHost, strangeOrigin } from "./_origin.ts";
import { addAccountRoutes } from "./_routes_account.ts";
import { addActionRoutes } from "./_routes_actions.ts";
import { addLedgerRoutes } from "./_routes_ledger.ts";
import { addPastRoutes } from "./_routes_past.ts";
import { addReadRoutes } from "./_routes_read.ts";
import { PortError } from "./ports.ts";

/** Paths of the API that need no session. */
const OPEN_PATHS: ReadonlySet<string> = new Set(["/api/welcome", "/api/setup", "/api/sign-in"]);

/** Builds the application. */
export function makeApp(context: AdminContext, assets: ReadonlyMap<string, Asset>): Hono<AdminEnvironment> {
  const app = new Hono<AdminEnvironment>();

  app.use("*", async (c, next) => {
    if (isOurHost(c.req.header("host") ?? "", context.reached)) await next();
    else {
      c.res = Response.json({
        error: "The console does not answer to that name. Use the address that it printed when it started.",
      }, { status: 421 });
    }
    setSecurityHeaders(c.res.headers, context.secure);
    if (c.req.path.startsWith("/api/")) c.res.headers.set("cache-control", "no-store");
  });

  app.use("/api/*", async (c, next) => {
    const headers = c.req.raw.headers;
    if (c.req.method === "GET" || c.req.method === "HEAD") {
      const site = headers.get("sec-fetch-site");
      if (site !== null && site !== "same-origin" && site !== "none") {
        return c.json({ error: "Another site may not read the console." }, 403);
      }
    } else {
      const strange = strangeOrigin(headers, context.reached);
      if (strange !== null) {
        context.log("warn", `refused ${c.req.method} ${c.req.path} from ${c.env.address}: ${strange}`);
        return c.json({ error: "This request did not come from the console's own page." }, 403);
      }
      if (!(headers.get("content-type") ?? "").toLowerCase().startsWith("application/json")) {
        return c.json({ error: "A request's body is application/json." }, 415);
      }
    }
    if (!OPEN_PATHS.has(c.req.path)) {
      const token = context.sessions.token(headers.get("cookie"));
      const account = await context.sessions.account(token);
      if (account === null) return c.json({ error: "Please sign in." }, 401);
      c.set("account", account);
      c.set("token", token);
    }
    await next();
    return undefined;
  });

  addAccountRoutes(app, context);
  addReadRoutes(app, context);
  addActionRoutes(app, context);
  addPastRoutes(app, context);
  addLedgerRoutes(app, context);

  app.all("/api/*", (c) => c.json({ error: `The API has no ${c.req.method} ${c.req.path}.` }, 404));
  app.get("/live", (c) => c.json({ error: "The live channel is a WebSocket." }, 400));
  app.get("*", (c) => answerAsset(assets, c.req.path, c.req.header("if-none-match") ?? null));
  app.all("*", (c) => c.json({ error: `${c.req.method} is not possible here.` }, 405));
  app.onError((error, c) => {
    context.log("error", `${c.req.method} ${c.req.path} failed: ${error.stack ?? error.message}`);
    if (error instanceof PortError) return c.json({ error: `That did not work: ${error.message}` }, 503);
    // Anything else is a bug of ours and stays in the log: its text is for nobody who may not be signed in.
    return c.json({ error: "Something went wrong in the server. Its log says more." }, 500);
  });
  return app;
}
