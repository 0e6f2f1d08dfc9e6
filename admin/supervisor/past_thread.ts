/** Main's end of the link to one thread that looks into the past. */
import { allocateLink, Link } from "../../world/base/link.ts";
import type { MessageOf } from "../../world/base/record.ts";
import type { PastListener, PastLook } from "../api/mod.ts";
import { PortError } from "../api/ports.ts";
import {
  type AskPast,
  mainToPast,
  type PastAnswered,
  type PastQuestion,
  type PastQuestions,
  pastToMain,
} from "../past/mod.ts";
import { ANSWER_MS_MAX, QUESTIONS_MAX, RING_FROM_PAST_BYTES, RING_TO_PAST_BYTES } from "../past/limits.ts";
import type { PartStarters, RunningPart } from "./parts.ts";
import { Requests, textOf } from "./requests.ts";

/** What a thread is started with. */
export interface PastThreadOptions {
  readonly starter: PartStarters["past"];
  /** The data folder. */
  readonly folder: string;
  /** Who is shown something; null: it only answers. */
  readonly listener: PastListener | null;
  /** It ended by an error of ours. */
  readonly onCrash: (why: string) => void;
  readonly log: (text: string) => void;
}

/** Lives until it is closed, or has crashed. */
export class PastThread implements PastLook {
  /** When anything was last asked of it, in milliseconds of `performance.now`. */
  usedAtMs = performance.now();
  readonly #link: Link<typeof mainToPast.declarations, typeof pastToMain.declarations>;
  readonly #listener: PastListener | null;
  readonly #log: (text: string) => void;
  readonly #requests = new Requests("past", ANSWER_MS_MAX, QUESTIONS_MAX);
  readonly #slow = new Requests("past", null, QUESTIONS_MAX);
  readonly #running: Promise<RunningPart>;
  #isClosed = false;

  constructor({ starter, folder, listener, onCrash, log }: PastThreadOptions) {
    this.#listener = listener;
    this.#log = log;
    const { a, b } = allocateLink("main", "past", RING_TO_PAST_BYTES, RING_FROM_PAST_BYTES);
    this.#link = new Link(a, mainToPast, pastToMain);
    this.#link.onWake = () => this.#link.drain((message) => this.#hear(message));
    this.#link.onWake();
    this.#running = starter({ main: b }, (why) => {
      if (!this.#isClosed) onCrash(why);
    });
    this.#link.mustSend({ type: "start", folder });
  }

  /** Questions that wait for their answer. */
  get waiting(): number {
    return this.#requests.waiting + this.#slow.waiting;
  }

  readonly ask: AskPast = async <Q extends PastQuestion>(question: Q, input: PastQuestions[Q]["input"]) => {
    this.usedAtMs = performance.now();
    const requests = question === "export" ? this.#slow : this.#requests;
    const json = JSON.stringify(input);
    const answered = await requests.ask<PastAnswered<PastQuestions[Q]["output"]>>((request) =>
      // Numbers of the slow ones are odd, of the others even: one answer, one waiting question.
      this.#link.send({ type: "ask", request: request * 2 + (question === "export" ? 1 : 0), question, json })
    );
    if ("failed" in answered) throw new PortError(answered.failed);
    return answered.value;
  };

  seek(tick: number): boolean {
    return this.#wish({ type: "seek", tick });
  }
  play(speed: number): boolean {
    return this.#wish({ type: "play", speed });
  }
  view(view: Parameters<PastLook["view"]>[0]): boolean {
    return this.#wish({ type: "view", json: JSON.stringify(view) });
  }
  inspect(entity: number | null): boolean {
    return this.#wish({ type: "inspect", entity: entity ?? 0 });
  }
  commands(filter: Parameters<PastLook["commands"]>[0]): boolean {
    return this.#wish({ type: "commands", json: JSON.stringify(filter) });
  }
  taken(): boolean {
    return this.#wish({ type: "taken" });
  }

  /** The share of a core that it may take, in hundredths. */
  share(percent: number): void {
    this.#link.send({ type: "share", percent });
  }

  /** Ends it, with whatever it was doing. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#link.send({ type: "stop" });
    this.#requests.giveUp("The thread that looked into the past has ended. Try again.");
    this.#slow.giveUp("The thread that looked into the past has ended. Try again.");
    // A moment for it to close the file by itself.
    setTimeout(() => {
      this.#link.close();
      this.#running.then((part) => part.terminate(), () => this.#log("a thread that never began has nothing to end"));
    }, CLOSING_MS);
  }

  #wish(message: MessageOf<typeof mainToPast.declarations>): boolean {
    this.usedAtMs = performance.now();
    return !this.#isClosed && this.#link.send(message);
  }

  #hear(message: MessageOf<typeof pastToMain.declarations>): void {
    if (this.#isClosed) return;
    switch (message.type) {
      case "frame":
        return this.#listener?.frame(message.bytes);
      case "fresh":
        return this.#listener?.fresh();
      case "cells":
        return this.#listener?.cells(message.json);
      case "state":
        return this.#listener?.state(message.json);
      case "entity":
        return this.#listener?.entity(message.entity, textOf(message.json));
      case "commands":
        return this.#listener?.commands(textOf(message.json));
      case "answer": {
        const requests = message.request % 2 === 1 ? this.#slow : this.#requests;
        return requests.answer(Math.floor(message.request / 2), message.json);
      }
      case "log":
        return this.#log(message.text);
    }
  }
}

const CLOSING_MS = 100;
