/**
 * A thread that looks into the past. It reads the world's file, answers questions, and stands a world up for the one
 * console that it belongs to. It works in short slices and rests between them, so that the live server goes first; every
 * queue has an end: pictures wait for the console, questions are counted by main, and the link is a ring.
 *
 *   turn ─► seek and play ─► picture, entity, commands ─► a step of an export, of the timeline ─► rest
 */
import { DATABASE_FILE, openPast, type PastFile, troubleText } from "../../persistence/mod.ts";
import { Link, type LinkEnd } from "../../world/base/link.ts";
import type { MessageOf } from "../../world/base/record.ts";
import { ringMessageBytesMax } from "../../world/base/ring.ts";
import type { SpanExported } from "../../persistence/mod.ts";
import { Answers } from "./_answers.ts";
import { PastShow } from "./_show.ts";
import { TimelineScan } from "./_timeline.ts";
import { SHARE, SLICE_MS } from "./limits.ts";
import { mainToPast, pastToMain } from "./messages.ts";
import type { PastAnswered, PastQuestion } from "./questions.ts";

export type PastLink = Link<typeof pastToMain.declarations, typeof mainToPast.declarations>;

/** The end that the thread holds. */
export interface PastEnds {
  readonly main: LinkEnd;
}

/** Starts the part on its link. It does nothing until `start` comes, and nothing more after `stop`. */
export function startPastPart({ main }: PastEnds): void {
  new PastPart(main);
}

interface Open {
  readonly file: PastFile;
  readonly scan: TimelineScan;
  readonly answers: Answers;
  readonly show: PastShow;
}

interface Export {
  readonly request: number;
  readonly steps: Generator<undefined, SpanExported>;
}

class PastPart {
  readonly #link: PastLink;
  #open: Open | null = null;
  /** Why there is nothing to look at: every question is answered with it. */
  #problem = "The past is not open.";
  #exports: Export[] = [];
  #wantsTimeline = false;
  #share = SHARE;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(end: LinkEnd) {
    this.#link = new Link(end, pastToMain, mainToPast);
    this.#link.onWake = () => this.#guard(() => this.#link.drain((message) => this.#hear(message)));
    this.#link.onWake();
  }

  /** SQLite's failures are told; all else is a bug of ours and ends the thread, which main notices. */
  #guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      const why = troubleText(error);
      this.#open?.show.refuse("damaged", `The past cannot be read: ${why}.`);
      this.#link.send({ type: "log", text: `read the past: ${why}` });
    }
  }

  #hear(message: MessageOf<typeof mainToPast.declarations>): void {
    switch (message.type) {
      case "start":
        return this.#start(message.folder);
      case "ask":
        return this.#ask(message.request, message.question as PastQuestion, message.json);
      case "share":
        this.#share = message.percent / 100;
        return;
      case "stop":
        return this.#stop();
      default:
        this.#open?.show.hear(message);
        return this.#soon(0);
    }
  }

  #start(folder: string): void {
    const opened = openPast(`${folder}/${DATABASE_FILE}`);
    if (!opened.ok) {
      this.#problem = opened.message;
      return;
    }
    const { file } = opened;
    const tickRate = file.tickRate();
    const scan = new TimelineScan(file, tickRate);
    this.#open = {
      file,
      scan,
      answers: new Answers(file, scan, tickRate),
      show: new PastShow(file, this.#link, tickRate),
    };
  }

  #ask(request: number, question: PastQuestion, json: string): void {
    if (this.#open === null) return this.#answer(request, { failed: this.#problem });
    if (question === "timeline") this.#wantsTimeline = true;
    try {
      const answering = this.#open.answers.answer(question, json);
      if (answering.type === "now") this.#answer(request, { value: answering.value });
      else this.#exports.push({ request, steps: answering.steps });
    } catch (error) {
      this.#answer(request, { failed: `The past cannot be read: ${troubleText(error)}.` });
    }
    this.#soon(0);
  }

  #answer(request: number, answered: PastAnswered<unknown>): void {
    let json = new TextEncoder().encode(JSON.stringify(answered));
    if (json.length > ringMessageBytesMax(this.#link.stats.sendCapacityBytes) - 64) {
      json = new TextEncoder().encode(JSON.stringify({ failed: "The answer is too long. Ask for less." }));
    }
    // Without room nobody hears it: whoever asked has a time limit of its own.
    this.#link.send({ type: "answer", request, json });
  }

  #soon(ms: number): void {
    if (this.#timer !== null && ms > 0) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#guard(() => this.#turn());
    }, ms);
  }

  #turn(): void {
    if (this.#open === null) return;
    const { show, scan } = this.#open;
    const began = performance.now();
    const mayGoOn = () => performance.now() - began < SLICE_MS;
    const isShowing = show.work(mayGoOn);
    if (mayGoOn()) this.#stepExports(mayGoOn);
    if (this.#wantsTimeline && mayGoOn()) this.#wantsTimeline = scan.work(mayGoOn);
    if (isShowing === "idle" && this.#exports.length === 0 && !this.#wantsTimeline) return;
    const took = performance.now() - began;
    this.#soon(Math.max(1, isShowing === "waiting" ? 10 : 0, took * (1 / this.#share - 1)));
  }

  #stepExports(mayGoOn: () => boolean): void {
    for (let first = this.#exports[0]; first !== undefined && mayGoOn(); first = this.#exports[0]) {
      const step = first.steps.next();
      if (!step.done) continue;
      this.#exports.shift();
      this.#answer(first.request, { value: step.value });
    }
  }

  #stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const { steps } of this.#exports) steps.return(GIVEN_UP);
    this.#open?.file.close();
    this.#open = null;
    this.#link.close();
  }
}

const GIVEN_UP: SpanExported = { ok: false, message: "The export was given up." };
