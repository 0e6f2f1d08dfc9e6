/** What is written of a blow, a cure or a death in the log of fights. */

/** A blow or a cure, with the names of who did it, to whom and by what; "" for what has none. */
export interface Told {
  readonly by: string;
  readonly to: string;
  readonly with: string;
  /** Health lost; negative: gained. */
  readonly amount: number;
  readonly outcome: string | number;
}

/** How the own character is named. */
export const YOU = "You";

const AVOIDED: Readonly<Record<string, string>> = {
  miss: "missed",
  dodge: "dodged",
  block: "blocked",
  absorb: "absorbed",
  immune: "immune",
  resist: "resisted",
};

/** The word for a blow that did no harm; "" for one that did: of what is blocked, a part comes through. */
export function avoidedWord(outcome: string | number, amount = 0): string {
  if (outcome === "block" && amount > 0) return "";
  return AVOIDED[outcome] ?? (outcome === "hit" || outcome === "critical" ? "" : String(outcome));
}

/** A line of the log: "Lane wolf → You, Bite: 7, critical". */
export function blowLine({ by, to, with: means, amount, outcome }: Told): string {
  const who = by === "" || by === to ? to : `${by} → ${to}`;
  const how = means === "" ? who : `${who}, ${means}`;
  const word = avoidedWord(outcome, amount);
  const sum = word !== "" ? word : amount < 0 ? `+${-amount} health` : `${amount}`;
  const more = outcome === "critical" ? ", critical" : outcome === "block" && word === "" ? ", partly blocked" : "";
  return `${how}: ${sum}${more}`;
}
