/** What is seen of fights: who is aimed at, health over who is hurt, numbers that rise, what flies and flashes. */
import { STATUS } from "../../../../world/kinds.ts";
import type { AbilityLore } from "../game/lore.ts";
import type { Actor } from "./actor.ts";
import { tallOf } from "./labels.ts";
import type { View } from "./view.ts";

/** A number, or a word, that rises from somebody. */
interface Rising {
  readonly entity: number;
  readonly text: string;
  readonly colour: string;
  readonly size: number;
  readonly from: number;
  readonly aside: number;
  x: number;
  y: number;
}

/** A picture of an ability that came off. */
interface Flash {
  readonly source: number;
  readonly target: number;
  /** The place on the ground that it is for, in metres; null where it is for somebody. */
  readonly place: { readonly x: number; readonly y: number } | null;
  readonly style: AbilityLore["look"]["style"];
  readonly colour: string;
  readonly from: number;
  readonly seconds: number;
  readonly radius: number;
}

const RISE_SECONDS = 1.1;
const FLASHES_MAX = 80;

/** Lives as long as the page. */
export class Blows {
  #rising: Rising[] = [];
  #flashes: Flash[] = [];

  /** Somebody lost or won health; `text` is what is to be read. */
  rise(entity: number, text: string, colour: string, size: number, seconds: number): void {
    if (this.#rising.length > FLASHES_MAX) this.#rising.shift();
    const aside = ((entity * 7 + this.#rising.length * 5) % 9 - 4) * 0.09;
    this.#rising.push({ entity, text, colour, size, from: seconds, aside, x: NaN, y: NaN });
  }

  /** An ability came off. */
  flash(source: number, target: number, ability: AbilityLore, seconds: number, place: Flash["place"] = null): void {
    if (this.#flashes.length > FLASHES_MAX) this.#flashes.shift();
    const { style, colour } = ability.look;
    const radius = ability.area === null ? 1 : ability.area.radiusCm / 100;
    const takes = style === "shot" || style === "bolt" ? 0.32 : style === "rain" ? 0.9 : 0.5;
    this.#flashes.push({ source, target, place, style, colour, from: seconds, seconds: takes, radius });
  }

  /** Draws over the scene. `target`: who is aimed at, 0 for nobody. */
  draw(context: CanvasRenderingContext2D, view: View, actors: readonly Actor[], target: number, seconds: number): void {
    const scale = view.zoom * view.pixelRatio;
    const byId = new Map(actors.map((actor) => [actor.id, actor]));
    context.save();
    context.setTransform(scale, 0, 0, scale, -view.left * scale, -view.top * scale);
    const aimed = byId.get(target);
    if (aimed !== undefined) drawAim(context, aimed, seconds);
    for (const actor of actors) drawHealth(context, actor, actor.id === target);
    this.#flashes = this.#flashes.filter((flash) => seconds < flash.from + flash.seconds);
    for (const flash of this.#flashes) drawFlash(context, flash, byId, (seconds - flash.from) / flash.seconds);
    this.#rising = this.#rising.filter(({ from }) => seconds < from + RISE_SECONDS);
    for (const one of this.#rising) drawRising(context, one, byId.get(one.entity), seconds);
    context.restore();
    context.globalAlpha = 1;
  }
}

function drawAim(context: CanvasRenderingContext2D, { x, y, mood, kind }: Actor, seconds: number): void {
  const beat = 0.55 + Math.sin(seconds * 5) * 0.05;
  context.strokeStyle = mood === "friend" || (kind === "player" && mood !== "foe") ? "#8fd6ff" : "#ff8a6a";
  context.lineWidth = 0.09;
  context.setLineDash([0.35, 0.16]);
  context.lineDashOffset = -seconds * 0.6;
  context.beginPath();
  context.ellipse(x, y, beat * 1.3, beat * 0.75, 0, 0, Math.PI * 2);
  context.stroke();
  context.setLineDash([]);
}

/** A bar over who is hurt or aimed at. */
function drawHealth(context: CanvasRenderingContext2D, actor: Actor, isAimed: boolean): void {
  const isDead = (actor.status & STATUS.dead) !== 0;
  const hasHealth = actor.kind === "player" || actor.form !== null || actor.healthShare > 0;
  if (isDead || !hasHealth || actor.kind === "npc" || actor.kind === "pile") return;
  if (!isAimed && (actor.healthShare === 255 || actor.healthShare === 0)) return;
  const wide = 1.1;
  const x = actor.x - wide / 2;
  const y = actor.y - tallOf(actor) - 0.06;
  context.fillStyle = "rgba(12, 16, 22, 0.8)";
  context.fillRect(x - 0.04, y - 0.04, wide + 0.08, 0.2);
  context.fillStyle = actor.mood === "friend" || (actor.kind === "player" && actor.mood !== "foe")
    ? "#7fd06a"
    : "#e0654a";
  context.fillRect(x, y, wide * actor.healthShare / 255, 0.12);
}

function drawFlash(
  context: CanvasRenderingContext2D,
  flash: Flash,
  byId: ReadonlyMap<number, Actor>,
  age: number,
): void {
  const source = byId.get(flash.source);
  const target = flash.place ?? byId.get(flash.target) ?? source;
  if (source === undefined || target === undefined) return;
  const [x, y] = [target.x, target.y - 0.8];
  context.globalAlpha = Math.max(0, 1 - age);
  context.strokeStyle = context.fillStyle = flash.colour;
  context.lineCap = "round";
  switch (flash.style) {
    case "shot":
    case "bolt": {
      const at = (part: number) =>
        [
          source.x + (x - source.x) * part,
          source.y - 0.9 + (y - source.y + 0.9) * part,
        ] as const;
      const [headX, headY] = at(Math.min(1, age * 1.1));
      const [tailX, tailY] = at(Math.max(0, age * 1.1 - 0.25));
      context.globalAlpha = 0.95;
      context.lineWidth = flash.style === "shot" ? 0.07 : 0.2;
      context.beginPath();
      context.moveTo(tailX, tailY);
      context.lineTo(headX, headY);
      context.stroke();
      if (flash.style === "bolt") glow(context, headX, headY, 0.45, flash.colour);
      return;
    }
    case "beam":
      context.lineWidth = 0.22 * (1 - age) + 0.05;
      context.beginPath();
      context.moveTo(source.x, source.y - 0.9);
      context.lineTo(x, y);
      context.stroke();
      return;
    case "blow": {
      const turn = Math.atan2(y - source.y + 0.8, x - source.x);
      context.lineWidth = 0.16 * (1 - age) + 0.04;
      context.beginPath();
      context.arc(
        x - Math.cos(turn) * 0.3,
        y - Math.sin(turn) * 0.3,
        0.65,
        turn - 1.2 + age * 1.4,
        turn - 0.2 + age * 1.6,
      );
      context.stroke();
      return;
    }
    case "burst":
    case "wave":
    case "ring":
      context.lineWidth = 0.14;
      context.beginPath();
      context.ellipse(target.x, target.y, flash.radius * age, flash.radius * age * 0.6, 0, 0, Math.PI * 2);
      context.stroke();
      glow(context, target.x, target.y - 0.4, Math.max(0.7, flash.radius * 0.5) * (0.5 + age), flash.colour);
      return;
    case "rain":
      context.lineWidth = 0.05;
      for (let drop = 0; drop < 14; drop++) {
        const turn = drop * 2.4;
        const far = flash.radius * Math.sqrt((drop + 1) / 15);
        const [dropX, dropY] = [target.x + Math.cos(turn) * far, target.y + Math.sin(turn) * far * 0.6];
        const fall = ((age * 2 + drop / 14) % 1) * 3;
        context.beginPath();
        context.moveTo(dropX, dropY - 3 + fall);
        context.lineTo(dropX, dropY - 2.6 + fall);
        context.stroke();
      }
      return;
    case "roots":
      context.lineWidth = 0.1;
      for (let root = 0; root < 6; root++) {
        const turn = root * Math.PI / 3;
        context.beginPath();
        context.moveTo(target.x + Math.cos(turn) * 0.7, target.y + Math.sin(turn) * 0.4);
        context.quadraticCurveTo(target.x + Math.cos(turn) * 0.4, target.y - 0.5, target.x, target.y - 0.4 * (1 - age));
        context.stroke();
      }
      return;
    case "smoke":
    case "glow":
      for (let puff = 0; puff < 5; puff++) {
        const turn = puff * 1.26 + age;
        glow(
          context,
          target.x + Math.cos(turn) * 0.5,
          target.y - 0.5 - age * 0.8 + Math.sin(turn) * 0.3,
          0.45,
          flash.colour,
        );
      }
      return;
    case "none":
      return;
  }
}

function glow(context: CanvasRenderingContext2D, x: number, y: number, radius: number, colour: string): void {
  const light = context.createRadialGradient(x, y, 0, x, y, radius);
  light.addColorStop(0, `${colour}cc`);
  light.addColorStop(1, `${colour}00`);
  context.fillStyle = light;
  context.fillRect(x - radius, y - radius, radius * 2, radius * 2);
}

function drawRising(context: CanvasRenderingContext2D, one: Rising, actor: Actor | undefined, seconds: number): void {
  const age = (seconds - one.from) / RISE_SECONDS;
  if (actor !== undefined) [one.x, one.y] = [actor.x, actor.y - tallOf(actor) * 0.75];
  if (Number.isNaN(one.x)) return;
  context.globalAlpha = age < 0.7 ? 1 : Math.max(0, (1 - age) / 0.3);
  context.font = `800 ${0.5 * one.size}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.lineJoin = "round";
  context.lineWidth = 0.13;
  context.strokeStyle = "rgba(14, 12, 18, 0.85)";
  const [x, y] = [one.x + one.aside, one.y - age * 1.3];
  context.strokeText(one.text, x, y);
  context.fillStyle = one.colour;
  context.fillText(one.text, x, y);
}
