/** Reading a request's JSON. */
import type { Context } from "hono";
import type { AdminEnvironment } from "./_context.ts";

/** The body as an object; {} if it is not one, so that each field is found missing by its own check. */
export async function readObject(c: Context<AdminEnvironment>): Promise<Readonly<Record<string, unknown>>> {
  const text = await c.req.text();
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** A whole number in a query or path, within its bounds; `otherwise` if it is missing or not one. */
export function wholeNumber(text: string | undefined, least: number, most: number, otherwise: number): number {
  if (text === undefined || !/^\d{1,16}$/.test(text)) return otherwise;
  const value = Number(text);
  return value < least ? least : value > most ? most : value;
}
