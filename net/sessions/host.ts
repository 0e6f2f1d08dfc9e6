/** What the handlers of messages need of whoever runs the sessions. */
import type { SessionCommand } from "../../world/commands.ts";
import type { SignInRefusal } from "../../world/part/messages.ts";
import type { CloseReason } from "../close_reasons.ts";
import type { ServerMessage } from "../protocol/mod.ts";
import type { Session } from "./session.ts";

/** What storage is asked to sign in, or of somebody who chooses. Unused texts are "". */
export interface SignInRequest {
  readonly mode: "guest" | "password" | "register" | "token" | "play" | "make" | "delete";
  readonly name: string;
  readonly password: string;
  readonly token: string;
  readonly look: number;
  /** The name of the character to play, or "". */
  readonly character: string;
  /** Which one is meant, where somebody chooses. */
  readonly number: number;
  /** To choose, whoever there is. */
  readonly choose: boolean;
}

/** Whoever runs the sessions: the gateway, or a test. */
export interface SessionHost<Seat> {
  /** What a client is welcomed with. */
  welcome(): ServerMessage;
  /** Whether no more players find room. */
  isFull(): boolean;
  /** The world's tick by now. */
  worldTick(nowMs: number): number;
  /** A look for who chose none. */
  randomLook(): number;
  /** Asks storage; false where it cannot take the question now. Its answer changes the session's phase. */
  signIn(session: Session<Seat>, client: string, request: SignInRequest): boolean;
  /** Tells a session why it is not signed in; it may try again. */
  refuse(session: Session<Seat>, reason: SignInRefusal): void;
  /** Asks the world how a character is, for who chooses; its answer is told with the whole list. */
  describe(session: Session<Seat>, character: number): void;
  /** A command for the world. Where there is no room for it the session is closed. */
  command(session: Session<Seat>, command: SessionCommand): void;
  /** Ends a session that signed out: its body goes at once, its token is forgotten if it is given. */
  signOut(session: Session<Seat>, token: string | null): void;
  close(session: Session<Seat>, reason: CloseReason, text?: string): void;
  /** Counts something that was left out. */
  count(what: string): void;
}
