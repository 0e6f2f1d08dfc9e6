/** The game of one page: what the client knows, what the player does, what the canvas shows. */
import { formatMinute } from "../../../../world/calendar.ts";
import { headingTowards, UNITS_PER_METRE } from "../../../../world/base/space.ts";
import { RUN_SPEED, WALK_SPEED, WORLD_METRES } from "../../../../world/limits.ts";
import type { Terrain } from "../../../../world/terrain/types.ts";
import type { ClientState, WealdClient } from "../../sdk/mod.ts";
import { Chat } from "../hud/chat.ts";
import { lossWords, partingWords } from "../hud/connection_words.ts";
import { byId, setText } from "../hud/dom.ts";
import type { LookEditor } from "../hud/look_editor.ts";
import { Maps } from "../hud/map.ts";
import { PeopleList } from "../hud/people.ts";
import { makeSettingsDialog } from "../hud/settings_dialog.ts";
import { showStick } from "../hud/stick.ts";
import { type Notice, PlaceBanner, StatusCorner } from "../hud/status.ts";
import type { WelcomeScreen } from "../hud/welcome.ts";
import { Keys } from "../input/keys.ts";
import { listenToPointer } from "../input/pointer.ts";
import { Walker } from "../input/walker.ts";
import type { Actor } from "../scene/actor.ts";
import { Scene } from "../scene/scene.ts";
import { INDOOR_SKY, type Sky } from "../scene/sky.ts";
import { makeView, type View } from "../scene/view.ts";
import { Puppets } from "./actors.ts";
import { offerDebugHandle } from "./debug_handle.ts";
import { flyOver, WELCOME_SKY } from "./fly_over.ts";
import { Play } from "./play.ts";
import { isCalm, keep, readKept, readSettings, type Settings } from "./settings.ts";
import { describeSky, pictureSky, skyAt } from "./sky.ts";

const ZOOM_MIN = 7;
const ZOOM_MAX = 44;
const ZOOM_STEP = 1.25;
/** The time in which the eye makes up two thirds of the way to the character. */
const EYE_MS = 70;
const LEAD_EVERY_MS = 160;
const HUD_EVERY_MS = 200;

/** The world that is shown: made when the server says which it is. */
interface Stage {
  readonly terrain: Terrain;
  readonly scene: Scene;
  readonly puppets: Puppets;
  readonly walker: Walker;
  readonly maps: Maps;
}

/** The game. Lives as long as the page. */
export class Game {
  readonly #client: WealdClient;
  readonly #look: LookEditor;
  readonly #notice: Notice;
  readonly #welcome: WelcomeScreen;
  readonly #canvas = byId<HTMLCanvasElement>("world");
  readonly #context = this.#canvas.getContext("2d", { alpha: false })!;
  readonly #hud = byId("hud");
  readonly #chat: Chat;
  readonly #keys: Keys;
  readonly #play: Play;
  readonly #people = new PeopleList();
  readonly #corner = new StatusCorner();
  readonly #banner = new PlaceBanner();
  #stage: Stage | null = null;
  #settings: Settings = readSettings();
  #stick: { readonly x: number; readonly y: number } | null = null;
  #eye = { x: 0, y: 0 };
  #eyeSet = false;
  #zoom = Number(readKept("zoom") ?? 18);
  #zoomWanted = this.#zoom;
  #view: View | null = null;
  #actors: readonly Actor[] = [];
  #slowed = false;
  #wasPlaying = false;
  #lostWords = lossWords("unknown");
  #leadAt = 0;
  #hudAt = 0;
  #frameAt = 0;
  #frames: number[] = [];
  #drawMs = 0;
  /** Where the eye starts over the world, until the character is there. */
  readonly #flightStart = Math.random() * 200;

  constructor(client: WealdClient, look: LookEditor, notice: Notice, welcome: WelcomeScreen) {
    this.#client = client;
    this.#look = look;
    this.#notice = notice;
    this.#welcome = welcome;
    this.#chat = new Chat(client);
    this.#play = new Play(
      client,
      (text) => this.#chat.add("notice", "", text),
      (x, y) => this.#walkTowards(x, y),
      (name, what, text) => this.#banner.show(name, what, text),
      (entity, text) => this.#stage?.puppets.say(entity, text, this.#frameAt / 1000),
      (name) => this.#chat.whisperTo(name),
    );
    this.#keys = new Keys(() => this.#isPlaying, {
      talk: () => this.#chat.open(),
      toggleMap: () => this.#stage?.maps.toggle(),
      zoom: (steps) => this.#stage?.maps.zoom(steps) || this.#zoomBy(ZOOM_STEP ** steps),
      escape: () => {
        if (this.#chat.isOpen) this.#chat.close();
        else if (!this.#play.escape()) this.#stage?.walker.stop();
      },
      press: (key) => this.#play.press(key),
    });
    this.#listen();
    makeSettingsDialog(this.#settings, {
      changed: (settings) => {
        this.#settings = settings;
        document.documentElement.style.setProperty("--text-size", String(settings.textSize));
      },
      signOut: () => (keep("token", null), client.signOut()),
      changeCharacter: () => client.changeCharacter(),
    });

    offerDebugHandle(() => this.#debug());
  }

  /** Makes the world of a terrain, unless it is there. */
  enterWorld(terrain: Terrain): void {
    if (this.#stage?.terrain === terrain) return;
    this.#stage?.scene.close();
    const painters = (navigator.hardwareConcurrency ?? 2) > 2 ? 2 : 1;
    const scene = new Scene(terrain, painters);
    const maps = new Maps(terrain);
    scene.whenMapped((image) => maps.picture = image);
    this.#stage = { terrain, scene, puppets: new Puppets(terrain), walker: new Walker(terrain), maps };
  }

  /** Starts drawing, for as long as the page lives. */
  run(): void {
    const frame = (now: number) => {
      this.#frame(now);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    // A page that is not looked at draws nothing: the character must not walk on by itself.
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) return;
      this.#keys.release();
      this.#stick = null;
      this.#client.steer(0, 0);
    });
  }

  get #isPlaying(): boolean {
    return this.#client.state.name === "playing";
  }

  #listen(): void {
    const client = this.#client;
    client.on("state", (state) => this.#showState(state));
    client.on("tick", () => this.#steer());
    client.on("slowed", ({ slowed }) => this.#slowed = slowed);
    client.on("entered", ({ x, y }) => {
      this.#stage?.walker.stop();
      if (!this.#eyeSet) this.#eye = { x, y };
      this.#eyeSet = true;
    });
    client.on("placed", () => this.#stage?.walker.stop());
    client.on("said", ({ entity, name, text }) => {
      this.#stage?.puppets.say(entity, text, this.#frameAt / 1000);
      const actor = this.#actors.find(({ id }) => id === entity);
      const kind = entity === client.ownId ? "own" : (actor?.kind ?? "player") === "player" ? "player" : "folk";
      this.#chat.add(kind, actor?.name ?? name, text);
    });
    client.on("line", ({ kind, from, text }) => this.#chat.add(kind === "broadcast" ? "staff" : kind, from, text));
    listenToPointer(this.#canvas, {
      walkTo: (x, y) => this.#walkTo(x, y),
      lead: (x, y) => {
        if (performance.now() - this.#leadAt < LEAD_EVERY_MS) return;
        this.#leadAt = performance.now();
        this.#walkTo(x, y);
      },
      stick: (way) => {
        this.#stick = way;
        if (way !== null) this.#stage?.walker.stop();
      },
      showStick: (place) => showStick(this.#isPlaying ? place : null),
      zoomBy: (factor) => this.#zoomBy(factor),
      point: (x, y) => this.#play.point({ x, y }, this.#placeAt(x, y)),
      cancel: () => void this.#play.fight.endAiming(),
    });
    byId("zoom-in").addEventListener("click", () => this.#zoomBy(ZOOM_STEP));
    byId("zoom-out").addEventListener("click", () => this.#zoomBy(1 / ZOOM_STEP));
  }

  #zoomBy(factor: number): void {
    this.#zoomWanted = Math.max(ZOOM_MIN, Math.min(ZOOM_MAX, this.#zoomWanted * factor));
    keep("zoom", this.#zoomWanted.toFixed(1));
  }

  #walkTo(pixelX: number, pixelY: number): void {
    const at = this.#placeAt(pixelX, pixelY);
    if (at === null || this.#client.body === null || !this.#isPlaying || this.#play.tap(at.x, at.y)) return;
    this.#play.stopGoing();
    this.#walkTowards(at.x, at.y);
  }

  /** Where a pixel of the page is in the world, in metres; null while nothing is shown. */
  #placeAt(x: number, y: number): { x: number; y: number } | null {
    return this.#view && { x: this.#view.left + x / this.#view.zoom, y: this.#view.top + y / this.#view.zoom };
  }

  /** Walks to a point in metres. */
  #walkTowards(x: number, y: number): void {
    const { body: own } = this.#client;
    if (this.#stage === null || own === null || !this.#isPlaying) return;
    const to = { x: Math.round(x * UNITS_PER_METRE), y: Math.round(y * UNITS_PER_METRE) };
    this.#stage.walker.walkTo({ x: own.nextX, y: own.nextY }, to);
  }

  /** Before each tick of the own body: keys and stick first, then the walk, else stand. */
  #steer(): void {
    const { body: own } = this.#client;
    const walker = this.#stage?.walker;
    if (own === null || walker === undefined) return;
    if (this.#play.fight.isHeld || own.isLed) {
      walker.stop();
      return this.#client.steer(own.heading, 0);
    }
    const keys = this.#keys.way;
    const slow = this.#keys.slow;
    if (keys !== null) {
      this.#play.stopGoing();
      walker.stop();
      return this.#client.steer(headingTowards(keys.x * 1000, keys.y * 1000), slow ? WALK_SPEED : RUN_SPEED);
    }
    if (this.#stick !== null) {
      const { x, y } = this.#stick;
      const strength = Math.hypot(x, y);
      if (strength < 0.2) return this.#client.steer(own.heading, 0);
      const heading = headingTowards(Math.round(x * 1000), Math.round(y * 1000));
      return this.#client.steer(heading, strength < 0.6 ? WALK_SPEED : RUN_SPEED);
    }
    const speed = slow ? WALK_SPEED : RUN_SPEED;
    const tickRate = this.#client.welcome?.tickRate ?? 20;
    const next = walker.next(own, speed, speed / 8 * UNITS_PER_METRE / tickRate);
    this.#client.steer(next?.heading ?? own.heading, next?.speed ?? 0);
  }

  #showState(state: ClientState): void {
    const playing = state.name === "playing" || this.#wasPlaying && state.name !== "closed" &&
        state.name !== "choosing" && !(state.name === "signing in" && !state.waiting);
    this.#wasPlaying = playing;
    document.body.dataset["stage"] = playing ? "playing" : this.#stage === null ? "loading" : "welcome";
    this.#hud.hidden = !playing;
    if (playing) this.#welcome.hide();
    else this.#welcome.show();
    switch (state.name) {
      case "connecting":
        this.#welcome.setBusy("Looking for the world …", true);
        return;
      case "signing in":
      case "choosing":
        this.#welcome.setBusy(state.waiting ? "One moment …" : "", state.waiting);
        if (!playing) this.#notice.show(null);
        return;
      case "playing":
        this.#notice.show(null);
        this.#canvas.focus({ preventScroll: true });
        return;
      case "reconnecting":
        this.#stage?.walker.stop();
        this.#hudAt = 0;
        this.#lostWords = lossWords(state.cause);
        this.#welcome.setBusy("", true);
        return;
      case "closed":
        this.#eyeSet = false;
        this.#welcome.setBusy("", true);
        this.#notice.show(partingWords(state), "Come in again");
        return;
    }
  }

  #frame(now: number): void {
    const passed = Math.min(250, now - this.#frameAt);
    this.#frameAt = now;
    this.#frames.push(now);
    while (this.#frames[0]! < now - 1000) this.#frames.shift();
    const before = performance.now();
    this.#client.update();
    if (this.#stage !== null) this.#draw(this.#stage, now, passed);
    this.#drawMs += (performance.now() - before - this.#drawMs) * 0.05;
    if (!this.#wasPlaying) this.#look.draw(now / 1000, isCalm(this.#settings));
    if (now - this.#hudAt > HUD_EVERY_MS) {
      this.#hudAt = now;
      this.#showHud(now);
    }
  }

  #draw(stage: Stage, now: number, passed: number): void {
    const seconds = now / 1000;
    const { body: own } = this.#client;
    const calm = isCalm(this.#settings);
    if (this.#wasPlaying && own !== null) {
      const near = Math.hypot(own.x - this.#eye.x, own.y - this.#eye.y) < 40;
      const part = near ? 1 - Math.exp(-passed / EYE_MS) : 1;
      this.#eye.x += (own.x - this.#eye.x) * part;
      this.#eye.y += (own.y - this.#eye.y) * part;
    } else this.#eye = flyOver(stage.terrain.layout, calm ? this.#flightStart : this.#flightStart + seconds);
    this.#zoom += (this.#zoomWanted - this.#zoom) * (1 - Math.exp(-passed / 110));
    this.#resize();
    const view = makeView(this.#eye.x, this.#eye.y, this.#zoom, {
      width: innerWidth,
      height: innerHeight,
      pixelRatio: this.#canvas.width / innerWidth,
    });
    this.#view = view;
    const seen = this.#wasPlaying ? this.#client.entities : [];
    this.#actors = stage.puppets.update(seen, this.#client.ownId, seconds, (entity) => this.#play.describe(entity));
    stage.scene.draw(this.#context, {
      view,
      seconds,
      sky: !this.#wasPlaying ? WELCOME_SKY : this.#isIndoors ? INDOOR_SKY : this.#skyHere(stage),
      season: this.#wasPlaying && !this.#isIndoors ? this.#play.living.tint : null,
      actors: this.#actors,
      goal: stage.walker.goal,
      calm,
      textSize: this.#settings.textSize,
    });
    if (!this.#wasPlaying) return;
    this.#play.fight.draw(this.#context, view, this.#actors, seconds);
  }

  /** Whether the character is in a room or a dungeon: places lie east of the land. */
  get #isIndoors(): boolean {
    return this.#eye.x >= WORLD_METRES;
  }

  #skyHere(stage: Stage): Sky {
    return skyAt(this.#play.living.sky, this.#client.tick, this.#heightHere(stage));
  }

  #heightHere(stage: Stage): number {
    const units = (metres: number) => Math.floor(metres * UNITS_PER_METRE);
    return stage.terrain.heightAt(units(this.#eye.x), units(this.#eye.y)) / UNITS_PER_METRE;
  }

  #resize(): void {
    // Beyond two screen pixels for one of the page nothing is gained that can be seen.
    const ratio = Math.min(2, devicePixelRatio);
    const width = Math.round(innerWidth * ratio);
    const height = Math.round(innerHeight * ratio);
    if (this.#canvas.width === width && this.#canvas.height === height) return;
    this.#canvas.width = width;
    this.#canvas.height = height;
  }

  #showHud(now: number): void {
    const { state, welcome } = this.#client;
    if (state.name === "reconnecting") this.#sayReconnecting(Math.ceil((state.at - performance.now()) / 1000));
    else if (this.#wasPlaying && (state.name === "connecting" || state.name === "signing in")) {
      this.#notice.show(`${this.#lostWords} Coming back …`);
    }
    if (!this.#wasPlaying || this.#stage === null || welcome === null || now < 0) return;
    const facing = this.#actors.find((actor) => actor.own)?.facing ?? 0;
    const height = this.#heightHere(this.#stage);
    this.#corner.show({
      time: formatMinute(Math.floor(this.#skyHere(this.#stage).minute)),
      sky: pictureSky(this.#play.living.sky, this.#client.tick, height),
      weather: this.#isIndoors ? "Indoors" : describeSky(this.#play.living.sky, height),
      roundTripMs: this.#client.roundTripMs,
      transport: this.#client.transport,
      jitterMs: this.#client.jitterMs,
      ...{ slowed: this.#slowed, crowd: this.#client.isCrowded ? this.#client.entityCount : 0 },
      connected: state.name === "playing",
    });
    this.#play.look({ terrain: this.#stage.terrain, actors: this.#actors, ...this.#eye });
    this.#people.show(this.#actors, this.#eye.x, this.#eye.y);
    this.#stage.maps.regions = this.#play.lore.regionList;
    this.#stage.maps.draw(this.#eye.x, this.#eye.y, facing, this.#actors, this.#play.marks);
    setText(byId("place"), this.#play.places.name);
  }

  #sayReconnecting(seconds: number): void {
    const when = seconds <= 0 ? "now" : `in ${seconds} s`;
    const what = this.#wasPlaying ? this.#lostWords : "The world cannot be reached.";
    this.#notice.show(`${what} Trying again ${when}.`, "Try now");
  }

  #debug() {
    const { state, body: own, ownId, entityCount, roundTripMs, transport, tick } = this.#client;
    return {
      ...{ state: state.name, entity: ownId, entities: entityCount },
      position: own === null ? null : { x: own.x, y: own.y },
      actors: this.#actors.map(({ id, kind, name, x, y, words, status, tint, light }) => {
        return { id, kind, name, x, y, words, status, tint, light };
      }),
      missingTiles: this.#stage?.scene.missingTiles ?? -1,
      fps: this.#frames.length,
      drawMs: this.#drawMs,
      correction: own?.correction ?? 0,
      ...{ roundTripMs, transport, tick, zoom: this.#zoom, aiming: this.#play.fight.aiming },
    };
  }
}
