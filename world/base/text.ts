/**
 * Texts that players write, made fit to be shown to others: names and things said. Pure rules over Unicode, so that
 * whoever takes a text in and whoever stores it judge it alike.
 *
 * Both are brought to Unicode's composed form (NFC) first, so that what looks the same is the same.
 */

/** What bounds a name. Letters are code points that are not combining marks. */
export interface NameRule {
  readonly lettersMin: number;
  readonly lettersMax: number;
  /** In UTF-8. */
  readonly bytesMax: number;
}

// A letter or a digit of any script with up to two marks on it: enough for every living script in composed form.
// Default-ignorable "letters" (the Hangul fillers) draw nothing, so a name made of them would be invisible.
const LETTER = String.raw`(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{Nd}]\p{M}{0,2}`;
const NAME = new RegExp(`^(?:${LETTER})+(?:[ '-](?:${LETTER})+)*$`, "u");
const MARKS = /\p{M}/gu;
const APOSTROPHES = /[\u2018\u2019\u02bc\uff07`\u00b4]/g;
const HYPHENS = /[\u2010\u2011\u2012\u2013]/g;

/**
 * The name that `raw` means, or null if it breaks the rule: letters and digits of any script, with single spaces,
 * hyphens and apostrophes between them.
 */
export function cleanName(raw: string, rule: NameRule): string | null {
  const name = raw.normalize("NFC").trim().replace(APOSTROPHES, "'").replace(HYPHENS, "-");
  if (!NAME.test(name)) return null;
  const letters = countLetters(name.replace(MARKS, ""));
  if (letters < rule.lettersMin || letters > rule.lettersMax) return null;
  return utf8Bytes(name) <= rule.bytesMax ? name : null;
}

// Controls (Cc) but for what counts as white space; formats (Cf): bidirectional controls, zero-width characters, tags;
// surrogates without their other half; private and unassigned characters; other characters that draw nothing, but for
// the selector of the coloured form of a symbol.
const UNSHOWABLE_CHARACTER = String
  .raw`(?![\t\n\v\f\r\u0085\ufe0f])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]`;
// Scripts whose letters look or read differently with a joiner or a non-joiner between them.
const JOINING = [
  ...["Arabic", "Syriac", "Mongolian", "Nko", "Mandaic", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya"],
  ...["Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Khmer", "Myanmar", "Tibetan"],
].map((script) => String.raw`\p{Script_Extensions=${script}}`).join("");
// A joiner (U+200D) that makes one picture of two, and joiners and non-joiners (U+200C) between letters: those stay.
const PICTURE_JOINER = String
  .raw`(?<=\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)\u200d(?=\p{Extended_Pictographic})`;
const LETTER_JOINER = String
  .raw`(?<=(?=[\p{L}\p{M}])[${JOINING}])[\u200c\u200d](?=(?=\p{L})[${JOINING}])`;
const UNSHOWABLE = new RegExp(`(?!${PICTURE_JOINER}|${LETTER_JOINER})${UNSHOWABLE_CHARACTER}`, "gu");
const WHITE_SPACE = /[\s\u0085]+/gu;
// Marks piled on a letter cover the lines above and below: four are kept.
const PILED_MARKS = /(\p{M}{4})\p{M}+/gu;

/**
 * What is left of a thing said: one line, without characters that are unseen or turn the text around, white space
 * collapsed. "" if nothing is left.
 */
export function cleanSpeech(raw: string): string {
  // Composed after the unseen is gone: it may have stood between a letter and its mark.
  return raw.replace(UNSHOWABLE, "").normalize("NFC").replace(PILED_MARKS, "$1").replace(WHITE_SPACE, " ").trim();
}

/** Code points of a text: what people would count as letters. */
export function countLetters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Length of a well-formed text in UTF-8. */
function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}
