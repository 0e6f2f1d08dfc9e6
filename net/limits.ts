/**
 * The limits of the network, each with its unit. A gateway is given a `NetLimits`; the defaults are for a host on the
 * internet, tests give shorter ones. `checkLimits` asserts how they hang together, with the sums beside the relations.
 */
import { assert } from "../world/base/assert.ts";
import { CROWD_FROM_DEFAULT, FLUSH_TICKS, OWN_VALUE_BYTES_MAX, TICK_RATE_MIN } from "../world/limits.ts";
import { CLIENT_MESSAGES, FRAME_CELLS_MAX } from "./protocol/mod.ts";

/** All limits of a gateway. */
export interface NetLimits {
  // Accepting
  /** Open sockets of a gateway, whatever they are up to. */
  readonly connectionsMax: number;
  /** Sockets that have not sent a whole request yet. A new one takes the place of the oldest where that is stale. */
  readonly halfOpenMax: number;
  /** From when on a half-open socket gives way to a new one. */
  readonly halfOpenStaleMs: number;
  /** Sockets of one address (IPv6: one /64 network) at once. */
  readonly connectionsPerAddressMax: number;
  /** Sockets of one address accepted per second, and at once. */
  readonly acceptsPerAddressPerSecond: number;
  readonly acceptsPerAddressBurst: number;
  /** HTTP requests of one address per second, and at once: a page with all its files is about twenty. */
  readonly requestsPerAddressPerSecond: number;
  readonly requestsPerAddressBurst: number;
  /** Whether 127.0.0.0/8 and ::1 are free of the limits per address: a proxy or a load test on this machine. */
  readonly loopbackExempt: boolean;
  /** Addresses whose accepts are remembered. */
  readonly addressesMax: number;

  // HTTP
  readonly headerBytesMax: number;
  readonly headersMs: number;
  readonly requestMs: number;
  readonly keepAliveMs: number;
  /** How often the files of the host's certificate are looked at: renewing changes them. */
  readonly certificateLookMs: number;

  // WebSocket
  /** Fragments of one message. */
  readonly fragmentsMax: number;
  /** Pieces of one message that wait to be put together. */
  readonly piecesMax: number;
  /** Control frames (pings of the WebSocket itself) per second, and at once. */
  readonly controlsPerSecond: number;
  readonly controlsBurst: number;
  /** From our close frame until the socket is cut. */
  readonly closingMs: number;

  // WebTransport
  /** Handshakes under way: connections that are not accepted, upgraded, or without their stream. */
  readonly handshakesMax: number;
  /** For the handshake, for the upgrade, and for the first stream: each. */
  readonly handshakeMs: number;
  /** From the stream to the first message on it. */
  readonly firstMessageMs: number;
  /** Without a packet from the peer for so long a connection is lost. */
  readonly quicIdleMs: number;
  /** One-time tickets to a WebTransport connection: how many may be out, and for how long each is good. */
  readonly ticketsMax: number;
  readonly ticketMs: number;
  /** Datagrams of one client per second, and at once. */
  readonly datagramsPerSecond: number;
  readonly datagramsBurst: number;

  // Sessions
  /** From the connection until the player is signed in. */
  readonly openingMs: number;
  /** The same for whoever has signed in and chooses a character: a place is held that a player could have. */
  readonly choosingMs: number;
  /** How long a client may be silent. Clients ping at least every 10 s. */
  readonly silenceMs: number;
  /** Messages of any type of one session per second, and at once: judged before anything is parsed. */
  readonly messagesPerSecond: number;
  readonly messagesBurst: number;
  /** Sign-ins of this gateway that storage works on. */
  readonly signInsUnderWayMax: number;
  /** Sessions that come into the world with each flush: ten times as many in a second. */
  readonly entriesPerFlush: number;
  /** How often deadlines are looked at. */
  readonly sweepMs: number;

  // Sending
  /** Frames of one flush are sent for so long, then what came in is seen to. */
  readonly flushSliceMs: number;
  /** A client gets a frame at least this often. */
  readonly heartbeatMs: number;
  /** Between two questions for a sign of life, from which the round trip is taken. */
  readonly probeMs: number;
  /** An unanswered probe this old means that the client is behind, whatever the kernel has taken from us. */
  readonly probeLateMs: number;
  /** Bytes that wait in a connection from which on it gets no frames, and below which it gets one again. */
  readonly slowBytes: number;
  readonly slowEndBytes: number;
  /** Bytes that wait from which on it is closed at once. */
  readonly closeBytes: number;
  /** How long a client may be behind. */
  readonly behindMsMax: number;
  /** How long after being behind a client is still told that it is slowed. */
  readonly slowedCalmMs: number;
  /** Private messages that wait for the next frame of one client. */
  readonly privateMessagesMax: number;
  /** Bytes of private state in one frame; the rest goes with the next ones. */
  readonly ownBytesPerFlush: number;

  // Cells
  /** Cells seen in each direction from the cell in the middle. */
  readonly viewCells: number;
  /**
   * What happens within this of a character, in units, is told at the next flush; what is further away may wait one.
   * Infinity: nothing waits.
   */
  readonly nearUnits: number;
  /** How far beyond the middle cell, in units, a character goes before the view follows. */
  readonly viewSlackUnits: number;
  /** How long a cell that nobody sees any more is still watched. */
  readonly unwatchMs: number;

  // Crowds
  /** So many entities in a view are a crowd: who is far off is told by steps from then on; and until they are less. */
  readonly crowdEntities: number;
  readonly crowdEndEntities: number;
  /** Of a crowd, so many that stand nearest are told in full at each flush. */
  readonly crowdNearest: number;
  /** Clients that may change to being told of a crowd, or back, at one flush: each is told all anew. */
  readonly crowdChangesPerFlush: number;

  // Stopping
  readonly stopMs: number;
}

const bytesOfMessages = Object.values(CLIENT_MESSAGES).map((rule) => rule.bytesMax);

/** The longest message that any client may send, in bytes. */
export const CLIENT_MESSAGE_BYTES_MAX = Math.max(...bytesOfMessages);

export const DEFAULT_LIMITS: NetLimits = {
  connectionsMax: 12_000,
  halfOpenMax: 2048,
  halfOpenStaleMs: 300,
  connectionsPerAddressMax: 40,
  acceptsPerAddressPerSecond: 10,
  acceptsPerAddressBurst: 60,
  requestsPerAddressPerSecond: 40,
  requestsPerAddressBurst: 400,
  loopbackExempt: true,
  addressesMax: 20_000,

  headerBytesMax: 16_384,
  headersMs: 5000,
  requestMs: 10_000,
  keepAliveMs: 5000,
  certificateLookMs: 10_000,

  fragmentsMax: 16,
  piecesMax: 64,
  controlsPerSecond: 4,
  controlsBurst: 20,
  closingMs: 2000,

  handshakesMax: 256,
  handshakeMs: 5000,
  firstMessageMs: 10_000,
  quicIdleMs: 10_000,
  ticketsMax: 4096,
  ticketMs: 15_000,
  datagramsPerSecond: 60,
  datagramsBurst: 120,

  openingMs: 120_000,
  choosingMs: 900_000,
  silenceMs: 20_000,
  messagesPerSecond: 45,
  messagesBurst: 120,
  signInsUnderWayMax: 256,
  entriesPerFlush: 32,
  sweepMs: 250,

  flushSliceMs: 8,
  heartbeatMs: 1000,
  probeMs: 10_000,
  probeLateMs: 4000,
  slowBytes: 128 * 1024,
  slowEndBytes: 16 * 1024,
  closeBytes: 4 * 1024 * 1024,
  behindMsMax: 15_000,
  slowedCalmMs: 5000,
  privateMessagesMax: 64,
  ownBytesPerFlush: 4096,

  viewCells: 2,
  nearUnits: 20 * 256,
  viewSlackUnits: 4 * 256,
  unwatchMs: 3000,

  crowdEntities: CROWD_FROM_DEFAULT,
  crowdEndEntities: 1500,
  crowdNearest: 120,
  crowdChangesPerFlush: 64,

  stopMs: 1500,
};

/** The same limits, with crowds from so many in view on; and until they are a sixth less. Of few, fewer are near. */
export function withCrowdFrom(limits: NetLimits, crowdFrom: number): NetLimits {
  return {
    ...limits,
    crowdEntities: crowdFrom,
    crowdEndEntities: Math.floor(crowdFrom * 5 / 6),
    crowdNearest: Math.min(limits.crowdNearest, Math.ceil(crowdFrom / 12)),
  };
}

/** Asserts that limits fit together. */
export function checkLimits(limits: NetLimits): void {
  const { silenceMs, openingMs } = limits;
  assert(limits.halfOpenMax <= limits.connectionsMax, "half-open sockets are sockets too");
  assert(limits.connectionsPerAddressMax <= limits.connectionsMax, "one address has no more than all have");
  assert(limits.connectionsMax < limits.addressesMax, "an address without open sockets can always be forgotten");
  assert(limits.headersMs <= limits.requestMs, "headers are part of a request: 5 s of 10 s");
  assert(limits.sweepMs * 2 <= Math.min(silenceMs, openingMs), "deadlines are looked at often enough to be kept");
  assert(limits.slowEndBytes < limits.slowBytes, "a slow connection drains before it gets more");
  assert(limits.slowBytes < limits.closeBytes, "a connection is slowed before it is closed");
  assert(limits.privateMessagesMax >= 1 && limits.signInsUnderWayMax >= 1, "something may wait");
  assert(limits.entriesPerFlush >= 1, "somebody may come in");
  assert(limits.ownBytesPerFlush >= OWN_VALUE_BYTES_MAX, "each flush tells some private state: 4,096 of 1,000 bytes");
  assert(limits.messagesBurst >= limits.messagesPerSecond, "a second's worth may come at once");
  assert(limits.handshakeMs < limits.ticketMs, "a ticket is good for as long as the way to its use may take");
  assert(limits.probeLateMs < limits.quicIdleMs, "a peer that is silent is slowed before it is lost");
  assert(limits.fragmentsMax >= 1 && limits.piecesMax >= limits.fragmentsMax, "each fragment is a piece at least");
  assert(limits.crowdEndEntities < limits.crowdEntities, "a crowd does not come and go with one of it");
  assert(2 * limits.viewCells + 1 <= FRAME_CELLS_MAX, "a cell's place in a frame is four bits each way");
  assert(
    limits.heartbeatMs >= 1000 * FLUSH_TICKS / TICK_RATE_MIN,
    "a heartbeat is a flush without news: 2 ticks at 5 a second are 400 ms",
  );
}

checkLimits(DEFAULT_LIMITS);
// What a session may send per second fits the sum of its messages: 30 inputs + 5 + 1 + 4 and a little.
assert(
  CLIENT_MESSAGES.input.perSecondMax + CLIENT_MESSAGES.goTo.perSecondMax + CLIENT_MESSAGES.say.perSecondMax +
      CLIENT_MESSAGES.ping.perSecondMax <= DEFAULT_LIMITS.messagesPerSecond,
  "the rate of all messages leaves room for each: 30 + 5 + 1 + 4 <= 45",
);
assert(CLIENT_MESSAGE_BYTES_MAX <= 4096, "a client's messages are small: 2,048 bytes at most");

/** The longest datagram: with QUIC's and IP's own bytes it stays below 1,280, which every way on the internet takes. */
export const DATAGRAM_BYTES_MAX = 1150;
/** Bytes before a message that a transport may write its own header into (a WebSocket's is at most ten). */
export const HEADROOM_BYTES = 10;
