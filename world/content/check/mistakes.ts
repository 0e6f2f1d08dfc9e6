/** Mistakes of a pack, told so that whoever writes it can mend them. */

/** One mistake: where, what stands there, and what should. */
export interface Mistake {
  readonly file: string;
  /** Kind, id and field: `items.iron_sword.weapon.speedMs`. */
  readonly path: string;
  /** As JSON, shortened; "" where nothing is. */
  readonly value: string;
  readonly wanted: string;
}

const VALUE_LETTERS_MAX = 80;

/** A value as a mistake shows it. */
export function shownValue(value: unknown): string {
  if (value === undefined) return "";
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= VALUE_LETTERS_MAX ? text : `${text.slice(0, VALUE_LETTERS_MAX - 1)}…`;
}

/** A mistake as one line. */
export function mistakeText({ file, path, value, wanted }: Mistake): string {
  return `${file}: ${path}${value === "" ? " is missing" : ` is ${value}`}; wanted: ${wanted}`;
}
