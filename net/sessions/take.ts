/**
 * What a client sent, judged and done.
 *
 * A datagram brings its newest inputs, unconfirmed ones again and again. The stream brings each of
 * them as well; whichever comes first counts, the other is an echo. The transport bounds how many datagrams come.
 */
import { type Decoded, decodeInputsDatagram, fault, ruleOf } from "../protocol/mod.ts";
import { handleMessage } from "./handlers.ts";
import type { SessionHost } from "./host.ts";
import { receiveMessage } from "./receive.ts";
import type { Session } from "./session.ts";

/** Why a session has to end. */
export type Fault = Exclude<Decoded<never>, { ok: true }>;

/** Does what a message asks. Why the session has to end, or null. */
export function takeMessage<Seat>(
  host: SessionHost<Seat>,
  session: Session<Seat>,
  data: Uint8Array | string,
  nowMs: number,
): Fault | null {
  const received = receiveMessage(session, data, nowMs);
  if (!received.ok) return received;
  handleMessage(host, session, received.message, nowMs);
  return null;
}

/** Does what is new in a datagram. Why the session has to end, or null. */
export function takeDatagram<Seat>(
  host: SessionHost<Seat>,
  session: Session<Seat>,
  bytes: Uint8Array,
  nowMs: number,
): Fault | null {
  const { state } = session;
  if (state === null || !ruleOf("input").states.includes(state)) {
    return fault("not-allowed", `A datagram is not allowed while ${state}.`);
  }
  const decoded = decodeInputsDatagram(bytes);
  if (!decoded.ok) return decoded;
  for (const input of decoded.message) {
    if (session.isOvertaken(input.sequence)) continue;
    handleMessage(host, session, input, nowMs);
    session.datagramInput = input.sequence;
  }
  return null;
}
