/** The keys of the bar of abilities: a place each, in its order. */

const DIGITS = [..."1234567890"];

/** What `Keys` calls each: digits, then digits with Shift. */
export const HOTBAR_KEYS: readonly string[] = [...DIGITS, ...DIGITS.map((digit) => `Shift+${digit}`)];

/** What is written on a place. */
export function keyWord(key: string): string {
  return key.replace("Shift+", "⇧");
}
