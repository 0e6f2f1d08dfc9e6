/** Names of players and staff: when two names are the same, and names for those who gave none. */
import { cleanName as cleanNameByRule } from "../world/base/text.ts";
import { NAME_RULE } from "../world/limits.ts";

/** A name as it is shown, or null if the text is none. */
export function cleanName(text: string): string | null {
  return cleanNameByRule(text, NAME_RULE);
}

// Small letters of Greek and Cyrillic beside the Latin ones that look like them, small or as capitals.
const LOOKALIKES = new Map(
  "аaвbсcеeнhіiјjкkмmоoрpѕsтtуyхxԁdһhԛqԝwαaβbεeζzηhιiκkμmνnοoρpτtυyχx".match(/../gu)!.map((pair) => {
    const [other, latin] = pair;
    return [other!, latin!];
  }),
);

/**
 * What two spellings of one name share: without case (upper then lower folds ß with ss and the two small sigmas),
 * without compatibility forms (wide letters, ligatures), and with look-alike letters of other alphabets made Latin, so
 * that nobody can pass for somebody else.
 */
export function nameKey(name: string): string {
  const folded = name.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFC");
  return folded.replace(/[\p{Script=Greek}\p{Script=Cyrillic}]/gu, (letter) => LOOKALIKES.get(letter) ?? letter);
}

// Names of the machine and of those who run a world. A player of such a name would be believed what is not so.
const RESERVED = new Set(
  [
    ...["admin", "administrator", "administration", "moderator", "staff", "support", "official", "operator", "owner"],
    ...["root", "sysop", "system", "server", "console", "weald", "theweald", "theworld", "everyone", "everybody"],
    ...["gamemaster", "gm", "mod", "mods", "dev", "developer", "bot", "null", "undefined", "unknown", "nobody", "host"],
  ].map(nameKey),
);
// Of these, one word of a longer name is enough: "Admin Anna".
const RESERVED_WORDS = new Set(
  ["admin", "administrator", "moderator", "staff", "official", "gamemaster", "gm", "weald"].map(nameKey),
);
const DIGITS_READ_AS_LETTERS: Readonly<Record<string, string>> = {
  ...{ "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t" },
};

/** Whether players may not have a name, because it is a word for staff or for the server, however it is spelled. */
export function isReservedName(name: string): boolean {
  // "Adm1n", "Admin 2" and "Ad-min" are read as "admin".
  const words = nameKey(name).replace(/[\s\d]+$/, "").replace(/[013457]/g, (digit) => DIGITS_READ_AS_LETTERS[digit]!)
    .split(/[ '-]/).map((word) => word.replace(/\d+$/, ""));
  const whole = words.join("");
  const isOne = RESERVED.has(whole) || RESERVED.has(whole.replace(/s$/, ""));
  return isOne || words.some((word) => RESERVED_WORDS.has(word));
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
