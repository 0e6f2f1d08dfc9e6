/** What the browser keeps for the player: the token that signs in again, the look, a few settings. */

export interface Settings {
  readonly motion: "system" | "full" | "less";
  readonly textSize: number;
}

const DEFAULTS: Settings = { motion: "system", textSize: 1 };

/** Reads a value kept under `name`, or null. Storage may be switched off: then nothing is kept. */
export function readKept(name: string): string | null {
  try {
    return localStorage.getItem(`weald.${name}`);
  } catch {
    // Private windows and strict settings refuse; the game works without.
    return null;
  }
}

/** Keeps a value under `name`; null forgets it. */
export function keep(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`weald.${name}`);
    else localStorage.setItem(`weald.${name}`, value);
  } catch {
    // As above.
  }
}

/** The settings as they were left. */
export function readSettings(): Settings {
  const motion = readKept("motion");
  const textSize = Number(readKept("text") ?? DEFAULTS.textSize);
  return {
    motion: motion === "full" || motion === "less" ? motion : "system",
    textSize: textSize >= 1 && textSize <= 2 ? textSize : DEFAULTS.textSize,
  };
}

/** Keeps the settings. */
export function keepSettings(settings: Settings): void {
  keep("motion", settings.motion);
  keep("text", String(settings.textSize));
}

/** Whether less should move by itself. */
export function isCalm(settings: Settings): boolean {
  if (settings.motion !== "system") return settings.motion === "less";
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
