/** The catalog of a world's content: what is behind the numbers of things, creatures, abilities. */
import type { Catalog } from "../../../world/content/types.ts";
import type { Runtime } from "./runtime.ts";

/** A catalog that could not be read is asked for again after so long. */
const RETRY_MS = 2000;

/** Reads catalogs, each at most once. Lives as long as its client. */
export class CatalogReader {
  readonly #runtime: Runtime;
  readonly #url: string;
  #hash = "";
  /** The hash that `await` asks for; null: none. */
  #awaited: string | null = null;
  #reading: Promise<Catalog> | null = null;

  /** `url` is that of the connection: wss://host/play. */
  constructor(runtime: Runtime, url: string) {
    this.#runtime = runtime;
    this.#url = url;
  }

  /** The catalog of this hash. What failed is tried again when it is asked for again. */
  read(hash: string): Promise<Catalog> {
    if (this.#reading === null || this.#hash !== hash) {
      this.#hash = hash;
      const reading = this.#fetch(hash);
      this.#reading = reading;
      reading.catch(() => {
        if (this.#reading === reading) this.#reading = null;
      });
    }
    return this.#reading;
  }

  /**
   * Gives the catalog of this hash, once, as soon as it can be read: nothing else says what the ground is made of. Where
   * there is no HTTP it gives null at once. Asking for another one takes back what was asked before.
   */
  await(hash: string, take: (catalog: Catalog | null) => void): void {
    this.#awaited = hash;
    if (this.#runtime.readText === undefined) return take(null);
    const ask = () => {
      if (this.#awaited !== hash) return;
      this.read(hash).then((catalog) => {
        if (this.#awaited === hash) take(catalog);
      }, () => void this.#runtime.later(RETRY_MS, ask));
    };
    ask();
  }

  /** Nothing is awaited any more. */
  close(): void {
    this.#awaited = null;
  }

  async #fetch(hash: string): Promise<Catalog> {
    const { readText } = this.#runtime;
    if (readText === undefined) throw new Error("read the catalog: this runtime has no HTTP");
    const url = new URL(`/content.json?${hash}`, this.#url);
    url.protocol = url.protocol === "wss:" ? "https:" : "http:";
    return JSON.parse(await readText(url.href)) as Catalog;
  }
}
