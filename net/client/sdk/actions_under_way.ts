/** Actions that were sent and wait for their answer. */
import { type Refusal, REFUSALS } from "../../../world/refusals.ts";
import type { MessageOfType } from "./types.ts";

/** What came of an action. `reason` is a word, `text` a sentence for the player. */
export type ActionResult =
  | { readonly type: "done" }
  | { readonly type: "refused"; readonly reason: string; readonly text: string };

/** An action that was not done, for a reason that the client knows itself. */
export function refusedHere(reason: Refusal): ActionResult {
  return { type: "refused", reason, text: REFUSALS[reason] };
}

/** Lives as long as the client. */
export class ActionsUnderWay {
  readonly #waiting = new Map<number, (result: ActionResult) => void>();
  #sequence = 0;

  /** Numbers an action, and gives the promise of its answer. */
  begin(): { readonly sequence: number; readonly answer: Promise<ActionResult> } {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    const sequence = this.#sequence;
    return { sequence, answer: new Promise((resolve) => this.#waiting.set(sequence, resolve)) };
  }

  /** The server answered. */
  answer(message: MessageOfType<"done" | "refusedAction">): void {
    const resolve = this.#waiting.get(message.sequence);
    if (resolve === undefined) return;
    this.#waiting.delete(message.sequence);
    if (message.type === "done") resolve({ type: "done" });
    else resolve({ type: "refused", reason: message.reason, text: message.text });
  }

  /** No answer will come any more. */
  lost(): void {
    for (const resolve of this.#waiting.values()) resolve(refusedHere("connection-lost"));
    this.#waiting.clear();
  }
}
