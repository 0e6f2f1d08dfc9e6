/** How a bot talks: it gives the answers that lead to something to do, and takes the lessons that it can pay. */
import type { WealdClient } from "../../net/client/sdk/mod.ts";

/** Answers that lead on, the best first. */
const ANSWERS = [/it is done/i, /^Thank you/, /^I take/, /^I will do it/, /to do|help|need|work|wrong|task/i] as const;
const FAREWELL = /^(Farewell|Not now|I am on my way)/;
/** What a lesson costs, in the words of who gives it; and which part of its coins it spends on one. */
const LESSON = /: (\d+) coins/;
const LESSON_PART = 0.6;

/** The tongue of one bot. */
export class Talker {
  readonly #client: WealdClient;
  readonly #said = new Map<string, number>();

  constructor(client: WealdClient) {
    this.#client = client;
  }

  /** The best answer in the talk that it is in; null if there is nothing more to say. */
  best(coins: number): { readonly choice: number; readonly list: number; readonly text: string } | null {
    const { dialogue } = this.#client.own;
    const said = dialogue.get("self")!;
    const answers = [...dialogue].filter(([key]) => key !== "self")
      .map(([key, { text, deeds = "" }]) => ({ key, text, deeds }));
    const rank = ({ text, deeds }: { readonly text: string; readonly deeds: string }) => {
      const often = this.#said.get(`${said.npc} ${text}`) ?? 0;
      if (deeds.includes("teachAbility")) {
        return often < 2 && Number(LESSON.exec(text)?.[1] ?? Infinity) <= coins * LESSON_PART ? 2 : 99;
      }
      // A journey leads away from what it has to do.
      if (deeds.includes("travel")) return 99;
      const place = ANSWERS.findIndex((form) => form.test(text));
      return FAREWELL.test(text) ? 90 : (place < 0 ? 20 : place) + often * 30;
    };
    answers.sort((a, b) => rank(a) - rank(b));
    const [best] = answers;
    if (best === undefined || rank(best) >= 60) return null;
    return { choice: Number(best.key), list: said.list ?? 0, text: `${said.npc} ${best.text}` };
  }

  /** It gave this answer. */
  gave(text: string): void {
    this.#said.set(text, (this.#said.get(text) ?? 0) + 1);
  }
}
