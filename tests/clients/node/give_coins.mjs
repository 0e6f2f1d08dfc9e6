/**
 * Two players, written from docs/protocol.md alone for Node without any package: the first finds something that lies on
 * the ground, takes it, and gives it to the second; the second says thanks.
 *
 *     node tests/clients/node/give_coins.mjs ws://localhost:7777/play
 */

const url = process.argv[2] ?? "ws://localhost:7777/play";

/** A session of the JSON subprotocol with what it knows of the world. */
class Player {
  constructor(name) {
    this.name = name;
    this.entity = 0;
    this.bag = new Map();
    /** Entities by id; cells hold the ids of their slots. */
    this.entities = new Map();
    this.cells = new Map();
    this.heard = [];
    this.sequence = 0;
    this.actions = 0;
    this.waiting = new Set();
    this.answers = new Map();
    this.socket = new WebSocket(url, "weald.v1.json");
    this.socket.onopen = () => this.send({ type: "hello", protocol: 1, client: "give coins, by a stranger" });
    this.socket.onmessage = ({ data }) => this.take(JSON.parse(data));
    this.closed = new Promise((resolve) => this.socket.onclose = ({ code, reason }) => resolve(`${code} ${reason}`));
    this.pings = setInterval(() => this.entity !== 0 && this.send({ type: "ping", time: Date.now() }), 5000);
    this.closed.then(() => clearInterval(this.pings));
  }

  send(message) {
    this.socket.send(JSON.stringify(message));
  }

  /** Waits until `find` finds something, looking after each message. */
  until(find, what, seconds = 60) {
    const found = find();
    if (found) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const look = () => {
        const value = find();
        if (!value) return;
        this.waiting.delete(look);
        clearTimeout(timer);
        resolve(value);
      };
      const timer = setTimeout(
        () => reject(new Error(`${this.name} waits for ${what}: not in ${seconds} s`)),
        seconds * 1000,
      );
      this.waiting.add(look);
      this.closed.then((why) => reject(new Error(`${this.name} waits for ${what}: closed ${why}`)));
    });
  }

  take(message) {
    switch (message.type) {
      case "welcome":
        this.send({ type: "signIn", mode: "guest" });
        break;
      case "signedIn":
        this.name = message.name;
        break;
      case "refused":
        throw new Error(message.text);
      case "entered":
        this.entity = message.entity;
        break;
      case "done":
      case "refusedAction":
        this.answers.set(message.sequence, message);
        break;
      case "wayFound":
        this.way = message;
        break;
      case "own":
        if (message.topic !== "bag") break;
        if (message.key === "") this.bag.clear();
        else if (message.value === null) this.bag.delete(Number(message.key));
        else this.bag.set(Number(message.key), message.value.amount);
        break;
      case "frame":
        this.takeFrame(message);
        break;
    }
    for (const look of [...this.waiting]) look();
  }

  takeFrame(frame) {
    if (frame.reset) this.cells.clear();
    for (const cell of frame.forget) this.cells.delete(cell.join());
    for (const message of frame.messages) this.take(message);
    for (const told of frame.cells) {
      const key = told.cell.join();
      if (told.keyframe) this.cells.set(key, new Map());
      const slots = this.cells.get(key);
      if (slots === undefined) continue;
      const tick = told.tick ?? frame.tick;
      for (const { slot } of told.departures) slots.delete(slot);
      for (const { slot, ...arrival } of told.arrivals) {
        slots.set(slot, arrival.entity);
        this.entities.set(arrival.entity, { ...arrival, tick });
      }
      for (const { slot, ...motion } of told.motions) Object.assign(this.of(slots, slot), motion, { tick });
      for (const { slot, ago, dx: _dx, dy: _dy, ...motion } of told.turns) {
        Object.assign(this.of(slots, slot), motion, { tick: tick - ago });
      }
      for (const { slot, ...values } of told.changes) Object.assign(this.of(slots, slot), values);
      for (const happening of told.happenings) if (happening.type === "said") this.heard.push(happening);
    }
    this.tick = frame.tick;
  }

  of(slots, slot) {
    return this.entities.get(slots.get(slot)) ?? {};
  }

  /** Who and what is in view. */
  get inView() {
    return [...this.cells.values()].flatMap((slots) => [...slots.values()].map((id) => this.entities.get(id)));
  }

  get self() {
    return this.inView.find(({ entity }) => entity === this.entity);
  }

  /** Runs to a place and waits until the way ends there, or somewhere near. */
  async goTo(x, y) {
    this.way = undefined;
    this.send({ type: "goTo", sequence: ++this.sequence, x, y });
    const way = await this.until(() => this.way?.sequence === this.sequence && this.way, "an answer to goTo");
    if (!way.found) return false;
    const stands = () =>
      this.self !== undefined && this.self.speed === 0 && Math.hypot(this.self.x - x, this.self.y - y) < 2.5;
    await this.until(stands, `standing near ${x}, ${y}`);
    return true;
  }

  /** Does an action. Answers the reason of a refusal, or null. */
  async act(type, fields) {
    const sequence = ++this.actions;
    this.send({ type, sequence, ...fields });
    const answer = await this.until(() => this.answers.get(sequence), `an answer to ${type}`);
    return answer.type === "done" ? null : answer;
  }
}

const THINGS = { 1: "coin", 2: "apple", 3: "stone", 4: "lantern" };

const finder = new Player("finder");
const friend = new Player("friend");
await Promise.all([finder, friend].map((player) => player.until(() => player.self, "its own body in view")));
console.log(`${finder.name} and ${friend.name} are in the world.`);

const far = ({ x, y }) => Math.hypot(x - finder.self.x, y - finder.self.y);
await finder.until(() => finder.inView.some(({ kind }) => kind === "pile"), "something on the ground", 20);
let taken = null;
for (const pile of finder.inView.filter(({ kind }) => kind === "pile").sort((a, b) => far(a) - far(b))) {
  if (!(await finder.goTo(pile.x, pile.y))) continue;
  const refusal = await finder.act("pickUp", { pile: pile.entity });
  if (refusal !== null) {
    console.log(`Not that one: ${refusal.text}`);
    continue;
  }
  taken = pile;
  break;
}
if (taken === null) throw new Error("nothing could be taken");
const what = taken.thing;
const amount = await finder.until(() => finder.bag.get(what), "the bag");
console.log(`${finder.name} took something: ${amount} × ${THINGS[what] ?? what}.`);

const { x, y } = friend.self;
if (!(await finder.goTo(x, y))) throw new Error("there is no way to the friend");
const before = friend.bag.get(what) ?? 0;
const refused = await finder.act("give", { to: friend.entity, what, amount });
if (refused !== null) throw new Error(refused.text);
await friend.until(() => (friend.bag.get(what) ?? 0) === before + amount, "the gift");
await finder.until(() => !finder.bag.has(what), "an empty bag");
console.log(`${friend.name} has it now; the bag of ${finder.name} holds no ${THINGS[what] ?? what} any more.`);

friend.send({ type: "say", text: "Thank you!" });
await finder.until(
  () => finder.heard.some(({ entity, text }) => entity === friend.entity && text === "Thank you!"),
  "thanks",
);
console.log(`${friend.name}: Thank you!`);
for (const player of [finder, friend]) player.send({ type: "signOut" });
console.log(`closed: ${(await Promise.all([finder.closed, friend.closed])).join(", ")}`);
