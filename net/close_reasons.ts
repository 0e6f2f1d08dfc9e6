/** Why a session is closed: WebSocket close codes and what they mean. Codes are part of the protocol: only add. */
export const CLOSE_REASONS = {
  "server-stopping": { code: 1001, text: "The world is stopping. Come back in a moment." },
  "too-large": { code: 1009, text: "That message was too large." },
  "malformed": { code: 4000, text: "A message could not be read." },
  "unknown-message": { code: 4001, text: "The server does not know that kind of message." },
  "not-allowed": { code: 4002, text: "That message is not allowed at this point." },
  "too-frequent": { code: 4003, text: "Too many messages in a short time." },
  "protocol-version": { code: 4004, text: "This client speaks another version of the protocol. Reload to update it." },
  "too-slow-opening": { code: 4005, text: "Signing in took too long." },
  "silent": { code: 4006, text: "Nothing was heard from the client for too long." },
  "too-far-behind": { code: 4007, text: "The connection could not keep up." },
  "full": { code: 4008, text: "The world is full. Try again later." },
  "replaced": { code: 4009, text: "You came in somewhere else." },
  "kicked": { code: 4010, text: "You were asked to leave." },
  "signed-out": { code: 4011, text: "Signed out. See you again." },
  "bad-value": { code: 4012, text: "A message held a value out of its range." },
  "world-restarted": { code: 4013, text: "The world was restarted. Reconnecting brings you back." },
  "overloaded": { code: 4014, text: "The world could not keep up. Try again in a moment." },
  "server-fault": { code: 1011, text: "Something went wrong on the server." },
} as const;
export type CloseReason = keyof typeof CLOSE_REASONS;
