/**
 * Those who listen to the world: gateways and main. Each has its ring; a ring that is full costs its own reader a fresh
 * start and nobody else anything.
 */
import type { Link } from "../base/link.ts";
import type { MessageOf } from "../base/record.ts";
import { actionRow } from "../actions.ts";
import { assert } from "../base/assert.ts";
import { type Command, isActionCommand } from "../commands.ts";
import {
  CELL_COLUMNS,
  CELL_ROWS,
  GATEWAYS_MAX,
  OWN_KEY_LETTERS_MAX,
  OWN_VALUE_BYTES_MAX,
  SESSION_GATEWAY_SHIFT,
  SPACE_OVERWORLD,
} from "../limits.ts";
import type { OwnChange, WorldOutput } from "../output.ts";
import type { Refusal } from "../refusals.ts";
import type { Happening } from "../replication/cell_block.ts";
import type { BlockEncoder } from "../replication/encode.ts";
import { TOPICS } from "../topics.ts";
import { bodyOf } from "../roster.ts";
import { positionX, positionY, type World } from "../world.ts";
import { Door } from "./door.ts";
import { HeldResults } from "./held_results.ts";
import { OWN_TEXT_LETTERS_MAX, PRIVATE_BACKLOG_MAX, RESTART_FILL_MAX } from "./limits.ts";
import type { gatewayToWorld, mainToWorld, worldToGateway, worldToMain } from "./messages.ts";

export type GatewayLink = Link<typeof worldToGateway.declarations, typeof gatewayToWorld.declarations>;
export type MainLink = Link<typeof worldToMain.declarations, typeof mainToWorld.declarations>;
type FromGateway = MessageOf<typeof gatewayToWorld.declarations>;
type PrivateMessage = MessageOf<typeof worldToGateway.declarations>;

/** Main's bit in the encoder's masks; gateways have the bits of their indexes. */
export const MAIN_BIT = 1 << GATEWAYS_MAX;

const NOBODY: readonly number[] = [];
const textEncoder = new TextEncoder();

interface Stream {
  readonly bit: number;
  readonly link: GatewayLink | MainLink;
  /** A block found no room: nothing more until a restart is told. */
  isBroken: boolean;
}

/** All subscribers. Its lifetime is the world part's. */
export class Subscribers implements WorldOutput {
  readonly #gateways: readonly GatewayLink[];
  readonly #streams: Stream[];
  readonly #encoder: BlockEncoder;
  /** Private results that found no room, by gateway, in their order. */
  readonly #backlogs: PrivateMessage[][];
  readonly #applied = { type: "applied", session: 0, sequence: 0, lead: 0 } as const as {
    type: "applied";
    session: number;
    sequence: number;
    lead: number;
  };
  readonly #block: { type: "block"; space: number; bytes: Uint8Array } = {
    type: "block",
    space: SPACE_OVERWORLD,
    bytes: new Uint8Array(0),
  };
  readonly door = new Door();
  /** Results that wait for the disk. */
  readonly held = new HeldResults();
  /** What came of undoing, until it is on the disk. */
  readonly #undone: { readonly tick: number; readonly request: number; readonly problem: string }[] = [];
  readonly #main: MainLink;
  /** Private results that were lost because a gateway's backlog was full. */
  #privateLost = 0;
  /** Sessions that lost some of their private state that way: they are told all of it again. */
  readonly #untold = new Set<number>();

  constructor(gateways: readonly GatewayLink[], main: MainLink, encoder: BlockEncoder) {
    this.#gateways = gateways;
    this.#main = main;
    this.#encoder = encoder;
    this.#backlogs = gateways.map(() => []);
    this.#streams = gateways.map((link, index) => ({ bit: 1 << index, link, isBroken: false }));
    this.#streams.push({ bit: MAIN_BIT, link: main, isBroken: false });
  }

  /** A subscriber, by its bit, wants a cell or all of them, or no more. Cells that are none are nothing. */
  watch(message: Extract<FromGateway, { type: "watch" | "unwatch" | "watchAll" }>, bit: number): void {
    if (message.space !== SPACE_OVERWORLD) return;
    if (message.type === "watchAll") return this.#encoder.watchAll(bit, message.on);
    const { cellX, cellY } = message;
    if (cellX < 0 || cellY < 0 || cellX >= CELL_COLUMNS || cellY >= CELL_ROWS) return;
    const cell = cellY * CELL_COLUMNS + cellX;
    if (message.type === "watch") this.#encoder.watch(bit, cell);
    else this.#encoder.unwatch(bit, cell);
  }

  entered(session: number, character: number, entity: number, space: number, x: number, y: number): void {
    this.#private(session, { type: "entered", session, character, entity, tick: this.tick, space, x, y });
  }

  /** Tells a session that chooses how a character is. */
  describe(world: World, { session, character }: { readonly session: number; readonly character: number }): void {
    const row = world.roster.rowOf.get(character) ?? -1;
    const { class: classes, level } = world.sheets.columns;
    const [its, at] = row < 0 || row >= world.sheets.length ? [0, 0] : [classes[row]!, level[row]!];
    const body = bodyOf(world.roster, character);
    const place = row < 0 ? { x: 0, y: 0 } : placeOf(world, row, body);
    this.#private(session, {
      type: "described",
      session,
      character,
      class: its,
      level: at,
      isHere: body >= 0,
      ...place,
    });
  }

  placed(session: number, x: number, y: number): void {
    this.#private(session, { type: "placed", session, tick: this.tick, x, y });
  }

  applied(session: number, sequence: number, lead: number): void {
    const message = this.#applied;
    message.session = session;
    message.sequence = sequence;
    message.lead = lead;
    // The next one says the same and more: no backlog.
    this.#gateways[session >>> SESSION_GATEWAY_SHIFT]?.send(message);
  }

  close(session: number, reason: string, text: string): void {
    this.#private(session, { type: "close", session, reason, text });
  }

  line(session: number, kind: string, from: string, text: string): void {
    if (session !== 0) return this.#private(session, { type: "line", session, kind, from, text });
    for (let index = 0; index < this.#gateways.length; index++) {
      this.#private(index << SESSION_GATEWAY_SHIFT, { type: "line", session, kind, from, text });
    }
  }

  wayFound(session: number, sequence: number, found: boolean, reason: string): void {
    this.#private(session, { type: "wayFound", session, sequence, found, reason });
  }

  done(session: number, sequence: number, held: boolean): void {
    this.#result(session, { type: "done", session, sequence }, held);
  }

  refusedAction(session: number, sequence: number, reason: Refusal, held: boolean): void {
    this.#result(session, { type: "refusedAction", session, sequence, reason }, held);
  }

  /** Many changes go in one message: who comes in has a hundred, and each message has its price on both sides. */
  own(session: number, changes: readonly OwnChange[]): void {
    let text = "";
    let isHeld = false;
    const send = () => {
      if (text === "") return;
      this.#result(session, { type: "own", session, changes: textEncoder.encode(`[${text}]`) }, isHeld);
      text = "";
    };
    for (const change of changes) {
      const { id, held } = TOPICS[change.topic];
      const told = ownChangeText(id, change);
      if (held !== isHeld || text.length + told.length > OWN_TEXT_LETTERS_MAX) send();
      isHeld = held;
      text += text === "" ? told : `,${told}`;
    }
    send();
  }

  undone(request: number, problem: string): void {
    this.#undone.push({ tick: this.tick, request, problem });
  }

  #result(session: number, message: PrivateMessage, held: boolean): void {
    if (held) this.held.add(this.tick, session, message);
    else this.#private(session, message);
  }

  /** Everything up to this tick is on the disk: what waited for it is told. */
  release(durableTick: number): void {
    this.held.release(durableTick, (session, message) => this.#private(session, message));
    while (this.#undone.length > 0 && this.#undone[0]!.tick <= durableTick) this.#tellUndone(this.#undone.shift()!);
  }

  /** Whoever asked waits for some seconds: without room in main's ring nobody hears it. */
  #tellUndone({ request, problem }: { readonly request: number; readonly problem: string }): void {
    this.#main.send({ type: "answer", request, json: textEncoder.encode(JSON.stringify({ problem })) });
  }

  /**
   * Whether a command may reach the world. Somebody too many is turned away here. An action is refused here if its
   * result could not be held, or nothing may change hands; the world does not do it, for its state may not depend on
   * how quick the disk is.
   */
  mayTake(world: World, command: Command, isFrozen: boolean): boolean {
    if (command.type === "enter" && !this.door.admits(world, command.character)) {
      this.close(command.session, "full", "");
      return false;
    }
    if (command.type === "undo" && isFrozen) {
      const problem = "Nothing changes hands at present: the ledger does not add up. The log says more.";
      this.#tellUndone({ request: command.request, problem });
      return false;
    }
    if (!isActionCommand(command)) return true;
    const isKept = actionRow(command.type).held && this.held.isFull;
    if (!isFrozen && !isKept) return true;
    const { session, sequence } = command;
    this.#private(session, { type: "refusedAction", session, sequence, reason: "storage-behind" });
    return false;
  }

  /** Tells everybody when results begin to come late, and when they come in time again. */
  tellLateness(now: number, behindMs: number): void {
    const lateness = this.held.watch(now, behindMs);
    if (lateness === "same") return;
    const text = lateness === "late"
      ? "The world cannot be saved just now. What you do with things is confirmed as soon as it can."
      : "The world is saved again. Nothing was lost.";
    this.line(0, "notice", "", text);
  }

  happened(cell: number, happening: Happening): void {
    this.#encoder.happened(cell, happening);
  }

  /** The tick that is being stepped. */
  tick = 0;

  /** Sends what waited for room, in its order. */
  retryPrivate(): void {
    for (let index = 0; index < this.#backlogs.length; index++) {
      const backlog = this.#backlogs[index]!;
      let sent = 0;
      while (sent < backlog.length && this.#gateways[index]!.send(backlog[sent]!)) sent++;
      if (sent > 0) backlog.splice(0, sent);
    }
  }

  #private(session: number, message: PrivateMessage): void {
    const index = session >>> SESSION_GATEWAY_SHIFT;
    const gateway = this.#gateways[index];
    if (gateway === undefined) return;
    const backlog = this.#backlogs[index]!;
    if (backlog.length === 0 && gateway.send(message)) return;
    if (backlog.length < PRIVATE_BACKLOG_MAX) backlog.push(message);
    else if (message.type === "own") this.#untold.add(session);
    else this.#privateLost++;
  }

  /** Sessions that are to be told all of their private state anew, now that their gateway has caught up. */
  takeUntold(): readonly number[] {
    if (this.#untold.size === 0) return NOBODY;
    const ready = [...this.#untold].filter((session) =>
      this.#backlogs[session >>> SESSION_GATEWAY_SHIFT]!.length === 0
    );
    for (const session of ready) this.#untold.delete(session);
    return ready;
  }

  /** Private results that were lost since the last call. */
  takeLost(): number {
    const lost = this.#privateLost;
    this.#privateLost = 0;
    return lost;
  }

  /** Before a flush: those who lost something start again, if there is room by now. */
  restartBroken(tick: number): void {
    for (const stream of this.#streams) {
      if (!stream.isBroken) continue;
      const { sendWaitingBytes, sendCapacityBytes } = stream.link.stats;
      if (sendWaitingBytes > sendCapacityBytes * RESTART_FILL_MAX) continue;
      if (!stream.link.send({ type: "restart", tick })) continue;
      stream.isBroken = false;
      this.#encoder.restart(stream.bit);
    }
  }

  /** Sends a block to those of the mask. */
  readonly sendBlock = (bytes: Uint8Array, watchers: number): void => {
    this.#block.bytes = bytes;
    for (const stream of this.#streams) {
      if ((watchers & stream.bit) === 0 || stream.isBroken) continue;
      if (!stream.link.send(this.#block)) stream.isBroken = true;
    }
  };

  /** Ends a flush. */
  endFlush(tick: number, late: number): void {
    for (const stream of this.#streams) {
      if (!stream.isBroken && !stream.link.send({ type: "flush", tick, late })) stream.isBroken = true;
    }
  }
}

/** Where a character of the roster is, or was when it left. */
function placeOf(world: World, row: number, body: number): { readonly x: number; readonly y: number } {
  const { x, y } = world.roster.table.columns;
  return body < 0 ? { x: x[row]!, y: y[row]! } : { x: positionX(world, body), y: positionY(world, body) };
}

/** A change of private state as it is in an `own` of the ring. */
function ownChangeText(topic: number, { key, value }: OwnChange): string {
  const text = JSON.stringify(value);
  // A letter has at most three bytes: most values need not be measured.
  const bytes = 3 * text.length <= OWN_VALUE_BYTES_MAX ? text.length : textEncoder.encode(text).length;
  assert(bytes <= OWN_VALUE_BYTES_MAX, `${topic} ${key} has at most 1,000 bytes, not ${bytes}`);
  assert(key.length <= OWN_KEY_LETTERS_MAX, `the key ${key} of ${topic} has at most 60 letters`);
  return `[${topic},${JSON.stringify(key)},${text}]`;
}
