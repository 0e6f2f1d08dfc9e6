/**
 * The peer: a Colyseus room that does what the load test asks of Weald, written as its documentation shows. Players
 * walk on a plain with the heading and speed they send; each sees those in the 5 x 5 cells of 32 m around it, by a
 * StateView of its own; patches go out ten times a second. Positions are in 1/16 m, so that two bytes each are enough.
 * Nothing else happens here: no obstacles, no accounts, no storage.
 *
 *   room.js <side of the plain in metres>     prints "listening <port>", and once a second "late <ms>"
 */
import { Room, Server } from "@colyseus/core";
import { schema, StateView, t } from "@colyseus/schema";
import { WebSocketTransport } from "@colyseus/ws-transport";

const PATCH_MS = 100;
const CELL_METRES = 32;
const VIEW_CELLS = 2;
const STEPS_PER_METRE = 16;

const runtime = typeof Deno === "undefined" ? process.argv : Deno.args;
const sideMetres = Number(runtime.at(-1));
const cellsPerSide = Math.ceil(sideMetres / CELL_METRES) + 1;

const Player = schema({ x: t.uint16(), y: t.uint16() }, "Player");
const Field = schema({ players: t.map(Player).view() }, "Field");

class FieldRoom extends Room {
  maxClients = Infinity;
  patchRate = PATCH_MS;
  state = new Field();
  #walkers = new Map();
  /** Walkers by cell. */
  #cells = Array.from({ length: cellsPerSide * cellsPerSide }, () => new Set());

  onCreate() {
    this.autoDispose = false;
    this.onMessage(0, (client, [heading, speed]) => {
      const walker = this.#walkers.get(client.sessionId);
      if (walker === undefined) return;
      const angle = heading / 256 * 2 * Math.PI;
      walker.dx = Math.cos(angle) * speed / 8 * PATCH_MS / 1000;
      walker.dy = Math.sin(angle) * speed / 8 * PATCH_MS / 1000;
    });
    this.setTimestep(() => this.#step(), PATCH_MS);
  }

  onJoin(client) {
    const body = new Player();
    const walker = { client, body, x: Math.random() * sideMetres, y: Math.random() * sideMetres, dx: 0, dy: 0 };
    walker.cellX = Math.floor(walker.x / CELL_METRES);
    walker.cellY = Math.floor(walker.y / CELL_METRES);
    body.x = Math.round(walker.x * STEPS_PER_METRE);
    body.y = Math.round(walker.y * STEPS_PER_METRE);
    this.state.players.set(client.sessionId, body);
    this.#walkers.set(client.sessionId, walker);
    client.view = new StateView();
    this.#forCells(walker.cellX, walker.cellY, (cell) => {
      for (const other of cell) {
        client.view.add(other.body);
        other.client.view.add(body);
      }
    });
    client.view.add(body);
    this.#cell(walker.cellX, walker.cellY).add(walker);
  }

  onLeave(client) {
    const walker = this.#walkers.get(client.sessionId);
    if (walker === undefined) return;
    this.#cell(walker.cellX, walker.cellY).delete(walker);
    this.#walkers.delete(client.sessionId);
    this.state.players.delete(client.sessionId);
    client.view.dispose();
  }

  #step() {
    for (const walker of this.#walkers.values()) {
      if (walker.dx === 0 && walker.dy === 0) continue;
      walker.x = Math.min(sideMetres, Math.max(0, walker.x + walker.dx));
      walker.y = Math.min(sideMetres, Math.max(0, walker.y + walker.dy));
      walker.body.x = Math.round(walker.x * STEPS_PER_METRE);
      walker.body.y = Math.round(walker.y * STEPS_PER_METRE);
      const cellX = Math.floor(walker.x / CELL_METRES);
      const cellY = Math.floor(walker.y / CELL_METRES);
      if (cellX !== walker.cellX || cellY !== walker.cellY) this.#cross(walker, cellX, cellY);
    }
  }

  /** Into another cell: who leaves the view of whom, who enters it. */
  #cross(walker, cellX, cellY) {
    const { client: { view }, body, cellX: oldX, cellY: oldY } = walker;
    this.#cell(oldX, oldY).delete(walker);
    this.#forCells(oldX, oldY, (cell, x, y) => {
      if (Math.abs(x - cellX) <= VIEW_CELLS && Math.abs(y - cellY) <= VIEW_CELLS) return;
      for (const other of cell) {
        view.remove(other.body);
        other.client.view.remove(body);
      }
    });
    this.#forCells(cellX, cellY, (cell, x, y) => {
      if (Math.abs(x - oldX) <= VIEW_CELLS && Math.abs(y - oldY) <= VIEW_CELLS) return;
      for (const other of cell) {
        view.add(other.body);
        other.client.view.add(body);
      }
    });
    walker.cellX = cellX;
    walker.cellY = cellY;
    this.#cell(cellX, cellY).add(walker);
  }

  #cell(x, y) {
    return this.#cells[y * cellsPerSide + x];
  }

  #forCells(middleX, middleY, visit) {
    for (let y = Math.max(0, middleY - VIEW_CELLS); y <= Math.min(cellsPerSide - 1, middleY + VIEW_CELLS); y++) {
      for (let x = Math.max(0, middleX - VIEW_CELLS); x <= Math.min(cellsPerSide - 1, middleX + VIEW_CELLS); x++) {
        visit(this.#cell(x, y), x, y);
      }
    }
  }
}

const transport = new WebSocketTransport();
const server = new Server({ transport, greet: false, gracefullyShutdown: false });
server.define("field", FieldRoom);
await server.listen(0, "127.0.0.1", 4096);
console.log(`listening ${transport.server.address().port}`);
