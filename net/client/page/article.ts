/** Words with "a" or "an" before them, as they are spoken: content can call classes and buildings what it likes. */

/** What begins with a vowel that is not heard as one, and what begins with a letter that is not heard. */
const LIKE_YOU_OR_WON = /^(eu|ewe|one\b|once\b|u(ni(?!n|m)|s[aeu]|t[aeio]|bi|ku|ro|ra))/i;
const SILENT_H = /^(heir|hono|hour|honest)/i;

/** The words with their article: `an Archer`, `a Mender`, `an hour`, `a unicorn`. */
export function withArticle(words: string): string {
  const isVowel = /^[aeiou]/i.test(words) ? !LIKE_YOU_OR_WON.test(words) : SILENT_H.test(words);
  return `${isVowel ? "an" : "a"} ${words}`;
}
