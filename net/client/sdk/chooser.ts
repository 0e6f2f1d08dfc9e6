/** Choosing one of an account's characters. */
import type { ClientMessage } from "../../protocol/mod.ts";
import type { ClientState } from "./types.ts";

/** What choosing needs of the client. */
interface ChooserHost {
  state(): ClientState;
  setState(state: ClientState): void;
  send(message: ClientMessage): void;
}

/** What can be asked in the state "choosing". Throws an Error in any other. */
export class Chooser {
  readonly #host: ChooserHost;

  constructor(host: ChooserHost) {
    this.#host = host;
  }

  /** Plays one of the characters. The answer is the event `signedIn` or `refused`. */
  play(character: number): void {
    this.#ask({ type: "play", character });
  }

  /** Makes one more. The answer is the event `characters` or `refused`. */
  make(name: string, look?: number): void {
    this.#ask({ type: "makeCharacter", name, ...look === undefined ? {} : { look } });
  }

  /** Deletes one for good, with all that it has; `name` has to be its own. Answered like `make`. */
  delete(character: number, name: string): void {
    this.#ask({ type: "deleteCharacter", character, name });
  }

  #ask(message: ClientMessage): void {
    const state = this.#host.state();
    if (state.name !== "choosing") throw new Error(`choose a character: the client is ${state.name}, not choosing`);
    this.#host.setState({ ...state, waiting: true });
    this.#host.send(message);
  }
}
