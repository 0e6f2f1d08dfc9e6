/**
 * Fights with other players, on the page: the rule of the ground beside the region's name, with the switch behind it;
 * grace as seconds; who can be fought; who hurt whom, in the log.
 */
import { STATUS } from "../../../../world/kinds.ts";
import type { TopicValue } from "../../../../world/topics.ts";
import type { SeenEntity, WealdClient } from "../../sdk/mod.ts";
import { isTouched } from "../hud/dom.ts";
import { GroundSign } from "../hud/ground_sign.ts";
import type { Described } from "./actors.ts";
import type { Lore } from "./lore.ts";
import type { PlayPart } from "./play.ts";

const KEY = "v";

const SIGN = "the sign below the map";

/** What is said on coming to ground of a rule. */
const WORDS: Readonly<Record<string, string>> = {
  safe: "Safe ground: players do not fight here.",
  contested: "Contested ground: those players fight here who have switched it on, by KEYS.",
  free: "Free ground: every player can be fought here.",
};

/** Lives as long as the page. */
export class PvpPart implements PlayPart {
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #say: (text: string) => void;
  readonly #sign: GroundSign;
  #told = "";
  #entity = 0;

  /** `say` shows a sentence to the player. */
  constructor(client: WealdClient, lore: Lore, say: (text: string) => void) {
    this.#client = client;
    this.#lore = lore;
    this.#say = say;
    this.#sign = new GroundSign(() => this.#toggle());
    client.on("own", ({ topic }) => {
      if (topic === "pvp") this.#show();
    });
    client.on("entered", ({ entity }) => {
      if (entity !== this.#entity) this.#told = "";
      this.#entity = entity;
    });
    client.on("struck", (blow) => this.#tellBlow(blow));
    client.on("event", ({ entity, what, value }) => {
      if (what === "died") this.#tellDeath(entity, value);
    });
  }

  look(): void {
    this.#show();
  }

  press(key: string): boolean {
    if (key.toLowerCase() !== KEY || this.#standing === undefined) return false;
    this.#toggle();
    return true;
  }

  /** How another player stands to the own: a foe can be fought, a wary one is open to fights, but not with this one. */
  describe(entity: SeenEntity, described: Described): Described {
    if (entity.kind !== "player" || entity.id === this.#client.ownId || !this.#isOpen(entity)) return described;
    const canFight = this.#standing?.open === true && (entity.status & STATUS.protected) === 0;
    return { ...described, mood: canFight && !this.#isOfParty(entity.id) ? "foe" : "wary" };
  }

  get #standing(): TopicValue<"pvp"> | undefined {
    return this.#client.own.pvp.get("self");
  }

  #isOpen({ status }: SeenEntity): boolean {
    return (status & (STATUS.pvp | STATUS.protected)) !== 0 && (status & STATUS.dead) === 0;
  }

  #isOfParty(id: number): boolean {
    return [...this.#client.own.party.values()].some(({ entity }) => entity === id);
  }

  #show(): void {
    const standing = this.#standing;
    const rate = this.#client.welcome?.tickRate ?? 20;
    const region = standing === undefined ? "" : this.#lore.regions.get(standing.region)?.name ?? "";
    this.#sign.show(standing, region, (tick) => tick === 0 ? 0 : Math.max(0, (tick - this.#client.tick) / rate));
    if (standing === undefined || this.#lore.regions.size === 0) return;
    const key = `${standing.region}/${standing.rule}`;
    if (key === this.#told || standing.region === 0) return;
    this.#told = key;
    this.#say(
      `${region === "" ? "" : `${region}. `}${
        (WORDS[standing.rule] ?? "").replace("KEYS", isTouched() ? SIGN : `V or ${SIGN}`)
      }`,
    );
  }

  #toggle(): void {
    const standing = this.#standing;
    if (standing === undefined) return;
    const isOn = standing.on && standing.offTick === 0;
    this.#client.act("setPvp", { on: isOn ? 0 : 1 }).then((result) => {
      if (result.type !== "refused") return this.#say(isOn ? OFF_WORDS : ON_WORDS);
      if (result.reason !== "level-too-low") return this.#say(result.text);
      this.#say(`You can switch on fights with other players from level ${this.#lore.pvpLevelMin} on.`);
    });
  }

  #tellBlow({ source, target, ability, amount, outcome }: Blow): void {
    const own = this.#client.ownId;
    if (source === target || amount < 0 || (source !== own && target !== own)) return;
    const [by, at] = [this.#player(source), this.#player(target)];
    if (by === null || at === null) return;
    const what = this.#lore.abilities.get(ability)?.name;
    const way = what === undefined ? "" : ` with ${what}`;
    const isHit = outcome === "hit" || outcome === "critical";
    const how = outcome === "hit" ? "" : ` (${outcome})`;
    const [who, whom] = source === own ? ["You", at.name] : [by.name, "you"];
    const verbs = source === own ? ["hit", "strike at"] : ["hits", "strikes at"];
    this.#say(`${who} ${verbs[isHit ? 0 : 1]} ${whom}${isHit ? ` for ${amount}` : ""}${way}${how}.`);
  }

  #tellDeath(entity: number, killer: number): void {
    const [dead, by] = [this.#player(entity), this.#player(killer)];
    if (dead === null || by === null || entity === killer) return;
    const own = this.#client.ownId;
    this.#say(`${entity === own ? "You were" : `${dead.name} was`} killed by ${killer === own ? "you" : by.name}.`);
  }

  #player(id: number): SeenEntity | null {
    for (const entity of this.#client.entities) if (entity.id === id) return entity.kind === "player" ? entity : null;
    return null;
  }
}

interface Blow {
  readonly source: number;
  readonly target: number;
  readonly ability: number;
  readonly amount: number;
  readonly outcome: string | number;
}

const ON_WORDS = "You fight other players now: on contested ground, who has switched it on too can fight you.";
const OFF_WORDS = "Fights with other players go off in five minutes, if you fight none until then.";
