/** Main's end of the link to storage: questions about staff, players' accounts and the audit log. */
import { Link, type LinkEnd } from "../../world/base/link.ts";
import { mainToStorage, storageToMain } from "../../world/part/messages.ts";
import { LOG_LEVELS, type StorageConfig, type StorageStats } from "../../world/part/types.ts";
import type { Answered, StorageQuestion, StorageQuestions } from "../../persistence/mod.ts";
import type { AccountsPort, AuditStore, HistoryPort, StaffStore } from "../api/mod.ts";
import { PortError } from "../api/ports.ts";
import { Life } from "./life.ts";
import { ANSWER_MS_MAX } from "./limits.ts";
import type { Log } from "./log.ts";
import { Requests, textOf } from "./requests.ts";

/** Lives as long as the process. */
export class StorageClient {
  readonly life = new Life("storage");
  /** The newest statistics. */
  stats: StorageStats | null = null;
  readonly #link: Link<typeof mainToStorage.declarations, typeof storageToMain.declarations>;
  readonly #requests = new Requests("storage", ANSWER_MS_MAX.storage);

  constructor(end: LinkEnd, log: Log) {
    this.#link = new Link(end, mainToStorage, storageToMain);
    this.#link.onWake = () =>
      this.#link.drain((message) => {
        switch (message.type) {
          case "answer":
            return this.#requests.answer(message.request, message.json);
          case "stats":
            this.stats = JSON.parse(textOf(message.json));
            return;
          case "log":
            return log.write(LOG_LEVELS[message.level] ?? "info", "storage", message.text);
          case "ready":
          case "failed":
          case "stopped":
            return this.life.hear(message);
        }
      });
    this.#link.onWake();
  }

  start(config: StorageConfig): void {
    this.#link.mustSend({ type: "start", json: JSON.stringify(config) });
  }

  /** False if the ring is full. */
  stop(): boolean {
    return this.#link.send({ type: "stop" });
  }

  /** Asks a question. Rejects with a `PortError`. */
  async ask<Q extends StorageQuestion>(
    question: Q,
    input: StorageQuestions[Q]["input"],
  ): Promise<StorageQuestions[Q]["output"]> {
    const json = JSON.stringify(input);
    // The longest text of a record is 65,535 bytes, and a letter has at most three of them.
    if (json.length > 21_000) {
      throw new PortError(`The input of ${question} is too long: ${json.length} letters, at most 21,000.`);
    }
    const answered = await this.#requests.ask<Answered<StorageQuestions[Q]["output"]>>((request) =>
      this.#link.send({ type: "ask", request, question, json })
    );
    if ("failed" in answered) throw new PortError(answered.failed);
    return answered.value;
  }

  /** Staff accounts, as the admin API wants them. */
  get staff(): StaffStore {
    return {
      count: async () => (await this.ask("staffCount", {})).count,
      createOwner: (account) => this.ask("staffCreate", { ...account, role: "owner", first: true }),
      signIn: (credentials) => this.ask("staffSignIn", { ...credentials }),
      session: async (token) => (await this.ask("staffSession", { token })).staff,
      signOut: async (token) => {
        await this.ask("staffSignOut", { token });
      },
    };
  }

  /** Players' accounts, as the admin API wants them. */
  get accounts(): AccountsPort {
    return {
      accountOf: async (character) => (await this.ask("accountOf", { character })).account,
      find: async (query) => {
        const { total, rows } = await this.ask("accountFind", query);
        return { total, rows: rows.map(({ lastSignInAt, ...row }) => ({ ...row, lastPlayedAt: lastSignInAt })) };
      },
    };
  }

  /** The history's budget, as the admin API wants it. */
  get history(): HistoryPort {
    return { setBudget: (megabytes) => this.ask("historySet", { megabytes }) };
  }

  /** The audit log, as the admin API wants it. */
  get audit(): AuditStore {
    return {
      append: async (entry) => {
        await this.ask("auditAppend", entry);
      },
      list: async (query) => (await this.ask("auditList", query)).rows,
    };
  }
}
