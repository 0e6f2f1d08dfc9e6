/** Texts that staff type: cleaned, and checked for their length. */
import { cleanSpeech, countLetters } from "../../world/base/text.ts";

/** A cleaned text, or why it was not taken. */
export type TextResult = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly error: string };

/** Cleans `value`; `what` begins the sentence of a refusal ("The message"). */
export function takeText(what: string, value: unknown, lettersMin: number, lettersMax: number): TextResult {
  if (typeof value !== "string") return { ok: false, error: `${what} is missing.` };
  if (value.length > lettersMax * 4) return { ok: false, error: `${what} has at most ${lettersMax} letters.` };
  const text = cleanSpeech(value);
  const letters = countLetters(text);
  if (letters < lettersMin) {
    return { ok: false, error: lettersMin === 1 ? `${what} is empty.` : `${what} has at least ${lettersMin} letters.` };
  }
  if (letters > lettersMax) return { ok: false, error: `${what} has at most ${lettersMax} letters, not ${letters}.` };
  return { ok: true, text };
}
