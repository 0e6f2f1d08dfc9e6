/**
 * Writes the client's side of a WebSocket (RFC 6455, section 5.3): every frame is masked. The mask is random for each
 * connection and kept: it protects proxies from scripts in a browser, and here is neither.
 */

export const OPCODE_BINARY = 2;
export const OPCODE_CLOSE = 8;
export const OPCODE_PONG = 10;

/** A connection's mask. */
export function randomMask(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(4));
}

/** One masked frame around `payload` (below 64 kB). */
export function clientFrame(opcode: number, payload: Uint8Array, mask: Uint8Array): Uint8Array {
  const { length } = payload;
  const header = length < 126 ? 6 : 8;
  const frame = new Uint8Array(header + length);
  frame[0] = 0x80 | opcode;
  if (length < 126) frame[1] = 0x80 | length;
  else {
    frame[1] = 0x80 | 126;
    frame[2] = length >> 8;
    frame[3] = length & 0xff;
  }
  frame.set(mask, header - 4);
  for (let at = 0; at < length; at++) frame[header + at] = payload[at]! ^ mask[at & 3]!;
  return frame;
}
