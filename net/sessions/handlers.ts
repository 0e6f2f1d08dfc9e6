/** What each message does: one function a message, in one table. The message fits the session's state already. */
import { type ActionMessage, type ActionName, actionRow, isAction } from "../../world/actions.ts";
import { cleanName, cleanSpeech } from "../../world/base/text.ts";
import { assert } from "../../world/base/assert.ts";
import { UNITS_PER_METRE } from "../../world/base/space.ts";
import type { ActionCommand } from "../../world/commands.ts";
import { NAME_RULE, PLANE_WIDTH_UNITS } from "../../world/limits.ts";
import type { ClientMessage } from "../protocol/mod.ts";
import type { SessionHost, SignInRequest } from "./host.ts";
import type { Session } from "./session.ts";

/** Does what a message asks. */
export function handleMessage<Seat>(
  host: SessionHost<Seat>,
  session: Session<Seat>,
  message: ClientMessage,
  nowMs: number,
): void {
  if (isActionMessage(message)) return takeAction(host, session, message);
  // The table has the handler for each type of message; the compiler cannot follow that through the index.
  const handle = HANDLERS[message.type] as Handler<ClientMessage>;
  handle(host as SessionHost<unknown>, session as Session<unknown>, message, nowMs);
}

type Handler<Message> = (
  host: SessionHost<unknown>,
  session: Session<unknown>,
  message: Message,
  nowMs: number,
) => void;

type OtherType = Exclude<ClientMessage["type"], ActionName>;

const HANDLERS: { readonly [Type in OtherType]: Handler<Extract<ClientMessage, { type: Type }>> } = {
  hello(host, session, { client }) {
    if (host.isFull()) return host.close(session, "full");
    session.phase = { name: "greeted", client: cleanSpeech(client) };
    session.send(host.welcome());
  },

  signIn(host, session, message) {
    const { phase } = session;
    assert(phase.name === "greeted", "signing in is for the greeted");
    if (host.isFull()) return host.close(session, "full");
    const request = signInRequest(host, message);
    if (request === null) return host.refuse(session, "name-invalid");
    if (!host.signIn(session, phase.client, request)) host.refuse(session, "busy");
  },

  play(host, session, { character }) {
    choose(host, session, { mode: "play", number: character });
  },

  makeCharacter(host, session, { name, look }) {
    const cleaned = cleanName(name, NAME_RULE);
    if (cleaned === null) return host.refuse(session, "name-invalid");
    choose(host, session, { mode: "make", name: cleaned, look: look ?? host.randomLook() });
  },

  deleteCharacter(host, session, { character, name }) {
    const { phase } = session;
    assert(phase.name === "choosing", "deleting is for those who choose");
    const { choice } = phase;
    if (!choice.characters.some((one) => one.character === character)) return host.refuse(session, "character-unknown");
    // A fight is not ended by deleting who is in it: the world is asked first, and its answer goes on from here.
    choice.doomed = { number: character, name: cleanName(name, NAME_RULE) ?? "" };
    choice.unknown.add(character);
    host.describe(session, character);
  },

  input(host, session, { sequence, tick, heading, speed }) {
    // Until its body is in the world, what a client wants of it means nothing.
    if (session.phase.name !== "playing") return host.count("input-before-entering");
    if (session.isOvertaken(sequence)) return;
    host.command(session, { type: "input", session: session.number, sequence, atTick: tick, heading, speed });
  },

  goTo(host, session, { sequence, x, y }) {
    // An input that was given after it is here already.
    if (session.isOvertaken(sequence)) return host.count("go-to-overtaken");
    host.command(session, { type: "goTo", session: session.number, sequence, x: toUnits(x), y: toUnits(y) });
  },

  say(host, session, { text }) {
    const cleaned = cleanSpeech(text);
    if (cleaned === "") return host.count("said-nothing");
    host.command(session, { type: "say", session: session.number, text: cleaned });
  },

  ping(host, session, { time }, nowMs) {
    session.send({ type: "pong", time, tick: host.worldTick(nowMs) });
  },

  signOut(host, session, { keep }) {
    const { phase } = session;
    assert(phase.name === "playing", "signing out is for those who play");
    host.signOut(session, keep === 1 ? null : phase.account.token);
  },
};

const NOTHING = { name: "", password: "", token: "", look: 0, character: "", number: 0, choose: false } as const;

/** Asks storage for something in the name of who chooses. */
export function choose(
  host: SessionHost<unknown>,
  session: Session<unknown>,
  asked: Pick<SignInRequest, "mode"> & Partial<SignInRequest>,
): void {
  const { phase } = session;
  assert(phase.name === "choosing", "choosing is for those who choose");
  phase.choice.doomed = null;
  const request = { ...NOTHING, ...asked, token: phase.choice.token };
  if (!host.signIn(session, phase.client, request)) host.refuse(session, "busy");
}

function isActionMessage(message: ClientMessage): message is ActionMessage {
  return isAction(message.type);
}

/** Hands an action on to the world, which answers it, with what was left out. Texts are cleaned as what is said is. */
function takeAction<Seat>(host: SessionHost<Seat>, session: Session<Seat>, message: ActionMessage): void {
  const command: Record<string, unknown> = { ...message, session: session.number };
  for (const [name, field] of Object.entries(actionRow(message.type).fields)) {
    if (field.type === "text") command[name] = cleanSpeech(command[name] as string);
    else command[name] ??= field.spare;
  }
  // The command has the fields of the message and `session`: both follow from the table of actions.
  host.command(session, command as unknown as ActionCommand);
}

/** What storage is asked; null if the name cannot be one. Storage judges names that are to be new once more. */
function signInRequest(
  host: SessionHost<unknown>,
  message: Extract<ClientMessage, { type: "signIn" }>,
): SignInRequest | null {
  switch (message.mode) {
    case "guest": {
      const look = message.look ?? host.randomLook();
      if (message.name === undefined || message.name === "") return { ...NOTHING, mode: "guest", look };
      const name = cleanName(message.name, NAME_RULE);
      return name === null ? null : { ...NOTHING, mode: "guest", name, look };
    }
    case "register": {
      const name = cleanName(message.name, NAME_RULE);
      const look = message.look ?? host.randomLook();
      return name === null ? null : { ...NOTHING, mode: "register", name, password: message.password, look };
    }
    case "password": {
      const name = cleanName(message.name, NAME_RULE);
      return name === null
        ? null
        : { ...NOTHING, mode: "password", name, password: message.password, ...whom(message) };
    }
    case "token":
      return { ...NOTHING, mode: "token", token: message.token, ...whom(message) };
  }
}

/** Which character of the account it is to be. */
function whom({ character, choose }: { readonly character?: string; readonly choose?: number }) {
  return { character: character ?? "", choose: choose === 1 };
}

function toUnits(metres: number): number {
  return Math.min(PLANE_WIDTH_UNITS - 1, Math.floor(metres * UNITS_PER_METRE));
}
