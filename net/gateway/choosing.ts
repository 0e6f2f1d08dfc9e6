/** Choosing a character: storage says whom an account has, the world how each of them is; then its player is told. */
import { UNITS_PER_METRE } from "../../world/base/space.ts";
import type { MessageOf } from "../../world/base/record.ts";
import {
  CHOOSING_REFUSALS,
  SIGN_IN_REFUSALS,
  type SignInRefusal,
  type storageToGateway,
  type worldToGateway,
} from "../../world/part/messages.ts";
import { CHARACTERS_PER_ACCOUNT_MAX } from "../../world/limits.ts";
import { choose } from "../sessions/handlers.ts";
import type { SessionHost } from "../sessions/host.ts";
import type { Session, SessionPhase } from "../sessions/session.ts";
import type { SignInAnswer } from "./sign_ins.ts";
import type { Viewer } from "./viewer.ts";

/** Has a session choose from whom storage named. */
export function beginChoice(
  host: SessionHost<unknown>,
  answer: Extract<SignInAnswer, { type: "characters" }>,
): void {
  const { session, client, token } = answer;
  const characters = answer.characters.map((one) => ({ ...one, class: 0, level: 0, here: false }));
  const unknown = new Set(characters.map(({ character }) => character));
  session.phase = { name: "choosing", client, choice: { token, characters, unknown, doomed: null } };
  for (const character of unknown) host.describe(session, character);
  if (unknown.size === 0) tell(session);
}

/** Who was deleted, by an answer of storage: nobody, or one. */
export function deletedIn(message: MessageOf<typeof storageToGateway.declarations>): readonly number[] {
  return message.type === "characters" && message.deleted !== 0 ? [message.deleted] : [];
}

/** Why something was refused, in words for who signs in, or for who has and chooses. */
export function refusalText({ phase }: Session<Viewer>, reason: SignInRefusal): string {
  return (phase.name === "choosing" ? CHOOSING_REFUSALS[reason] : undefined) ?? SIGN_IN_REFUSALS[reason];
}

/** Where a session stands whose sign-in, or choice, was refused. */
export function phaseAfterRefusal({ phase }: Session<Viewer>, client: string): SessionPhase<Viewer> {
  const choice = phase.name === "signingIn" ? phase.choice : null;
  return choice === null ? { name: "greeted", client } : { name: "choosing", client, choice };
}

/**
 * Notes how a character is; who was to be deleted then is, unless it is in the world. Sessions that do not choose any
 * more have no use for it.
 */
export function noteDescribed(
  host: SessionHost<unknown>,
  session: Session<Viewer> | undefined,
  { character, level, isHere, x, y, ...described }: MessageOf<typeof worldToGateway.declarations> & {
    type: "described";
  },
): void {
  if (session?.phase.name !== "choosing") return;
  const { choice } = session.phase;
  const { characters, unknown, doomed } = choice;
  const at = characters.findIndex((one) => one.character === character);
  if (at < 0) return;
  // Who was never in the world is nowhere.
  const place = level === 0 ? {} : { x: x / UNITS_PER_METRE, y: y / UNITS_PER_METRE };
  characters[at] = { ...characters[at]!, class: described.class, level, here: isHere, ...place };
  unknown.delete(character);
  if (doomed?.number === character) {
    if (!isHere) return choose(host, session, { mode: "delete", ...doomed });
    choice.doomed = null;
    host.refuse(session, "in-world");
  }
  if (unknown.size === 0) tell(session);
}

function tell(session: Session<Viewer>): void {
  if (session.phase.name !== "choosing") return;
  const { token, characters } = session.phase.choice;
  session.send({ type: "characters", token, most: CHARACTERS_PER_ACCOUNT_MAX, characters });
}
