/** Where a part stands, seen from main: starting, ready, stopped or failed. */

/** Why a part failed: a word, and a sentence for the host. */
export class PartFailure extends Error {
  override name = "PartFailure";
  readonly part: string;
  readonly code: string;

  constructor(part: string, code: string, message: string) {
    super(message);
    this.part = part;
    this.code = code;
  }
}

/** The life of one part. Lives as long as the process. */
export class Life {
  readonly name: string;
  /** Settles with what the part says of itself when it is ready, as JSON; rejects with a `PartFailure`. */
  readonly ready: Promise<string>;
  /** Settles when the part has stopped, and also when it failed: it will do nothing more. */
  readonly stopped: Promise<void>;
  /** Settles with the first failure, if there ever is one. */
  readonly failed: Promise<PartFailure>;
  #onReady!: (json: string) => void;
  #onReadyFailed!: (failure: PartFailure) => void;
  #onStopped!: () => void;
  #onFailed!: (failure: PartFailure) => void;

  constructor(name: string) {
    this.name = name;
    this.ready = new Promise((resolve, reject) => [this.#onReady, this.#onReadyFailed] = [resolve, reject]);
    this.stopped = new Promise((resolve) => this.#onStopped = resolve);
    this.failed = new Promise((resolve) => this.#onFailed = resolve);
    this.ready.catch(() => {
      // Whoever waits for `ready` hears of it; nobody has to.
    });
  }

  /** Takes a message of the part's life. */
  hear(
    message: { type: "ready"; json: string } | { type: "failed"; code: string; message: string } | { type: "stopped" },
  ) {
    switch (message.type) {
      case "ready":
        return this.#onReady(message.json);
      case "failed":
        return this.fail(message.code, message.message);
      case "stopped":
        return this.#onStopped();
    }
  }

  /** The part is no more. */
  fail(code: string, message: string): void {
    const failure = new PartFailure(this.name, code, message);
    this.#onReadyFailed(failure);
    this.#onFailed(failure);
    this.#onStopped();
  }
}
