/** How a bot walks: along ways that it looks for on its own terrain, as the page does. */
import { UNITS_PER_METRE } from "../../world/base/space.ts";
import { RUN_SPEED } from "../../world/limits.ts";
import type { Terrain } from "../../world/terrain/types.ts";
import { Walker } from "../../net/client/page/input/walker.ts";
import type { WealdClient } from "../../net/client/sdk/mod.ts";

/** A point in metres. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Metres from one point to another. */
export function away(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** A way is looked for so often at most, in milliseconds of the client's ticks: 40 ticks. */
const LOOK_TICKS = 40;
/** A long way is looked for in pieces of so many metres, as people do. */
const PIECE_METRES = 160;

/** The legs of one bot. */
export class Legs {
  readonly #client: WealdClient;
  readonly #terrain: Terrain;
  readonly #walker: Walker;
  #spot = 0;
  #to: Point = { x: 0, y: 0 };
  #lookedAt = -LOOK_TICKS;

  constructor(client: WealdClient, terrain: Terrain) {
    this.#client = client;
    this.#terrain = terrain;
    this.#walker = new Walker(terrain);
    client.on("tick", () => this.#steer());
  }

  stop(): void {
    this.#walker.stop();
  }

  /** Walks from point to point around a place. */
  roam(at: Point, radius: number): void {
    if (this.#walker.goal !== null) return;
    this.#spot++;
    const turn = this.#spot * 2.4;
    const reach = Math.max(12, radius) * (0.4 + (this.#spot % 3) * 0.3);
    this.goTo({ x: at.x + Math.cos(turn) * reach, y: at.y + Math.sin(turn) * reach }, 1);
  }

  /** Walks to a point, unless it does so already. */
  goTo(at: Point, stopMetres: number): void {
    const { body, tick } = this.#client;
    if (body === null) return;
    const isSame = away(this.#to, at) < Math.max(1.5, stopMetres);
    if (isSame && (this.#walker.goal !== null || tick - this.#lookedAt < LOOK_TICKS)) return;
    this.#to = { x: at.x, y: at.y };
    this.#lookedAt = tick;
    const own = { x: body.x, y: body.y };
    const far = away(own, at);
    const reach = Math.min(PIECE_METRES, far - stopMetres);
    if (reach <= 0) return this.#walker.stop();
    // Straight on, or around what is in the way: the first way that leads where it was meant to.
    for (const turn of [0, 0.7, -0.7, 1.4, -1.4, 2.1, -2.1]) {
      const heading = Math.atan2(at.y - own.y, at.x - own.x) + turn;
      const metres = turn === 0 ? reach : Math.max(40, reach);
      const to = { x: own.x + Math.cos(heading) * metres, y: own.y + Math.sin(heading) * metres };
      if (this.#tryWay(to)) return;
    }
  }

  /** Looks for a way to a point; false if it does not lead there. */
  #tryWay(to: Point): boolean {
    const { body } = this.#client;
    const [x, y] = [Math.round(to.x * UNITS_PER_METRE), Math.round(to.y * UNITS_PER_METRE)];
    const free = this.#terrain.nearestFree(x, y, 12 * UNITS_PER_METRE);
    if (body === null || free === null) return false;
    this.#walker.walkTo({ x: body.nextX, y: body.nextY }, free);
    const { goal } = this.#walker;
    return goal !== null && away(goal, { x: free.x / UNITS_PER_METRE, y: free.y / UNITS_PER_METRE }) < 4;
  }

  #steer(): void {
    const { body } = this.#client;
    if (body === null) return;
    const next = this.#walker.next(body, RUN_SPEED, RUN_SPEED / 8 * UNITS_PER_METRE / 20);
    this.#client.steer(next?.heading ?? body.heading, next?.speed ?? 0);
  }
}
