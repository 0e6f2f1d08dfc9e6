/** Whether a password is good enough for staff, in words. */
import { PASSWORD_LETTERS_MAX, PASSWORD_LETTERS_MIN } from "./limits.ts";

const WORST = [
  "password",
  "passwort",
  "qwerty",
  "letmein",
  "iloveyou",
  "welcome",
  "weald",
  "admin",
  "dragon",
  "monkey",
];

/** Why a password is not taken, or null if it is. */
export function passwordTrouble(password: string, name: string): string | null {
  const letters = [...password].length;
  if (letters < PASSWORD_LETTERS_MIN) {
    return `A password has at least ${PASSWORD_LETTERS_MIN} characters, not ${letters}.`;
  }
  if (letters > PASSWORD_LETTERS_MAX) return `A password has at most ${PASSWORD_LETTERS_MAX} characters.`;
  if (passwordStrength(password, name) === 0) {
    return "That password is too easy to guess. Four random words are a good one.";
  }
  return null;
}

/**
 * A rough strength from 0 (guessed at once) to 4: bits by length and variety, less what repeats, counts up or is
 * among the words that everyone tries. A hint, not a promise.
 */
export function passwordStrength(password: string, name: string): 0 | 1 | 2 | 3 | 4 {
  let plain = password.toLowerCase();
  if (name.length >= 3) plain = plain.replaceAll(name.toLowerCase(), "");
  for (const word of WORST) plain = plain.replaceAll(word, "");
  let surprising = 0;
  for (let at = 0; at < plain.length; at++) {
    const step = at === 0 ? 99 : plain.charCodeAt(at) - plain.charCodeAt(at - 1);
    surprising += Math.abs(step) <= 1 ? 0.25 : 1;
  }
  surprising *= Math.min(1, new Set(plain).size / 6);
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((one) => one.test(password)).length;
  const bits = surprising * (2 + classes * 0.7);
  if (bits < 18) return 0;
  if (bits < 30) return 1;
  if (bits < 42) return 2;
  return bits < 56 ? 3 : 4;
}
