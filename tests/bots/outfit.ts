/** What a bot wears and eats: what is better is put on, what is nearly broken wants a smith, and who rests has a bite. */
import type { CatalogEntryOf } from "../../world/content/mod.ts";
import type { WealdClient } from "../../net/client/sdk/mod.ts";

type ItemLore = CatalogEntryOf<"items">;

/** Eating takes so long to help. */
const EATS_SECONDS = 21;
/** Below this part of its durability what is in hand is brought to who repairs. */
const REPAIRS_BELOW = 0.35;
/** Numbers of single things begin here; below are kinds. */
const SINGLES = 2 ** 20;

/** The things of one bot. */
export class Outfit {
  readonly #client: WealdClient;
  readonly #items: ReadonlyMap<number, ItemLore>;
  #ateAt = -EATS_SECONDS;

  constructor(client: WealdClient, items: ReadonlyMap<number, ItemLore>) {
    [this.#client, this.#items] = [client, items];
  }

  /** Has something to eat, if it carries any and has not just eaten. */
  eat(seconds: number): void {
    if (seconds - this.#ateAt < EATS_SECONDS) return;
    for (const [key, { kind }] of this.#client.own.bag) {
      if (this.#items.get(kind ?? Number(key))?.category !== "food") continue;
      this.#ateAt = seconds;
      return void this.#client.act("useItem", { what: Number(key), target: 0 });
    }
  }

  /** Puts on what it finds, where that is better: what it cannot wear is refused. */
  async wear(what: number): Promise<void> {
    const found = this.#client.own.bag.get(String(what));
    if (what < SINGLES || found === undefined || this.#client.state.name !== "playing") return;
    const item = this.#items.get(found.kind ?? 0);
    if (item === undefined || item.slot === null || item.category === "tool") return;
    const worn = this.#items.get(this.#client.own.worn.get(item.slot)?.kind ?? 0);
    // Who shoots keeps the bow, and who casts the staff.
    if (worn?.weapon && item.weapon?.type !== worn.weapon.type && worn.weapon.type !== "sword") return;
    if (worn === undefined || item.level > worn.level) await this.#client.act("equip", { what });
  }

  /** Whether anything that it wears can be made better by a smith whom it can pay. */
  isWorn(coins: number): boolean {
    const worn = [...this.#client.own.worn.values()];
    const asked = worn.reduce((sum, { repairCoins }) => sum + repairCoins, 0);
    return asked > 0 && coins >= asked;
  }

  /** Whether what is in its hand is nearly broken, and it has the coins that a smith asks for. */
  needsSmith(coins: number): boolean {
    const hand = this.#client.own.worn.get("mainHand");
    const most = this.#items.get(hand?.kind ?? 0)?.durability ?? 0;
    return hand !== undefined && most > 0 && (hand.durability ?? most) < most * REPAIRS_BELOW &&
      coins >= hand.repairCoins;
  }
}
