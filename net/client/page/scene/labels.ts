/** Names over heads and bubbles with what is said, as pictures of text: writing text each frame costs too much. */
import { STATUS } from "../../../../world/kinds.ts";
import type { Actor } from "./actor.ts";
import { animalTall } from "../art/animals.ts";
import { creatureTall } from "../art/creatures.ts";
import { landmarkTall } from "../art/landmarks.ts";
import { PERSON_TALL } from "../art/person.ts";
import type { View } from "./view.ts";

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const LINE_LETTERS_MAX = 30;
const LINES_MAX = 7;
const LABELS_MAX = 400;

/** Names are drawn for this many of the nearest; beyond it is a crowd. */
const NAMES_MAX = 48;

/** Words keep this far from the edge of the view, in page pixels. */
const EDGE_PIXELS = 8;

interface Label {
  readonly picture: OffscreenCanvas;
  readonly width: number;
  readonly height: number;
  used: number;
}

/** A name on its way to be drawn. */
interface Name {
  readonly actor: Actor;
  readonly label: Label;
  readonly strength: number;
}

type LabelKind =
  | "player"
  | "own"
  | "rival"
  | "flagged"
  | "spared"
  | "townsfolk"
  | "lost"
  | "npc"
  | "title"
  | "foe"
  | "wary"
  | "mark"
  | "bubble"
  | "asleep";

/** Draws labels. One per page. */
export class Labels {
  readonly #labels = new Map<string, Label>();
  readonly #placed: { readonly x: number; readonly y: number; readonly half: number }[] = [];
  #frame = 0;
  /** Size of text relative to the usual, from the settings. */
  textSize = 1;

  /** Draws the names and words of `actors`, which are sorted from back to front. */
  draw(context: CanvasRenderingContext2D, view: View, actors: readonly Actor[], seconds: number): void {
    this.#frame++;
    context.setTransform(1, 0, 0, 1, 0, 0);
    const named = actors.filter((actor) => actor.name !== "");
    const nearest = named.length <= NAMES_MAX ? named : nearestOf(named, view);
    this.#placed.length = 0;
    if (view.zoom >= 7) {
      // Players before townsfolk, near before far: of names that fall on each other the first one stays.
      const rank = (actor: Actor) =>
        (actor.own ? 0 : actor.kind === "player" ? 1e3 : 2e3) + Math.hypot(actor.x - view.x, actor.y - view.y);
      const ranked = [...nearest].sort((a, b) => rank(a) - rank(b));
      // The first has its place first, and is drawn last: no other lies over it.
      const shown = ranked.map((actor) => this.#nameOf(view, actor)).filter((name) => name !== null);
      for (const name of shown.reverse()) this.#drawName(context, view, name);
    }
    for (const actor of actors) {
      if (actor.activity === "asleep") this.#drawSleep(context, view, actor, seconds);
      if (actor.words !== "" && actor.wordsStrength > 0 && !actor.own) this.#drawBubble(context, view, actor);
    }
    // One's own words, and that they were said, nobody's words may cover.
    const own = actors.find((actor) => actor.own);
    if (own !== undefined && own.words !== "" && own.wordsStrength > 0) this.#drawBubble(context, view, own);
    context.globalAlpha = 1;
    this.#forgetUnused();
  }

  /** The name that is to be drawn of somebody, with its place taken; null where it is left out. */
  #nameOf(view: View, actor: Actor): Name | null {
    const kind: LabelKind = actor.own
      ? "own"
      : actor.ghost
      ? "lost"
      : actor.kind === "townsfolk" || actor.landmark !== null
      ? "townsfolk"
      : actor.kind === "npc"
      ? "npc"
      : actor.form === null
      ? playerKind(actor)
      : actor.mood === "foe"
      ? "foe"
      : "wary";
    const isFolk = actor.kind === "townsfolk" || actor.landmark !== null || actor.form !== null;
    const far = isFolk ? Math.min(1, (view.zoom - 9) / 4) : 1;
    if (far <= 0) return null;
    const text = actor.form === null ? actor.name : `${actor.name} ${actor.level}`;
    const label = this.#label(kind, text, view.pixelRatio);
    // The names of players and of people with a part to play are never left out.
    return this.#isTaken(view, actor, label) && isFolk ? null : { actor, label, strength: actor.presence * far };
  }

  #drawName(context: CanvasRenderingContext2D, view: View, { actor, label, strength }: Name): void {
    const lift = actor.title === "" || view.zoom < 13 ? 0 : 14 * this.textSize;
    this.#place(context, view, actor, label, lift, strength);
    if (actor.errand !== "none") {
      const mark = this.#label("mark", actor.errand === "ready" ? "?" : "!", view.pixelRatio);
      this.#place(context, view, actor, mark, lift + 14 * this.textSize, actor.presence);
    }
    if (lift === 0) return;
    this.#place(context, view, actor, this.#label("title", actor.title, view.pixelRatio), -2, actor.presence);
  }

  /** Whether a name would fall on one that is drawn; if not, its place is taken now. */
  #isTaken(view: View, actor: Actor, label: Label): boolean {
    const scale = view.zoom * view.pixelRatio;
    const x = (actor.x - view.left) * scale;
    const y = (actor.y - view.top - tallOf(actor)) * scale;
    const half = label.width / 2;
    for (const other of this.#placed) {
      if (Math.abs(other.x - x) < other.half + half && Math.abs(other.y - y) < label.height * 0.8) return true;
    }
    this.#placed.push({ x, y, half });
    return false;
  }

  #drawBubble(context: CanvasRenderingContext2D, view: View, actor: Actor): void {
    const label = this.#label("bubble", actor.words, view.pixelRatio);
    const lift = actor.name === "" || view.zoom < 7 ? 2 : 20 * this.textSize;
    this.#place(context, view, actor, label, lift, actor.wordsStrength, EDGE_PIXELS);
  }

  #drawSleep(context: CanvasRenderingContext2D, view: View, actor: Actor, seconds: number): void {
    const label = this.#label("asleep", "z", view.pixelRatio);
    const scale = view.zoom * view.pixelRatio;
    for (let letter = 0; letter < 3; letter++) {
      const age = (seconds * 0.35 + letter / 3 + actor.id * 0.37) % 1;
      const size = (0.5 + age * 0.7) * Math.min(1.3, view.zoom / 16);
      const x = (actor.x - view.left + 0.2 + age * 0.5 + Math.sin(age * 6) * 0.1) * scale;
      const y = (actor.y - view.top - tallOf(actor) * 0.6 - age * 1.1) * scale;
      context.globalAlpha = Math.sin(age * Math.PI) * 0.9;
      context.drawImage(label.picture, x, y - label.height * size, label.width * size, label.height * size);
    }
  }

  #place(
    context: CanvasRenderingContext2D,
    view: View,
    actor: Actor,
    label: Label,
    lift: number,
    strength: number,
    edge = -Infinity,
  ): void {
    const scale = view.zoom * view.pixelRatio;
    const { width, height } = context.canvas;
    const inset = edge * view.pixelRatio;
    const wishedX = (actor.x - view.left) * scale - label.width / 2;
    const wishedY = (actor.y - view.top - tallOf(actor)) * scale - label.height - lift * view.pixelRatio;
    // Words of somebody in view stay readable at the edge of it.
    const isSeen = actor.x > view.left && actor.x < view.right && actor.y > view.top && actor.y < view.bottom + 2;
    const x = isSeen ? Math.max(inset, Math.min(width - label.width - inset, wishedX)) : wishedX;
    const y = isSeen ? Math.max(inset, Math.min(height - label.height - inset, wishedY)) : wishedY;
    context.globalAlpha = strength;
    context.drawImage(label.picture, Math.round(x), Math.round(y));
  }

  #label(kind: LabelKind, text: string, pixelRatio: number): Label {
    const key = `${kind}/${pixelRatio}/${this.textSize}/${text}`;
    let label = this.#labels.get(key);
    if (label === undefined) {
      label = kind === "bubble"
        ? drawBubble(text, pixelRatio * this.textSize, this.#frame)
        : drawName(kind, text, pixelRatio * this.textSize, this.#frame);
      this.#labels.set(key, label);
    }
    label.used = this.#frame;
    return label;
  }

  #forgetUnused(): void {
    if (this.#labels.size <= LABELS_MAX) return;
    for (const [key, { used }] of this.#labels) if (used < this.#frame - 60) this.#labels.delete(key);
  }
}

/** Height of an actor's drawing in metres. */
export function tallOf(actor: Actor): number {
  if (actor.form !== null) return creatureTall(actor.form);
  if (actor.landmark !== null) return landmarkTall(actor.landmark) + 0.3;
  if (actor.kind !== "player" && actor.kind !== "townsfolk" && actor.kind !== "npc") {
    return animalTall(actor.kind) + 0.15;
  }
  return actor.activity === "asleep" ? 1.1 : PERSON_TALL;
}

function nearestOf(actors: readonly Actor[], view: View): Actor[] {
  const away = (actor: Actor) => Math.abs(actor.x - view.x) + Math.abs(actor.y - view.y);
  return [...actors].sort((a, b) => away(a) - away(b)).slice(0, NAMES_MAX).sort((a, b) => a.y - b.y);
}

const NAME_STYLES: Record<Exclude<LabelKind, "bubble">, { font: string; fill: string; edge: string }> = {
  player: { font: "600 13px", fill: "#ffffff", edge: "rgba(16, 22, 34, 0.78)" },
  rival: { font: "700 13px", fill: "#ff8f78", edge: "rgba(52, 8, 4, 0.86)" },
  flagged: { font: "600 13px", fill: "#ffd38a", edge: "rgba(48, 30, 4, 0.82)" },
  spared: { font: "600 13px", fill: "#bfe3ff", edge: "rgba(8, 28, 52, 0.82)" },
  own: { font: "600 13px", fill: "#ffe9a8", edge: "rgba(40, 26, 4, 0.78)" },
  townsfolk: { font: "italic 500 12px", fill: "#e4edd8", edge: "rgba(20, 32, 24, 0.66)" },
  lost: { font: "500 13px", fill: "#c9ced8", edge: "rgba(30, 34, 44, 0.6)" },
  npc: { font: "700 13px", fill: "#bfe8ff", edge: "rgba(10, 30, 48, 0.82)" },
  mark: { font: "900 24px", fill: "#ffd65c", edge: "rgba(40, 26, 4, 0.9)" },
  title: { font: "italic 500 11px", fill: "#d7e6ee", edge: "rgba(10, 30, 48, 0.7)" },
  foe: { font: "600 12px", fill: "#ffb09a", edge: "rgba(52, 12, 6, 0.8)" },
  wary: { font: "500 12px", fill: "#f4e3a6", edge: "rgba(44, 36, 8, 0.74)" },
  asleep: { font: "italic 700 16px", fill: "#eef2ff", edge: "rgba(30, 36, 70, 0.7)" },
};

function drawName(kind: Exclude<LabelKind, "bubble">, text: string, scale: number, frame: number): Label {
  const { font, fill, edge } = NAME_STYLES[kind];
  const shown = kind === "lost" ? `${text} …` : text;
  const measure = new OffscreenCanvas(1, 1).getContext("2d")!;
  measure.font = `${font} ${FONT}`;
  const sign = NAME_SIGNS[kind];
  const room = sign === undefined ? 0 : SIGN_PIXELS + 3;
  const width = Math.ceil((measure.measureText(shown).width + 10 + room) * scale);
  const height = Math.ceil((kind === "mark" ? 30 : 20) * scale);
  const picture = new OffscreenCanvas(width, height);
  const context = picture.getContext("2d")!;
  context.scale(scale, scale);
  context.font = `${font} ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.2;
  context.strokeStyle = edge;
  const middle = height / scale / 2;
  context.strokeText(shown, (width / scale + room) / 2, middle);
  context.fillStyle = fill;
  context.fillText(shown, (width / scale + room) / 2, middle);
  if (sign !== undefined) drawSign(context, sign, 4, middle - SIGN_PIXELS / 2);
  return { picture, width, height, used: frame };
}

/** Before the name, so that it needs no colours: crossed swords, a flag, a shield. In a box of 12 by 12. */
const NAME_SIGNS: Readonly<Partial<Record<LabelKind, string>>> = {
  rival: "M1 1 9 9M7.5 10.5 10.5 7.5M9 9l2 2M11 1 3 9M4.5 10.5 1.5 7.5M3 9l-2 2",
  flagged: "M2 1v10M2 1.5h8L7.5 4 10 6.5H2",
  spared: "M6 .8 1.8 2.4v3.4C1.8 8.6 3.6 10.4 6 11.4c2.4-1 4.2-2.8 4.2-5.6V2.4Z",
};
const SIGN_PIXELS = 12;

function drawSign(context: OffscreenCanvasRenderingContext2D, sign: string, x: number, y: number): void {
  const path = new Path2D(sign);
  context.save();
  context.translate(x, y);
  context.lineCap = "round";
  context.lineWidth = 3.6;
  context.stroke(path);
  context.lineWidth = 1.6;
  context.strokeStyle = context.fillStyle;
  context.stroke(path);
  context.restore();
}

/** How another player's name is shown: whether it can be fought, is open to fights, or has only just come. */
function playerKind({ mood, status }: Actor): LabelKind {
  if (mood === "foe") return "rival";
  if (mood === "friend") return "player";
  return (status & STATUS.protected) !== 0 ? "spared" : "flagged";
}

function drawBubble(text: string, scale: number, frame: number): Label {
  const lines = wrapWords(text);
  const measure = new OffscreenCanvas(1, 1).getContext("2d")!;
  measure.font = `500 14px ${FONT}`;
  const widest = Math.max(...lines.map((line) => measure.measureText(line).width));
  const boxWidth = widest + 22;
  const boxHeight = lines.length * 18 + 12;
  const picture = new OffscreenCanvas(Math.ceil((boxWidth + 8) * scale), Math.ceil((boxHeight + 16) * scale));
  const context = picture.getContext("2d")!;
  context.scale(scale, scale);
  context.translate(4, 3);
  context.shadowColor = "rgba(10, 16, 30, 0.35)";
  context.shadowBlur = 5 * scale;
  context.shadowOffsetY = 1.5 * scale;
  context.fillStyle = "rgba(255, 252, 244, 0.97)";
  context.beginPath();
  context.roundRect(0, 0, boxWidth, boxHeight, 10);
  context.moveTo(boxWidth / 2 - 7, boxHeight - 0.5);
  context.lineTo(boxWidth / 2, boxHeight + 8);
  context.lineTo(boxWidth / 2 + 7, boxHeight - 0.5);
  context.fill();
  context.shadowColor = "transparent";
  context.font = `500 14px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = "#232833";
  lines.forEach((line, number) => context.fillText(line, boxWidth / 2, 15 + number * 18));
  return { picture, width: picture.width, height: picture.height, used: frame };
}

/** Breaks a text into lines at its spaces; words that are too long are cut. */
export function wrapWords(text: string): string[] {
  const lines: string[] = [];
  let current = "";
  const words = text.split(/\s+/).flatMap((word) => word.match(new RegExp(`.{1,${LINE_LETTERS_MAX}}`, "gu")) ?? []);
  for (const word of words) {
    if (current !== "" && current.length + 1 + word.length > LINE_LETTERS_MAX) {
      lines.push(current);
      current = word;
    } else current = current === "" ? word : `${current} ${word}`;
  }
  if (current !== "") lines.push(current);
  if (lines.length <= LINES_MAX) return lines.length === 0 ? [""] : lines;
  return [...lines.slice(0, LINES_MAX - 1), `${lines[LINES_MAX - 1]!} …`];
}
