/**
 * A link joins two parts: a ring each way and a doorbell. A part never calls another; it sends and is woken.
 *
 *   one end            ring                  other end
 *   send(message) ──► [bytes bytes bytes] ──► drain(handle)
 *         └─ doorbell, only if the other sleeps ─► onWake
 *
 * The doorbell is a MessagePort in both modes, worker or single thread, so that both run the same code.
 */
import { assert } from "./assert.ts";
import { ByteWriter, type Declarations, type MessageOf, type Vocabulary } from "./record.ts";
import { allocateRing, RingReader, RingWriter } from "./ring.ts";

/** Larger are the content and its catalog alone, once at the start. */
const SCRATCH_BYTES_KEPT = 256 * 1024;

/** One end of a link as plain data, to be posted to the part that will hold it (transfer `port`). */
export interface LinkEnd {
  readonly name: string;
  readonly sendMemory: SharedArrayBuffer;
  readonly receiveMemory: SharedArrayBuffer;
  readonly port: MessagePort;
}

/** Allocates a link and returns its two ends. Capacities are bytes, powers of two, one for each direction. */
export function allocateLink(
  nameA: string,
  nameB: string,
  capacityAToB: number,
  capacityBToA: number,
): { a: LinkEnd; b: LinkEnd } {
  const aToB = allocateRing(capacityAToB);
  const bToA = allocateRing(capacityBToA);
  const { port1, port2 } = new MessageChannel();
  return {
    a: { name: nameB, sendMemory: aToB, receiveMemory: bToA, port: port1 },
    b: { name: nameA, sendMemory: bToA, receiveMemory: aToB, port: port2 },
  };
}

/** What a link has carried and refused, for the console. */
export interface LinkStats {
  readonly name: string;
  readonly sendWaitingBytes: number;
  readonly sendCapacityBytes: number;
  readonly sendRefused: number;
}

/** An end of a link in use. `Out` is the vocabulary this part speaks on it, `In` the one it hears. */
export class Link<Out extends Declarations, In extends Declarations> {
  /** The other part's name. */
  readonly name: string;
  /** Called when the other end has written while this end slept. Drain there or at the next tick. */
  onWake: () => void = () => {};
  readonly #writer: RingWriter;
  readonly #reader: RingReader;
  readonly #port: MessagePort;
  readonly #out: Vocabulary<Out>;
  readonly #in: Vocabulary<In>;
  readonly #scratch = new ByteWriter(4096);

  constructor(end: LinkEnd, out: Vocabulary<Out>, incoming: Vocabulary<In>) {
    this.name = end.name;
    this.#writer = new RingWriter(end.sendMemory);
    this.#reader = new RingReader(end.receiveMemory);
    this.#port = end.port;
    this.#out = out;
    this.#in = incoming;
    this.#port.onmessage = () => this.onWake();
  }

  /** Sends a message. False if the ring is full; nothing was sent then. */
  send(message: MessageOf<Out>): boolean {
    this.#scratch.length = 0;
    this.#out.encode(this.#scratch, message);
    const isSent = this.#writer.tryWrite(this.#scratch.view());
    this.#scratch.restart(SCRATCH_BYTES_KEPT);
    if (!isSent) return false;
    if (this.#writer.takeBell()) this.#port.postMessage(null);
    return true;
  }

  /** Sends a message whose loss would be a bug of ours (its ring is sized for it): asserts that there was room. */
  mustSend(message: MessageOf<Out>): void {
    assert(this.send(message), `the ring to ${this.name} has room for ${String(message.type)}`);
  }

  /**
   * Hands over every waiting message, at most `messagesMax`, then asks to be woken for the next one. Bytes inside a
   * message are views of the ring: copy what outlives the call.
   */
  drain(handle: (message: MessageOf<In>) => void, messagesMax?: number): number {
    const count = this.#reader.drain((bytes) => handle(this.#in.decode(bytes)), messagesMax);
    // What arrived while we drained rings the bell itself, through our own port's other end: re-arm, or wake again.
    if (!this.#reader.armBell()) queueMicrotask(() => this.onWake());
    return count;
  }

  /** The same, until `handle` says that it was enough. Without a wake for what is left: whoever stops comes back. */
  drainUntil(handle: (message: MessageOf<In>) => boolean): void {
    let isEnough = false;
    this.#reader.drainUntil((bytes) => isEnough = handle(this.#in.decode(bytes)));
    if (!isEnough && !this.#reader.armBell()) queueMicrotask(() => this.onWake());
  }

  get stats(): LinkStats {
    return {
      name: this.name,
      sendWaitingBytes: this.#writer.waiting,
      sendCapacityBytes: this.#writer.capacity,
      sendRefused: this.#writer.refused,
    };
  }

  close(): void {
    this.#port.close();
  }
}
