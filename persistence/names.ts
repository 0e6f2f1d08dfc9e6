/** Names of players and staff: what a name is, and when two names are the same. */
import { NAME_BYTES_MAX, NAME_LETTERS_MAX, NAME_LETTERS_MIN } from "../world/limits.ts";

// Letters with their marks; one space, hyphen or apostrophe at a time between them, never at an end.
const NAME = /^\p{L}\p{M}{0,2}(?:[ '-]?\p{L}\p{M}{0,2})*$/u;
// Alphabets whose letters look like one another's: a name is of one of them.
const LOOKALIKES = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

/** A name as it is shown: composed (NFC), outer space removed, typographic apostrophes made plain. Null: not a name. */
export function cleanName(text: string): string | null {
  // A longer text is no name; this also bounds the work on it.
  if (text.length > 4 * NAME_LETTERS_MAX) return null;
  const name = text.normalize("NFC").trim().replaceAll("\u2019", "'");
  const letters = [...name].length;
  if (letters < NAME_LETTERS_MIN || letters > NAME_LETTERS_MAX) return null;
  if (new TextEncoder().encode(name).length > NAME_BYTES_MAX) return null;
  if (!NAME.test(name)) return null;
  if (LOOKALIKES.filter((script) => script.test(name)).length > 1) return null;
  return name;
}

/**
 * What two spellings of one name share: without case (upper then lower folds ß with ss and the two small sigmas) and
 * without compatibility forms (wide letters, ligatures).
 */
export function nameKey(name: string): string {
  return name.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFC");
}

const STARTS = [
  "Al",
  "Bren",
  "Cor",
  "Dan",
  "El",
  "Fen",
  "Gar",
  "Hal",
  "Is",
  "Jor",
  "Kel",
  "Lor",
  "Mar",
  "Nor",
  "Os",
  "Per",
];
const MIDDLES = ["a", "e", "i", "o", "an", "en", "ir", "or"];
const ENDS = [
  "bert",
  "dan",
  "dis",
  "don",
  "la",
  "lin",
  "mir",
  "na",
  "ra",
  "ric",
  "rin",
  "sa",
  "ven",
  "wen",
  "win",
  "wyn",
];

/** A name for a guest who gave none: 16 * 8 * 16 = 2,048 first names, and as many second ones from the fourth try on. */
export function guestName(random: (below: number) => number, attempt: number): string {
  const pick = (list: readonly string[]) => list[random(list.length)]!;
  const one = () => pick(STARTS) + pick(MIDDLES) + pick(ENDS);
  return attempt < 3 ? one() : `${one()} ${one()}`;
}
