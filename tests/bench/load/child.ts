/** A process that the load test starts: its output as lines, its end awaited, nothing of it left behind. */
import { TextLineStream } from "./generator/text_lines.ts";

/** A running child. Lifetime: until `stop`. */
export class Child {
  readonly pid: number;
  /** Told every line of standard output. Set it right after making the child. */
  onLine: (line: string) => void = () => {};
  /** The last lines of standard error, for messages about a failure. */
  readonly lastErrors: string[] = [];
  readonly #process: Deno.ChildProcess;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #read: Promise<unknown>;
  #ended = false;

  /** Starts `command` (the first word is the program). */
  constructor(command: readonly string[], options: { cwd?: string; env?: Record<string, string> } = {}) {
    const [program, ...args] = command;
    this.#process = new Deno.Command(program!, { args, stdin: "piped", stdout: "piped", stderr: "piped", ...options })
      .spawn();
    this.pid = this.#process.pid;
    this.#writer = this.#process.stdin.getWriter();
    this.#read = Promise.all([
      this.#lines(this.#process.stdout, (line) => this.onLine(line)),
      this.#lines(this.#process.stderr, (line) => {
        this.lastErrors.push(line);
        if (this.lastErrors.length > 20) this.lastErrors.shift();
      }),
    ]);
    this.#process.status.then(() => this.#ended = true);
  }

  async #lines(stream: ReadableStream<Uint8Array>, take: (line: string) => void): Promise<void> {
    const text = stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>);
    for await (const line of text.pipeThrough(new TextLineStream())) take(line);
  }

  /** Whether the process has ended. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Writes one line to its standard input. */
  async say(line: string): Promise<void> {
    await this.#writer.write(new TextEncoder().encode(line + "\n"));
  }

  /** Waits for a line that `pick` finds something in. Throws if the process ends before. */
  async find<T>(what: string, pick: (line: string) => T | null): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<T>();
    const before = this.onLine;
    this.onLine = (line) => {
      before(line);
      const found = pick(line);
      if (found === null) return;
      this.onLine = before;
      resolve(found);
    };
    const ended = this.#process.status.then(({ code }) => {
      throw new Error(`wait for ${what}: the process ended with code ${code}: ${this.lastErrors.join("\n")}`);
    });
    return await Promise.race([promise, ended]);
  }

  /** Asks it to end (SIGTERM) and waits; after `graceMs` it is killed. Returns whether it ended by itself. */
  async stop(graceMs = 10_000): Promise<boolean> {
    if (!this.#ended) this.#process.kill("SIGTERM");
    let killed = false;
    const timer = setTimeout(() => {
      killed = true;
      this.#process.kill("SIGKILL");
    }, graceMs);
    await this.#process.status;
    clearTimeout(timer);
    await this.#read;
    try {
      await this.#writer.close();
    } catch {
      // The process closed its end first.
    }
    return !killed;
  }
}

/** The command line that runs a file of this project with the Deno that runs this one. */
export function denoRun(path: string, ...args: string[]): string[] {
  return [Deno.execPath(), "run", "-A", path, ...args];
}
