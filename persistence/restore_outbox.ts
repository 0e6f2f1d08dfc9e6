/**
 * What a world is restored from, on its way to the world's thread. While the ring is full some of it is read ahead, so
 * that reading the file and what the world does with it go on side by side.
 */
import type { Link } from "../world/base/link.ts";
import type { MessageOf } from "../world/base/record.ts";
import type { storageToWorld, worldToStorage } from "../world/part/messages.ts";
import type { CheckpointPage } from "./checkpoints.ts";
import { RESTORE_AHEAD_BYTES_MAX, RESTORE_RETRY_MS } from "./limits.ts";

type Message = MessageOf<typeof storageToWorld.declarations>;
type WorldLink = Link<typeof storageToWorld.declarations, typeof worldToStorage.declarations>;

/** Lives for one restore. */
export class RestoreOutbox {
  readonly #link: WorldLink;
  readonly #isOpen: () => boolean;
  #waiting: Message[] = [];
  #waitingBytes = 0;
  /** Pages that were given so far. */
  pages = 0;

  /** `isOpen`: false once the part was stopped, and its file is closed. */
  constructor(link: WorldLink, isOpen: () => boolean) {
    this.#link = link;
    this.#isOpen = isOpen;
  }

  /** Sends in order, and waits only if much waits for room. False: the part was stopped meanwhile. */
  async send(message: Message): Promise<boolean> {
    this.#take(message);
    return await this.#untilAtMost(RESTORE_AHEAD_BYTES_MAX);
  }

  /** Sends, as far as there is room now, the pages that the terrain follows from, and that these are all. */
  sendLand(pages: readonly CheckpointPage[]): void {
    if (pages.length === 0) return;
    for (const page of pages) this.#take({ type: "restorePage", ...page });
    this.#take({ type: "restoreLand" });
    this.#pump();
  }

  /** Waits until everything is sent. False: the part was stopped meanwhile. */
  async sent(): Promise<boolean> {
    return await this.#untilAtMost(0);
  }

  #take(message: Message): void {
    this.#waiting.push(message);
    this.#waitingBytes += bytesOf(message);
    if (message.type === "restorePage") this.pages++;
  }

  async #untilAtMost(bytes: number): Promise<boolean> {
    while (this.#isOpen()) {
      this.#pump();
      if (this.#waitingBytes <= bytes) return true;
      await new Promise<void>((resolve) => setTimeout(resolve, RESTORE_RETRY_MS));
    }
    return false;
  }

  #pump(): void {
    let sent = 0;
    while (sent < this.#waiting.length && this.#link.send(this.#waiting[sent]!)) {
      this.#waitingBytes -= bytesOf(this.#waiting[sent]!);
      sent++;
    }
    if (sent > 0) this.#waiting.splice(0, sent);
  }
}

/** About what a message takes: more than nothing. */
function bytesOf(message: Message): number {
  return 64 + ("bytes" in message ? message.bytes.length : 0);
}
