/** Sign-ins under way at storage, and the tokens that it is to forget. */
import type { Link } from "../../world/base/link.ts";
import type { MessageOf } from "../../world/base/record.ts";
import { unreachable } from "../../world/base/assert.ts";
import {
  type CharacterOfAccount,
  type gatewayToStorage,
  SIGN_IN_REFUSALS,
  type SignInRefusal,
  type storageToGateway,
} from "../../world/part/messages.ts";
import type { NetLimits } from "../limits.ts";
import type { SignInRequest } from "../sessions/host.ts";
import type { Account, Session } from "../sessions/session.ts";
import { Owed } from "./owed.ts";
import type { Tally } from "./tally.ts";
import type { Viewer } from "./viewer.ts";

export type StorageLink = Link<typeof gatewayToStorage.declarations, typeof storageToGateway.declarations>;

/** What storage made of a sign-in whose session is still there. The session's phase is still "signingIn". */
export type SignInAnswer =
  | { readonly type: "signedIn"; readonly session: Session<Viewer>; readonly client: string; readonly account: Account }
  | {
    readonly type: "characters";
    readonly session: Session<Viewer>;
    readonly client: string;
    readonly token: string;
    readonly characters: readonly CharacterOfAccount[];
  }
  | {
    readonly type: "refused";
    readonly session: Session<Viewer>;
    readonly client: string;
    readonly reason: SignInRefusal;
  };

/** The gateway's side of signing in. Its lifetime is the gateway's. */
export class SignIns {
  readonly #link: StorageLink;
  readonly #limits: NetLimits;
  readonly #refused: Tally;
  readonly #owed: Owed<typeof gatewayToStorage.declarations, typeof storageToGateway.declarations>;
  readonly #underWay = new Map<number, Session<Viewer>>();
  #lastRequest = 0;

  constructor(link: StorageLink, limits: NetLimits, refused: Tally) {
    this.#link = link;
    this.#limits = limits;
    this.#refused = refused;
    this.#owed = new Owed(link);
  }

  /** Asks storage; the session is then signing in. False where the question cannot be taken now. */
  begin(session: Session<Viewer>, client: string, request: SignInRequest): boolean {
    if (this.#underWay.size >= this.#limits.signInsUnderWayMax) {
      this.#refused.add("sign-ins-busy");
      return false;
    }
    const number = this.#lastRequest = (this.#lastRequest + 1) >>> 0;
    const { address } = session.connection;
    if (!this.#link.send({ type: "signIn", request: number, address, ...request })) {
      this.#refused.add("storage-ring-full");
      return false;
    }
    this.#underWay.set(number, session);
    const choice = session.phase.name === "choosing" ? session.phase.choice : null;
    session.phase = { name: "signingIn", client, request: number, choice };
    return true;
  }

  /** The session ended before storage answered. */
  cancel(request: number): void {
    this.#underWay.delete(request);
  }

  /** Has a token forgotten. */
  forget(token: string): void {
    this.#owed.send({ type: "signOut", token });
  }

  retry(): void {
    this.#owed.retry();
  }

  /** What an answer of storage means; null if its session has left meanwhile. */
  hear(message: MessageOf<typeof storageToGateway.declarations>): SignInAnswer | null {
    const session = this.#underWay.get(message.request);
    if (session === undefined || session.phase.name !== "signingIn") return null;
    this.#underWay.delete(message.request);
    const { client } = session.phase;
    switch (message.type) {
      case "refused": {
        const known = Object.hasOwn(SIGN_IN_REFUSALS, message.reason);
        return { type: "refused", session, client, reason: known ? message.reason as SignInRefusal : "busy" };
      }
      case "signedIn": {
        const { type, request: _request, ...account } = message;
        return { type, session, client, account };
      }
      case "characters": {
        const characters = JSON.parse(message.json) as CharacterOfAccount[];
        return { type: "characters", session, client, token: message.token, characters };
      }
      default:
        return unreachable(message);
    }
  }
}
