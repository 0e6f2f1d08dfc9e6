/**
 * The storage part: the only one that touches the world's file. It opens the file, restores the world from it, writes
 * its checkpoints, signs players and staff in, and keeps the audit log. Checking passwords happens off this thread, so
 * that nothing waits for it.
 */
import type { DatabaseSync } from "node:sqlite";
import { Link, type LinkEnd } from "../world/base/link.ts";
import { ringMessageBytesMax } from "../world/base/ring.ts";
import {
  gatewayToStorage,
  mainToStorage,
  storageToGateway,
  storageToMain,
  storageToWorld,
  worldToStorage,
} from "../world/part/messages.ts";
import type { MessageOf } from "../world/base/record.ts";
import type { LogLevel, StorageConfig, StorageStats } from "../world/part/types.ts";
import { LOG_LEVELS } from "../world/part/types.ts";
import { answerQuestion } from "./answer.ts";
import { ClosedError } from "./group_commit.ts";
import { JournalWriter } from "./journal_writer.ts";
import { HOUSEKEEPING_MS, JOURNAL_WAIT_MS, SIGN_INS_MAX } from "./limits.ts";
import { Outbox } from "./outbox.ts";
import type { StorageReady } from "./questions.ts";
import { RestoreOutbox } from "./restore_outbox.ts";
import { openStore, type Store } from "./store.ts";
import { readFailure } from "./database.ts";
import { troubleOf } from "./trouble.ts";
import { terrainPages } from "./checkpoints.ts";

/** The ends of links that storage holds. */
export interface StoragePartLinks {
  readonly main: LinkEnd;
  readonly world: LinkEnd;
  readonly gateways: readonly LinkEnd[];
}

/** Starts the part. It does nothing until main sends `start`, and nothing more after `stopped`. */
export function startStoragePart(links: StoragePartLinks): void {
  new StoragePart(links);
}

type GatewayLink = Link<typeof storageToGateway.declarations, typeof gatewayToStorage.declarations>;
type GatewayOutbox = Outbox<typeof storageToGateway.declarations, typeof gatewayToStorage.declarations>;

class StoragePart {
  readonly #main: Link<typeof storageToMain.declarations, typeof mainToStorage.declarations>;
  readonly #world: Link<typeof storageToWorld.declarations, typeof worldToStorage.declarations>;
  readonly #gateways: GatewayLink[];
  readonly #mainOutbox: Outbox<typeof storageToMain.declarations, typeof mainToStorage.declarations>;
  readonly #gatewayOutboxes: GatewayOutbox[];
  readonly #timers: ReturnType<typeof setInterval>[] = [];
  #store: Store | null = null;
  #trouble = "";
  #signIns = 0;
  #lastSave: StorageStats["lastSave"] = null;
  #recorder: JournalWriter | null = null;

  constructor(links: StoragePartLinks) {
    this.#main = new Link(links.main, storageToMain, mainToStorage);
    this.#world = new Link(links.world, storageToWorld, worldToStorage);
    this.#gateways = links.gateways.map((end) => new Link(end, storageToGateway, gatewayToStorage));
    this.#mainOutbox = new Outbox(this.#main);
    this.#gatewayOutboxes = this.#gateways.map((link) => new Outbox(link));
    this.#main.onWake = () => this.#guard(() => this.#main.drain((message) => this.#fromMain(message)));
    this.#main.onWake();
  }

  /** Runs a step of ours. An error here is a bug: main is told and ends the process, for saving must not go on half. */
  #guard(step: () => unknown): void {
    try {
      const result = step();
      if (result instanceof Promise) result.catch((error) => this.#broken(error));
    } catch (error) {
      this.#broken(error);
    }
  }

  #broken(error: unknown): void {
    // What was under way when the file was closed comes to nothing, as it would in a moment more.
    if (error instanceof ClosedError) return;
    const message = error instanceof Error ? error.stack ?? error.message : String(error);
    this.#main.send({ type: "failed", code: "bug", message: message.slice(0, 4000) });
  }

  #fromMain(message: MessageOf<typeof mainToStorage.declarations>): void {
    switch (message.type) {
      case "start":
        return this.#start(JSON.parse(message.json));
      case "ask":
        return this.#guard(() => this.#ask(message));
      case "stop":
        return this.#stop();
    }
  }

  #start(config: StorageConfig): void {
    const outbox = new RestoreOutbox(this.#world, () => this.#store !== null);
    const opened = openStore({
      folder: config.folder,
      mode: "serve",
      version: config.version,
      ...(config.historyMb === undefined ? {} : { historyMb: config.historyMb }),
      now: () => Date.now(),
      onTrouble: (trouble) => this.#setTrouble(trouble.text),
      onKnown: (database) => sendLandAhead(database, outbox),
    });
    if (!opened.ok) {
      this.#main.send({ type: "failed", code: opened.code, message: opened.message });
      return;
    }
    const { store } = opened;
    this.#store = store;
    this.#guard(() =>
      this.#reading(config.folder, async () => {
        const newest = store.checkpoints.newest();
        const ready: StorageReady = { tick: newest?.tick ?? null, staff: store.staff.count() };
        this.#mainOutbox.send({ type: "ready", json: JSON.stringify(ready) });
        await this.#restore(store, outbox);
      })
    );
    this.#gateways.forEach((link, index) => {
      link.onWake = () => this.#guard(() => link.drain((message) => this.#fromGateway(index, message)));
      link.onWake();
    });
    this.#timers.push(
      setInterval(() => this.#guard(() => this.#sendStats(store)), 1000),
      setInterval(() => this.#guard(() => this.#housekeep(store)), HOUSEKEEPING_MS),
    );
    this.#guard(() => this.#housekeep(store));
  }

  /** What is wrong with a file is also found while the world is read from it: a failure with its sentence. */
  async #reading(folder: string, read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === null) throw error;
      this.#main.send({ type: "failed", ...readFailure(folder, trouble) });
    }
  }

  /** Sends the newest checkpoint and the journal after it, and hears the world only then. */
  async #restore(store: Store, outbox: RestoreOutbox): Promise<void> {
    const newest = store.checkpoints.newest();
    let problem = "";
    if (newest !== null) {
      if (outbox.pages === 0) outbox.sendLand(terrainPages(store.database));
      for (const page of store.checkpoints.pagesBesideTerrain()) {
        if (!await outbox.send({ type: "restorePage", ...page })) return;
      }
      for (const read of store.journal.rows(newest.tick)) {
        if (read.type === "damaged") {
          problem = read.message;
          break;
        }
        const { rules, terrain, bytes } = read.row;
        if (!await outbox.send({ type: "restoreRow", rules, terrain, bytes })) return;
      }
    } else {
      // A crash before the very first checkpoint: nobody was told that anything is kept.
      const { rows } = store.commit.runNow(() => store.journal.giveUp(-1));
      if (rows > 0) this.#log("info", "The world ended before it was saved for the first time; it begins anew.");
    }
    const { tick, hash, rules } = newest ?? { tick: 0, hash: "", rules: 0 };
    const { pages } = outbox;
    const restored = { type: "restored", tick, pages, fresh: newest === null, hash, rules, problem } as const;
    if (!await outbox.send(restored)) return;
    if (!await outbox.sent()) return;
    const recorder = new JournalWriter(store, {
      durable: (tick) => this.#world.mustSend({ type: "durable", tick }),
      trouble: (text) => this.#setTrouble(text),
      behind: (message) => this.#main.send({ type: "failed", code: "journal-behind", message }),
    });
    this.#recorder = recorder;
    this.#world.onWake = () =>
      this.#guard(() => {
        this.#world.drain((message) => this.#fromWorld(store, recorder, message));
        recorder.commitUrgent();
      });
    this.#world.onWake();
    this.#timers.push(setInterval(() => this.#guard(() => recorder.commitDue()), JOURNAL_WAIT_MS));
  }

  #fromWorld(store: Store, recorder: JournalWriter, message: MessageOf<typeof worldToStorage.declarations>): void {
    switch (message.type) {
      case "checkpointBegin":
        return store.checkpoints.begin(message.tick, message.hash, message.rules, message.terrain);
      case "checkpointPage":
        return store.checkpoints.page(message);
      case "tickRecord":
        return recorder.take(message);
      case "giveUp": {
        const { rows, transfers, firstTick, lastTick } = store.commit.runNow(() => {
          store.history.clear();
          return store.journal.giveUp(message.tick);
        });
        const what = `${rows} rows of the journal, for ticks ${firstTick} to ${lastTick}, and ${transfers} transfers`;
        const where = "the file's tables journal_given_up and ledger_given_up";
        return this.#log("warn", `Set aside: ${what}. They stand in ${where}. The past begins anew.`);
      }
      case "checkpointEnd": {
        const saved = store.checkpoints.end(message.tick, message.pages, () => recorder.writeAlongside(message.tick));
        if (saved.ok) {
          recorder.checkpointWritten(message.tick);
          const { tick, pages } = saved;
          this.#lastSave = { tick, pages, ms: Math.round(saved.ms * 10) / 10, at: new Date().toISOString() };
          this.#setTrouble("");
          this.#world.mustSend({ type: "saved", tick });
        } else {
          this.#setTrouble(saved.reason);
          this.#world.mustSend({ type: "saveFailed", tick: saved.tick, reason: saved.reason });
        }
      }
    }
  }

  #fromGateway(gateway: number, message: MessageOf<typeof gatewayToStorage.declarations>): void {
    switch (message.type) {
      case "signIn":
        return this.#guard(() => this.#signIn(gateway, message));
      case "signOut":
        return this.#guard(() =>
          this.#contained(
            "Signing somebody out",
            () => this.#tolerant(() => this.#store!.accounts.signOut(message.token)),
          )
        );
    }
  }

  async #signIn(gateway: number, message: MessageOf<typeof gatewayToStorage.declarations> & { type: "signIn" }) {
    const { request } = message;
    const outbox = this.#gatewayOutboxes[gateway]!;
    if (this.#signIns >= SIGN_INS_MAX) return outbox.send({ type: "refused", request, reason: "busy" });
    this.#signIns++;
    try {
      const result = await this.#contained(
        "A sign-in",
        () => this.#store!.accounts.signIn(message),
      );
      if (result === null) outbox.send({ type: "refused", request, reason: "failed" });
      else if (result.ok) {
        const { ok: _ok, ...signedIn } = result;
        outbox.send({ type: "signedIn", request, ...signedIn });
      } else if (result.reason === "choose") {
        const { token, characters, deleted } = result;
        outbox.send({ type: "characters", request, token, json: JSON.stringify(characters), deleted });
      } else {
        outbox.send({ type: "refused", request, reason: result.reason });
      }
    } finally {
      this.#signIns--;
    }
  }

  async #ask(message: MessageOf<typeof mainToStorage.declarations> & { type: "ask" }): Promise<void> {
    const { request, question, json } = message;
    if (this.#store === null) return this.#answer(request, { failed: "Storage is not open." });
    try {
      this.#answer(request, { value: await answerQuestion(this.#store, question, json) });
    } catch (error) {
      if (error instanceof ClosedError) return;
      const trouble = troubleOf(error);
      if (trouble === null) {
        this.#tellFault(`The question ${question}`, error);
        return this.#answer(request, { failed: "Something went wrong on the server; its log says what." });
      }
      this.#setTrouble(trouble.text);
      this.#answer(request, { failed: `This could not be saved: ${trouble.text}.` });
    }
  }

  /**
   * Does what one person asked. A bug of ours that it meets costs that person the answer, null, and is told in the log:
   * each has a transaction of its own, so nothing is half done, and the others' world goes on.
   */
  async #contained<T>(what: string, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ClosedError) throw error;
      this.#tellFault(what, error);
      return null;
    }
  }

  #tellFault(what: string, error: unknown): void {
    const text = error instanceof Error ? error.stack ?? error.message : String(error);
    this.#log("error", `${what} failed: ${text}`.slice(0, 4000));
  }

  #answer(request: number, answered: { value: unknown } | { failed: string }): void {
    let json = new TextEncoder().encode(JSON.stringify(answered));
    if (json.length > ringMessageBytesMax(this.#main.stats.sendCapacityBytes) - 64) {
      json = new TextEncoder().encode(JSON.stringify({ failed: "The answer is too long. Ask for fewer rows." }));
    }
    this.#mainOutbox.send({ type: "answer", request, json });
  }

  async #housekeep(store: Store): Promise<void> {
    await this.#tolerant(async () => {
      await store.accounts.prune();
      await store.staff.prune();
    });
  }

  /** For writes that nobody waits for: trouble with the disk is told, not thrown. */
  async #tolerant(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === null) throw error;
      this.#setTrouble(trouble.text);
    }
  }

  /** Notes why saving does not work, or "" when it works again, and logs the change once. */
  #setTrouble(text: string): void {
    if (text === this.#trouble) return;
    if (text === "") this.#log("info", "Saving works again.");
    else this.#log("error", `Saving does not work: ${text}. The world goes on; what happens now is lost if it stops.`);
    this.#trouble = text;
  }

  #log(level: LogLevel, text: string): void {
    this.#mainOutbox.send({ type: "log", level: LOG_LEVELS.indexOf(level), text });
  }

  #sendStats(store: Store): void {
    const bytes = store.fileBytes();
    const stats: StorageStats = {
      fileBytes: bytes.file,
      walBytes: bytes.log,
      accounts: store.accounts.count,
      lastSave: this.#lastSave,
      trouble: this.#trouble,
      passwordsWaiting: store.passwords.waiting,
      ...(this.#recorder === null ? {} : { journal: this.#recorder.report() }),
    };
    // One second later there is a newer one: no use in waiting for room.
    this.#main.send({ type: "stats", json: new TextEncoder().encode(JSON.stringify(stats)) });
  }

  #stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    if (this.#store !== null) {
      // What the world sent before it stopped is in its ring.
      this.#world.onWake();
      this.#recorder?.commit();
      // The last word on whether everything is saved.
      this.#sendStats(this.#store);
      this.#store.close();
      this.#store = null;
    }
    this.#main.send({ type: "stopped" });
    for (const outbox of [this.#mainOutbox, ...this.#gatewayOutboxes]) outbox.close();
    for (const link of [this.#world, ...this.#gateways]) {
      link.onWake = () => {};
      link.close();
    }
    // A turn later, so that the doorbell of `stopped` is out.
    setTimeout(() => this.#main.close(), 0);
  }
}

/**
 * Sends what the terrain follows from before the file is checked: the world begins with it, and begins nothing else before
 * all is read. What is wrong with the file is said by whoever opens it.
 */
function sendLandAhead(database: DatabaseSync, outbox: RestoreOutbox): void {
  try {
    outbox.sendLand(terrainPages(database));
  } catch (error) {
    if (troubleOf(error) === null) throw error;
  }
}
