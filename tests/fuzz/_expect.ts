/** What the server has to make of what one session sends: go on, or end it with a code. */
import { CLOSE_REASONS, type CloseReason } from "../../net/close_reasons.ts";
import { CLIENT_MESSAGE_BYTES_MAX, DEFAULT_LIMITS } from "../../net/limits.ts";
import {
  type ClientMessage,
  clientTypeOf,
  decodeClientMessage,
  type Decoded,
  decodeInputsDatagram,
  parseJsonEnvelope,
  ruleOf,
  type SessionState,
  validateClientMessage,
} from "../../net/protocol/mod.ts";
import type { Sent } from "./_mutate.ts";

/** What may follow: the session goes on (null) or is closed with one of these codes. */
export type Allowed = ReadonlySet<number | null>;

/** Text that is not UTF-8: a WebSocket says so itself, over WebTransport it is a message that cannot be read. */
const NOT_UTF8 = { websocket: 1007, webtransport: CLOSE_REASONS.malformed.code } as const;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** What is asked of storage in the name of who chooses a character. */
const CHOOSING: readonly ClientMessage["type"][] = ["play", "makeCharacter", "deleteCharacter"];

/** Follows one session by the document's rules. */
export class Expectation {
  /** Where the session may stand: the answers of storage and world come when they come. */
  #states: ReadonlySet<SessionState>;
  readonly #speech: "binary" | "json";
  readonly #transport: keyof typeof NOT_UTF8;
  readonly #counts = new Map<ClientMessage["type"], number>();
  #count = 0;

  /** `sent`: what brought the session to its state, by type. */
  constructor(
    { speech, transport }: { readonly speech: "binary" | "json"; readonly transport: keyof typeof NOT_UTF8 },
    state: SessionState,
    sent: readonly ClientMessage["type"][],
  ) {
    this.#speech = speech;
    this.#transport = transport;
    this.#states = new Set([state]);
    for (const type of sent) this.#counts.set(type, (this.#counts.get(type) ?? 0) + 1);
    this.#count = sent.length;
  }

  /** What may follow upon a message. */
  take({ bytes, isText }: Sent): Allowed {
    if (bytes.length > CLIENT_MESSAGE_BYTES_MAX) return closed("too-large");
    let text = "";
    if (isText) {
      try {
        text = utf8.decode(bytes);
      } catch {
        // The decoder throws nothing but TypeError, for this.
        return new Set([NOT_UTF8[this.#transport]]);
      }
    }
    const late = ++this.#count > DEFAULT_LIMITS.messagesBurst ? [code("too-frequent")] : [];
    if (isText !== (this.#speech === "json")) return new Set([code("malformed"), ...late]);
    return new Set([...this.#judge(isText ? text : bytes), ...late]);
  }

  /** What may follow upon a datagram, which may be lost, or overtake what was sent before it. */
  takeDatagram(bytes: Uint8Array): Allowed {
    const decoded = decodeInputsDatagram(bytes);
    return new Set([null, code("not-allowed"), ...(decoded.ok ? [] : [code(decoded.reason)])]);
  }

  #judge(data: string | Uint8Array): Allowed {
    let type: ClientMessage["type"];
    let decode: () => Decoded<ClientMessage>;
    if (typeof data === "string") {
      const envelope = parseJsonEnvelope(data);
      if (!envelope.ok) return closed(envelope.reason);
      const { body } = envelope.message;
      type = envelope.message.type;
      decode = () => validateClientMessage(type, body);
    } else {
      const found = data.length > 0 ? clientTypeOf(data[0]!) : undefined;
      if (found === undefined) return closed("unknown-message");
      type = found;
      decode = () => decodeClientMessage(data);
    }
    const { bytesMax, burst, states } = ruleOf(type);
    if (data.length > bytesMax) return closed("too-large");
    const count = (this.#counts.get(type) ?? 0) + 1;
    this.#counts.set(type, count);
    const late = count > burst ? [code("too-frequent")] : [];
    const decoded = decode();
    if (!decoded.ok) return new Set([code(decoded.reason), ...late]);
    const fits = [...this.#states].filter((state) => states.includes(state));
    const allowed = new Set<number | null>(late);
    if (fits.length < this.#states.size) allowed.add(code("not-allowed"));
    if (fits.length > 0) allowed.add(type === "signOut" ? code("signed-out") : null);
    if (fits.length > 0) this.#advance(type, fits);
    return allowed;
  }

  #advance(type: ClientMessage["type"], fits: readonly SessionState[]): void {
    if (type === "hello") this.#states = new Set(["greeted"]);
    // Refused at once, or under way, or done already.
    else if (type === "signIn") {
      this.#states = new Set(["greeted", "signingIn", "choosing", "entering", "playing"]);
    } else if (CHOOSING.includes(type)) {
      this.#states = new Set(["signingIn", "choosing", "entering", "playing"]);
    } else if (this.#states.size > 1) {
      this.#states = new Set([...this.#states].filter((state) => reachable(state, fits)));
    }
  }
}

/** Whether a session that was in one of `from` may be in `state` now, without anything sent by it. */
function reachable(state: SessionState, from: readonly SessionState[]): boolean {
  return from.includes(state) || state !== "opening";
}

function code(reason: CloseReason): number {
  return CLOSE_REASONS[reason].code;
}

function closed(reason: CloseReason): Allowed {
  return new Set([code(reason)]);
}
