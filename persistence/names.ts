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
