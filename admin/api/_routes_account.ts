/** Setting up, signing in, signing out. */
import type { Context, Hono } from "hono";
import { cleanName } from "../../world/base/text.ts";
import { NAME_RULE } from "../../world/limits.ts";
import { readObject } from "./_body.ts";
import { type AdminContext, type AdminEnvironment, audit } from "./_context.ts";
import { waitInWords } from "./_lockout.ts";
import {
  ACCOUNT_FAILURES_FREE,
  ADDRESS_FAILURES_FREE,
  PASSWORD_LETTERS_MAX,
  PASSWORD_LETTERS_MIN,
  SIGN_INS_AT_ONCE_MAX,
} from "./limits.ts";
import { passwordTrouble } from "./passwords.ts";
import type { StaffRefusal } from "./ports.ts";

/** Refusals of storage in words. */
const REFUSALS: Readonly<Record<StaffRefusal, string>> = {
  "name-taken": "There is an account of that name already.",
  "name-invalid": "A name has 2 to 24 letters or digits; spaces, hyphens and apostrophes may stand between them.",
  "name-unknown": "Name and password do not match.",
  "password-short": `A password has at least ${PASSWORD_LETTERS_MIN} characters.`,
  "password-long": `A password has at most ${PASSWORD_LETTERS_MAX} characters.`,
  "wrong-password": "Name and password do not match.",
  "already-set-up": "This world has an owner already. Sign in with that account.",
  "locked": "Too many wrong passwords. Try again in a few minutes.",
  "busy": "Many passwords are being checked just now. Try again in a moment.",
};

/** Adds the routes. */
export function addAccountRoutes(app: Hono<AdminEnvironment>, context: AdminContext): void {
  let signInsNow = 0;

  app.get("/api/welcome", async (c) => {
    const account = await context.sessions.account(context.sessions.token(c.req.header("cookie")));
    return c.json({ world: context.info.name, setupNeeded: context.setup.open, signedIn: account !== null });
  });

  app.get("/api/me", (c) => c.json({ name: c.get("account").name, role: c.get("account").role, info: context.info }));

  app.post("/api/setup", async (c) => {
    const waiting = mustWait(c, context, [addressKey(c)]);
    if (waiting !== null) return waiting;
    const body = await readObject(c);
    const name = typeof body.name === "string" ? cleanName(body.name.slice(0, 200), NAME_RULE) : null;
    if (name === null) return c.json({ error: REFUSALS["name-invalid"] }, 400);
    if (typeof body.password !== "string") return c.json({ error: "The password is missing." }, 400);
    const trouble = passwordTrouble(body.password, name);
    if (trouble !== null) return c.json({ error: trouble }, 400);
    if (!context.setup.open) return c.json({ error: REFUSALS["already-set-up"] }, 409);
    if (typeof body.token !== "string" || !context.setup.claim(body.token)) {
      context.lockout.fail(addressKey(c), ADDRESS_FAILURES_FREE, Date.now());
      return c.json({ error: "This setup link is not valid. Use the one that the server printed last." }, 403);
    }
    let created;
    try {
      created = await context.ports.staff.createOwner({ name: name, password: body.password });
    } finally {
      context.setup.release();
    }
    if (!created.ok) {
      if (created.reason === "already-set-up") context.setup.spend();
      return c.json({ error: REFUSALS[created.reason] }, 409);
    }
    context.setup.spend();
    await audit(context, { actor: name, address: c.env.address }, "setup", "owner's account");
    context.log("info", `the owner's account "${name}" was made from ${c.env.address}`);
    return openSession(c, context, name, body.password);
  });

  app.post("/api/sign-in", async (c) => {
    const body = await readObject(c);
    const { name, password } = body;
    if (typeof name !== "string" || typeof password !== "string" || name === "" || password === "") {
      return c.json({ error: "Give a name and a password." }, 400);
    }
    if (name.length > 200 || password.length > 1000) return c.json({ error: REFUSALS["wrong-password"] }, 401);
    const waiting = mustWait(c, context, [addressKey(c), accountKey(name)]);
    if (waiting !== null) return waiting;
    if (signInsNow >= SIGN_INS_AT_ONCE_MAX) return c.json({ error: REFUSALS.busy }, 503, { "retry-after": "1" });
    signInsNow++;
    try {
      return await openSession(c, context, name, password);
    } finally {
      signInsNow--;
    }
  });

  app.post("/api/sign-out", async (c) => {
    const token = c.get("token");
    await context.sessions.end(token);
    context.closeLive(token);
    await audit(context, { actor: c.get("account").name, address: c.env.address }, "sign-out", "");
    return c.json({ ok: true }, 200, { "set-cookie": context.sessions.cookieEnd() });
  });
}

async function openSession(
  c: Context<AdminEnvironment>,
  context: AdminContext,
  name: string,
  password: string,
): Promise<Response> {
  const { address } = c.env;
  const result = await context.ports.staff.signIn({ name, password, address });
  if (result.ok) {
    context.lockout.forgive(accountKey(name));
    context.lockout.forgive(addressKey(c));
    await audit(context, { actor: result.staff.name, address }, "sign-in", "");
    return c.json({ name: result.staff.name, role: result.staff.role }, 200, {
      "set-cookie": context.sessions.cookie(result.token),
    });
  }
  if (result.reason === "busy") return c.json({ error: REFUSALS.busy }, 503, { "retry-after": "1" });
  const now = Date.now();
  const seconds = Math.max(
    context.lockout.fail(accountKey(name), ACCOUNT_FAILURES_FREE, now),
    context.lockout.fail(addressKey(c), ADDRESS_FAILURES_FREE, now),
  );
  if (seconds > 0) {
    context.log("warn", `signing in as "${name}" from ${address} failed too often; it has to wait ${seconds} s`);
    await audit(context, { actor: "system", address }, "locked-out", name.slice(0, 64), { seconds });
    return mustWait(c, context, [addressKey(c), accountKey(name)]) ?? c.json({ error: REFUSALS.locked }, 429);
  }
  if (result.reason === "locked") return c.json({ error: REFUSALS.locked }, 429);
  return c.json({ error: REFUSALS[result.reason] }, 401);
}

/** The answer to somebody who has to wait, or null. */
function mustWait(c: Context<AdminEnvironment>, context: AdminContext, keys: readonly string[]): Response | null {
  const now = Date.now();
  const seconds = Math.max(...keys.map((key) => context.lockout.secondsToWait(key, now)));
  if (seconds <= 0) return null;
  const error = `Too many failed attempts. Try again in ${waitInWords(seconds)}.`;
  return c.json({ error, waitSeconds: seconds }, 429, { "retry-after": String(seconds) });
}

function addressKey(c: Context<AdminEnvironment>): string {
  return `address ${c.env.address}`;
}

function accountKey(name: string): string {
  return `account ${name.trim().toLowerCase().slice(0, 64)}`;
}
