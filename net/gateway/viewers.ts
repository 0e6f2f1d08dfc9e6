/** All who play, in one list for the fan-out. */
import type { NetLimits } from "../limits.ts";
import type { Session } from "../sessions/session.ts";
import { ownMessages, OwnQueue, type OwnTold, takeOwn } from "./own_queue.ts";
import type { Tally } from "./tally.ts";
import type { ServerMessage } from "../protocol/mod.ts";
import { type PrivateMessage, privateMessage, type Viewer } from "./viewer.ts";
import type { View, ViewTable } from "./views.ts";

/** The list, in no order that means anything. */
export class ViewerList {
  readonly all: Viewer[] = [];
  readonly #views: ViewTable;
  readonly #limits: NetLimits;
  readonly #refused: Tally;

  constructor(views: ViewTable, limits: NetLimits, refused: Tally) {
    this.#views = views;
    this.#limits = limits;
    this.#refused = refused;
  }

  /** Takes in a session whose body is in the world. Its first frame starts from nothing. */
  add(session: Session<Viewer>, entity: number, view: View, nowMs: number): Viewer {
    const viewer: Viewer = {
      session,
      index: this.all.length,
      entity,
      body: null,
      bodyTick: -1,
      view,
      reset: true,
      isCrowded: false,
      reach: 0,
      reachFlush: 0,
      hasApplied: false,
      appliedSequence: 0,
      appliedLead: 0,
      messages: [],
      own: null,
      lastFrameAtMs: nowMs,
      toldFlush: 0,
      behindSinceMs: null,
      slowedUntilMs: null,
      tellSlowed: null,
    };
    this.all.push(viewer);
    return viewer;
  }

  remove(viewer: Viewer, nowMs: number): void {
    const last = this.all.pop()!;
    if (last !== viewer) {
      this.all[viewer.index] = last;
      last.index = viewer.index;
    }
    this.#views.release(viewer.view, nowMs);
  }

  /**
   * An answer that somebody waits for: it goes now and by itself, after what waits of the private state, which may be
   * what it is about. To a client that is behind, or has messages waiting, it comes in its order in the next frame.
   */
  tellAtOnce(viewer: Viewer | null, message: ServerMessage): void {
    if (viewer === null) return;
    if (viewer.behindSinceMs !== null || viewer.messages.length > 0) return this.tell(viewer, privateMessage(message));
    for (const own of takeOwn(viewer, this.#limits.ownBytesPerFlush)) viewer.session.send(own.message);
    if (viewer.own === null) viewer.session.send(message);
    else this.tell(viewer, privateMessage(message));
  }

  /** A message for a client's next frame. Where too many wait, because it is behind, the oldest goes. */
  tell(viewer: Viewer | null, message: PrivateMessage): void {
    if (viewer === null) return;
    if (viewer.messages.length >= this.#limits.privateMessagesMax) {
      viewer.messages.shift();
      this.#refused.add("private-message-dropped");
    }
    viewer.messages.push(message);
  }

  /** Private state for a client's next frames. */
  tellOwn(viewer: Viewer | null, told: OwnTold): void {
    if (viewer === null) return;
    viewer.own ??= new OwnQueue();
    for (const message of ownMessages(told)) viewer.own.add(message);
  }

  /** The world lost our place in its stream: everyone starts from nothing. */
  resetAll(): void {
    for (const viewer of this.all) viewer.reset = true;
  }

  /** Those who are behind or lately were. */
  countSlowed(): number {
    let count = 0;
    for (const viewer of this.all) if (viewer.behindSinceMs !== null || viewer.slowedUntilMs !== null) count++;
    return count;
  }
}
