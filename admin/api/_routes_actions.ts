/**
 * What staff do to the world. Each is a command with an actor. It is written to the audit log first and sent then: an
 * action without its row would be worse than a row without its action, and that one gets a second row saying so.
 */
import type { Context, Hono } from "hono";
import type { StaffCommand } from "../../world/commands.ts";
import { SAY_LETTERS_MAX } from "../../world/limits.ts";
import { readObject, wholeNumber } from "./_body.ts";
import { type AdminContext, type AdminEnvironment, audit } from "./_context.ts";
import { takeText } from "./_texts.ts";
import { REASON_LETTERS_MAX } from "./limits.ts";
import type { AuditAction } from "./ports.ts";

/** Adds the routes. */
export function addActionRoutes(app: Hono<AdminEnvironment>, context: AdminContext): void {
  app.post("/api/broadcast", async (c) => {
    const text = takeText("The message", (await readObject(c)).text, 1, SAY_LETTERS_MAX);
    if (!text.ok) return c.json({ error: text.error }, 400);
    const actor = c.get("account").name;
    return act(c, context, "broadcast", "everyone", { text: text.text }, {
      type: "broadcast",
      actor,
      text: text.text,
    });
  });

  app.post("/api/players/:character/message", async (c) => {
    const text = takeText("The message", (await readObject(c)).text, 1, SAY_LETTERS_MAX);
    if (!text.ok) return c.json({ error: text.error }, 400);
    return onPlayer(c, context, "message", { text: text.text }, (actor, character) => ({
      type: "tell",
      actor,
      character,
      text: text.text,
    }));
  });

  app.post("/api/players/:character/kick", async (c) => {
    const reason = takeText("The reason", (await readObject(c)).reason, 1, REASON_LETTERS_MAX);
    if (!reason.ok) return c.json({ error: reason.error }, 400);
    return onPlayer(c, context, "kick", { reason: reason.text }, (actor, character) => ({
      type: "kick",
      actor,
      character,
      reason: reason.text,
    }));
  });
}

async function onPlayer(
  c: Context<AdminEnvironment>,
  context: AdminContext,
  action: AuditAction,
  details: Readonly<Record<string, unknown>>,
  command: (actor: string, character: number) => StaffCommand,
): Promise<Response> {
  const character = wholeNumber(c.req.param("character"), 0, 0xffff_ffff, 0);
  if (character === 0) return c.json({ error: "A character is a whole number above 0." }, 400);
  const row = await context.characters.online(character, context.ports.players);
  if (row === null) return c.json({ error: "That player is not on any more." }, 404);
  const actor = c.get("account").name;
  return act(c, context, action, row.name, { character, ...details }, command(actor, character));
}

async function act(
  c: Context<AdminEnvironment>,
  context: AdminContext,
  action: AuditAction,
  target: string,
  details: Readonly<Record<string, unknown>>,
  command: StaffCommand,
): Promise<Response> {
  const who = { actor: c.get("account").name, address: c.env.address };
  await audit(context, who, action, target, details);
  if (context.ports.world.send(command)) return c.json({ ok: true });
  await audit(context, who, "not-delivered", target, { action, ...details });
  return c.json({ error: "The world is too busy to take this now. Try again in a moment." }, 503);
}
