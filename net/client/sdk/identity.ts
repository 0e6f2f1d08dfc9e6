/** Who one is to the server: the token, signing in with it, and what becomes of that when the server refuses. */
import type { ClientMessage, ServerMessage } from "../../protocol/mod.ts";
import type { Emitter } from "./events.ts";
import type { Runtime } from "./runtime.ts";
import type { ClientEvents, ClientState, Credentials } from "./types.ts";

/** What it needs of the client. */
interface IdentityHost {
  state(): ClientState;
  setState(state: ClientState): void;
  send(message: ClientMessage): void;
  /** The server let somebody in, or lets them choose: the way to it works. */
  reached(): void;
}

type Answer = Extract<ServerMessage, { type: "signedIn" | "characters" | "refused" }>;

/** After a refusal because the server is busy, the token is shown again after this to twice this. */
const BUSY_MS = 3000;

/** Lifetime: the client's, over all its connections. */
export class Identity {
  readonly #host: IdentityHost;
  readonly #runtime: Runtime;
  readonly #events: Emitter<ClientEvents>;
  #token: string | null;
  /** After a reconnection there is somebody to choose, not the one played before. */
  #isChoosing = false;
  /** Counts the connections that got a welcome. */
  #greeting = 0;

  constructor(host: IdentityHost, runtime: Runtime, events: Emitter<ClientEvents>, token: string | null) {
    this.#host = host;
    this.#runtime = runtime;
    this.#events = events;
    this.#token = token;
  }

  /** Signs in by hand. Throws an Error where the client is not asked who it is. */
  signIn(credentials: Credentials): void {
    const { name } = this.#host.state();
    if (name !== "signing in") throw new Error(`sign in: the client is ${name}, not signing in`);
    this.#host.setState({ name, waiting: true });
    this.#host.send({ type: "signIn", ...credentials });
  }

  /** The next connection is to choose a character. */
  chooseNext(): void {
    this.#isChoosing = true;
  }

  /** Forgets the token. */
  forget(): void {
    this.#token = null;
  }

  /** The server is there: shows it the token, if there is one. */
  greeted(): void {
    this.#greeting++;
    this.#host.setState({ name: "signing in", waiting: this.#token !== null });
    this.#showToken();
  }

  /** Takes what the server makes of it. */
  take(message: Answer): void {
    switch (message.type) {
      case "signedIn":
        this.#token = message.token;
        this.#isChoosing = false;
        return this.#events.emit("signedIn", message);
      case "characters": {
        const { token, characters, most } = message;
        this.#token = token;
        this.#isChoosing = true;
        this.#host.reached();
        this.#host.setState({ name: "choosing", waiting: false, characters, most });
        return this.#events.emit("characters", message);
      }
      case "refused":
        return this.#refused(message);
    }
  }

  #refused(message: Extract<Answer, { type: "refused" }>): void {
    const state = this.#host.state();
    if (state.name === "choosing") this.#host.setState({ ...state, waiting: false });
    else if (this.#token !== null && (message.reason === "busy" || message.reason === "failed")) {
      // A server with its hands full, or with a fault of its own, does not know whether the token is good: thrown away
      // now, a guest would be lost for good.
      return this.#showTokenLater();
    } else {
      this.#token = null;
      this.#host.setState({ name: "signing in", waiting: false });
    }
    this.#events.emit("refused", message);
  }

  #showToken(): void {
    if (this.#token === null) return;
    this.#host.send({ type: "signIn", mode: "token", token: this.#token, ...this.#isChoosing ? { choose: 1 } : {} });
  }

  #showTokenLater(): void {
    const greeting = this.#greeting;
    this.#runtime.later(BUSY_MS * (1 + this.#runtime.chance()), () => {
      if (greeting === this.#greeting && this.#host.state().name === "signing in") this.#showToken();
    });
  }
}
