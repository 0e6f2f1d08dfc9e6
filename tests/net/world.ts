/** The other ends of a gateway's links, for tests: a small world that steps when told, and a storage with no disk. */
import { allocateLink, Link } from "../../world/base/link.ts";
import { UNITS_PER_METRE } from "../../world/base/space.ts";
import type { MessageOf } from "../../world/base/record.ts";
import type { Command } from "../../world/commands.ts";
import { CELL_COLUMNS, CHARACTERS_PER_ACCOUNT_MAX, FLUSH_TICKS } from "../../world/limits.ts";
import { stepWorld, type World } from "../../world/mod.ts";
import {
  type CharacterOfAccount,
  gatewayToMain,
  gatewayToStorage,
  gatewayToWorld,
  mainToGateway,
  mainToWorld,
  type SignInRefusal,
  storageToGateway,
  worldToGateway,
  worldToMain,
} from "../../world/part/messages.ts";
import { Subscribers } from "../../world/part/subscribers.ts";
import type { GatewayConfig } from "../../world/part/types.ts";
import { BlockEncoder } from "../../world/replication/encode.ts";
import { makeTestWorld } from "../world/_fixtures.ts";

export const TEST_CONFIG: GatewayConfig = {
  index: 0,
  host: "127.0.0.1",
  port: 0,
  reusePort: false,
  worldName: "Test",
  version: "0.0.1",
  seed: 7,
  terrainVersion: 1,
  tickRate: 20,
  dayTicks: 48_000,
  content: "c0ffee",
  playersMax: 100,
};

type FromGateway = MessageOf<typeof gatewayToWorld.declarations>;

/** A world on flat ground behind a link, with the real encoder and the real rules of full rings. */
export class TestWorld {
  readonly world: World = makeTestWorld();
  /** Everything the gateway said, oldest first. */
  readonly heard: FromGateway[] = [];
  readonly link: Link<typeof worldToGateway.declarations, typeof gatewayToWorld.declarations>;
  readonly #encoder = new BlockEncoder();
  readonly #subscribers: Subscribers;
  readonly #mainLinks: { close(): void }[];
  /** Characters that are described as in the world. */
  readonly here = new Set<number>();
  /** Commands of the test's own, for the next tick. */
  readonly commands: Command[] = [];

  constructor(end: ConstructorParameters<typeof Link>[0]) {
    this.link = new Link(end, worldToGateway, gatewayToWorld);
    const main = allocateLink("main", "world", 1024, 1 << 20);
    const mainLink = new Link(main.b, worldToMain, mainToWorld);
    this.#mainLinks = [mainLink, new Link(main.a, mainToWorld, worldToMain)];
    this.#subscribers = new Subscribers([this.link], mainLink, this.#encoder);
  }

  /** Hears the gateway without stepping. */
  hear(): void {
    this.link.drain((message) => {
      this.heard.push(message);
      if (message.type === "watchAll") return;
      if (message.type === "describe") {
        const { session, character } = message;
        const level = this.world.roster.rowOf.has(character) ? 2 : 0;
        const place = { x: 1000 * UNITS_PER_METRE + 128, y: 2000 * UNITS_PER_METRE };
        const isHere = this.here.has(character);
        this.link.mustSend({ type: "described", session, character, class: 1, level, isHere, ...place });
      } else if (message.type !== "watch" && message.type !== "unwatch") this.commands.push(message);
      else this.#encoder[message.type](1, message.cellY * CELL_COLUMNS + message.cellX);
    });
  }

  /** One tick, with a flush where one is due. */
  step(): void {
    this.hear();
    const { world } = this;
    this.#subscribers.tick = world.tick + 1;
    this.#subscribers.retryPrivate();
    stepWorld(world, this.commands, this.#subscribers);
    // There is no disk here: what was done is kept at once. Held results would wait for ever, and grow.
    this.#subscribers.release(world.tick);
    this.commands.length = 0;
    if (world.tick % FLUSH_TICKS !== 0) return;
    this.#subscribers.restartBroken(world.tick);
    this.#encoder.flush(world, this.#subscribers.sendBlock);
    this.#subscribers.endFlush(world.tick, 0);
  }

  /** What the gateway said of one type. */
  said<Type extends FromGateway["type"]>(type: Type): Extract<FromGateway, { type: Type }>[] {
    return this.heard.filter((message) => message.type === type) as Extract<FromGateway, { type: Type }>[];
  }

  close(): void {
    this.link.close();
    for (const link of this.#mainLinks) link.close();
  }
}

type FromGatewayToStorage = MessageOf<typeof gatewayToStorage.declarations>;

/** Signs in whoever asks: guests at once, tokens it gave, names with the password "password". */
interface TestAccount {
  readonly account: number;
  readonly name: string;
  readonly guest: boolean;
  plays: number;
  readonly characters: CharacterOfAccount[];
}

export class TestStorage {
  readonly link: Link<typeof storageToGateway.declarations, typeof gatewayToStorage.declarations>;
  readonly heard: FromGatewayToStorage[] = [];
  /** Set it and the next sign-ins are refused so. */
  refuseWith: SignInRefusal | null = null;
  /** Set it and nothing is answered; `answer` does then. */
  holdBack = false;
  readonly #byToken = new Map<string, TestAccount>();

  /** Accounts that were made, and are kept. */
  get accounts(): number {
    return this.#byToken.size;
  }
  #lastCharacter = 0;

  constructor(end: ConstructorParameters<typeof Link>[0]) {
    this.link = new Link(end, storageToGateway, gatewayToStorage);
  }

  hear(): void {
    this.link.drain((message) => {
      this.heard.push(message);
      if (message.type === "signOut") this.#byToken.delete(message.token);
      else if (!this.holdBack) this.answer(message);
    });
  }

  answer(message: Extract<FromGatewayToStorage, { type: "signIn" }>): void {
    const { request, mode, name, password, token, look, choose, number } = message;
    const refuse = (reason: SignInRefusal) => void this.link.mustSend({ type: "refused", request, reason });
    if (this.refuseWith !== null) return refuse(this.refuseWith);
    if (["token", "play", "make", "delete"].includes(mode)) {
      const known = this.#byToken.get(token);
      if (known === undefined) return refuse("token-unknown");
      const { characters } = known;
      const meant = characters.find(({ character }) => character === (mode === "token" ? known.plays : number));
      if (mode === "make") {
        if (characters.length >= CHARACTERS_PER_ACCOUNT_MAX) return refuse("too-many-characters");
        characters.push({ character: ++this.#lastCharacter, name, look, playedAt: 0 });
      } else if (meant === undefined) return refuse("character-unknown");
      else if (mode === "delete") {
        if (meant.name !== name) return refuse("name-differs");
        characters.splice(characters.indexOf(meant), 1);
      } else if (!choose) {
        known.plays = meant.character;
        return this.#letIn(request, token, known, meant);
      }
      const deleted = mode === "delete" ? number : 0;
      this.link.mustSend({ type: "characters", request, token, json: JSON.stringify(characters), deleted });
      return;
    }
    if (mode === "password" && password !== "password") return refuse("wrong-password");
    const character = ++this.#lastCharacter;
    const first = { character, name: name === "" ? `Guest ${character}` : name, look, playedAt: 0 };
    const account: TestAccount = {
      ...{ account: character, name: first.name, guest: mode === "guest" },
      ...{ plays: character, characters: [first] },
    };
    const fresh = `token-${character}`;
    this.#byToken.set(fresh, account);
    this.#letIn(request, fresh, account, first);
  }

  #letIn(
    request: number,
    token: string,
    { account, name: accountName, guest }: TestAccount,
    of: CharacterOfAccount,
  ): void {
    const { character, name, look } = of;
    this.link.mustSend({ type: "signedIn", request, account, accountName, character, name, look, guest, token });
  }

  close(): void {
    this.link.close();
  }
}

/** Ring sizes in bytes, each way. */
export interface RingSizes {
  readonly gatewayToWorld: number;
  readonly worldToGateway: number;
  readonly gatewayToStorage: number;
}

export const RING_SIZES: RingSizes = { gatewayToWorld: 1 << 18, worldToGateway: 1 << 21, gatewayToStorage: 1 << 16 };

/** Links between a gateway and its world, its storage and main. */
export function allocateGatewayLinks(sizes: RingSizes = RING_SIZES) {
  const world = allocateLink("world", "gateway", sizes.worldToGateway, sizes.gatewayToWorld);
  const storage = allocateLink("storage", "gateway", 1 << 16, sizes.gatewayToStorage);
  const main = allocateLink("main", "gateway", 1 << 16, 1 << 20);
  return {
    gateway: { world: world.b, storage: storage.b, main: main.b },
    world: world.a,
    storage: storage.a,
    makeMain: () => new Link(main.a, mainToGateway, gatewayToMain),
  };
}
